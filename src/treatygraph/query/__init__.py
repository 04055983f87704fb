"""Asking a graph: named questions in ``queries/``, or any SPARQL, with values bound as terms."""

from treatygraph.query.header import NamedQuery, Parameter, parse_query
from treatygraph.query.named import named_queries, named_query
from treatygraph.query.output import FORMATS, write_results
from treatygraph.query.paging import Page
from treatygraph.query.results import Results
from treatygraph.query.run import run_query

__all__ = [
    "FORMATS",
    "NamedQuery",
    "Page",
    "Parameter",
    "Results",
    "named_queries",
    "named_query",
    "parse_query",
    "run_query",
    "write_results",
]
