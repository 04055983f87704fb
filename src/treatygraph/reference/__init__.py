"""The reference station: catalogue and record, with the standings that follow from the record, as a graph.

It is compiled once, kept in the user's cache by its content, and copied into each new graph.
"""
