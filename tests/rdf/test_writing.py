"""How a document's graph is written: the contract of docs/architecture.md, node by node."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Catalogue,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    Name,
    NameKind,
    PartialDate,
    Reason,
    Span,
    Status,
)
from treatygraph.rdf import Run, document_quads, read_extraction
from treatygraph.rdf.terms import date_literal, decimal, key_of
from treatygraph.store.prefixes import ID, TG

NORWAY = Entity("state/NOR", EntityKind.STATE, "Norway")
PACT = Entity("treaty/rivers", EntityKind.CONVENTION, "Convention on Rivers")
SPRAT = Entity(
    "treaty/unlisted-sprat",
    EntityKind.TREATY,
    "sprat treaty",
    names=(
        Name("sprat treaty", NameKind.COMMON, "und"),
        Name("Sprat Accord", NameKind.COMMON, "und"),
    ),
    parties=("state/NOR", "state/SWE"),
    unlisted=True,
)
CATALOGUE = Catalogue([NORWAY, PACT])
TEXT = "First this. Norway signed it in 1998. Then that."
DOCUMENT = Document("a.txt", TEXT, published=PartialDate(1998, 5))
RUN = Run("0.1.0", "parser 1", "c" * 32, "l" * 32)


def claim(**changes: object) -> ActClaim:
    made = ActClaim(
        document=DOCUMENT.hash,
        evidence=(Evidence(12, 37, TEXT[12:37]),),
        reason=Reason("sign", (Anchor("party", 12, 18, "Norway"),)),
        kind=ActKind.SIGNATURE,
        party=NORWAY,
        object=PACT,
        status=Status.DONE,
        date=PartialDate(1998),
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # checked by the class


def written(*claims: ActClaim) -> list[Quad]:
    return document_quads(Extraction(DOCUMENT, claims or (claim(),)), RUN)


def values(quads: list[Quad], subject: str, predicate: str) -> set[str]:
    """The objects that a node has for a predicate, in the notation of N-Triples, IRIs without our base."""
    return {
        str(q.object).replace(f"<{ID}", "<")
        for q in quads
        if q.subject == NamedNode(ID + subject) and q.predicate.value.endswith(predicate)
    }


def subjects(quads: list[Quad], start: str) -> set[str]:
    keys = {key_of(quad.subject) for quad in quads}
    return {key for key in keys if key.startswith(start)}


def test_every_node_is_called_by_the_hash_of_what_it_is() -> None:
    kinds = "anchor|claim|document|run|evidence"
    hashed = re.compile(rf"(?:{kinds})/[0-9a-f]{{32}}(?:/position|/quote)?\Z")
    for key in subjects(written(), ""):
        assert hashed.match(key) or key == "software/treatygraph-0.1.0", key


def test_the_document() -> None:
    node = f"document/{DOCUMENT.hash}"
    quads = written()
    assert values(quads, node, "#type") == {f"<{TG}Document>"}
    assert values(quads, node, "identifier") == {'"a.txt"'}
    assert values(quads, node, "text") == {f'"{TEXT}"'}
    assert values(quads, node, "sha256") == {f'"{DOCUMENT.sha256}"'}
    (issued,) = values(quads, node, "issued")
    assert issued.startswith('"1998-05"')
    assert issued.endswith("#gYearMonth>")
    for unknown in ("title", "publisher", "url", "language", "ignored"):
        assert values(quads, node, unknown) == set()


def test_the_claim_and_the_run_that_made_it() -> None:
    node = f"claim/{claim().hash}"
    quads = written()
    assert values(quads, node, "#type") == {f"<{TG}ActClaim>"}
    assert values(quads, node, "wasDerivedFrom") == {f"<document/{DOCUMENT.hash}>"}
    assert values(quads, node, "wasGeneratedBy") == {f"<run/{RUN.hash}>"}
    assert values(quads, node, "actKind") == {"<act-kind/signature>"}
    assert values(quads, node, "status") == {"<status/done>"}
    assert values(quads, node, "party") == {"<state/NOR>"}
    assert values(quads, node, "object") == {"<treaty/rivers>"}
    assert values(quads, node, "rule") == {'"sign"'}
    associated = values(quads, f"run/{RUN.hash}", "wasAssociatedWith")
    assert associated == {"<software/treatygraph-0.1.0>"}
    assert values(quads, f"run/{RUN.hash}", "catalogueHash") == {f'"{"c" * 32}"'}


def test_the_evidence_is_found_by_place_and_by_words() -> None:
    quads = written()
    (node,) = {key for key in subjects(quads, "evidence/") if key.count("/") == 1}
    assert values(quads, node, "#quote") == {'"Norway signed it in 1998."'}
    assert values(quads, node, "hasSource") == {f"<document/{DOCUMENT.hash}>"}
    assert values(quads, node, "hasSelector") == {f"<{node}/position>", f"<{node}/quote>"}
    (start,) = values(quads, f"{node}/position", "start")
    assert start.startswith('"12"')
    assert values(quads, f"{node}/quote", "exact") == {'"Norway signed it in 1998."'}
    assert values(quads, f"{node}/quote", "prefix") == {'"First this. "'}
    assert values(quads, f"{node}/quote", "suffix") == {'" Then that."'}


def test_two_claims_on_one_sentence_share_its_node() -> None:
    quads = written(claim(), claim(kind=ActKind.RATIFICATION))
    assert len({key for key in subjects(quads, "evidence/") if key.count("/") == 1}) == 1
    assert len(subjects(quads, "claim/")) == 2


def test_what_the_catalogue_lists_is_not_described_again() -> None:
    quads = written()
    assert values(quads, "state/NOR", "prefLabel") == set()
    assert values(quads, "treaty/rivers", "#type") == set()


def test_what_no_catalogue_lists_is_described() -> None:
    quads = written(claim(object=SPRAT))
    assert values(quads, SPRAT.key, "#type") == {f"<{TG}Treaty>", f"<{TG}Unlisted>"}
    assert values(quads, SPRAT.key, "prefLabel") == {'"sprat treaty"'}
    assert values(quads, SPRAT.key, "altLabel") == {'"Sprat Accord"'}
    assert values(quads, SPRAT.key, "bilateralParty") == {"<state/NOR>", "<state/SWE>"}


def test_an_unlisted_thing_comes_back_whole() -> None:
    (back,) = read_extraction(written(claim(object=SPRAT)), CATALOGUE).claims
    assert isinstance(back, ActClaim)
    assert (back.object, back.object.unlisted, back.object.parties) == (SPRAT, True, SPRAT.parties)


def test_the_same_run_is_the_same_node_and_another_is_another() -> None:
    assert Run("0.1.0", "parser 1", "c" * 32, "l" * 32).hash == RUN.hash
    for change in ("version", "pipeline", "catalogue_hash", "lexicon_hash"):
        assert dataclasses.replace(RUN, **{change: "9"}).hash != RUN.hash


@pytest.mark.parametrize(
    ("date", "kind"), [("1998", "gYear"), ("1998-05", "gYearMonth"), ("1998-05-17", "date")]
)
def test_dates_keep_their_precision(date: str, kind: str) -> None:
    literal = date_literal(PartialDate.parse(date))
    assert literal == Literal(date, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1.0"), (0.0, "0.0"), (0.35, "0.35"), (0.00001, "0.0")]
)
def test_decimals_have_no_exponent_and_no_needless_zeros(value: float, text: str) -> None:
    assert decimal(value).value == text


def test_a_document_without_claims_comes_back() -> None:
    extraction = Extraction(DOCUMENT, ())
    assert read_extraction(document_quads(extraction, RUN), CATALOGUE) == extraction


def test_the_order_of_quads_does_not_matter_for_reading() -> None:
    quads = written(claim(), claim(status=Status.PROPOSED))
    assert read_extraction(reversed(quads), CATALOGUE) == read_extraction(quads, CATALOGUE)


def test_a_claim_that_is_not_whole_is_an_error() -> None:
    quads = [q for q in written() if not q.predicate.value.endswith("#status")]
    with pytest.raises(ValueError, match=r"has no .*status"):
        read_extraction(quads, CATALOGUE)


# Whatever can stand in a text (lone surrogates cannot; reading takes them out).
_texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
_dates = st.dates().map(lambda d: PartialDate(d.year, d.month, d.day)) | st.integers(1, 9999).map(
    PartialDate
)


@given(
    text=_texts,
    title=st.none() | _texts,
    date=st.none() | _dates,
    effective=st.none() | _dates,
    status=st.sampled_from(Status),
    confidence=st.integers(0, 100).map(lambda n: n / 100),
    party=st.sampled_from([None, NORWAY]),
    note=st.none() | _texts,
    data=st.data(),
)
def test_any_extraction_comes_back(
    text: str,
    title: str | None,
    date: PartialDate | None,
    effective: PartialDate | None,
    status: Status,
    confidence: float,
    party: Entity | None,
    note: str | None,
    data: st.DataObject,
) -> None:
    document = Document("any", text, title=title, published=date)

    def place() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    start, end = place()
    spots = sorted({place() for _ in range(data.draw(st.integers(0, 3)))})
    made = ActClaim(
        document=document.hash,
        evidence=(Evidence(start, end, text[start:end]),),
        reason=Reason(
            "rule",
            tuple(Anchor("object", a, b, text[a:b], "named", Span(a, b)) for a, b in spots),
            note,
        ),
        confidence=confidence,
        kind=ActKind.SIGNATURE,
        party=party,
        object=SPRAT,
        status=status,
        date=date,
        effective=effective,
    )
    extraction = Extraction(document, (made,))
    assert read_extraction(document_quads(extraction, RUN), CATALOGUE) == extraction
