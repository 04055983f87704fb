"""Acts told by words that only point back to another: "as have Japan and Brazil", "Peru followed a
year later", "Kenya did the same", "Chad has yet to do so".

An echo repeats the act that the text told last, with a party, status and date of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse
from treatygraph.extract.lexicon import Entry
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import subject_of
from treatygraph.extract.tree import OBJECTS, children, is_negated, own_subject, with_conjuncts
from treatygraph.model import ActClaim, ActKind, Status

# What an echo is called in the reason of its claim.
HELPING = Entry("echo", "have", "verb", (), "Chile has ratified the pact, as has Peru.")
FOLLOWING = Entry("echo-follow", "follow", "verb", (), "Chile left the pact. Peru followed.")
GAP = Entry("echo-gap", "", "noun", (), "Chad ratified the pact in 2006, Angola in 2007.")
STEP = Entry("echo-step", "take", "verb", (), "Chile left the pact. Peru took the same step.")


@dataclass(frozen=True, slots=True)
class Echo:
    """A word that points back to an act, and the words for who does it, too.

    Where ``repeats`` is true the act is as far as the one that it repeats: who follows an applicant
    has applied.
    """

    entry: Entry
    trigger: Token
    parties: tuple[Token, ...]
    repeats: bool


# Acts that no party does.
_NOBODYS = frozenset(
    (
        ActKind.ADOPTION,
        ActKind.OPENING,
        ActKind.ENTRY_INTO_FORCE,
        ActKind.TERMINATION,
        ActKind.ESTABLISHMENT,
    )
)


def is_gap(token: Token, parsed: Parsed) -> bool:
    """A state with a date and no verb: "Chad ratified it in 2006, Angola in 2007 and Gabon, the last,
    a year later"."""
    mention = parsed.mention(token)
    if mention is None or not all(c.entity.kind.is_state for c in mention.candidates):
        return False
    if token.i == token.sent.start or token.i in (t.i for t in token.doc[:1]):
        return False
    before = token.nbor(-1)
    if before.lower_ == "the" and before.i > token.sent.start:
        before = before.nbor(-1)
    if before.text not in (",", ";", ":") and before.lower_ not in ("and", "then"):
        return False
    return day_behind(token, parsed) is not None


def day_behind(token: Token, parsed: Parsed) -> int | None:
    """The place of the date that stands right behind a state, or behind what is said of it in commas."""
    place = token.i + 1
    end = token.sent.end
    doc = token.doc
    if place + 1 < end and doc[place].text == "," and doc[place + 1].tag_ in ("WDT", "WP", "DT"):
        closing = next((t.i for t in doc[place + 1 : end] if t.text == ","), end)
        place = closing + 1
    if place < end and doc[place].lower_ in ("in", "on"):
        place += 1
    if place >= end or place not in parsed.days:
        return None
    behind = next((t for t in doc[place:end] if t.i not in parsed.days), None)
    closed = behind is None or behind.text in (",", ";", ".", ":", ")") or behind.lower_ == "and"
    return place if closed else None


def find_echoes(parsed: Parsed) -> Iterator[Echo]:
    """The echoes of a passage, in text order."""
    for token in parsed.doc:
        if parsed.mention(token) is not None:
            if is_gap(token, parsed):
                yield Echo(GAP, token, (token,), repeats=True)
            continue
        found = _helping(token) or _following(token) or _same_again(token)
        if found is not None:
            yield found


def echoed(echo: Echo, parsed: Parsed, discourse: Discourse) -> list[ActClaim]:
    """The act that was told last before an echo, in its sentence or the one before, once for each of
    its objects."""
    place = parsed.starts[echo.trigger.i]
    sentence = echo.trigger.sent
    previous = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    earliest = parsed.starts[previous.start]
    before = [
        c
        for c in discourse.acts
        if earliest <= _place(c) < place and (c.party or c.kind not in _NOBODYS)
    ]
    if not before:
        return []
    last = max(map(_place, before))
    acts = {c.object.key: c for c in reversed(before) if _place(c) == last}
    return list(reversed(acts.values()))


def echoed_status(echo: Echo, own: Status, act: ActClaim) -> Status:
    """How far an echoed act got: as far as the first one, unless the echo says otherwise."""
    if echo.entry is GAP:
        return act.status
    if echo.trigger.lower_ in _MODALS and own is Status.DONE:
        return Status.PROPOSED
    if echo.repeats and own is Status.DONE and act.status is not Status.NOT_DONE:
        return act.status
    return own


def _place(claim: ActClaim) -> int:
    trigger = claim.reason.anchor("trigger")
    return trigger.start if trigger is not None else claim.evidence[0].start


def _echo(entry: Entry, token: Token, subject: Token | None, *, repeats: bool) -> Echo | None:
    if subject is None:
        return None
    return Echo(entry, token, tuple(with_conjuncts(subject)), repeats)


_MODALS = ("would", "will", "might", "may", "could", "should")


def _helping(token: Token) -> Echo | None:
    """ "As has Peru", "so did Peru", "Washington has not", "Peru did, too", "Cuba said it would"."""
    if token.lower_ not in (*("has", "have", "had", "did", "does"), *_MODALS) or token.dep_ in (
        "aux",
        "auxpass",
    ):
        return None
    if children(token, *OBJECTS, "xcomp", "ccomp", "acomp", "prep", "aux"):
        return None
    pointing = any(
        t.lower_ in ("as", "so", "too", "likewise")
        for t in children(token, "mark", "advmod", "prep")
    )
    modal = token.lower_ in _MODALS
    if token.dep_ not in ("advcl", "ROOT", "conj", "ccomp") or not (
        is_negated(token) or pointing or modal
    ):
        return None
    return _echo(HELPING, token, own_subject(token), repeats=False)


def _following(token: Token) -> Echo | None:
    """ "Peru followed", "followed suit", "the first to follow", "followed its neighbour"."""
    if token.lemma_.lower() != "follow" or token.pos_ != "VERB":
        return None
    considered = token.head.lemma_.lower() in ("rule", "consider", "contemplate", "resist")
    if (
        token.dep_ in ("prep", "advcl", "acl", "amod")
        and token.tag_ in ("VBG", "VBN")
        and not considered
    ):
        return None  # "following the vote", "followed by Peru"
    objects = children(token, *OBJECTS, "pobj")
    words = load_nouns()
    if any(
        o.lower_ not in ("suit", "example", "lead", "path", "them", "it", "neighbour", "neighbor")
        and o.lemma_.lower() not in words.state
        for o in objects
    ):
        return None
    if children(token, "nsubjpass", "auxpass", "ccomp"):
        return None
    return _echo(FOLLOWING, token, subject_of(token), repeats=True)


def _same_again(token: Token) -> Echo | None:
    """ "Did the same", "has yet to do so", "took that step", "made the same move"."""
    lemma = token.lemma_.lower()
    if lemma == "do" and token.dep_ not in ("aux", "auxpass"):
        so = any(t.lower_ in ("so", "likewise") for t in token.children)
        so = so or any(t.lower_ in ("as", "like") for t in children(token, "mark"))
        same = any(t.lower_ == "same" for t in children(token, *OBJECTS))
        return _echo(STEP, token, subject_of(token), repeats=False) if so or same else None
    if lemma in ("take", "make"):
        for step in children(token, "dobj", "obj"):
            pointed = {t.lower_ for t in step.children} & {"that", "the", "this", "same", "similar"}
            if step.lemma_.lower() in ("step", "move", "decision", "course", "route") and pointed:
                return _echo(STEP, token, subject_of(token), repeats=True)
    return None
