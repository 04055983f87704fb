"""Extraction: a document in, its claims out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Token

from treatygraph.extract.dates import DateExpression
from treatygraph.extract.dating import DateTable, anniversary
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.echoes import GAP, Echo, day_behind, echoed, echoed_status, find_echoes
from treatygraph.extract.frames import Frame, find_frames
from treatygraph.extract.lexicon import Lexicon, load_lexicon
from treatygraph.extract.merging import Told, Weight, merge
from treatygraph.extract.names import Mention, NameIndex
from treatygraph.extract.newsday import is_news_of_the_day
from treatygraph.extract.objects import implied_object, object_of, resumed_object
from treatygraph.extract.parsing import PIPELINE, Parsed, load_pipeline, parse, passages, prepare
from treatygraph.extract.parties import is_counted, party_of
from treatygraph.extract.referents import Referent
from treatygraph.extract.roles import find_roles, with_full_names
from treatygraph.extract.speakers import author
from treatygraph.extract.statements import find_statements
from treatygraph.extract.status import Standing, standing
from treatygraph.extract.titles import with_titles
from treatygraph.extract.tree import noun_lemma
from treatygraph.extract.unlisted import TREATIES, unlisted_objects
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Catalogue,
    Document,
    Evidence,
    Extraction,
    PartialDate,
    Reason,
    RoleClaim,
    Span,
    Status,
)

# What is true of those left out: "all but Malta have signed".
_OPPOSITE = {Status.DONE: Status.NOT_DONE, Status.NOT_DONE: Status.DONE}


class Extractor:
    """Reads documents. Holds the parser and the index of names; make one and use it for all."""

    def __init__(
        self, catalogue: Catalogue, *, pipeline: str = PIPELINE, lexicon: Lexicon | None = None
    ) -> None:
        self.catalogue = catalogue
        self.lexicon = lexicon or load_lexicon()
        self.index = NameIndex(catalogue)
        self.nlp: Language = load_pipeline(pipeline)

    def extract(self, document: Document) -> Extraction:
        """The claims that a document makes, in text order. Odd text never raises."""
        named = [m for m in self.index.find(document.text) if not _within(m, document.ignored)]
        mentions = with_titles(document.text, named)
        discourse = Discourse(self.catalogue, self.index, mentions, text=document.text)
        prepared = [
            prepare(self.nlp, passage, _in(mentions, passage.start, passage.end), document.text)
            for passage in passages(document.text, document.title)
            if not any(Span(passage.start, passage.end) in span for span in document.ignored)
        ]
        if not mentions:
            prepared = []
        parsed = list(parse(self.nlp, prepared))
        roles: list[RoleClaim] = []
        for passage in parsed:
            roles.extend(find_roles(passage, discourse, document))
            discourse.author = author(document.text, document.title, roles)
        roles = with_full_names(roles, discourse)
        told = [Told(role) for role in roles]
        for passage in parsed:
            found = list(self._acts(passage, discourse, document))
            acts = [each.claim for each in found if isinstance(each.claim, ActClaim)]
            told.extend(found)
            told.extend(map(Told, find_statements(passage, discourse, document, acts)))
        return Extraction(document, merge(_with_days(told, discourse)))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of many documents, in order."""
        return map(self.extract, documents)

    def _acts(self, parsed: Parsed, discourse: Discourse, document: Document) -> Iterator[Told]:
        frames = [
            readings
            for found in find_frames(parsed, self.lexicon)
            if (readings := tuple(f for f in found if self._has_object(f, parsed, discourse)))
        ]
        taken = {readings[0].trigger.i for readings in frames}
        echoes = [echo for echo in find_echoes(parsed) if echo.trigger.i not in taken]
        triggers = [readings[0].trigger for readings in frames] + [e.trigger for e in echoes]
        given = {
            place: e.trigger.i
            for e in echoes
            if e.entry is GAP and (place := day_behind(e.trigger, parsed)) is not None
        }
        dates = DateTable(parsed, triggers, document.published, discourse.last_date, given)
        discourse.last_date = dates.last
        found: list[tuple[int, Echo | tuple[Frame, ...]]] = [
            (readings[0].trigger.i, readings) for readings in frames
        ]
        found += [(echo.trigger.i, echo) for echo in echoes]
        for _, each in sorted(found, key=lambda item: item[0]):
            if isinstance(each, Echo):
                told = list(self._claims_of_echo(each, parsed, discourse, document, dates))
            else:
                read = (
                    list(self._claims_of(frame, parsed, discourse, document, dates))
                    for frame in each
                )
                told = next(filter(None, read), [])
            discourse.acts += [t.claim for t in told if isinstance(t.claim, ActClaim)]
            yield from told

    def _claims_of_echo(
        self,
        echo: Echo,
        parsed: Parsed,
        discourse: Discourse,
        document: Document,
        dates: DateTable,
    ) -> Iterator[Told]:
        stand = standing(echo.trigger, self.lexicon.status)
        dated = dates.of(echo.trigger)
        expression = dated[0] if dated else None
        date = dates.day_of(echo.trigger)
        start, end = parsed.span([echo.trigger])
        quote = document.text[start:end]
        frame = Frame(echo.entry, echo.trigger, (), ())
        for act in echoed(echo, parsed, discourse):
            anchor = act.reason.anchor("object")
            if anchor is None or not stand.told:
                continue
            far = anchor.antecedent or Span(anchor.start, anchor.end)
            target = Referent(act.object, Anchor("object", start, end, quote, "implied", far))
            status = echoed_status(echo, stand.status, act)
            for token in echo.parties:
                for party in party_of(token, parsed, discourse):
                    claim = _claim(
                        act.kind, party, target, status, date, expression, frame, parsed, document
                    )
                    yield Told(claim, _weight(stand, parsed))

    def _claims_of(
        self,
        frame: Frame,
        parsed: Parsed,
        discourse: Discourse,
        document: Document,
        dates: DateTable,
    ) -> Iterator[Told]:
        entry = frame.entry
        objects, parties = self._arguments(frame, parsed, discourse)
        if not parties:
            _remember_day(frame, objects, dates, discourse)
        counted = not parties and any(is_counted(t) for t in frame.parties)
        if not objects or not (entry.partyless or parties or frame.excepted or counted):
            return
        stand = standing(frame.trigger, self.lexicon.status, entry.status)
        if not stand.told or (entry.needs_governor and stand.status is Status.DONE):
            return
        dated = dates.of(frame.trigger)
        expression = dated[0] if dated else None
        if entry.needs_date and expression is None:
            return
        for target in objects:
            kind = entry.kind_for(target.entity.kind)
            if kind is None:
                continue
            for token in frame.excepted:
                for other in party_of(token, parsed, discourse):
                    status = _OPPOSITE.get(stand.status)
                    if status is not None:
                        claim = _claim(
                            kind, other, target, status, None, None, frame, parsed, document
                        )
                        yield Told(claim)
            before = [p for t in frame.companions for p in party_of(t, parsed, discourse)]
            for companion in before:
                done = Status.DONE
                claim = _claim(kind, companion, target, done, None, None, frame, parsed, document)
                yield Told(claim, Weight.MENTIONED)
            doers: list[Referent | None] = [*parties]
            if not doers and (entry.partyless or counted):
                doers = [None]  # nobody's act, or that of so many states that are not named
            for party in doers:
                if not _respectively(frame.trigger, target, party, objects, parties):
                    continue
                date = anniversary(frame.trigger, document.published)
                if date is not None:
                    expression = None
                elif dated is not None:
                    date = dates.day_of(frame.trigger)
                elif dates.today is not None and is_news_of_the_day(
                    frame.trigger,
                    party.entity if party and party.anchor.how != "counterpart" else None,
                    stand.status,
                    self.lexicon.status,
                    parsed,
                    discourse,
                ):
                    date = dates.today
                status = _seen_from(document.published, date, stand.status)
                claim = _claim(
                    kind, party, target, status, date, expression, frame, parsed, document
                )
                yield Told(claim, _weight(stand, parsed))

    def _has_object(self, frame: Frame, parsed: Parsed, discourse: Discourse) -> bool:
        """Whether a frame has something that it can be about; else its word tells of another matter,
        and takes no date from those that do."""
        return frame.elliptic or any(
            object_of(token, parsed, discourse, frame.entry.sorts)
            or unlisted_objects(token, (), parsed, discourse)
            or (frame.parties and noun_lemma(token) in TREATIES)
            for token in frame.objects
        )

    def _arguments(
        self, frame: Frame, parsed: Parsed, discourse: Discourse
    ) -> tuple[list[Referent], list[Referent]]:
        """What the objects and parties of a frame stand for, objects of the wrong sort left out."""
        entry = frame.entry
        objects = [r for t in frame.objects for r in object_of(t, parsed, discourse, entry.sorts)]
        if frame.elliptic and entry.resumes:
            objects = resumed_object(frame.trigger, entry.sorts, parsed, discourse)
        elif frame.elliptic:
            objects = implied_object(frame.trigger, entry.kinds, parsed, discourse)
        objects = [r for r in objects if entry.kind_for(r.entity.kind) is not None]
        if not objects and entry.elliptic and entry.needs:
            objects = implied_object(frame.trigger, entry.kinds, parsed, discourse)
        taken = [r.entity.key for r in objects]
        parties = [r for t in frame.parties for r in party_of(t, parsed, discourse, taken)]
        parties = [
            r for r in parties if r.entity.key not in taken and (entry.persons or r.by is None)
        ]
        if objects or frame.elliptic:
            if entry.treaty is ActKind.SIGNATURE:
                parties += _counterparts(objects, parties, self.catalogue)
            return objects, parties
        for token in frame.objects:
            acting = parties or [r for t in frame.makers for r in party_of(t, parsed, discourse)]
            found = unlisted_objects(token, [p.entity for p in acting], parsed, discourse)
            for target, tied in found:
                if entry.kind_for(target.entity.kind) is None:
                    continue
                objects.append(target)
                if entry.treaty is ActKind.SIGNATURE:
                    # Who signs with somebody, signs as somebody does.
                    known = {p.entity.key for p in parties}
                    place = dataclasses.replace(target.anchor, part="party", how="counterpart")
                    parties += [Referent(e, place) for e in tied if e.key not in known]
        return objects, parties


def _counterparts(
    objects: list[Referent], parties: list[Referent], catalogue: Catalogue
) -> list[Referent]:
    """The states of a bilateral treaty that was signed: who signs with somebody, signs as they do."""
    known = {p.entity.key for p in parties}
    return [
        Referent(
            catalogue[key], dataclasses.replace(target.anchor, part="party", how="counterpart")
        )
        for target in objects
        for key in target.entity.parties
        if key not in known and key in catalogue
    ]


def _respectively(
    trigger: Token,
    target: Referent,
    party: Referent | None,
    objects: list[Referent],
    parties: list[Referent],
) -> bool:
    """ "Malta and Cyprus signed the one and the other respectively": whether the two go together."""
    if party is None or len(objects) != len(parties) or len(objects) < 2:
        return True
    if not any(t.lower_ == "respectively" for t in trigger.sent):
        return True
    return objects.index(target) == parties.index(party)


def _remember_day(
    frame: Frame,
    objects: list[Referent],
    dates: DateTable,
    discourse: Discourse,
) -> None:
    """Keep the day of an act that is told without who did it: "the pact was signed on 3 May"."""
    day = dates.day_of(frame.trigger)
    for target in objects:
        kind = frame.entry.kind_for(target.entity.kind)
        if kind is not None and day is not None:
            discourse.dated.setdefault((kind, target.entity.key), day)


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


def _weight(stand: Standing, parsed: Parsed) -> Weight:
    if parsed.passage.headline:
        return Weight.HEADLINE
    return Weight.ASSERTED if stand.asserted else Weight.MENTIONED


def _seen_from(published: PartialDate | None, date: PartialDate | None, status: Status) -> Status:
    """What is told as done but dated after the day of publication is still to come."""
    if status is Status.DONE and published and date and date.first > published.last:
        return Status.PROPOSED
    return status


def _claim(
    kind: ActKind,
    party: Referent | None,
    target: Referent,
    status: Status,
    date: PartialDate | None,
    expression: DateExpression | None,
    frame: Frame,
    parsed: Parsed,
    document: Document,
) -> ActClaim:
    start, end = parsed.sentence_span(frame.trigger.sent)
    trigger_start, trigger_end = parsed.span([frame.trigger])
    anchors = [
        Anchor("trigger", trigger_start, trigger_end, document.text[trigger_start:trigger_end])
    ]
    if party is not None:
        anchors.append(party.anchor)
    anchors.append(target.anchor)
    if expression is not None and date is not None:
        quote = document.text[expression.start : expression.end]
        anchors.append(Anchor("date", expression.start, expression.end, quote))
    return ActClaim(
        document=document.hash,
        evidence=(Evidence(start, end, document.text[start:end]),),
        reason=Reason(frame.entry.id, tuple(anchors)),
        confidence=0.9 if target.anchor.how == "named" else 0.7,
        kind=kind,
        party=party.entity if party else None,
        object=target.entity,
        status=status,
        date=date,
        by=party.by if party else None,
    )


def _within(mention: Mention, spans: Iterable[Span]) -> bool:
    return any(Span(mention.start, mention.end) in span for span in spans)


def _in(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if start <= m.start and m.end <= end]
