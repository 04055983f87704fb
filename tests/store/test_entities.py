"""What a user may write for an entity."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import QueryError
from treatygraph.store import GraphStore, find_entity, open_store
from treatygraph.store.prefixes import ALT_LABEL, ID, PREF_LABEL, shorten

G = NamedNode("https://w3id.org/treatygraph/graph/catalogue")
NAMES = [
    ("state/ARV", PREF_LABEL, "Arvonia"),
    ("state/ARV", ALT_LABEL, "Republic of Arvonia"),
    ("treaty/rivers", PREF_LABEL, "Convention on Shared Rivers"),
    ("body/rivers-court", PREF_LABEL, "Rivers Court"),
    ("body/lakes-court", PREF_LABEL, "Lakes Court"),
    ("body/rivers-court", ALT_LABEL, "the Court"),
    ("body/lakes-court", ALT_LABEL, "the Court"),
    ("organ/ARV-senate", PREF_LABEL, "Senate of Arvonia"),
]


@pytest.fixture(scope="module")
def store() -> GraphStore:
    graph = open_store()
    graph.replace_graph(
        G,
        [
            Quad(NamedNode(ID + key), NamedNode(predicate), Literal(name, language="en"), G)
            for key, predicate, name in NAMES
        ],
    )
    return graph


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("ARV", "state", "state/ARV"),
        ("ARV", None, "state/ARV"),
        ("arv", "state", "state/ARV"),
        ("state/ARV", None, "state/ARV"),
        (ID + "state/ARV", "state", "state/ARV"),
        (f"<{ID}state/ARV>", None, "state/ARV"),
        (" Arvonia ", None, "state/ARV"),
        ("republic of arvonia", "state", "state/ARV"),
        ("rivers", "treaty", "treaty/rivers"),
        # A kind that has no short way is found by its code or name.
        ("ARV-senate", None, "organ/ARV-senate"),
        ("Lakes Court", "body", "body/lakes-court"),
    ],
)
def test_found(store: GraphStore, text: str, kind: str | None, key: str) -> None:
    assert find_entity(store, text, kind) == NamedNode(ID + key)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("Arvonja", "state", r"no state 'Arvonja'\. Did you mean state/ARV\?"),
        ("ARV", "treaty", "no treaty 'ARV'"),
        ("state/ARV", "treaty", "no treaty"),
        ("the court", None, "several things: body/lakes-court, body/rivers-court. Say which"),
        ("", None, "no entity ''"),
        ("> } DROP ALL", None, "no entity"),
        ("https://example.org/ARV", None, "no entity"),
    ],
)
def test_not_found(store: GraphStore, text: str, kind: str | None, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        find_entity(store, text, kind)


def test_shortening_keeps_what_it_does_not_know() -> None:
    assert shorten("https://example.org/a") == "https://example.org/a"
    assert shorten("http://purl.org/dc/terms/title") == "dcterms:title"
