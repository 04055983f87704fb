"""Extraction: a document in, its claims out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from treatygraph.extract.acts import find_acts
from treatygraph.extract.authors import author, home_of, owners_of_statement
from treatygraph.extract.confidence import with_confidence
from treatygraph.extract.dating import last_day
from treatygraph.extract.described import described_treaties
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.forms import letters_of
from treatygraph.extract.labels import headings
from treatygraph.extract.lexicon import Lexicon, load_lexicon
from treatygraph.extract.merging import Told, merge
from treatygraph.extract.names import Mention, NameIndex
from treatygraph.extract.nicknames import city_words, with_nicknames
from treatygraph.extract.offices import load_offices, may_hold_offices
from treatygraph.extract.parsing import PIPELINE, Parsed, load_pipeline, parse, prepare
from treatygraph.extract.passages import passages
from treatygraph.extract.protocols import with_protocols
from treatygraph.extract.reading import Reading
from treatygraph.extract.roles import find_roles, settled
from treatygraph.extract.scan import Scan, concerns_treaties
from treatygraph.extract.statements import find_statements
from treatygraph.extract.titles import TITLE_WORDS, with_titles
from treatygraph.extract.unparsed import sorts_of
from treatygraph.model import ActClaim, Catalogue, Document, Extraction, RoleClaim, Span

# How many documents, characters and passages to parse are read together: the parser is fastest with many
# passages at once, most news has none for it, and memory must not grow with the input.
_DOCUMENTS = 1024
_CHARACTERS = 500_000
_PASSAGES = 128


@dataclass(frozen=True)
class _Draft:
    """A document that waits for its trees: what it tells without them, and the passages to parse."""

    document: Document
    discourse: Discourse | None = None
    readings: tuple[Reading, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    prepared: tuple[tuple[Doc, Parsed] | None, ...] = ()
    statements: bool = False


class Extractor:
    """Reads documents. Holds the parser and the index of names; make one and use it for all.

    With ``scan`` only those passages are parsed that can hold a claim; the claims are the same.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        pipeline: str = PIPELINE,
        lexicon: Lexicon | None = None,
        scan: bool = True,
    ) -> None:
        self.catalogue = catalogue
        self.lexicon = lexicon or load_lexicon()
        self.index = NameIndex(catalogue)
        self.nlp: Language = load_pipeline(pipeline)
        self._scan = Scan(self.lexicon, self.nlp) if scan else None
        load_offices()  # what is made once is made here, not while the first document is read
        described_treaties(self.index)

    def extract(self, document: Document) -> Extraction:
        """The claims that a document makes, in text order. Odd text never raises."""
        return next(self.pipe((document,)))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of many documents, in order; many are parsed together, which changes no
        parse."""
        window: list[_Draft] = []
        size = parsing = 0
        for document in documents:
            window.append(self._draft(document))
            size += len(document.text)
            parsing += sum(each is not None for each in window[-1].prepared)
            if len(window) == _DOCUMENTS or size > _CHARACTERS or parsing >= _PASSAGES:
                yield from self._read(window)
                window, size, parsing = [], 0, 0
        yield from self._read(window)

    def _draft(self, document: Document) -> _Draft:
        """What is told without a tree: names, roles, and which passages are worth parsing."""
        words = letters_of(document.text)
        offices = may_hold_offices(words)
        mentions = self._mentions(
            document, alone=offices or self._may_tell_without(document, words)
        )
        telling = self._scan is None or self._scan.may_find(
            document.text, words, sorts_of(mentions)
        )
        if not mentions or not (offices or telling):
            return _Draft(document)
        discourse = Discourse(
            self.catalogue,
            self.index,
            mentions,
            text=document.text,
            title=document.title or "",
        )
        readings = tuple(
            Reading(passage, _in(mentions, passage.start, passage.end), document.text)
            for passage in passages(document.text, document.title)
            if not any(Span(passage.start, passage.end) in span for span in document.ignored)
        )
        if telling:
            discourse.headings = headings((r.passage for r in readings), mentions)
        roles = tuple(self._roles(readings, discourse, document) if offices else ())
        if not telling:
            return _Draft(document, roles=roles)
        if readings and not offices:
            discourse.author = author(document.text, document.title, ())
        discourse.home = home_of(document.text, discourse)
        if discourse.author is None:
            owners = owners_of_statement(document.title, discourse)
            discourse.author = owners[0] if owners else None
            discourse.coauthors = tuple(owners[1:])
        statements = concerns_treaties(document.text, mentions)
        prepared = tuple(
            prepare(self.nlp, reading.passage, reading.mentions, reading.source) if wanted else None
            for reading, wanted in zip(
                readings, self._worth(readings, discourse, statements=statements), strict=True
            )
        )
        return _Draft(document, discourse, readings, roles, prepared, statements)

    def _may_tell_without(self, document: Document, words: Set[str]) -> bool:
        """Whether a document may tell something even if it names no treaty and no body that is listed."""
        if self._scan is None or not (
            words.isdisjoint(TITLE_WORDS) and words.isdisjoint(city_words())
        ):
            return True
        return self._scan.may_find(document.text, words, ("state",))

    def _mentions(self, document: Document, *, alone: bool) -> list[Mention]:
        """All that a document names, in text order; unless what else it names may tell something alone,
        nothing where it names no treaty and no body."""
        found = self.index.find(document.text, of_treaties=not alone)
        named = [m for m in found if not _within(m, document.ignored)]
        titled = with_titles(document.text, named)
        protocols = with_protocols(document.text, titled, self.catalogue)
        return with_nicknames(document.text, protocols, self.catalogue)

    @staticmethod
    def _roles(
        readings: Iterable[Reading], discourse: Discourse, document: Document
    ) -> list[RoleClaim]:
        """The roles that a document tells. Who holds an office may be who speaks in it."""
        roles: list[RoleClaim] = []
        for reading in readings:
            roles.extend(find_roles(reading, discourse, document))
            discourse.author = author(document.text, document.title, roles)
        return settled(roles, discourse)

    def _worth(
        self, readings: Sequence[Reading], discourse: Discourse, *, statements: bool
    ) -> Iterable[bool]:
        if self._scan is None:
            return [True] * len(readings)
        return self._scan.worth_parsing(
            readings,
            discourse.mentions,
            statements=statements,
            authored=discourse.author is not None,
            headed=discourse.headings,
        )

    def _read(self, drafts: Iterable[_Draft]) -> Iterator[Extraction]:
        """The extractions of a window of documents, in order."""
        waiting = tuple(drafts)
        trees = parse(self.nlp, (each for d in waiting for each in d.prepared if each is not None))
        for draft in waiting:
            parsed = [next(trees) if each is not None else None for each in draft.prepared]
            told = self._told(draft, parsed)
            claims = merge(told) if told else ()
            yield Extraction(draft.document, tuple(map(with_confidence, claims)))

    def _told(self, draft: _Draft, trees: Sequence[Parsed | None]) -> list[Told]:
        document, discourse = draft.document, draft.discourse
        told = [Told(role) for role in draft.roles]
        if discourse is None or not any(trees):
            return told
        for reading, parsed in zip(draft.readings, trees, strict=True):
            if parsed is not None:
                found = list(find_acts(parsed, discourse, document, self.lexicon))
                told.extend(found)
                if draft.statements:
                    acts = [e.claim for e in found if isinstance(e.claim, ActClaim)]
                    told.extend(map(Told, find_statements(parsed, discourse, document, acts)))
            discourse.last_date = last_day(
                reading.passage, reading.mentions, document.published, discourse.last_date
            )
        return _with_days(told, discourse)


def _with_days(told: list[Told], discourse: Discourse) -> list[Told]:
    """Lists of signatories have the day on which the text says that the treaty was signed."""
    found = []
    for each in told:
        claim = each.claim
        if isinstance(claim, ActClaim) and claim.date is None and claim.reason.rule == "signatory":
            day = discourse.dated.get((claim.kind, claim.object.key))
            found.append(Told(dataclasses.replace(claim, date=day), each.weight))
        else:
            found.append(each)
    return found


def _within(mention: Mention, spans: Iterable[Span]) -> bool:
    return any(Span(mention.start, mention.end) in span for span in spans)


def _in(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if start <= m.start and m.end <= end)
