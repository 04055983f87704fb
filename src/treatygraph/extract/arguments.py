"""The arguments of the frame of an act: which treaties or bodies its objects stand for, and who its
parties are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse
from treatygraph.extract.doers import names_a_state
from treatygraph.extract.frames import Frame
from treatygraph.extract.gaps import is_state
from treatygraph.extract.gathering import is_gathered
from treatygraph.extract.membership import told_to
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.objects import ARTICLES, is_signed_law, object_of
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_counted, party_of
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.topic import (
    headed_object,
    implied_object,
    resumed_object,
    spoken_of,
    stands_alone,
)
from treatygraph.extract.tree import children, noun_lemma, with_conjuncts
from treatygraph.extract.unlisted import TREATIES, sort_noun, unlisted_objects
from treatygraph.model import ActClaim, ActKind, Catalogue, Entity, EntityKind

# Words for states that a text goes on with.
_STATES = frozenset(
    (
        *("it", "they", "which", "both", "neither", "all", "latter", "former", "country", "state"),
        *("nation", "government", "neighbour", "neighbor", "kingdom", "republic", "none", "trio"),
    )
)
# Who keeps the papers of most treaties, and how the keys of those begin; so many characters before, the text may
# have named the one that it speaks of.
_KEEPER = "body/united-nations"
_KEPT = "treaty/mtdsg-"
_BEFORE = 400
# The words for who is not in what the text speaks of.
_NONE = ("never-member", "never-party")
# So many characters may stand between an act and what is told of its place: "in force there".
_NEAR = 100


class Arguments:
    """Reads the arguments of the frames of one passage, in text order.

    ``headed`` are the treaties that the heading above the passage names.
    """

    def __init__(
        self, parsed: Parsed, discourse: Discourse, headed: list[tuple[Entity, Mention]]
    ) -> None:
        self.parsed = parsed
        self.discourse = discourse
        self.headed = headed
        # Whether a frame asked about before describes a treaty that no catalogue lists.
        self._treaty_before = False

    def are_possible(self, frame: Frame) -> bool:
        """Whether a frame has something that it can be about; else its word tells of another matter,
        and takes no date from those that do. Frames are to be asked about in text order."""
        if frame.entry.treaty is ActKind.SIGNATURE and is_signed_law(frame.trigger):
            return False
        further = frame.entry.elliptic and frame.entry.needs and frame.entry.id not in _NONE
        if frame.elliptic or further:
            return True
        if self.headed and frame.entry.headed and self._is_an_article(frame):
            return True
        for token in frame.objects:
            if named := object_of(token, self.parsed, self.discourse, frame.entry.sorts):
                self._treaty_before = self._treaty_before or named[0].anchor.how == "described"
                return True
            host = [r.entity for r in self._host(frame)]
            described = unlisted_objects(token, host, self.parsed, self.discourse)
            doers = frame.parties or frame.makers
            if described or (doers and sort_noun(token) in TREATIES):
                self._treaty_before = True
                return True
            if noun_lemma(token) == "club" and "body" in frame.entry.sorts:
                return True  # whether states are in it shows when it is read
            # "Signed a tax treaty with Peru and ratified it": found when it is read.
            if self._treaty_before and (token.lower_ == "it" or noun_lemma(token) in TREATIES):
                return True
        return False

    def parties(self, tokens: Iterable[Token], skip: Iterable[str] = ()) -> list[Referent]:
        """Who the words stand for, in their order. No pronoun stands for those of the keys in ``skip``."""
        return [r for t in tokens for r in party_of(t, self.parsed, self.discourse, skip)]

    def of(self, frame: Frame) -> tuple[list[Referent], list[Referent]]:
        """What the objects and parties of a frame stand for, objects of the wrong sort left out."""
        entry, parsed, discourse = frame.entry, self.parsed, self.discourse
        objects = [
            self._whole(t, r) if entry.body is ActKind.JOINING else r
            for t in frame.objects
            for r in object_of(t, parsed, discourse, entry.sorts)
        ]
        if frame.elliptic and self.headed and entry.treaty is not None:
            objects = headed_object(frame.trigger, self.headed, parsed)
        elif frame.elliptic and (entry.resumes or entry.topical):
            objects = self._resumed(frame)
        elif frame.elliptic and entry.id in _NONE and not self._are_none(frame):
            return [], []
        elif frame.elliptic:
            objects = self._behind(frame) or implied_object(
                frame.trigger, entry.kinds, parsed, discourse
            )
        objects = [r for r in objects if entry.kind_for(r.entity.kind) is not None]
        objects = self._kept_by(frame, objects) or objects
        if not objects and entry.headed and self._is_an_article(frame):
            objects = headed_object(frame.trigger, self.headed, parsed)
        if not objects and entry.elliptic and entry.needs and entry.id not in _NONE:
            objects = implied_object(frame.trigger, entry.kinds, parsed, discourse)
        taken = [r.entity.key for r in objects]
        parties = [
            r
            for r in self.parties(frame.parties, taken)
            if r.entity.key not in taken
            and (entry.persons or r.by is None)
            and not (entry.others and self._is_no_state(r))
        ]
        if not parties and self._goes_on_with(frame):
            parties = next(filter(None, map(party_again, reversed(discourse.acts))), [])
        if objects or frame.elliptic:
            if entry.treaty is ActKind.ENTRY_INTO_FORCE and not parties:
                parties = self._there(frame)
            if entry.treaty is ActKind.SIGNATURE:
                parties = parties or self._host(frame)
                parties += _counterparts(objects, parties, discourse.catalogue)
                parties += self._signing_with(frame, parties)
            return objects, parties
        return self._described(frame, parties)

    def _whole(self, token: Token, found: Referent) -> Referent:
        """The Union, of which Malta becomes a candidate where "the European Council grants it the status": a
        committee that lets somebody in does so for the whole."""
        entity, catalogue = found.entity, self.discourse.catalogue
        acting = token.dep_ == "nsubj" or token.head.dep_ == "agent"
        inner = entity.kind is EntityKind.COMMITTEE and entity.part_of in catalogue
        if not (acting and inner) or entity.part_of is None:
            return found
        whole = catalogue[entity.part_of]
        return dataclasses.replace(found, entity=whole) if whole.kind.is_body else found

    def _kept_by(self, frame: Frame, objects: Sequence[Referent]) -> list[Referent]:
        """The treaty in "Peru ratified the Kyoto Protocol in 2002. In May it told the United Nations that it was
        leaving": who keeps the papers of a treaty is told of leaving it."""
        if len(objects) != 1 or objects[0].entity.key != _KEEPER:
            return []
        if frame.entry.treaty is not ActKind.WITHDRAWAL or not told_to(frame.trigger, self.parsed):
            return []
        place = self.parsed.starts[frame.trigger.i]
        last = self.discourse.latest(place, ("treaty",))
        if last is None or not last[0].key.startswith(_KEPT):
            return []
        if place - last[1].end > _BEFORE:
            return []
        return [
            Referent(last[0], anchor_at("object", self.parsed, frame.trigger, "implied", last[1]))
        ]

    def _goes_on_with(self, frame: Frame) -> bool:
        """ "1998: ratifies the pact", "16 March: expelled": in a line of a chronology, who does it is who did
        what the line before tells."""
        verb = frame.trigger
        told = self.parsed.passage.day is not None and self.discourse.acts and not frame.parties
        bare = (
            verb.tag_ in ("VBZ", "VBN", "VBD") and verb.dep_ == "ROOT" and verb.i == verb.sent.start
        )
        return bool(told) and bare and not frame.entry.partyless and not children(verb, "agent")

    def _signing_with(self, frame: Frame, parties: Sequence[Referent]) -> list[Referent]:
        """Peru in "Chile signs the Lima Accords with Peru": who signs with somebody signs as they do."""
        if not parties or frame.elliptic:
            return []
        behind = children(frame.trigger, "prep")
        behind += [p for t in frame.objects for p in children(t, "prep")]
        places = [t for p in behind if p.lower_ == "with" for t in children(p, "pobj")]
        known = {p.entity.key for p in parties}
        found = self.parties(
            tuple(e for t in places for e in with_conjuncts(t) if names_a_state(e, self.parsed))
        )
        return [
            dataclasses.replace(r, anchor=dataclasses.replace(r.anchor, how="counterpart"))
            for r in found
            if r.entity.key not in known
        ]

    def _is_an_article(self, frame: Frame) -> bool:
        """ "A declaration under article 4": of the treaty that the line is about."""
        return bool(self.headed) and all(noun_lemma(t) in ARTICLES for t in frame.objects)

    def _there(self, frame: Frame) -> list[Referent]:
        """Peru in "Peru ratified it in May, and it has been in force there since July", "in Peru, where it
        has applied since July"."""
        around = [frame.trigger, *frame.trigger.ancestors]
        for verb in around:
            if verb.dep_ == "relcl" and any(t.lower_ == "where" for t in children(verb, "advmod")):
                return self.parties((verb.head,)) if is_state(verb.head, self.parsed) else []
        pointing = any(t.lower_ == "there" for a in around for t in children(a, "advmod", "prep"))
        acts = [a for a in self.discourse.acts if a.party is not None] if pointing else []
        if not acts or self.parsed.starts[frame.trigger.i] - acts[-1].evidence[0].end > _NEAR:
            return []
        if len({a.party for a in acts if a.evidence == acts[-1].evidence}) > 1:
            return []
        return party_again(acts[-1])

    def _behind(self, frame: Frame) -> list[Referent]:
        """The treaty of "swapped the ratification papers, bringing the Lima Treaty into force"."""
        if frame.complement is None or frame.entry.treaty is not ActKind.RATIFICATION:
            return []
        found = [
            r
            for token in frame.trigger.sent
            if token.i > frame.trigger.i and self.parsed.mention(token) is not None
            for r in object_of(token, self.parsed, self.discourse, ("treaty",))
        ]
        return found if len({r.entity.key for r in found}) == 1 else []

    def _resumed(self, frame: Frame) -> list[Referent]:
        """What a verb without an object goes on with: "left in 1998", "Norway has stayed"."""
        entry, parsed, discourse = frame.entry, self.parsed, self.discourse
        found: list[Referent] = []
        if entry.resumes:
            found = resumed_object(frame.trigger, entry.sorts, parsed, discourse)
        alone = stands_alone(frame.trigger, frame.complement, parsed)
        if not found and alone and self._do_states(frame):
            found = spoken_of(frame.trigger, entry.sorts, parsed, discourse)
        return found

    def _are_none(self, frame: Frame) -> bool:
        """ "Peru is not a member"; not "the club is not a member", "Peru is not a member of the choir"."""
        bare = not any(p.lower_ in ("of", "to") for p in children(frame.trigger, "prep"))
        return bare and self._do_states(frame)

    def _do_states(self, frame: Frame) -> bool:
        """Whether those who do it are states by their names, or called so: no minister "leaves" it."""
        for token in frame.parties:
            mention = self.parsed.mention(token)
            if mention is not None:
                named = (c.entity.kind for c in mention.candidates)
                if not any(kind.is_state or kind.is_body for kind in named):
                    return False
            elif token.lower_ not in _STATES and noun_lemma(token) not in _STATES:
                return False
        return bool(frame.parties)

    def _is_no_state(self, found: Referent) -> bool:
        """ "Admitted the Israeli relief agency", "threatened to remove the president": nobody's state."""
        if found.anchor.how == "person":
            return True
        place = next(
            (t for t in self.parsed.doc if self.parsed.starts[t.i] == found.anchor.start), None
        )
        if place is None or found.anchor.how not in ("demonym", "organ"):
            return False
        of_a_name = place.dep_ in ("amod", "compound", "poss", "nmod")
        return of_a_name and place.head.pos_ == "PROPN"

    def _described(
        self, frame: Frame, parties: list[Referent]
    ) -> tuple[list[Referent], list[Referent]]:
        """The treaties and bodies that a frame only describes, and who is tied to them."""
        objects: list[Referent] = []
        parties = parties or self._host(frame)
        many = not parties and any(map(is_counted, frame.parties))
        gathered = [m for m in frame.makers if is_gathered(m, self.parsed)]
        # "Malta and nine other states": a treaty of more than those that are named
        others = bool(parties) and any(map(is_counted, frame.parties))
        many = many or bool(gathered)
        if frame.parties and not (parties or many or frame.entry.partyless):
            return [], []  # "the company signed an agreement with the Union"
        makers = tuple(m for m in frame.makers if m not in gathered)
        acting = [p.entity for p in parties or self.parties(makers)]
        if frame.entry.id == "reach-treaty" and len(acting) < 2:
            return [], []  # "reached an agreement with Malta over fees": of what sort is not said
        solemn = frame.entry.lemma in ("ratify", "accede", "deposit", "denounce")
        for token in frame.objects:
            open_ = others and not children(token, "amod", "compound", "nmod")
            for target, tied in unlisted_objects(
                token,
                () if open_ else acting,
                self.parsed,
                self.discourse,
                many=many or open_,
                solemn=solemn,
            ):
                if frame.entry.kind_for(target.entity.kind) is None:
                    continue
                objects.append(target)
                if frame.entry.treaty is ActKind.SIGNATURE:
                    # Who signs with somebody, signs as somebody does.
                    known = {p.entity.key for p in parties}
                    place = dataclasses.replace(target.anchor, part="party", how="counterpart")
                    parties += [Referent(e, place) for e in tied if e.key not in known]
        return objects, parties

    def _host(self, frame: Frame) -> list[Referent]:
        """Who signs with the one that is named: "a march in Manila against a tax treaty with Japan to be
        signed on Friday". The only other state of what stands before the treaty."""
        if frame.parties or frame.entry.treaty is not ActKind.SIGNATURE or not frame.objects:
            return []
        first = frame.objects[0]
        beside = [
            *first.children,
            *(frame.trigger.children if frame.trigger.tag_ in ("VBN", "VBD") else ()),
        ]
        if first.i > frame.trigger.i or not any(p.lower_ == "with" for p in beside):
            return []
        before = [t for t in frame.trigger.sent if t.i < first.left_edge.i]
        if any(noun_lemma(t) in load_nouns().private for t in before):
            return []  # "the company likes the pact signed with Japan"
        found = [
            r
            for token in before
            if self.parsed.mention(token) is not None
            for r in self.parties((token,))
            if r.entity.kind.is_state
        ]
        return found[:1] if len({r.entity.key for r in found}) == 1 else []


def party_again(act: ActClaim) -> list[Referent]:
    """The party of an act that was told, at its place."""
    anchor = act.reason.anchor("party")
    return [Referent(act.party, anchor, by=act.by)] if act.party and anchor else []


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
