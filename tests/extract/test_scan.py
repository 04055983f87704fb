"""The scan before the parse: faster, and the claims are the same."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from treatygraph.catalogue import load_catalogue
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.forms import WordForms, letter_runs
from treatygraph.extract.passages import Passage
from treatygraph.extract.reading import Reading
from treatygraph.extract.records import record
from treatygraph.extract.scan import concerns_treaties
from treatygraph.extract.unparsed import without_names
from treatygraph.model import Document, PartialDate

FAMILIES = Path(__file__).parent / "families"


@pytest.fixture(scope="module")
def without_scan() -> Extractor:
    return Extractor(load_catalogue(), scan=False)


def records(extractor: Extractor, documents: Iterable[Document]) -> list[list[str]]:
    return [
        [json.dumps(record(c, e.document), sort_keys=True) for c in e.claims]
        for e in extractor.pipe(documents)
    ]


def own_documents() -> Iterator[Document]:
    for path in sorted(FAMILIES.glob("*.toml")):
        for n, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"]):
            published = PartialDate.parse(case["published"]) if "published" in case else None
            yield Document(f"{path.stem}-{n}", case["text"], case.get("title"), published)


def same_claims(extractor: Extractor, without_scan: Extractor, documents: list[Document]) -> int:
    """How many claims there are, which are the same with and without the scan."""
    scanned, parsed = records(extractor, documents), records(without_scan, documents)
    for document, some, every in zip(documents, scanned, parsed, strict=True):
        assert some == every, document.identifier
    return sum(map(len, parsed))


def test_the_claims_are_the_same_without_the_scan(
    extractor: Extractor, without_scan: Extractor
) -> None:
    assert same_claims(extractor, without_scan, list(own_documents())) > 150


@pytest.mark.shared
def test_the_claims_of_real_news_are_the_same_without_the_scan(
    extractor: Extractor, without_scan: Extractor, shared_dir: Path
) -> None:
    with gzip.open(shared_dir / "corpus/current-events-dev.jsonl.gz", "rt") as lines:
        items = [json.loads(line) for n, line in enumerate(lines) if n % 10 == 0]
    documents = [
        Document(item["id"], item["text"], None, PartialDate.parse(item["published"]))
        for item in items
    ]
    for path in sorted((shared_dir / "eval/dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        published = PartialDate.parse(gold["published"]) if gold["published"] else None
        documents.append(Document(gold["id"], gold["text"], gold["title"], published))
    assert len(documents) > 2500
    assert same_claims(extractor, without_scan, documents) > 700


def test_the_claims_do_not_depend_on_what_is_read_together(extractor: Extractor) -> None:
    documents = list(own_documents())
    together = records(extractor, documents)
    assert together == [records(extractor, [document])[0] for document in documents]
    assert together == records(extractor, reversed(documents))[::-1]


def test_what_tells_nothing_is_not_parsed(extractor: Extractor) -> None:
    def parsed(text: str) -> bool:
        document = extractor._draft(Document("x", text))
        return any(each is not None for each in document.prepared)

    assert parsed("Chile ratified the Kyoto Protocol.")
    assert parsed("Chile and Peru signed a fisheries agreement.")
    assert not parsed("A storm in Chile flooded three valleys.")
    assert not parsed("Chile ratified its president's victory.")
    assert not parsed("The Kyoto Protocol has many articles.")
    assert not parsed("A storm flooded three valleys.")
    assert not parsed("A court in Chile ended a strike.")  # no name of a body


def test_what_stands_in_a_name_tells_nothing(extractor: Extractor) -> None:
    def parsed(text: str) -> bool:
        document = extractor._draft(Document("x", text))
        return any(each is not None for each in document.prepared)

    assert not parsed("The United States hosts the European Union.")
    assert not parsed("The Central African Republic beat Chad's team at a match in Chad.")
    assert parsed("The Lakes Union was founded in Chile in 1990.")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("the European Union", "the _________Union"),
        ("the United States", "the _____________"),
        ("NATO", "NATO"),
    ],
)
def test_of_a_name_the_last_word_stays(extractor: Extractor, name: str, left: str) -> None:
    reading = Reading(Passage(0, len(name), name, False), tuple(extractor.index.find(name)), name)
    assert without_names(reading) == left


def test_statements_are_read_in_documents_about_treaties_and_bodies(extractor: Extractor) -> None:
    def concerned(text: str) -> bool:
        return concerns_treaties(text, extractor.index.find(text))

    assert concerned("Spain left NATO.")
    assert concerned("Spain signed a pact.")
    assert not concerned("Spain condemned Belarus.")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("ratify", "ratified"),
        ("withdraw", "withdrew"),
        ("leave", "left"),
        ("treaty", "treaties"),
        ("be", "was"),
        ("not", "cannot"),
        ("join", "joining"),
        ("be", "it's"),
        ("be", "they’re"),
        ("not", "won't"),
    ],
)
def test_the_forms_of_a_word(extractor: Extractor, word: str, form: str) -> None:
    forms = WordForms(extractor.nlp)
    assert forms.of([word]) & letter_runs(form)
    assert forms.known


def test_a_possessive_is_not_taken_for_a_letter(extractor: Extractor) -> None:
    assert not WordForms(extractor.nlp).of(["be"]) & letter_runs("The U.S. and S. Korea")


def test_a_word_whose_forms_are_not_listed_is_said_to_have_any(extractor: Extractor) -> None:
    forms = WordForms(extractor.nlp)
    forms.of(["you"])
    assert not forms.known
