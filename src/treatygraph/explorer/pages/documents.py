"""A document: its text with the claims marked in place, what was read and what was passed over."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException

from treatygraph.drawing.lines import Link
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader, Source, last_part, text
from treatygraph.explorer.state import View
from treatygraph.rdf.terms import ACTS_GRAPH, DOCUMENT_GRAPHS, key_of, tg, thing


@dataclass(frozen=True)
class Marked:
    """A claim of the document. ``number`` is what its marks show; ``act`` is None for statements and offices."""

    number: int
    key: str
    sort: str
    words: str
    act: Link | None
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """A piece of the text: by which claims it is marked (numbers), which of them begin in it, whether it was passed
    over as boilerplate."""

    text: str
    claims: tuple[int, ...]
    begins: tuple[int, ...]
    ignored: bool


@dataclass(frozen=True)
class DocumentPage:
    """A document with its claims. ``address`` is where it stands, if it tells that."""

    source: Source
    identifier: str
    address: str
    claims: tuple[Marked, ...]
    pieces: tuple[Piece, ...]


def document_page(view: View, key: str) -> Answer:
    """The page of a document. Raises HTTPException (404)."""
    reader = Reader(view)
    graph = NamedNode(DOCUMENT_GRAPHS + key.removeprefix("document/"))
    said = reader.values(thing(key), graph)
    if "text" not in said:
        raise HTTPException(404, f"The graph has no document {key}")
    source = reader.source(key)
    claims = _claims(reader, graph)
    ignored = []
    for value in said.get("ignored", ()):
        start, _, end = value.value.partition("-")
        ignored.append((int(start), int(end)))
    pieces = cut(text(said["text"]), claims, ignored)
    address = text(said.get("url"))
    data = DocumentPage(
        source,
        text(said.get("identifier")),
        address if address.startswith(("https://", "http://")) else "",
        tuple(claims),
        tuple(pieces),
    )
    return Answer("document.html", source.title, data, thing(key))


def _claims(reader: Reader, graph: NamedNode) -> list[Marked]:
    found = {
        quad.subject
        for quad in reader.store.matching(predicate=tg("evidence"), graph=graph)
        if isinstance(quad.subject, NamedNode)
    }
    made = [_marked(reader, node, graph) for node in sorted(found, key=lambda n: n.value)]
    made.sort(key=lambda each: (each.spans, each.sort, each.words))
    return [
        Marked(number, each.key, each.sort, each.words, each.act, each.spans)
        for number, each in enumerate(made, 1)
    ]


def _marked(reader: Reader, node: NamedNode, graph: NamedNode) -> Marked:
    said = reader.values(node, graph)
    spans = []
    for evidence in said.get("evidence", ()):
        place = reader.values(NamedNode(evidence.value + "/position"), graph)
        spans.append((int(text(place.get("start")) or 0), int(text(place.get("end")) or 0)))
    act = next(
        (
            quad.subject
            for quad in reader.store.matching(predicate=tg("claim"), object=node, graph=ACTS_GRAPH)
        ),
        None,
    )
    sort, words = _words(reader, said)
    link = Link(key_of(act), words) if act is not None else None
    return Marked(0, key_of(node), sort, words, link, tuple(sorted(spans)))


def _words(reader: Reader, said: object) -> tuple[str, str]:
    values: dict[str, list[NamedNode]] = said  # type: ignore[assignment]

    def name(of: str) -> str:
        found = values.get(of)
        return reader.link(key_of(found[0])).label if found else ""

    if "actKind" in values:
        kind = last_part(values["actKind"][0]).replace("-", " ")
        status = last_part(values["status"][0]).replace("-", " ").replace("underway", "under way")
        party = f"{name('party')}: " if "party" in values else ""
        date = f", {values['date'][0].value}" if "date" in values else ""
        return "act", f"{party}{kind}, {name('object')} ({status}{date})"
    if "stance" in values:
        about = f" on {name('about')}" if "about" in values else ""
        return "statement", f"{name('speaker')}: {last_part(values['stance'][0])}{about}"
    of = f", {name('of')}" if "of" in values else ""
    return "office", f"{name('person')}: {text(values.get('role'))}{of}"  # type: ignore[arg-type]


def cut(whole: str, claims: list[Marked], ignored: list[tuple[int, int]]) -> list[Piece]:
    """The text in pieces, each with the claims that mark all of it: claims may overlap, marks cannot."""
    length = len(whole)
    edges = {0, length}
    for start, end in (*ignored, *(span for claim in claims for span in claim.spans)):
        edges.update(min(max(edge, 0), length) for edge in (start, end))
    opens: dict[int, list[tuple[int, int]]] = {}
    for claim in claims:
        for start, end in claim.spans:
            opens.setdefault(start, []).append((claim.number, end))
    ordered = sorted(edges)
    running: list[tuple[int, int]] = []
    begun: set[int] = set()
    pieces = []
    for start, end in itertools.pairwise(ordered):
        running = [each for each in running if each[1] > start] + opens.get(start, [])
        numbers = tuple(sorted({number for number, _ in running}))
        fresh = tuple(number for number in numbers if number not in begun)
        begun.update(fresh)
        passed = any(first <= start and end <= last for first, last in ignored)
        pieces.append(Piece(whole[start:end], numbers, fresh, passed))
    return pieces
