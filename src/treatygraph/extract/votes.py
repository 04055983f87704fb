"""Who decides: parliaments, whose yes is a step; voters, who say what they wish; members of a body, who do
it by their vote."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import children
from treatygraph.model import Status


def is_parliament(tokens: Iterable[Token], words: StatusWords) -> bool:
    """Whether one of some words stands for a parliament or a part of it."""
    return any(
        {t.lemma_.lower(), t.lower_} & words.legislature or t.ent_type_ == "FAC" for t in tokens
    )


def are_members(vote: Token) -> bool:
    """Whether those who vote are the members of a body, and no parliament."""
    voters = {t.lemma_.lower() for t in children(vote, "nsubj")}
    return bool(
        voters & {"minister", "leader", "member", "state", "country", "delegate", "ambassador"}
    )


# What texts call an organisation of states for short.
_BODIES = ("Council", "Union", "Organisation", "Organization", "Alliance", "Commonwealth", "Bloc")
_MEMBERS = ("member", "ally", "leader", "minister", "ambassador", "state", "country")


def are_of_a_body(verb: Token) -> bool:
    """Whether those who approve are the members of the organisation: "all members of NATO"."""
    who = [t for t in children(verb, "nsubj") if t.lemma_.lower() in _MEMBERS]
    beside = [t for w in who for t in children(w, "compound", "poss", "nmod")]
    beside += [t for w in who for p in children(w, "prep") for t in children(p, "pobj")]
    return any(t.ent_type_ == "ORG" for t in beside)


def of_voters(verb: Token, words: StatusWords) -> Status:
    """How far an act gets by the vote or the approval of those who are the subject of a verb."""
    deciding = any(
        (t.ent_type_ == "ORG" and t.lemma_.lower() != "party") or t.text in _BODIES
        for t in children(verb, "nsubj", "compound")
    )
    if deciding or (
        verb.lemma_ != "give" and are_of_a_body(verb)
    ):  # the organisation that is joined, or that expels
        return Status.DONE if verb.lemma_ == "vote" else Status.UNDERWAY
    voters = children(verb, "nsubj", "compound", "poss")
    voters += [t for v in voters for p in children(v, "prep") for t in children(p, "pobj")]
    return Status.UNDERWAY if is_parliament(voters, words) else Status.PROPOSED


def is_one_chamber(verb: Token) -> bool:
    """Whether one of two chambers approves: "the lower house passes the pact" is a step."""
    chambers = [t for t in children(verb, "nsubj") if t.lemma_.lower() in ("house", "chamber")]
    halves = {c.lower_ for t in chambers for c in t.children}
    return verb.lemma_ != "ratify" and bool(halves & {"lower", "upper", "second", "first"})


def is_consent(giving: Token) -> bool:
    """ "Gives its blessing", "gave the green light"."""
    said = {t.lemma_.lower() for t in children(giving, "dobj", "obj")}
    return bool(said & {"consent", "blessing", "backing", "approval", "nod", "light", "assent"})
