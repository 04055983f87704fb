"""What is done faster by a shortcut gives what the long way gives."""

from __future__ import annotations

import pytest

from treatygraph.extract.extractor import Extractor
from treatygraph.extract.names import words_of
from treatygraph.extract.offices import find_titles, load_offices
from treatygraph.extract.tree import children
from treatygraph.model import Document

SENTENCES = [
    "The vice-president of Chad, Idriss Bako, met Fiji's deputy foreign minister for trade.",
    "A spokeswoman said: the ministers of Peru and Chile; and (the chairman) agreed.",
    "Norway's then-prime minister and the Co-operation Council's secretary-general left.",
    "No office is named here, but presidential hopes are.",
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The h-bomb of a state", ["h", "bomb", "of", "state"]),
        ("THE Co-operation of AN ally", ["the", "cooperation", "of", "an", "ally"]),
        ("İzmir, an_old port (1998)", ["i̇zmir", "old", "port", "1998"]),
        ("a ANC, the IRAN deal", ["anc", "iran", "deal"]),
    ],
)
def test_words_have_their_places(text: str, words: list[str]) -> None:
    found = words_of(text)
    assert [form for form, _, _ in found] == words
    for form, start, end in found:
        assert text[start:end].lower().replace("co-", "co") == form


def test_names_are_left_only_where_no_treaty_is_named(extractor: Extractor) -> None:
    find = extractor.index.find
    assert find("Chile and Peru met.")
    assert find("Chile and Peru met.", of_treaties=True) == []
    assert find("Chile left NATO.", of_treaties=True) == find("Chile left NATO.")


@pytest.mark.parametrize("text", SENTENCES)
def test_titles_are_those_that_are_found_from_every_place(text: str) -> None:
    offices = load_offices()
    everywhere = [m.start("core") for m in offices.pattern.finditer(text)]
    assert {title.start for title in find_titles(text)} <= set(everywhere)
    assert len(list(find_titles(text))) == len(everywhere)


@pytest.mark.parametrize("text", SENTENCES)
def test_children_are_those_of_the_tree(extractor: Extractor, text: str) -> None:
    first, second = extractor.nlp(text), extractor.nlp("Fiji did not.")
    for doc in (first, second, first):
        for token in doc:
            deps = {child.dep_ for child in token.children}
            assert children(token, *deps) == list(token.children)
            assert children(token, "no such relation") == []


def test_what_concerns_no_treaty_is_left_and_roles_are_read(extractor: Extractor) -> None:
    text = "The president of Chad, Idriss Bako, opened a school in Fiji."
    (extraction,) = extractor.pipe([_document(text)])
    assert [claim.reason.rule for claim in extraction.claims] == ["office-beside-name"]
    (extraction,) = extractor.pipe([_document("Rain fell in Fiji.")])
    assert extraction.claims == ()


def _document(text: str) -> Document:
    return Document("shortcut", text)
