"""Running a question on a graph."""

from __future__ import annotations

from collections.abc import Mapping

from treatygraph.query.header import NamedQuery, parse_query
from treatygraph.query.paging import Page, of_page
from treatygraph.query.results import Results
from treatygraph.query.values import bound_values
from treatygraph.store import GraphStore
from treatygraph.store.folder import storage_errors
from treatygraph.store.graph import check_query


def run_query(
    store: GraphStore,
    query: NamedQuery | str,
    params: Mapping[str, str] | None = None,
    page: Page | None = None,
) -> Results:
    """The answer of the graph to a named question, or to the text of one.

    ``params`` are the values as a user writes them: ``{"state": "RUS"}``; ``page`` is the part of the answer that
    is wanted, None all of it. Raises QueryError for
    wrong SPARQL (with line and column) and for wrong parameters.
    """
    question = query if isinstance(query, NamedQuery) else parse_query(query)
    check_query(question.text)
    values = bound_values(store, question.parameters, params or {})
    with storage_errors(store.path):
        text = question.text if page is None else of_page(question.text, page)
        return Results.of(store.query(text, values))
