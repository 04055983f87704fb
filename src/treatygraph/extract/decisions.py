"""Decisions that govern an act: votes, consent, opposition, and what is said of a deed that was done."""

from __future__ import annotations

from treatygraph.extract.above import DECIDED, Above, Verdict, is_foretold
from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated
from treatygraph.extract.votes import are_members, is_consent, is_parliament, of_voters
from treatygraph.model import Status


def by_opposing(at: Above) -> Verdict | None:
    """ "Voted against joining", "decided against leaving", "come out against ratifying"."""
    if at.node.lower_ != "against" or at.relation not in ("prep", "advmod"):
        return None
    if at.lemma not in ("vote", "decide", "come", "ballot"):
        return None
    to_come = any(a.tag_ == "MD" for a in auxiliaries(at.head)) or is_infinitive(at.head)
    return (Status.PROPOSED if to_come else Status.NOT_DONE), False


# What is said of who did something: they did it.
_JUDGING_DEEDS = frozenset(
    (
        *(
            "wrong",
            "right",
            "foolish",
            "wise",
            "unwise",
            "brave",
            "stupid",
            "mistaken",
            "reckless",
            "lucky",
        ),
        *("quick", "slow", "correct", "bold", "hasty", "naive", "justified"),
    )
)


def by_judgement(at: Above) -> Verdict | None:
    """ "Was wrong to sign it": it signed."""
    if at.lemma not in _JUDGING_DEEDS or not is_infinitive(at.node):
        return None
    return (None, True) if at.head.head.tag_ == "VBD" and at.head.dep_ == "acomp" else None


def on_the_way(at: Above) -> Verdict | None:
    """How far or open the way is: "edges closer to membership", "closed the door on its membership", "dropped
    its objection to its membership"."""
    if at.head.lower_ in ("closer", "nearer") and at.node.lower_ == "to":
        return Status.PROPOSED, True
    if at.lemma == "door" and at.node.lower_ in ("on", "to", "for"):
        verb = at.head.head
        closed = verb.lemma_ in ("close", "shut", "slam", "bar", "lock") and not is_negated(verb)
        return (Status.NOT_DONE if closed else Status.PROPOSED), True
    held = [at.node] if at.node.pos_ != "ADP" else children(at.head, "dobj")
    if at.lemma in at.words.lifted and any(t.lemma_.lower() in _HINDRANCES for t in held):
        return Status.PROPOSED, True
    return None


_HINDRANCES = ("objection", "opposition", "resistance", "veto")


def by_vote(at: Above) -> Verdict | None:
    """A parliament's vote is a step; voters only say what they wish."""
    if at.lemma == "vote" and at.relation in ("xcomp", "advcl", "prep", "ccomp", "acl"):
        if at.node.lemma_ in DECIDED and are_members(at.head):
            return None, False  # "ministers voted to suspend Niger": that does it
        if at.node.lower_ == "against":
            return Status.NOT_DONE, False
        return of_voters(at.head, at.words), False
    if at.lemma in ("approve", "endorse", "back", "ratify", *_AUTHORISING) and at.relation in (
        *("ccomp", "dobj", "obj", "xcomp"),
    ):
        asked = at.node.lemma_ in ("bid", "application", "request")
        private = {"party", *at.words.electorate}
        if at.lemma == "ratify" or (asked and at.lemma == "approve"):
            who = {t.lemma_.lower() for t in children(at.head, "nsubj")}
            return (Status.PROPOSED if who & private else Status.UNDERWAY), False
        above = at.head.head.lemma_.lower() if at.head.dep_ == "acl" else ""
        if above in at.words.underway:
            return (
                None,
                False,
            )  # "the bill authorising its ratification": by what becomes of the bill
        return (of_voters(at.head, at.words) if at.status is Status.DONE else None), False
    return None


def by_consent(at: Above) -> Verdict | None:
    """ "Gave its consent to the accession", "signed off on leaving", "its accession was approved by the
    senate"."""
    off = any(c.lower_ == "off" for c in at.head.children)
    given = at.lemma == "give" and at.node.lower_ == "to" and is_consent(at.head)
    if given:
        return of_voters(at.head, at.words), False
    if at.lemma == "sign" and off and at.node.lower_ in ("on", "off", "for"):
        # "the protocols for its bid": the parser hangs both on the verb
        on = [p for p in children(at.head, "prep") if p.lower_ == "on"]
        papers = {t.lemma_ for p in (at.node, *on) for t in children(p, "pobj")} & _PAPERS
        decided = papers and not is_foretold(at.head)
        return (Status.UNDERWAY if decided else of_voters(at.head, at.words)), False
    agents = [t for a in children(at.head, "agent") for t in children(a, "pobj")]
    if at.lemma in _APPROVING and at.relation == "nsubjpass" and is_parliament(agents, at.words):
        return Status.UNDERWAY, True
    return None


# What is signed off on when a state is let in.
_PAPERS = frozenset(("bid", "application", "protocol"))


_AUTHORISING = ("authorise", "authorize")


_APPROVING = ("approve", "endorse", "back", "adopt", "pass", *_AUTHORISING)
