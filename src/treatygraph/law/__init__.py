"""The law station: what acts amount to. Acts, the record and a treaty's own terms in, standings out."""
