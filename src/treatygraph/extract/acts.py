"""The acts that a parsed passage tells: each word of the lexicon and each echo in it, read in order."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from treatygraph.extract.answers import COMING, Asked, asks_who, is_question
from treatygraph.extract.apart import apart_from, before_other, day_told_of
from treatygraph.extract.arguments import Arguments, party_again
from treatygraph.extract.dates import DateExpression
from treatygraph.extract.dating import DateTable
from treatygraph.extract.discourse import Discourse, sort_of
from treatygraph.extract.doers import included
from treatygraph.extract.echoes import (
    ASKING,
    EFFECT,
    GAP,
    LATER,
    UNFILED,
    Echo,
    announced,
    echoed,
    echoed_status,
    find_echoes,
    taking_effect,
)
from treatygraph.extract.effects import HALTED, OUT, effect_told, is_past, points_to_step
from treatygraph.extract.frames import Frame, find_frames
from treatygraph.extract.gaps import beside_in_fragment, day_behind, is_state, is_undated
from treatygraph.extract.jubilees import anniversary, is_jubilee
from treatygraph.extract.lexicon import Lexicon
from treatygraph.extract.membership import is_ended_by_others
from treatygraph.extract.merging import Told, Weight
from treatygraph.extract.newsday import is_news_of_the_day
from treatygraph.extract.objects import object_of
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_counted
from treatygraph.extract.referents import Referent
from treatygraph.extract.status import Standing, standing
from treatygraph.extract.topic import implied_object, of_title
from treatygraph.extract.tree import children, is_passive, is_short_passive, noun_lemma
from treatygraph.extract.unlisted import TREATIES, is_any_agreement
from treatygraph.extract.votes import is_one_chamber
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Document,
    Evidence,
    PartialDate,
    Reason,
    Span,
    Status,
)

# What is true of those left out: "all but Malta have signed".
_ROW = re.compile(r",? (?:and )?(?:the )?")
_BUT_NOT = re.compile(r"\bbut not (?:(?:to|of|from|with) )?(?:(?:the|its|their) )?$", re.IGNORECASE)
# What a body does to a member.
_OTHERS_DO = (ActKind.EXPULSION, ActKind.MEMBERSHIP_SUSPENSION)
# Acts that have no effect apart from themselves.
_UNDELAYED = (
    *(ActKind.ENTRY_INTO_FORCE, ActKind.SIGNATURE, ActKind.ADOPTION, ActKind.OPENING),
    *(ActKind.ESTABLISHMENT, ActKind.TERMINATION),
)
# So many characters may stand between a question and its answer.
_NEAR = 100
_OPPOSITE = {Status.DONE: Status.NOT_DONE, Status.NOT_DONE: Status.DONE}


def find_acts(
    parsed: Parsed, discourse: Discourse, document: Document, lexicon: Lexicon
) -> Iterator[Told]:
    """The act claims of a passage, in text order. What they tell is kept in ``discourse``, so that the
    text can refer back to it."""
    yield from _Reading(parsed, discourse, document, lexicon).told()


class _Reading:
    """A passage while it is read: its triggers, their dates, and what the document named before."""

    def __init__(
        self, parsed: Parsed, discourse: Discourse, document: Document, lexicon: Lexicon
    ) -> None:
        self.parsed = parsed
        self.discourse = discourse
        self.document = document
        self.lexicon = lexicon
        headed = discourse.headed(parsed.passage.start)
        self.arguments = Arguments(parsed, discourse, headed)
        self.frames = [
            readings
            for found in find_frames(parsed, lexicon, headed=bool(headed))
            if (readings := tuple(f for f in found if self.arguments.are_possible(f)))
        ]
        taken = {readings[0].trigger.i for readings in self.frames}
        echoes = find_echoes(parsed) if self._may_echo() else ()
        self.echoes = [echo for echo in echoes if echo.trigger.i not in taken]
        triggers = [r[0].trigger for r in self.frames if _told_by(r[0]) == r[0].trigger]
        triggers += [echo.trigger for echo in self.echoes]
        given = {
            place: e.trigger.i
            for e in self.echoes
            if e.entry is GAP and (place := day_behind(e.trigger, parsed)) is not None
        }
        given |= {
            place: token.i
            for readings in self.frames
            for token in readings[0].companions
            if (place := day_behind(token, parsed)) is not None
        }
        self.dates = DateTable(parsed, triggers, document.published, discourse.last_date, given)

    def _may_echo(self) -> bool:
        """Whether there is an act that an echo could repeat, or a question that one could ask or answer."""
        known = self.frames or self.discourse.acts or self.discourse.asked is not None
        return bool(known) or any(mark in self.parsed.passage.text for mark in "?:")

    def told(self) -> Iterator[Told]:
        found: list[tuple[int, Echo | tuple[Frame, ...]]] = [
            (readings[0].trigger.i, readings) for readings in self.frames
        ]
        found += [(echo.trigger.i, echo) for echo in self.echoes]
        for _, each in sorted(found, key=lambda item: item[0]):
            if isinstance(each, Echo):
                told = list(self._of_echo(each))
            else:
                told = next(filter(None, (list(self._of_frame(frame)) for frame in each)), [])
            self.discourse.acts += [t.claim for t in told if isinstance(t.claim, ActClaim)]
            yield from told

    def _of_echo(self, echo: Echo) -> Iterator[Told]:
        stand = standing(echo.trigger, self.lexicon.status)
        undated = echo.entry is GAP and is_undated(echo.trigger, self.parsed)
        date = None if undated else self.dates.day_of(echo.trigger)
        if echo.entry is GAP and not undated and not self.dates.is_dated(echo.trigger):
            beside = beside_in_fragment(echo.trigger, self.parsed)
            date = next(filter(None, map(self.dates.day_of, beside)), None)
        start, end = self.parsed.span([echo.trigger])
        quote = self.document.text[start:end]
        frame = Frame(echo.entry, echo.trigger, (), ())
        if echo.entry is UNFILED:
            yield from self._of_unfiled(echo, frame)
            return
        if echo.entry in (LATER, EFFECT):
            effect = effect_told(echo.trigger)
            if effect is not None:
                date = date or self.dates.day_of(effect.noun)
                yield from self._of_effect(frame, effect.kinds, date, past=effect.past)
            return
        if echo.entry is ASKING:
            self._ask(echo.trigger, COMING[echo.trigger.lemma_])
            return
        asked = self._asked(echo)
        if asked is not None:
            target = Referent(asked.target.entity, self._here("object", echo.trigger, asked))
            for party in self.arguments.parties(echo.parties):
                claim = self._claim(frame, asked.kind, party, target, stand.status, date)
                yield Told(claim, self._weight(stand))
                yield from self._told_beside(frame, claim, target)
            return
        for act in echoed(echo, self.parsed, self.discourse):
            anchor = act.reason.anchor("object")
            if anchor is None or not stand.told:
                continue
            far = anchor.antecedent or Span(anchor.start, anchor.end)
            target = Referent(act.object, Anchor("object", start, end, quote, "implied", far))
            status = echoed_status(echo, stand.status, act)
            same = [] if echo.parties else party_again(act)
            if (bodies := self._bodies_in(echo.parties)) and act.kind in _OTHERS_DO:
                for other in bodies:  # "and the Commonwealth did the same"
                    for party in party_again(act):
                        claim = self._claim(frame, act.kind, party, other, status, date)
                        yield Told(claim, self._weight(stand))
                continue
            for party in [*self.arguments.parties(echo.parties), *same]:
                claim = self._claim(frame, act.kind, party, target, status, date)
                yield Told(claim, self._weight(stand))
                if echo.entry is GAP:
                    yield from self._told_beside(frame, claim, target)

    def _told_beside(self, frame: Frame, claim: ActClaim, target: Referent) -> Iterator[Told]:
        """Who did it before or after: Syria in "Egypt in 1979, a year before Syria"."""
        far = apart_from(frame.trigger, self.parsed) if claim.date is not None else None
        if far is None or claim.date is None or not is_state(far.other, self.parsed):
            return
        known = {a.party.key for a in self.discourse.acts if a.party and a.kind is claim.kind}
        for other in self.arguments.parties((far.other,)):
            if other.entity.key not in known and self.dates.is_dated(frame.trigger):
                day = far.other_day(claim.date)
                told = self._claim(frame, claim.kind, other, target, claim.status, day)
                yield Told(told, Weight.MENTIONED)

    def _ask(
        self,
        trigger: Token,
        kinds: Mapping[str, ActKind],
        objects: Sequence[Referent] = (),
    ) -> None:
        """Keep what a question asks: "Who has left the bloc?"."""
        found = objects or implied_object(trigger, kinds, self.parsed, self.discourse)
        found = found or of_title(trigger, kinds, self.parsed, self.discourse)
        end = self.parsed.sentence_span(trigger.sent)[1]
        for target in found:
            kind = kinds.get(sort_of(target.entity))
            if kind is not None:
                self.discourse.asked = Asked(kind, target, end)

    def _asked(self, echo: Echo) -> Asked | None:
        """The question that an echo answers, where nothing was told since."""
        asked, place = self.discourse.asked, self.parsed.starts[echo.trigger.i]
        if asked is None or not echo.answering or not asked.end <= place < asked.end + _NEAR:
            return None
        told = (a.evidence[0].start for a in self.discourse.acts)
        return None if any(asked.end <= start for start in told) else asked

    def _here(self, part: str, token: Token, asked: Asked) -> Anchor:
        start, end = self.parsed.span([token])
        place = asked.target.anchor
        far = place.antecedent or Span(place.start, place.end)
        return Anchor(part, start, end, self.document.text[start:end], "implied", far)

    def _bodies_in(self, tokens: tuple[Token, ...]) -> list[Referent]:
        """The bodies that words name which stand for no state: "the African Union did so, too"."""
        parties = self.arguments.parties(tokens)
        if any(r.entity.kind.is_state for r in parties):
            return []
        return [r for t in tokens for r in object_of(t, self.parsed, self.discourse, ("body",))]

    def _of_unfiled(self, echo: Echo, frame: Frame) -> Iterator[Told]:
        """The departures that were only announced, by what is said of their papers."""
        doers = [r.entity.key for r in self.arguments.parties(echo.parties)]
        if echo.parties and not doers:
            return
        acts = announced(echo, doers, self.parsed, self.discourse)
        yield from self._told_again(frame, acts, Status.PROPOSED)

    def _of_effect(
        self, frame: Frame, kinds: Container[ActKind], effect: PartialDate | None, *, past: bool
    ) -> Iterator[Told]:
        """The acts of which the text says when they took effect, or will; what it tells in the present of a
        day before its own took effect then."""
        published, today = self.document.published, self.dates.today
        past = past or bool(effect and published and effect.last <= published.first)
        if not past and effect is not None and (today is None or effect.last <= today.last):
            return
        place = self.parsed.starts[frame.trigger.i]
        acts = taking_effect(kinds, place, self.discourse, effect or today)
        if past:
            entry = dataclasses.replace(frame, entry=EFFECT)
            yield from self._told_again(entry, acts, Status.DONE, effect)
        else:
            entry = dataclasses.replace(frame, entry=LATER)
            yield from self._told_again(entry, acts, Status.UNDERWAY, effect)

    def _told_again(
        self,
        frame: Frame,
        acts: Sequence[ActClaim],
        status: Status,
        effect: PartialDate | None = None,
    ) -> Iterator[Told]:
        """Acts that an echo gives another status, with the day that they had, or with that of their
        effect, which is also the day of what is done by it."""
        place = self.parsed.span([frame.trigger])
        quote = self.document.text[slice(*place)]
        for act in acts:
            anchor = act.reason.anchor("object")
            if anchor is None:
                continue
            far = anchor.antecedent or Span(anchor.start, anchor.end)
            target = Referent(act.object, Anchor("object", *place, quote, "implied", far))
            for party in party_again(act):
                day = (effect if status is Status.DONE else None) or act.date or effect
                claim = self._claim(frame, act.kind, party, target, status, day)
                yield Told(dataclasses.replace(claim, effective=effect))

    def _of_frame(self, frame: Frame) -> Iterator[Told]:
        entry = frame.entry
        objects, parties = self.arguments.of(frame)
        if self._tells_effect_of_step(frame, objects):
            day = self.dates.day_of(frame.trigger)
            yield from self._of_effect(frame, OUT | HALTED, day, past=is_past(frame.trigger))
            return
        self._take_in(frame, objects, parties)
        unnamed = [t for t in frame.parties if not self.arguments.parties((t,))]
        unnamed = [t for t in unnamed if not (parties and (_is_definite(t) or included(t)))]
        counted = any(map(is_counted, unnamed))
        nobody = not parties and not frame.parties and _is_signed_by_all(frame)
        when = self.parsed.passage.day is not None or self.dates.is_dated(frame.trigger)
        counted = counted or (nobody and when)
        if not objects or not (entry.partyless or parties or frame.excepted or counted):
            return
        stand = standing(_told_by(frame), self.lexicon.status, entry.status)
        spoken_of = entry.needs_governor and not (frame.elliptic and self._is_owned_by_name(frame))
        if not stand.told or (spoken_of and stand.status is Status.DONE):
            return
        if entry.needs_date and not self._is_dated(frame, stand):
            return
        apart = self._days_apart(frame.trigger, objects) | self._days_apart(frame.trigger, parties)
        doers: list[Referent | None] = [*parties]
        if counted or (not doers and entry.partyless):
            doers.append(None)  # nobody's act, or that of so many states that are not named
        for target in objects:
            kind = entry.kind_for(target.entity.kind)
            if kind is None:
                continue
            hoped = kind is ActKind.ADOPTION and stand.status is not Status.DONE
            if hoped and target.anchor.how == "described" and is_any_agreement(target.entity):
                continue  # "help them to reach an agreement"
            if kind is ActKind.LEAVING and is_ended_by_others(frame.trigger, frame.complement):
                kind = ActKind.EXPULSION
            yield from self._beside(frame, kind, target, stand)
            for party in doers:
                if not _go_together(frame.trigger, target, party, objects, parties):
                    continue
                if stand.status is Status.NOT_DONE and party and party.anchor.how == "counterpart":
                    continue  # "refuses to sign a pact with Malta": Malta does not
                own = [apart.get(r.entity.key) for r in (target, party) if r is not None]
                date = next(filter(None, own), None)
                if date is None and not self._is_a_state_of_things(frame):
                    acting = () if entry.counterpart else parties  # "opens talks with Malta"
                    date = self._day(_told_by(frame), party, stand, acting)
                date = self._day_of_step(stand, date)
                status, date = self._standing_then(frame, kind, target, party, stand, date)
                claim = self._claim(frame, kind, party, target, status, date)
                yield Told(claim, self._weight(stand))

    def _tells_effect_of_step(self, frame: Frame, objects: Sequence[Referent]) -> bool:
        """ "It left the pact on Monday, which takes effect in May": the exit does, not the pact."""
        entry, told = frame.entry, self.discourse.acts
        into_force = entry.treaty is ActKind.ENTRY_INTO_FORCE and points_to_step(frame.trigger)
        if not into_force or not told or told[-1].kind not in OUT | HALTED:
            return False
        sentence = frame.trigger.sent
        previous = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
        near = told[-1].evidence[0].start >= self.parsed.starts[previous.start]
        return near and any(told[-1].object == r.entity for r in objects)

    def _take_in(self, frame: Frame, objects: list[Referent], parties: Sequence[Referent]) -> None:
        """Keep what a frame tells besides an act: a treaty described, a question, the day of something."""
        for target in objects:
            if target.anchor.how == "described":
                self.discourse.introduce(target.entity, target.anchor.start, target.anchor.end)
        if parties:
            return
        asked = not frame.entry.partyless and is_question(frame.trigger)
        if asked and any(map(asks_who, frame.parties)):
            self._ask(frame.trigger, frame.entry.kinds, objects)
        self._remember_day(frame, objects)

    def _standing_then(
        self,
        frame: Frame,
        kind: ActKind,
        target: Referent,
        party: Referent | None,
        stand: Standing,
        date: PartialDate | None,
    ) -> tuple[Status, PartialDate | None]:
        """How far an act got, in the light of its day and of its object; one that was left out has none."""
        status = _seen_from(self.document.published, date, stand.status, kind)
        if stand.status is Status.DONE and self._is_still_to_come(frame.trigger, kind):
            status = Status.UNDERWAY  # it is decided
        if kind is ActKind.RATIFICATION and is_one_chamber(frame.trigger):
            status = Status.UNDERWAY if status is Status.DONE else status
        if self._is_bound_later(kind, party, date, status):
            status = Status.UNDERWAY
        if status is Status.DONE and self._is_excluded(target, party):
            return Status.NOT_DONE, None
        return status, date

    def _is_a_state_of_things(self, frame: Frame) -> bool:
        """ "Peru is in, too": it did not become so today."""
        undated = not self.dates.is_dated(frame.trigger)
        lasting = frame.entry.lemma in ("remain", "stay") and frame.trigger.tag_ != "VB"
        if self.parsed.passage.day is not None and not lasting:
            return False  # a line of a chronology tells when
        return undated and (lasting or (frame.elliptic and frame.entry.topical))

    def _is_dated(self, frame: Frame, stand: Standing) -> bool:
        """Whether the text says when: by a date, an anniversary, or as news of the day."""
        dated = self.dates.is_dated(frame.trigger) or is_jubilee(frame.trigger)
        by_treaty = frame.trigger.dep_ == "acl" and frame.trigger.tag_ == "VBG"
        if by_treaty and noun_lemma(frame.trigger.head) in TREATIES:
            return True  # "sign a treaty forming the Union"
        new = is_passive(frame.trigger) and frame.trigger.dep_ == "ROOT"
        return dated or (new and self._day(frame.trigger, None, stand) is not None)

    def _days_apart(self, trigger: Token, listed: Sequence[Referent]) -> dict[str, PartialDate]:
        """The day of each of several: "ratified the one in 2003 and the other in 2016", "by Chad in
        2006 and Peru in 2008". Nothing where one of them has none, or they have one together."""
        if len(listed) < 2:
            return {}
        places = sorted(listed, key=lambda r: r.anchor.start)
        end = self.parsed.sentence_span(trigger.sent)[1]
        stops = [r.anchor.start for r in places[1:]] + [end]
        days = {
            r.entity.key: self.dates.day_between(r.anchor.end, stop)
            for r, stop in zip(places, stops, strict=True)
        }
        own = sum(day is not None for day in days.values())
        if 1 < own < len(listed):  # "by Chad and Fiji in 2006 and by Peru in 2008"
            for place, following in reversed([*pairwise(places)]):
                between = self.document.text[place.anchor.end : following.anchor.start]
                if days[place.entity.key] is None and _ROW.fullmatch(between):
                    days[place.entity.key] = days[following.entity.key]
        told = {key: day for key, day in days.items() if day is not None}
        if len(told) < len(listed) and any(t.lower_ == "respectively" for t in trigger.sent):
            named = self.dates.days_in(trigger.sent)
            if len(named) == len(listed):
                told = {
                    r.entity.key: d for r, d in zip(places, named, strict=True) if d is not None
                }
        return told if len(told) == len(listed) else {}

    def _is_excluded(self, *arguments: Referent | None) -> bool:
        """ "Signed the one but not the other", "Malta, but not Cyprus, signed it"."""
        text = self.document.text
        return any(a is not None and _BUT_NOT.search(text[: a.anchor.start]) for a in arguments)

    def _is_owned_by_name(self, frame: Frame) -> bool:
        """ "Qatar's departure": somebody did it, whatever is said of it."""
        named = any(t.dep_ == "poss" and self.parsed.mention(t) for t in frame.parties)
        return named and frame.entry.lemma != "membership"

    def _beside(
        self, frame: Frame, kind: ActKind, target: Referent, stand: Standing
    ) -> Iterator[Told]:
        """What a sentence tells of others by the way: those left out, those who did the same before."""
        opposite = _OPPOSITE.get(stand.status)
        if opposite is not None:
            for other in self.arguments.parties(frame.excepted):
                yield Told(self._claim(frame, kind, other, target, opposite, None))
        for token in frame.companions:
            day = self.dates.day_of(token)
            own = self.dates.day_of(frame.trigger)
            if day is None and own is not None and (far := before_other(token, self.parsed)):
                day = far.other_day(own)
            for before in self.arguments.parties((token,)):
                claim = self._claim(frame, kind, before, target, Status.DONE, day)
                yield Told(claim, Weight.MENTIONED)

    def _day(
        self,
        trigger: Token,
        party: Referent | None,
        stand: Standing,
        parties: Sequence[Referent] = (),
    ) -> PartialDate | None:
        """When the act was or will be done, as far as the text says."""
        jubilee = anniversary(trigger, self.document.published)
        if jubilee is not None:
            return jubilee
        told = self.dates.day_of(trigger)
        open_ = self.dates.takes_effect(trigger) or self.dates.is_vague(trigger)
        if stand.status is Status.NOT_DONE and told is not None and self.dates.today is not None:
            open_ = open_ or told.first > self.dates.today.last  # "will not sign it in May"
            told = None if open_ else told
        if self.dates.is_dated(trigger) and not open_:
            return told
        doers = [p.entity for p in parties if p.anchor.how != "counterpart"]
        today, words = self.dates.today, self.lexicon.status
        if party is None or party.anchor.how == "counterpart" or not doers:
            doers = []
        status = stand.status
        if status is Status.DONE and self.dates.effect_to_come(trigger):
            status = Status.UNDERWAY  # "accepts its accession, effective 1 July"
        if stand.stands:
            return told
        if today is not None and is_news_of_the_day(
            trigger, doers, status, words, self.parsed, self.discourse, today
        ):
            # "Accepts it, effective 1 July": the step is taken today, but what took effect is past
            return told if told is not None and told.first <= today.first else today
        return told

    def _day_of_step(self, stand: Standing, date: PartialDate | None) -> PartialDate | None:
        """The day of the step, where what is told of the act itself lies ahead."""
        today = self.dates.today
        ahead = date is None or (today is not None and date.first > today.last)
        if stand.status is not Status.UNDERWAY or not ahead:
            return date
        told = self.dates.day_of_step(stand.words)
        if told is None and any(t.lemma_ == "notify" and t.tag_ == "VBZ" for t in stand.words):
            return today  # "notifies the bloc that it will leave in May"
        return told or date

    def _is_bound_later(
        self, kind: ActKind, party: Referent | None, date: PartialDate | None, status: Status
    ) -> bool:
        """ "It enters into force for Malta on 1 August": Malta has done what it takes."""
        today = self.dates.today
        if kind is not ActKind.ENTRY_INTO_FORCE or status is not Status.PROPOSED or party is None:
            return False
        return date is not None and today is not None and date.first > today.last

    def _is_still_to_come(self, trigger: Token, kind: ActKind) -> bool:
        """Whether an act is told as done and its effect as still to come."""
        return kind is not ActKind.ENTRY_INTO_FORCE and self.dates.effect_to_come(trigger)

    def _remember_day(self, frame: Frame, objects: list[Referent]) -> None:
        """Keep the day of an act told without who did it: "the pact was signed on 3 May"."""
        day = self.dates.day_of(frame.trigger)
        for target in objects:
            kind = frame.entry.kind_for(target.entity.kind)
            if kind is not None and day is not None:
                self.discourse.dated.setdefault((kind, target.entity.key), day)

    def _weight(self, stand: Standing) -> Weight:
        if self.parsed.passage.heading:
            return Weight.HEADLINE
        return Weight.ASSERTED if stand.asserted else Weight.MENTIONED

    def _claim(
        self,
        frame: Frame,
        kind: ActKind,
        party: Referent | None,
        target: Referent,
        status: Status,
        date: PartialDate | None,
    ) -> ActClaim:
        text = self.document.text
        start, end = self.parsed.sentence_span(frame.trigger.sent)
        trigger_start, trigger_end = self.parsed.span([frame.trigger])
        anchors = [Anchor("trigger", trigger_start, trigger_end, text[trigger_start:trigger_end])]
        if party is not None:
            anchors.append(party.anchor)
        anchors.append(target.anchor)
        dated = self.dates.of(frame.trigger)
        if dated is not None and date is not None:
            anchors.append(_date_anchor(dated[0], text))
        claim = ActClaim(
            document=self.document.hash,
            evidence=(Evidence(start, end, text[start:end]),),
            reason=Reason(frame.entry.id, tuple(anchors)),
            kind=kind,
            party=party.entity if party else None,
            object=target.entity,
            status=status,
            date=date,
            effective=None if kind in _UNDELAYED else self.dates.effect_of(frame.trigger),
            by=party.by if party else None,
        )
        counted = self._counted(frame.trigger, claim)
        return claim if counted is None else dataclasses.replace(claim, date=counted)

    def _counted(self, trigger: Token, claim: ActClaim) -> PartialDate | None:
        """The day of an act that the text only counts from another's: "nine days after Peru"."""
        if claim.status is not Status.DONE or self.dates.is_dated(trigger):
            return None
        far = apart_from(trigger, self.parsed)
        if far is None:
            return None
        who = [r.entity.key for r in self.arguments.parties((far.other,)) if r.entity.kind.is_state]
        pointing = far.other.lower_ in ("it", "them", "that", "him", "her")
        if not who and not pointing:
            return None
        day = day_told_of(() if pointing else who, claim, self.discourse.acts)
        return far.own_day(day) if day is not None else None


def _is_signed_by_all(frame: Frame) -> bool:
    """ "The pact was signed in May": nobody is named. Of "the pact, which was signed in May" no more is
    told than when."""
    verb = frame.trigger
    by_the_way = any(t.lower_ in ("which", "that") for t in children(verb, "nsubjpass"))
    alone = verb.dep_ != "acl" and not by_the_way
    passive = is_passive(verb) or is_short_passive(verb)
    return frame.entry.id == "sign" and passive and alone


def _told_by(frame: Frame) -> Token:
    """The word whose day is that of the act: "ratified" in "ratified it with a reservation"."""
    noun = frame.trigger
    if frame.entry.id == "membership-ends" and noun.dep_ == "nsubj" and noun.head.lemma_ == "end":
        return noun.head
    if frame.entry.id != "reservation-with":
        return noun
    return next((t for t in frame.trigger.ancestors if t.pos_ == "VERB"), frame.trigger)


def _is_definite(token: Token) -> bool:
    """ "The 27 states": those that the text has named, where it has; not "the 27 members of the Union"."""
    of = [t for p in token.children if p.lower_ == "of" for t in p.children]
    if any(t.ent_type_ == "ORG" for t in (*token.children, *of)):
        return False
    return any(c.dep_ in ("det", "predet") for c in token.children)


def _date_anchor(expression: DateExpression, text: str) -> Anchor:
    quote = text[expression.start : expression.end]
    return Anchor("date", expression.start, expression.end, quote)


def _go_together(
    trigger: Token,
    target: Referent,
    party: Referent | None,
    objects: list[Referent],
    parties: list[Referent],
) -> bool:
    """Whether a state does it with this object: "Malta and Cyprus signed the one and the other
    respectively", "the Union signed treaties with Malta and Cyprus"."""
    tied = target.entity.parties if target.anchor.how == "described" and len(objects) > 1 else ()
    if party is not None and tied and party.entity.key not in tied:
        return False
    if party is None or len(objects) != len(parties) or len(objects) < 2:
        return True
    if not any(t.lower_ == "respectively" for t in trigger.sent):
        return True
    return objects.index(target) == parties.index(party)


def _seen_from(
    published: PartialDate | None, date: PartialDate | None, status: Status, kind: ActKind
) -> Status:
    """What is told as done but dated after the day of publication is still to come; what enters into
    force on that day is in force."""
    if status is Status.DONE and published and date and date.first > published.last:
        return Status.PROPOSED
    on_the_day = published is not None and published.day and date == published
    if kind is ActKind.ENTRY_INTO_FORCE and status is Status.PROPOSED and on_the_day:
        return Status.DONE
    return status
