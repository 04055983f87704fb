"""What a word without an object is about: "Chad has not ratified", "Malta decided against leaving".

It is what the text speaks of there: what the last act of the paragraph concerned, or what a sentence
since then has taken up. Where the text has since described something that nobody knows, it is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose, sort_of
from treatygraph.extract.gaps import is_time
from treatygraph.extract.modifiers import may_mean
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.subjects import is_ranking
from treatygraph.extract.tree import OBJECTS, children, noun_lemma, own_subject
from treatygraph.model import ActClaim, ActKind, Anchor, Entity, Span


def implied_object(
    trigger: Token, kinds: Mapping[str, ActKind], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "ratified" or "was suspended" means without an object.

    ``kinds`` are the acts that the word may tell, by the sort of object. In a paragraph it is what was
    taken up since the last act, or what that act was about; else what most acts of that kind were.
    """
    if _is_of_a_body(trigger, parsed):
        return []
    acts = [a for a in discourse.acts if a.reason.anchor("object")]
    here = _last_here(trigger, kinds, parsed, acts)
    taken_up = _taken_up(trigger, kinds, parsed, discourse, here)
    if taken_up is not None:
        return taken_up
    act = here or _most_told([a for a in acts if a.kind in kinds.values()], discourse.acts)
    if act is not None:
        return _meant(act, trigger, parsed)
    found = discourse.latest(parsed.starts[trigger.i], kinds)
    found = found or _named_behind(trigger, kinds, parsed, discourse)
    if found is None:
        return []
    return [Referent(found[0], anchor_at("object", parsed, trigger, "implied", found[1]))]


def _is_of_a_body(noun: Token, parsed: Parsed) -> bool:
    """Whether a noun has its body right in front, which another word tells of: "NATO accession bids"."""
    if noun.dep_ != "compound" or noun.i == noun.sent.start:
        return False
    mention = parsed.mention(noun.nbor(-1))
    return mention is not None and all(c.entity.kind.is_body for c in mention.candidates)


def headed_object(
    trigger: Token, heading: Iterable[tuple[Entity, Mention]], parsed: Parsed
) -> list[Referent]:
    """What "acceded" means behind a label: "Basel Convention: Fiji acceded"."""
    return [Referent(e, anchor_at("object", parsed, trigger, "implied", m)) for e, m in heading]


def of_title(
    trigger: Token, sorts: Iterable[str], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What the title speaks of, where the text has named nothing yet: one treaty or body."""
    wanted = set(sorts)
    named = {
        entity.key: entity
        for mention in discourse.index.find(discourse.title)
        if (entity := choose(mention, discourse, wanted)) is not None
    }
    if len(named) != 1:
        return []
    return [Referent(e, anchor_at("object", parsed, trigger, "implied")) for e in named.values()]


def _named_behind(
    trigger: Token, kinds: Iterable[str], parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Mention] | None:
    """The Union in "Cuba, expelled in 1962, returned to the Union", where nothing was named before."""
    if trigger.dep_ != "acl":
        return None
    start, end = parsed.starts[trigger.i], parsed.sentence_span(trigger.sent)[1]
    for mention in discourse.mentions:
        entity = choose(mention, discourse, set(kinds)) if start < mention.start < end else None
        if entity is not None:
            return entity, mention
    return None


def resumed_object(
    trigger: Token, sorts: Iterable[str], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "and left in 1998" means: the object of the last act of its sentence or the one before."""
    sentence = trigger.sent
    previous = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    earliest = parsed.sentence_span(previous)[0]
    for act in reversed(discourse.acts):
        if act.evidence[0].start < earliest or act.reason.anchor("object") is None:
            break
        if sort_of(act.object) in sorts:
            return _meant(act, trigger, parsed)
    return []


def spoken_of(
    trigger: Token, sorts: Iterable[str], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "Norway has stayed" means: what the paragraph tells acts of, or the one before where the text
    is about it."""
    acts = [
        a
        for a in discourse.acts
        if a.reason.anchor("object")
        and sort_of(a.object) in sorts
        and a.kind is not ActKind.TERMINATION  # nobody leaves what is no more
    ]
    if not acts:
        return []
    members = [a for a in acts if a.kind in _OF_MEMBERS]
    here = _last_here(trigger, sorts, parsed, members) or _last_here(trigger, sorts, parsed, acts)
    taken_up = _taken_up(trigger, sorts, parsed, discourse, here)
    if taken_up is not None:
        return taken_up
    if here is not None:
        return _meant(here, trigger, parsed)
    last = max(acts, key=_place, default=None)
    if last is None and discourse.latest(parsed.starts[trigger.i], sorts) is None:
        return of_title(trigger, sorts, parsed, discourse)
    if last is None or last.object.unlisted or _far(last, parsed):
        return []
    told = Counter(a.object.key for a in acts)
    about_it = 3 * told[last.object.key] >= 2 * told.total()
    return _meant(last, trigger, parsed) if about_it else []


def _far(act: ActClaim, parsed: Parsed) -> bool:
    return parsed.passage.start - act.evidence[0].end > _NEAR


# Acts that tell who belongs to something and who does not.
_OF_MEMBERS = frozenset(
    (
        *(ActKind.ACCESSION, ActKind.WITHDRAWAL, ActKind.JOINING, ActKind.LEAVING),
        *(ActKind.EXPULSION, ActKind.MEMBERSHIP_SUSPENSION, ActKind.SUSPENSION),
    )
)
# So many characters may stand between a paragraph and the last act that it goes on with.
_NEAR = 500

# What may stand with a verb that is told of what the text speaks of.
_BY_THE_WAY = frozenset(
    (
        *("already", "also", "too", "now", "since", "soon", "later", "finally", "again", "back"),
        *("never", "still", "ago", "then", "early", "together", "eventually", "once", "likewise"),
        *("even", "only", "just", "not", "n't", "therefore", "nonetheless", "nevertheless", "so"),
        *("however", "meanwhile", "quietly", "quickly", "formally", "officially", "afterwards"),
        *("before", "instead", "anyway", "though", "well", "long", "yet", "put", "next", "shortly"),
    )
)
_REASONS = frozenset(
    (
        *("despite", "because", "without", "like", "unlike", "alongside", "as", "with", "amid"),
        *("over", "against", "after", "following", "under"),
    )
)
_MOODS = frozenset(("protest", "anger", "silence", "disgust", "haste", "triumph", "fury", "style"))
_BESIDE = frozenset(
    (
        *("nsubj", "nsubjpass", "aux", "auxpass", "punct", "cc", "conj", "mark", "neg", "advcl"),
        *("parataxis", "preconj", "dep", "expl", "compound"),
    )
)


def stands_alone(verb: Token, complement: Token | None, parsed: Parsed) -> bool:
    """Whether a verb has nothing beside it but who does it and when: "has stayed", "came in in 2004";
    not "stayed at 5%", "came in from the cold". Of nouns, one that tells who somebody is: "Peru, another
    signatory,"."""
    if verb.dep_ == "appos" and children(verb, "det"):
        return not any(t.lower_ in ("to", "of") for t in children(verb, "prep"))
    if verb.pos_ not in ("VERB", "AUX") or shares_an_object(verb):
        return False
    for child in verb.children:
        if complement is not None and child.i == complement.i:
            if not _is_adverb(child, parsed):
                return False
        elif child.dep_ == "prt" and complement is not None and complement.dep_ == "dobj":
            continue  # "gave up its seat"
        elif child.dep_ in ("advmod", "npadvmod", "prt"):
            if child.lower_ not in _BY_THE_WAY and not _tells_time(child, parsed):
                return False
        elif child.dep_ == "prep":
            mood = any(t.lower_ in _MOODS for t in children(child, "pobj"))
            if not (child.lower_ in _REASONS or mood or _tells_time(child, parsed)):
                return False
        elif child.dep_ == "appos" and is_ranking(child):
            continue  # "joins, the fiftieth to do so"
        elif child.dep_ not in _BESIDE and not (child.dep_ == "ccomp" and child.i < verb.i):
            return False
    return True


def _is_adverb(particle: Token, parsed: Parsed) -> bool:
    """Whether nothing depends on a particle but a time that it does not name: "slipped in three years
    ago", "squeezed through the next year"; not "came in 2009", "was out of reach"."""
    below = children(particle, "pobj", "pcomp", "prep")
    counted = any(parsed.text(t).endswith((" ago", " later", " earlier")) for t in below)
    timed = particle.lower_ == "through" and all(_tells_time(t, parsed) for t in below)
    return not below or counted or timed


def shares_an_object(verb: Token) -> bool:
    """ "Not to return or extradite anyone": what stands behind a later verb is the object of both."""
    later = [t for t in verb.conjuncts if t.i > verb.i]
    return own_subject(verb) is None and any(children(t, *OBJECTS) for t in later)


def _tells_time(phrase: Token, parsed: Parsed) -> bool:
    return any(is_time(t, parsed) for t in phrase.subtree)


def _meant(act: ActClaim, trigger: Token, parsed: Parsed) -> list[Referent]:
    """The object of an act, as what a word without one means."""
    anchor = act.reason.anchor("object")
    if anchor is None:
        return []
    start, end = parsed.span([trigger])
    place = anchor.antecedent or Span(anchor.start, anchor.end)
    quote = parsed.source[start:end]
    return [Referent(act.object, Anchor("object", start, end, quote, "implied", place))]


def _place(act: ActClaim) -> int:
    """Where the word stands that tells an act."""
    anchor = act.reason.anchor("trigger")
    return anchor.start if anchor is not None else act.evidence[0].start


def _last_here(
    trigger: Token, sorts: Iterable[str], parsed: Parsed, acts: Iterable[ActClaim]
) -> ActClaim | None:
    """The act of the same paragraph that was told last before a word, about a thing of these sorts."""
    end = parsed.starts[trigger.i]
    here = [
        a for a in acts if parsed.passage.start <= _place(a) < end and sort_of(a.object) in sorts
    ]
    return max(here, key=_place, default=None)


def _taken_up(
    trigger: Token,
    sorts: Iterable[str],
    parsed: Parsed,
    discourse: Discourse,
    after: ActClaim | None,
) -> list[Referent] | None:
    """What a sentence has taken up since an act, in the same paragraph: its subject, or what it asks
    about ("And the protocol?"). Nothing ([]) where that is a treaty which the text leaves unknown."""
    begin = _place(after) if after is not None else parsed.passage.start
    anchor = after.reason.anchor("object") if after is not None else None
    told = anchor.start if anchor is not None else -1
    for word in reversed(parsed.doc[: trigger.i]):
        if parsed.starts[word.i] <= begin:
            break
        if "body" in sorts and _is_founded(word) and parsed.starts[word.i] != told:
            return []  # "They set up a commission": it is not known which
        if not opens(word):
            continue
        mention = parsed.mention(word)
        if mention is not None:
            entity = choose(mention, discourse, set(sorts))
            body = any(c.entity.kind.is_body for c in mention.candidates)
            if entity is not None and not (body and _acts(word)):
                return [Referent(entity, anchor_at("object", parsed, trigger, "implied", mention))]
        elif "treaty" in sorts and hides(word, after.object if after else None, parsed):
            return []
    return None


def opens(word: Token) -> bool:
    """Whether a word is what its sentence speaks of: its subject, or "what of the pact?"."""
    if word.dep_ in ("nsubj", "nsubjpass"):
        return word.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis")
    if word.dep_ == "pobj":
        place = word.head
        near = place.i - word.sent.start < 3 and place.lower_ in ("of", "for", "about")
        noun = place.head
        only = noun.dep_ in _SUBJECTS and noun.head.dep_ == "ROOT"
        aside = noun.pos_ in ("NOUN", "PROPN") and not only
        return near and not aside  # not "a child of the Council, it is …"
    return word.dep_ == "ROOT"


_SUBJECTS = ("nsubj", "nsubjpass")


def _acts(subject: Token) -> bool:
    """Whether a body does something in its sentence, of which others are told: "the Commission said"."""
    return subject.dep_ == "nsubj" and subject.head.lemma_ != "be"


def _is_founded(noun: Token) -> bool:
    """ "Created a commission", "a bank was set up"."""
    new = any(c.lower_ in ("a", "an") for c in children(noun, "det"))
    made = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _FOUNDS
    return new and made and noun_lemma(noun) in load_nouns().body


_FOUNDS = ("create", "found", "establish", "set", "launch", "form", "start", "inaugurate")


def hides(noun: Token, known: Entity | None, parsed: Parsed) -> bool:
    """Whether a noun is a treaty that the text has not spoken of so far: "Protocol 16", "another
    convention", "the water accord"; ``known`` is what it has spoken of."""
    if noun_lemma(noun) not in load_nouns().treaty or noun.tag_ in ("NNS", "NNPS"):
        return False
    another = {c.lower_ for c in children(noun, "det", "amod")} & _ANOTHER
    if another or children(noun, "nummod"):
        return True
    modified = bool(children(noun, "compound", "nmod", "amod"))
    return modified and (known is None or not may_mean(noun, known, parsed))


# What stands with a treaty that the text has not spoken of so far.
_ANOTHER = frozenset(("a", "an", "another", "other", "second", "third", "different", "separate"))


def _most_told(acts: list[ActClaim], told: list[ActClaim]) -> ActClaim | None:
    """An act about what the text has told most acts of; the last of them. What it opened with counts
    more: texts come back to it."""
    counts = Counter(act.object.key for act in told)
    if told:
        counts[told[0].object.key] += _OPENING
    return max(acts, key=lambda a: (counts[a.object.key], a.evidence[0].start), default=None)


# As many acts as the one that a text opens with counts for, besides itself.
_OPENING = 2
