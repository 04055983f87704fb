"""How far an act got, by the clause around it: ``eval/ANNOTATION.md`` gives the rules."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import (
    auxiliaries,
    children,
    is_infinitive,
    is_negated,
)
from treatygraph.model import Status

_DONE_PREPOSITIONS = frozenset(
    ["after", "since", "despite", "following", "by", "upon", "for", "over", "with", "in"]
)


@dataclass(frozen=True)
class Standing:
    """A status with the words that decide it.

    ``asserted`` says that a finite clause tells it, and not only a noun or a participle that
    takes it for known ("by leaving the pact"); ``future`` that the clause speaks of what is to come.
    Where ``told`` is false nothing is said of the act at all: others ask that it be not done.
    """

    status: Status
    words: tuple[Token, ...]
    asserted: bool
    future: bool
    told: bool = True


def standing(trigger: Token, words: StatusWords, own: Status = Status.DONE) -> Standing:
    """The status that the tree above and around a trigger word gives the act.

    ``own`` is what the trigger itself tells: a notice that was deposited is a step.
    """
    status = Status.DONE
    undone: Status | None = None
    decided: list[Token] = []
    above: list[Token] = [trigger]
    node = trigger
    nominal = trigger.pos_ in ("NOUN", "PROPN")
    negated = is_negated(trigger) and not _until(trigger)
    if nominal and any(c.lower_ in words.future for c in children(trigger, "amod")):
        status = Status.PROPOSED
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX") or not nominal:
            found = _clause_status(node, words)
            if found and status is Status.DONE:
                status = found
                decided.append(node)
        head, relation = node.head, node.dep_
        if head.i == node.i or _is_background(node):
            break
        if relation == "relcl" and is_infinitive(node):
            relation = "acl"  # "a bill to leave": the parser wavers between the two
        found, stop = _governed(node, head, relation, words, status)
        if undone is not None and head.lemma_.lower() in words.proposed:
            status, undone = undone, None  # "considers dropping its request": the request stands
        if found is not None:
            if found is Status.NOT_DONE and head.lemma_.lower() in words.undoing:
                undone = status if status is not Status.DONE else Status.PROPOSED
            if found is Status.NOT_DONE or status is Status.DONE:
                status = found
            decided.append(head)
        above.append(head)
        negated = negated or _denied_above(head, relation, words)
        if stop or _is_topic_only(node, head, words):
            break
        node = head
        nominal = node.pos_ in ("NOUN", "PROPN", "ADP")
    if status is Status.DONE:
        status = own
    told = not (negated and any(_asks(t, words) for t in above))
    told = told and not any(t.lemma_.lower() in words.barred for t in above)
    if negated:
        status = Status.NOT_DONE
    asserted = bool(decided) or negated or _is_asserted(trigger, words)
    future = status is Status.PROPOSED
    return Standing(status, tuple(decided), asserted, future, told)


def _until(verb: Token) -> bool:
    """ "Does not enter into force until 2027": it does then."""
    return any(c.lower_ in ("until", "till") for c in children(verb, "prep"))


def _is_background(node: Token) -> bool:
    """ "Having ratified the pact, Benin must …": what is said of Benin next changes nothing."""
    if node.dep_ != "advcl" or node.tag_ != "VBN" or children(node, "mark", "advmod"):
        return False
    helpers = auxiliaries(node)
    return not helpers or any(a.lower_ == "having" for a in helpers)


def _asks(token: Token, words: StatusWords) -> bool:
    """Whether a word that decided the status asks for the act or makes it a condition."""
    conditional = any(mark.lower_ in words.conditional for mark in children(token, "mark"))
    return conditional or token.lemma_.lower() in words.asked


def _is_topic_only(node: Token, head: Token, words: StatusWords) -> bool:
    """ "The cost of leaving", "fears about joining": what is above such a noun is said of the noun."""
    if node.pos_ != "ADP" or head.pos_ != "NOUN":
        return False
    lemma = head.lemma_.lower()
    known = words.proposed | words.underway | words.not_done | words.done
    return lemma not in known and node.lower_ in ("of", "about", "on", "over")


_CARRIES_NEGATION = frozenset(("xcomp", "ccomp", "dobj", "attr", "acomp", "pobj", "acl"))


def _denied_above(head: Token, relation: str, words: StatusWords) -> bool:
    """ "Did not agree to sign": denied by what governs it. What nobody said may still be so."""
    if not is_negated(head) or relation not in _CARRIES_NEGATION:
        return False
    return head.lemma_.lower() not in words.reporting or relation != "ccomp"


def _is_asserted(trigger: Token, words: StatusWords) -> bool:
    """Whether a finite verb tells the act: the trigger, or one that says that it is done."""
    node = trigger
    for _ in range(4):
        if _is_finite(node):
            says_so = node.lemma_.lower() in words.done | words.reporting
            return node.i == trigger.i or says_so or is_passive_event(node)
        if node.head.i == node.i or node.dep_ in ("prep", "pcomp", "advcl", "nmod", "compound"):
            return node.head.i == node.i
        node = node.head
    return False


def _is_finite(token: Token) -> bool:
    if token.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return token.pos_ in ("VERB", "AUX") and bool(auxiliaries(token)) and not is_infinitive(token)


def is_passive_event(verb: Token) -> bool:
    """ "Its withdrawal was completed": the verb only says that the noun happens."""
    return verb.lemma_.lower() in ("take", "come", "occur", "complete", "become", "happen", "begin")


def _clause_status(verb: Token, words: StatusWords) -> Status | None:
    """What modal verbs and conjunctions make of a clause."""
    for aux in auxiliaries(verb):
        if aux.lower_ in words.modals:
            return Status.PROPOSED
    for mark in children(verb, "mark", "advmod"):
        if mark.lower_ in words.conditional:
            return Status.PROPOSED
    return None


def _governed(
    node: Token, head: Token, relation: str, words: StatusWords, status: Status
) -> tuple[Status | None, bool]:
    """What the governing word makes of the act, and whether to look no further up."""
    lemma = head.lemma_.lower()
    if relation == "conj":
        return None, False
    if relation == "relcl" and lemma in words.underway:
        # "A law by which it leaves", "rejected a bill that would take it out"
        return (Status.UNDERWAY if status in (Status.DONE, Status.PROPOSED) else None), False
    if relation == "relcl" or (relation == "acl" and node.tag_ == "VBN"):
        return None, True
    if relation == "nsubj":
        return _of_subject(head, words), True
    if lemma in words.reporting and relation in ("ccomp", "parataxis"):
        return None, False
    if head.pos_ == "ADP":
        return _by_preposition(node, head), False
    if head.lower_ == "ruled" or (
        lemma == "rule" and any(c.lower_ == "out" for c in head.children)
    ):
        return Status.NOT_DONE, False
    if (
        lemma in ("have", "be")
        and any(c.lower_ == "yet" for c in head.children)
        and is_infinitive(node)
    ):
        return Status.NOT_DONE, False  # "has yet to ratify"
    if lemma == "vote" and relation in ("xcomp", "advcl", "prep", "ccomp", "acl"):
        return _vote(head, words), False
    if lemma in ("approve", "endorse", "back") and relation in ("ccomp", "dobj", "obj", "xcomp"):
        return (_vote(head, words) if status is Status.DONE else None), False
    if any(c.lower_ in words.future for c in children(head, "amod")):
        return Status.PROPOSED, False
    if lemma in words.recalling and node.lemma_.lower() in words.recalled:
        return Status.NOT_DONE, False  # "withdrew its application to join"
    if lemma in words.not_done and head.head.lemma_.lower() in words.lifted:
        return Status.PROPOSED, True
    if lemma in words.not_done and lemma not in ("rule", "abandon", "stop"):
        return Status.NOT_DONE, False
    return (_by_word(node, head, relation, words) if status is Status.DONE else None), False


def _of_subject(verb: Token, words: StatusWords) -> Status | None:
    """What is said of an act that is the subject: "the withdrawal is likely", not "it threatens"."""
    if is_negated(verb) and is_passive_event(verb):
        return Status.NOT_DONE
    if any(t.lower_ in words.future for t in children(verb, "acomp", "attr")):
        return Status.PROPOSED
    return Status.NOT_DONE if verb.lemma_.lower() in ("fail", "stall", "collapse") else None


def _by_word(node: Token, head: Token, relation: str, words: StatusWords) -> Status | None:
    """What the lists of the lexicon say of a governing word, else what an infinitive implies."""
    lemma = head.lemma_.lower()
    if lemma in words.underway:
        return Status.UNDERWAY
    if lemma in words.done and (relation != "acl" or lemma in ("first", "last")):
        return None
    if lemma in words.proposed:
        return Status.PROPOSED
    if relation in ("xcomp", "advcl", "acl") and is_infinitive(node):
        ranked = head if relation == "acl" else next(iter(children(head, "attr")), None)
        return None if ranked is not None and _is_ranking(ranked) else Status.PROPOSED
    return None


def _is_ranking(noun: Token) -> bool:
    """ "The 112th country to ratify", "the first state to leave": they did."""
    return any(
        c.ent_type_ == "ORDINAL"
        or c.lower_ in ("first", "last", "only", "latest", "next")
        or c.lower_[:1].isdigit()
        for c in noun.children
    ) or noun.lower_ in ("first", "last", "latest", "second", "third")


def _by_preposition(node: Token, preposition: Token) -> Status | None:
    if node.tag_ != "VBG" or preposition.lower_ in _DONE_PREPOSITIONS:
        return None
    return Status.PROPOSED


def _vote(verb: Token, words: StatusWords) -> Status:
    """A parliament's vote is a step; voters only say what they wish."""
    voters = children(verb, "nsubj", "compound", "poss")
    if any({t.lemma_.lower(), t.lower_} & words.legislature for t in voters):
        return Status.UNDERWAY
    return Status.PROPOSED
