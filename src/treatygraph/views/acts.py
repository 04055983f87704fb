"""What every picture is drawn from: the acts of a graph, their stages and the sentences behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from treatygraph.errors import QueryError
from treatygraph.model import ActKind, EntityKind, PartialDate, Status
from treatygraph.store import GraphStore, find_entity
from treatygraph.store.prefixes import ID, TG
from treatygraph.views import questions

Row = dict[str, str]
_E = TypeVar("_E", bound=Enum)

# Classes by local name. A node has its superclasses too: the first of this order decides.
_CLASSES: tuple[tuple[str, EntityKind], ...] = (
    ("Territory", EntityKind.TERRITORY),
    ("HistoricState", EntityKind.HISTORIC_STATE),
    ("State", EntityKind.STATE),
    ("Protocol", EntityKind.PROTOCOL),
    ("Convention", EntityKind.CONVENTION),
    ("Agreement", EntityKind.AGREEMENT),
    ("Treaty", EntityKind.TREATY),
    ("Court", EntityKind.COURT),
    ("Committee", EntityKind.COMMITTEE),
    ("Organisation", EntityKind.ORGANISATION),
    ("Body", EntityKind.ORGANISATION),
    ("StateOrgan", EntityKind.STATE_ORGAN),
    ("Office", EntityKind.OFFICE),
    ("Person", EntityKind.PERSON),
)


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence of a document. ``published`` is the document's date, not the act's; ``address`` is where it can be read,
    if it tells an ``http`` address."""

    text: str
    document: str
    published: PartialDate | None = None
    word_of: str | None = None
    address: str = ""

    @property
    def source(self) -> str:
        """Where the sentence stands and whose word it is, for a reader."""
        parts = [self.document]
        if self.published:
            parts.append(f"published {self.published}")
        if self.word_of:
            parts.append(f"as {self.word_of} has it")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one or several documents say that the act had got, and when."""

    status: Status
    date: PartialDate | None
    effective: PartialDate | None
    quotes: tuple[Quote, ...]

    @property
    def reported(self) -> PartialDate | None:
        """When it was first told: the earliest publication date of its documents, or None."""
        return min((q.published for q in self.quotes if q.published), default=None)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """An entity as a picture shows it. ``key`` is the path of its IRI below ``…/id/``."""

    key: str
    label: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class DrawnAct:
    """An act with all its stages, in order of date; those without a date come last."""

    key: str
    kind: ActKind
    status: Status
    date: PartialDate | None
    party: Thing | None
    object: Thing
    stages: tuple[Stage, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every sentence behind the act, each once, the earliest published first."""
        found = {quote for stage in self.stages for quote in stage.quotes}
        return tuple(sorted(found, key=lambda q: (_when(q.published), q)))


def find_acts(store: GraphStore, about: str | None = None) -> tuple[DrawnAct, ...]:
    """The acts of the graph, sorted by object, party, kind and key.

    ``about`` is an entity by IRI, key, code or name: only the acts that it takes part in, as party
    or object, and those on a protocol or organ of it. Raises QueryError if there is no such entity.
    """
    bound = {"about": find_entity(store, about)} if about else {}
    only = questions.ABOUT if about else ""
    acts = list(_rows(store, questions.ACTS % only, bound))
    stages = _stages(_rows(store, questions.CLAIMS % only, bound))
    keys = {row[name] for row in acts for name in ("party", "object") if name in row}
    things = _things(store, keys)
    drawn = [
        DrawnAct(
            key=_key(row["act"]),
            kind=_member(ActKind, row["kind"]),
            status=_member(Status, row["status"]),
            date=_date(row.get("date")),
            party=things[row["party"]] if "party" in row else None,
            object=things[row["object"]],
            stages=stages.get(row["act"], ()),
        )
        for row in acts
    ]
    return tuple(sorted(drawn, key=_order))


def find_thing(store: GraphStore, about: str) -> Thing:
    """The entity that is meant by an IRI, key, code or name. Raises QueryError if there is none."""
    iri = find_entity(store, about).value
    return _things(store, {iri})[iri]


def find_things(store: GraphStore, keys: Iterable[str]) -> dict[str, Thing]:
    """Entities by their keys."""
    return {thing.key: thing for thing in _things(store, {ID + key for key in keys}).values()}


def rows_of(store: GraphStore, sparql: str, bound: Mapping[str, NamedNode]) -> Iterator[Row]:
    """The solutions as plain text: things by their keys, other IRIs whole, unbound variables left out."""
    for row in _rows(store, sparql, bound):
        yield {name: _key(value) for name, value in row.items()}


def _order(act: DrawnAct) -> tuple[str, str, str, str]:
    party = act.party.label if act.party else ""
    return (act.object.label, party, act.kind.value, act.key)


def _stages(rows: Iterable[Row]) -> dict[str, tuple[Stage, ...]]:
    """The stages of each act: claims that say the same status and dates are one stage."""
    told: dict[tuple[str, str, str, str], set[Quote]] = {}
    for row in rows:
        same = (row["act"], row["status"], row.get("date", ""), row.get("effective", ""))
        told.setdefault(same, set()).add(quote_of(row))
    found: dict[str, list[Stage]] = {}
    for (act, status, date, effective), quotes in told.items():
        stage = Stage(
            _member(Status, status), _date(date), _date(effective), tuple(sorted(quotes, key=str))
        )
        found.setdefault(act, []).append(stage)
    return {
        act: tuple(sorted(group, key=lambda s: (_when(s.date), _when(s.reported), s.status.value)))
        for act, group in found.items()
    }


def quote_of(row: Row) -> Quote:
    """The sentence of a claim, as the questions give it."""
    document = row.get("title") or row.get("identifier") or _key(row["document"])
    address = row.get("address", "")
    if not address.startswith(("https://", "http://")):
        address = ""
    return Quote(row["quote"], document, _date(row.get("issued")), row.get("word"), address)


def _when(date: PartialDate | None) -> tuple[int, int, int]:
    return (date.year, date.month, date.day) if date else (9999, 99, 99)


def _things(store: GraphStore, iris: set[str]) -> dict[str, Thing]:
    """The entities with these IRIs; one that has no label is shown by its key."""
    labels: dict[str, list[tuple[int, str]]] = {}
    classes: dict[str, set[str]] = {}
    for iri in sorted(iris):
        for row in _rows(store, questions.ENTITY, {"entity": NamedNode(iri)}):
            if "label" in row:
                preferred = ("en", "").index(row["tag"]) if row["tag"] in ("en", "") else 2
                labels.setdefault(iri, []).append((preferred, row["label"]))
            if "class" in row:
                classes.setdefault(iri, set()).add(row["class"].removeprefix(TG))
    return {
        iri: Thing(
            _key(iri),
            _shown(min(labels[iri])[1]) if iri in labels else _key(iri),
            next((k for c, k in _CLASSES if c in classes.get(iri, ())), EntityKind.OTHER),
        )
        for iri in iris
    }


def _shown(label: str) -> str:
    """A label in one line, without characters that cannot be seen and that SVG cannot hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in label).split()) or "?"


def _rows(store: GraphStore, sparql: str, bound: Mapping[str, NamedNode]) -> Iterator[Row]:
    """The solutions as plain text, unbound variables left out. The one place that asks."""
    answer = store.select(sparql, bound)
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        row: Row = {}
        for name in names:
            term = solution[name]
            if isinstance(term, NamedNode | Literal):
                row[name] = term.value
        yield row


def _key(iri: str) -> str:
    return iri.removeprefix(ID)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _member(kind: type[_E], iri: str) -> _E:
    value = iri.rpartition("/")[2]
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        raise QueryError(
            f"The graph has <{iri}>, which no picture can show. Known: {known}"
        ) from None
