"""Words that take an act back or keep it from being done: "dropped its plan to leave", "its exit was ruled void"."""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.above import Above, Verdict, is_foretold, is_passive_event
from treatygraph.extract.effects import EFFECT
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import COMING, auxiliaries, children, is_infinitive, is_negated
from treatygraph.model import Status

_STOPPING = ("freeze", "shelve", "halt", "suspend", "pause")


def by_undoing(at: Above) -> Verdict | None:
    """Refusing, preventing, taking back: "withdrew its application", "three of its reservations"."""
    if at.node.lower_ == "by" and at.relation in ("prep", "agent"):
        return None  # "prevented a war by joining"
    if at.relation == "advcl" and at.node.tag_ == "VBG":
        return None  # "refused to extend it, letting it lapse"
    if at.node.lemma_.lower() in ("process", "talk", "negotiation") and (
        at.lemma in at.words.ending
    ):
        return Status.NOT_DONE, False
    if at.node.lemma_.lower() == "suspension" and at.lemma in ("lift", "end", "revoke", "cancel"):
        return Status.NOT_DONE, False
    counted = {t.lemma_.lower() for p in children(at.node, "prep") for t in children(p, "pobj")}
    if at.lemma in at.words.recalling and (
        at.node.lemma_.lower() in at.words.recalled
        or (at.node.tag_ == "CD" and counted & at.words.recalled)
    ):
        return Status.NOT_DONE, False
    if at.lemma in _STOPPING and at.node.lemma_.lower() in ("ratification", "accession", "signing"):
        return Status.NOT_DONE, False  # "freezes its ratification"
    if at.lemma in ("veto", "block") and any(a.tag_ == "MD" for a in auxiliaries(at.head)):
        return Status.PROPOSED, True  # "will veto its accession": until then it stands
    given_up = at.lemma in _GIVING_UP and at.relation in ("dobj", "obj", "nsubjpass")
    if given_up and at.node.lemma_.lower() in _PLANS:
        marked = any(m.lower_ in at.words.conditional for m in children(at.head, "mark"))
        open_ = marked or is_foretold(at.head) or is_infinitive(at.head)
        return (Status.PROPOSED, True) if open_ else (Status.NOT_DONE, False)
    lifted = at.head.head.i != at.head.i and at.head.head.lemma_.lower() in at.words.lifted
    if at.lemma in at.words.not_done and lifted:
        return Status.PROPOSED, True
    wanted = is_infinitive(at.head) and at.head.head.lemma_.lower() not in at.words.not_done
    if (
        at.lemma in _PREVENTING
        and wanted
        and at.head.head.tag_ in ("VBD", "VBZ", "VBP", "NN", "NNS")
    ):
        return Status.PROPOSED, True  # "invades Georgia to stop it from joining"
    down = at.lemma == "turn" and any(c.lower_ == "down" for c in at.head.children)
    if down or (at.lemma == "stop" and (at.node.lower_ == "from" or children(at.node, "nsubj"))):
        return Status.NOT_DONE, False  # "stopped Malta from joining", "turned down an invitation"
    if at.lemma in at.words.not_done and at.lemma not in ("rule", "abandon", "stop"):
        return Status.NOT_DONE, False
    return None


# Who does something in order to prevent an act has not yet done so.
_PREVENTING = ("stop", "prevent", "block", "avoid", "escape", "avert")


# "Abandoned its plan to leave": it stays.
_GIVING_UP = ("abandon", "drop", "shelve", "ditch", "scrap", "cancel", "bury", "renounce", "bin")


_PLANS = (
    *("plan", "intention", "intent", "idea", "proposal", "effort", "attempt", "threat"),
    *("bid", "candidacy", "candidature"),
)


def of_subject(verb: Token, words: StatusWords) -> Status | None:
    """What is said of an act that is the subject: "the withdrawal is likely", not "it threatens"."""
    if is_negated(verb) and is_passive_event(verb):
        return Status.NOT_DONE
    if _is_ruled_void(verb):
        return Status.NOT_DONE
    ended = verb.lemma_ in ("end", "expire", "lapse") and not children(verb, "dobj", "obj")
    if ended and any(t.lemma_ == "suspension" for t in children(verb, "nsubj")):
        return Status.NOT_DONE  # "its suspension ended"
    if any(t.lower_ in words.future for t in children(verb, "acomp", "attr")):
        return Status.PROPOSED
    if any(t.lower_ in words.begun for t in children(verb, "acomp")):
        return Status.UNDERWAY  # "ratification by Chile is pending"
    if any(t.lower_ == "due" and children(t, "prep") for t in children(verb, "acomp")):
        return Status.PROPOSED  # "is due on 1 July"
    said = [
        *children(verb, "dobj", "acomp"),
        *(t for p in children(verb, "prep") for t in p.children),
    ]
    if is_foretold(verb) and any(t.lower_ in EFFECT for t in said):
        return Status.UNDERWAY  # "its withdrawal would take effect in June"
    if verb.lemma_ in COMING and (is_infinitive(verb) or is_foretold(verb)):
        return Status.PROPOSED
    return Status.NOT_DONE if verb.lemma_.lower() in ("fail", "stall", "collapse") else None


# What a court finds an act, or the notice of it, to be.
_VOID = frozenset(
    (
        *("unconstitutional", "illegal", "unlawful", "invalid", "void", "null", "premature"),
        "irregular",
    )
)


_JUDGING = ("rule", "find", "declare", "hold", "decide", "judge")


def _is_ruled_void(verb: Token) -> bool:
    """ "The court ruled that its withdrawal was unlawful": it does not stand. What others call it is
    their word."""
    judging = verb.head
    if verb.lemma_ != "be" or judging.lemma_ not in _JUDGING or is_negated(verb):
        return False
    who = [t for s in children(judging, "nsubj") for t in s.subtree]
    said = [t for a in children(verb, "acomp", "attr") for t in (a, *children(a, "conj"))]
    courts = any(t.lemma_.lower() in ("court", "tribunal", "judge", "justice") for t in who)
    return courts and any(t.lower_ in _VOID for t in said)
