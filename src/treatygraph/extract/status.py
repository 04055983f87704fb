"""How far an act got, by the clause around it: ``eval/ANNOTATION.md`` gives the rules."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.above import Above, is_passive_event
from treatygraph.extract.governors import governed
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.reach import PLANNED
from treatygraph.extract.refusals import Refusal
from treatygraph.extract.sharing import NOTIFYING
from treatygraph.extract.tree import (
    auxiliaries,
    children,
    is_infinitive,
    is_negated,
)
from treatygraph.extract.unreal import is_counterfactual, is_unreal
from treatygraph.model import Status


@dataclass(frozen=True)
class Standing:
    """A status with the words that decide it.

    ``asserted`` says that a finite clause tells it, and not only a noun or a participle that
    takes it for known ("by leaving the pact"); ``future`` that the clause speaks of what is to come.
    Where ``told`` is false nothing is said of the act at all: others ask that it be not done. ``stands``
    says that it had got so far before: nobody could or would undo it.
    """

    status: Status
    words: tuple[Token, ...]
    asserted: bool
    future: bool
    told: bool = True
    stands: bool = False


def standing(trigger: Token, words: StatusWords, own: Status = Status.DONE) -> Standing:
    """The status that the tree above and around a trigger word gives the act.

    ``own`` is what the trigger itself tells: a notice that was deposited is a step.
    """
    status = Status.DONE
    undone: Status | None = None
    decided: list[Token] = []
    above: list[Token] = [trigger]
    barred = False
    refusal = Refusal()
    node = trigger
    nominal = trigger.pos_ in ("NOUN", "PROPN")
    kept = _until(trigger) or _is_advised_against(trigger, words)
    negated = (is_negated(trigger) and not kept) != is_unreal(trigger)
    if nominal:
        status = _by_adjective(trigger, words)
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX") or not nominal:
            found = _clause_status(node, words)
            if found and status in (Status.DONE, Status.UNDERWAY):  # "will submit an application"
                status = found
                decided.append(node)
        head, relation = node.head, _relation(node)
        if head.i == node.i or _is_background(node) or _is_told_beside(node, head):
            break
        at = Above(node, head, relation, words, status)
        found, stop = governed(at)
        denied = _denied_above(node, words)
        left = _left_open(at, trigger, found, refusal, negated=negated, denied=denied)
        if left is not None:
            status, found, denied, undone = left, None, False, None
        if undone is not None and head.lemma_.lower() in words.proposed:
            status, undone = undone, None  # "considers dropping its request": the request stands
        if found is not None:
            if found is Status.NOT_DONE and head.lemma_.lower() in words.undoing:
                undone = status if status is not Status.DONE else Status.PROPOSED
            if found is Status.NOT_DONE or _goes_further(at, found):
                status = found
            decided.append(head)
        above += [head, *_asked_for(node, head, relation)]
        barred = barred or (relation != "conj" and head.lemma_.lower() in words.barred)
        negated = negated or denied
        if stop or _is_topic_only(node, head, words):
            break
        node = head
        nominal = node.pos_ in ("NOUN", "PROPN", "ADP")
    status = _by_papers(trigger, own if status is Status.DONE else status, words)
    told = not barred and not (negated and any(_asks(t, words) for t in above))
    if status is Status.DONE and (asked := _asked(trigger)) is not None:
        told = told and asked.lower_ in _IS
        status = Status.PROPOSED  # "Is Poland leaving the pact?"
    if own is Status.NOT_DONE:
        refused = refusal.word is not None and not refusal.lifted
        status = _staying(trigger, words, negated=negated or refused)
        told = told and not any(t.lemma_ in _CONDITIONS for t in above)
    elif negated and not refusal.lifted:
        status = Status.NOT_DONE
    asserted = bool(decided) or negated or _is_asserted(trigger, words)
    future = status is Status.PROPOSED
    stands = refusal.lifted and status in (Status.DONE, Status.UNDERWAY)
    return Standing(status, tuple(decided), asserted, future, told, stands)


def _is_advised_against(verb: Token, words: StatusWords) -> bool:
    """ "Urges Malta not to sign it", "Malta was warned not to leave": others think that it may. What is
    only a part of what they ask for ("to promise not to join") is not told."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or not (
        is_infinitive(verb) and is_negated(verb)
    ):
        return False
    if above.lemma_.lower() not in words.advising or is_negated(above):
        return False
    asked = children(above, "dobj", "obj", "dative", "nsubjpass")
    asked += [
        t
        for p in children(above, "prep")
        if p.lower_ in ("on", "to", "with") and p.i < verb.i
        for t in children(p, "pobj")
    ]
    return bool(asked)


# "Sets conditions to stay": who stays if they are met.
_CONDITIONS = ("condition", "precondition", "term", "price", "demand")


def _by_adjective(noun: Token, words: StatusWords) -> Status:
    """ "The planned withdrawal", "its pending exit"."""
    told = {c.lower_ for c in children(noun, "amod")}
    if told & words.begun:
        return Status.UNDERWAY
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBN" and clause.lemma_ in PLANNED and children(clause, "prep"):
            return Status.PROPOSED  # "its exit, set for May"
    announced = noun.dep_ == "dobj" and noun.head.lemma_ in ("announce", "declare", "notify")
    soon = _SOON if announced else frozenset()  # "announces its immediate withdrawal"
    return Status.PROPOSED if (told & words.future) - soon else Status.DONE


def _staying(verb: Token, words: StatusWords, *, negated: bool) -> Status:
    """How far leaving got, where the text speaks of staying: who asks whether, leaves it open."""
    around = [verb, *verb.ancestors]
    open_ = any(
        m.lower_ in words.conditional for t in around for m in children(t, "mark", "advmod", "aux")
    )
    return Status.PROPOSED if negated or open_ else Status.NOT_DONE


def _by_papers(trigger: Token, status: Status, words: StatusWords) -> Status:
    """A step is taken in "a decision to leave, notice of which was handed over on Monday"."""
    if status not in (Status.DONE, Status.PROPOSED):
        return status
    sentence = trigger.sent
    for token in trigger.doc[trigger.i + 1 : max(trigger.i + 1, sentence.end - 3)]:
        if token.lower_ in ("notice", "notification") and token.nbor(2).lower_ == "which":
            verbs = [t for t in token.doc[token.i + 3 : token.i + 6] if t.tag_ in ("VBN", "VBD")]
            if any(t.lemma_.lower() in words.filing | {"give", "serve"} for t in verbs):
                return Status.UNDERWAY
    return status


_SOON = frozenset(("immediate", "quick", "swift", "early"))
_IS = ("is", "are")
_HAS = ("has", "have", "had", "did", "does", "do", "was", "were")


def _asked(trigger: Token) -> Token | None:
    """The verb that opens the question that a word stands in, where it asks whether: "Has Malta signed
    it?". Who asks why takes the act for known."""
    place = trigger.i
    while place + 1 < trigger.sent.end and trigger.doc[place].text not in ("?", ".", "!"):
        place += 1
    if trigger.doc[place].text != "?":
        return None
    first = trigger.i
    while first > trigger.sent.start and trigger.doc[first - 1].text not in ('"', "“", ":", "?"):
        first -= 1
    opening = trigger.doc[first]
    return opening if opening.lower_ in (*_IS, *_HAS) else None


def _until(verb: Token) -> bool:
    """ "Does not enter into force until 2027": it does then."""
    return any(c.lower_ in ("until", "till") for c in children(verb, "prep"))


def _is_told_beside(verb: Token, first: Token) -> bool:
    """ "Said that it would leave and left in May": what was done is joined to the verb that it goes on
    from."""
    finite = verb.tag_ == "VBD" and not auxiliaries(verb)
    return verb.dep_ == "conj" and finite and first.tag_ == "VB"


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


def _denied_above(node: Token, words: StatusWords) -> bool:
    """ "Did not agree to sign": denied by what governs it. What nobody said may still be so, and what
    another clause says that stands behind it: "Chile ratified it; Peru has not"."""
    head, relation = node.head, node.dep_
    if relation == "ccomp" and node.i < head.i:
        return False
    if relation == "attr" and any(_ranks(t) for t in children(head, "attr")):
        return False  # "is not the first to leave": it leaves
    of_a_plan = relation == "prep" and head.pos_ == "NOUN" and head.lemma_.lower() in words.proposed
    if is_negated(head) == is_counterfactual(head) or (
        relation not in _CARRIES_NEGATION and not of_a_plan
    ):
        return False  # "no interest in joining"
    return head.lemma_.lower() not in words.reporting or relation != "ccomp"


def _relation(node: Token) -> str:
    """How a word hangs on the one above; of "a bill to leave" the parser wavers between two."""
    return "acl" if node.dep_ == "relcl" and is_infinitive(node) else node.dep_


def _left_open(
    at: Above,
    trigger: Token,
    found: Status | None,
    refusal: Refusal,
    *,
    negated: bool,
    denied: bool,
) -> Status | None:
    """The status that a word above the act leaves it, where that word objects to what is another's to do,
    or takes back a refusal; None where it does neither."""
    if denied and _is_opposed(at.node, at.head):
        return Status.PROPOSED if at.status is Status.DONE else at.status
    refuses = found is Status.NOT_DONE
    if not refuses and not (denied and refusal.word is not None):
        return None
    return refusal.meets(
        trigger, at.head, at.status, at.words, refuses=refuses, negated=negated, denied=denied
    )


def _goes_further(at: Above, found: Status) -> bool:
    """Whether what a word makes of an act overrules what is told below it: a step that is taken or that
    is only meant, and nothing where that was said already."""
    filed = found is Status.UNDERWAY and at.lemma in at.words.filing | _GIVING
    undecided = at.status is Status.DONE or (at.status, found) == (Status.UNDERWAY, Status.PROPOSED)
    return filed or undecided or _is_approved(at.node, at.head, found)


_GIVING = frozenset((*NOTIFYING, "give", "serve"))


def _is_approved(node: Token, head: Token, found: Status) -> bool:
    """ "Approved its bid to join": what was only wished is a step now."""
    asked = node.lemma_.lower() in ("bid", "request", "candidacy")
    return found is Status.UNDERWAY and asked and head.lemma_ in ("approve", "ratify", "accept")


def _asked_for(node: Token, head: Token, relation: str) -> list[Token]:
    """ "Ignores calls not to leave": the noun right in front, where the parser hangs the clause on the verb."""
    if relation != "xcomp":
        return []
    return [t for t in children(head, "dobj") if t.i + 1 == node.left_edge.i]


# What a state does that has no say in whether another may.
_LETTING = frozenset(
    (
        *("allow", "let", "permit", "accept", "tolerate", "approve", "support", "back", "favour"),
        *("favor", "endorse", "want", "welcome", "agree"),
    )
)


def _is_opposed(node: Token, head: Token) -> bool:
    """ "Turkey will not let Sweden join", "does not support its bid": one state's objection to what another
    does leaves that open; that of the body itself decides."""
    if head.lemma_.lower() not in _LETTING or not is_negated(head):
        return False
    helpers = {a.lower_ for a in auxiliaries(head)}
    who, whose = children(head, "nsubj"), children(node, "nsubj", "poss")
    if not who or not whose or "did" in helpers or "had" in helpers or head.tag_ == "VBD":
        return False
    reflexive = any(t.pos_ == "PRON" for t in whose)  # "does not want its bid to join"
    return not reflexive and not any(t.ent_type_ == "ORG" for t in who)


def _ranks(noun: Token) -> bool:
    """ "The first", "the only country"."""
    return any(t.lower_ in ("first", "last", "only") for t in (noun, *noun.children))


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


def _clause_status(verb: Token, words: StatusWords) -> Status | None:
    """What modal verbs and conjunctions make of a clause, or of a headline: "Norway to sign the pact"."""
    if is_unreal(verb):
        return None
    wished = verb.tag_ == "VB" and not auxiliaries(verb) and bool(children(verb, "nsubj"))
    if wished and any(t.lower_ == "that" for t in children(verb, "mark")):
        return Status.PROPOSED  # "demand that Peru leave it", whatever the parser hangs it on
    if verb.dep_ == "ROOT" and is_infinitive(verb):
        return Status.PROPOSED
    for aux in auxiliaries(verb):
        if aux.lower_ in words.modals:
            return Status.PROPOSED
    for mark in children(verb, "mark", "advmod"):
        if mark.lower_ in words.conditional:
            return Status.PROPOSED
    return Status.PROPOSED if awaits_others(verb) else None


def awaits_others(verb: Token) -> bool:
    """ "Enters into force once twenty states have ratified it"."""
    return verb.tag_ in ("VBZ", "VBP") and any(
        c.i > verb.i and any(m.lower_ == "once" for m in children(c, "mark", "advmod"))
        for c in children(verb, "advcl")
    )
