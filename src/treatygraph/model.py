"""The types that pass between the stations of Treatygraph. Imports nothing of ours.

Bytes become a :class:`Document`; a document states :class:`Claim` objects, each with its
:class:`Evidence` and the :class:`Reason` it was made for; claims of many documents about the
same event become one :class:`Act`. What a claim names is an :class:`Entity`: of the
:class:`Catalogue`, or unlisted.

Everything is a frozen value. Identifiers are derived from content, so that building twice
gives the same ones. What a text does not state is ``None``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class ActKind(Enum):
    """The sixteen kinds of act, as ``eval/ANNOTATION.md`` defines them."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    WITHDRAWAL = "withdrawal"
    SUSPENSION = "suspension"
    RESERVATION = "reservation"
    DEROGATION = "derogation"
    JOINING = "joining"
    LEAVING = "leaving"
    EXPULSION = "expulsion"
    MEMBERSHIP_SUSPENSION = "membership-suspension"
    ADOPTION = "adoption"
    OPENING = "opening"
    ENTRY_INTO_FORCE = "entry-into-force"
    TERMINATION = "termination"
    ESTABLISHMENT = "establishment"


class Status(Enum):
    """How far an act got, by what is said of it."""

    DONE = "done"
    UNDERWAY = "underway"
    PROPOSED = "proposed"
    NOT_DONE = "not-done"


class Stance(Enum):
    """What a speaker does in a statement."""

    CONCERN = "concern"
    CONDEMNATION = "condemnation"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    JUSTIFICATION = "justification"
    CALL = "call"
    SUPPORT = "support"


class EntityKind(Enum):
    """What sort of thing an entity is."""

    STATE = "state"
    TERRITORY = "territory"
    HISTORIC_STATE = "historic-state"
    CONVENTION = "convention"
    PROTOCOL = "protocol"
    TREATY = "treaty"
    AGREEMENT = "agreement"
    ORGANISATION = "organisation"
    COURT = "court"
    COMMITTEE = "committee"
    STATE_ORGAN = "state-organ"
    OFFICE = "office"
    PERSON = "person"
    OTHER = "other"

    @property
    def is_state(self) -> bool:
        """A state, a territory or a state that no longer exists: what an ISO code names."""
        return self in (EntityKind.STATE, EntityKind.TERRITORY, EntityKind.HISTORIC_STATE)

    @property
    def is_treaty(self) -> bool:
        """A written engagement between states, whatever it is called."""
        return self in (
            EntityKind.CONVENTION,
            EntityKind.PROTOCOL,
            EntityKind.TREATY,
            EntityKind.AGREEMENT,
        )

    @property
    def is_body(self) -> bool:
        """An international organisation, court or committee."""
        return self in (EntityKind.ORGANISATION, EntityKind.COURT, EntityKind.COMMITTEE)


class NameKind(Enum):
    """How a name names its entity."""

    OFFICIAL = "official"
    COMMON = "common"
    SHORT = "short"
    ALTERNATIVE = "alternative"
    ABBREVIATION = "abbreviation"
    NUMBER = "number"
    FORMER = "former"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date as precisely as it is known: a year, a month of a year, or a day.

    >>> str(PartialDate(2025, 8))
    '2025-08'
    >>> PartialDate.parse("2025-08-25") in PartialDate(2025)
    True
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999 or not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(f"no such date: {self.year}-{self.month}-{self.day}")
        if self.month and not 0 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError(f"no such date: {self.year}-{self.month}-{self.day}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """``2025``, ``2025-08`` or ``2025-08-25``; raises ValueError for anything else."""
        match = _DATE.match(text)
        if not match:
            raise ValueError(f"not a date: {text!r}. Write YYYY, YYYY-MM or YYYY-MM-DD")
        return cls(*(int(part or 0) for part in match.groups()))

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """The partial date that is exactly this day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    def __contains__(self, other: PartialDate) -> bool:
        """Whether ``other`` lies wholly within this date's period."""
        return (
            self.year == other.year
            and self.month in (0, other.month)
            and self.day in (0, other.day)
        )

    @property
    def first(self) -> dt.date:
        """The first day of the period."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day of the period."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether both can be true of one event: one lies within the other."""
        return self.year == other.year and (self in other or other in self)


def content_hash(*parts: object) -> str:
    """The first 32 hex digits of the SHA-256 of the parts as canonical JSON."""
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:32]


Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open offsets in code points of a document's text."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Document:
    """One text with its metadata.

    ``identifier`` is what its source calls it: a JSON Lines ``id``, a file name. ``text`` is what
    all offsets point into; ``ignored`` are the spans of it (boilerplate) that make no claims.
    ``publisher`` is the source field of JSON Lines.
    """

    identifier: str
    text: str
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None
    ignored: tuple[Span, ...] = ()

    @cached_property
    def hash(self) -> str:
        """Identifies the document by its content: text, metadata and identifier."""
        published = str(self.published) if self.published else None
        return content_hash(
            self.identifier, self.text, self.title, published, self.publisher, self.address
        )

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hex: the text's fingerprint, whatever its metadata."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity. ``language`` is a BCP 47 tag, ``und`` where it is not known."""

    text: str
    kind: NameKind
    language: str = "en"


@dataclass(frozen=True)
class Entity:
    """Something that a claim can name.

    ``key`` is the path of its IRI below ``…/id/``: ``state/RUS``, ``treaty/cets-126``,
    ``body/council-of-europe``, ``person/vladimir-putin``. ``part_of`` is the key of what it
    belongs to: a protocol's convention, a committee's organisation, a ministry's state.
    ``founded_by`` is the key of a body's founding treaty. ``parties`` are the keys of the
    states of a bilateral treaty, where its name tells them. ``since`` and ``until`` bound its life where known: adoption of a treaty,
    founding and dissolution of a body, the years of a historic state.
    ``unlisted`` marks what no catalogue names.
    """

    key: str
    kind: EntityKind
    label: str
    names: tuple[Name, ...] = field(default=(), compare=False)
    part_of: str | None = field(default=None, compare=False)
    founded_by: str | None = field(default=None, compare=False)
    parties: tuple[str, ...] = field(default=(), compare=False)
    since: PartialDate | None = field(default=None, compare=False)
    until: PartialDate | None = field(default=None, compare=False)
    unlisted: bool = field(default=False, compare=False)

    @property
    def code(self) -> str:
        """The last part of the key: ``RUS``, ``cets-126``."""
        return self.key.rpartition("/")[2]


class Catalogue(Mapping[str, Entity]):
    """The parties, treaties, bodies and offices that can be named, by key.

    A name that several entities share is kept with all of them.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.key: entity for entity in entities}

    def __getitem__(self, key: str) -> Entity:
        return self._entities[key]

    def __iter__(self):  # type: ignore[no-untyped-def]  # Iterator[str], as Mapping says
        return iter(self._entities)

    def __len__(self) -> int:
        return len(self._entities)

    @cached_property
    def members(self) -> Mapping[str, tuple[Entity, ...]]:
        """What belongs to an entity: a convention's protocols, an organisation's organs."""
        found: dict[str, list[Entity]] = {}
        for entity in self._entities.values():
            if entity.part_of:
                found.setdefault(entity.part_of, []).append(entity)
        return {key: tuple(sorted(group, key=lambda e: e.key)) for key, group in found.items()}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document says it: ``text[start:end] == quote``, always. Offsets in code points."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where one part of a claim stands in the text.

    ``part`` is ``trigger``, ``party``, ``object``, ``date``, ``status``, ``by``, ``speaker``,
    ``about``, ``person``, ``role``, ``of`` or ``attribution``; ``how`` says how the words were understood: ``named``,
    ``demonym``, ``capital``, ``reference`` and the like. ``antecedent`` is the place that names what the
    words only refer to.
    """

    part: str
    start: int
    end: int
    quote: str
    how: str = "named"
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim was made: the lexicon entry or pattern that fired, and where each part stands."""

    rule: str
    anchors: tuple[Anchor, ...] = ()
    note: str | None = None

    def anchor(self, part: str) -> Anchor | None:
        """The first anchor of a part, or None."""
        return next((anchor for anchor in self.anchors if anchor.part == part), None)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one document states. ``document`` is the hash of its document.

    ``evidence`` is never empty and in text order. ``attribution`` is whose word it is, where the document
    only reports it. ``confidence`` is between 0 and 1.
    """

    document: str
    evidence: tuple[Evidence, ...]
    reason: Reason
    confidence: float = 1.0
    attribution: Entity | None = None

    @property
    def identity(self) -> Identity:
        """What makes the claim the one it is, besides its document and evidence."""
        raise NotImplementedError

    @cached_property
    def hash(self) -> str:
        """Identifies the claim by its content and place."""
        return content_hash(
            self.document, *self.identity, [(e.start, e.end) for e in self.evidence]
        )


def _key(entity: Entity | None) -> str | None:
    return entity.key if entity else None


@dataclass(frozen=True, kw_only=True)
class ActClaim(Claim):
    """A document states an act.

    ``party`` is None for acts without one (adoption …) and where parties are only counted.
    ``date`` is when the act at that status happened or will happen; ``effective`` when it takes
    effect, where the text tells that apart. ``by`` is the person or organ that performed it.
    """

    kind: ActKind
    party: Entity | None
    object: Entity
    status: Status
    date: PartialDate | None = None
    effective: PartialDate | None = None
    by: Entity | None = None

    @property
    def identity(self) -> Identity:  # noqa: D102 - see Claim
        date = str(self.date) if self.date else None
        return (self.kind.value, _key(self.party), self.object.key, self.status.value, date)


@dataclass(frozen=True, kw_only=True)
class StatementClaim(Claim):
    """A document tells that somebody took a stance on something."""

    speaker: Entity
    stance: Stance
    about: Entity

    @property
    def identity(self) -> Identity:  # noqa: D102 - see Claim
        return ("statement", self.speaker.key, self.stance.value, self.about.key)


@dataclass(frozen=True, kw_only=True)
class RoleClaim(Claim):
    """A document tells that a person held a role in a state or body. ``role`` is in lower case."""

    person: Entity
    role: str
    of: Entity

    @property
    def identity(self) -> Identity:  # noqa: D102 - see Claim
        return ("role", self.person.key, self.role, self.of.key)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims about one act that cannot both be right. ``kind`` is ``status``, ``date`` or ``kind``."""

    kind: str
    claims: tuple[str, str]
    message: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """An event that claims are about.

    ``key`` is the path of its IRI below ``…/id/``: ``act/withdrawal/RUS/cets-126``, with the year
    behind it for a later occurrence. ``status`` and ``date`` are concluded from the claims; ``claims`` are their hashes, sorted.
    ``basis`` are the hashes of those that the conclusion rests on.
    """

    key: str
    kind: ActKind
    party: Entity | None
    object: Entity
    status: Status
    date: PartialDate | None
    claims: tuple[str, ...]
    basis: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Extraction:
    """All that one document gave: its claims in text order."""

    document: Document
    claims: tuple[Claim, ...]
