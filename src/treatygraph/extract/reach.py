"""How a date stands to an act in the tree: whether it can be its day, and how near it is.

A date may belong to a name ("the 2012 Games"), to another event ("after last week's coup") or to another
clause; it may lie ahead of the day of the text, or be that on which the act takes effect.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.dates import DateExpression
from treatygraph.extract.effects import speaks_of_effect
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.sharing import PAPERS
from treatygraph.extract.tree import (
    COMING,
    auxiliaries,
    children,
    is_infinitive,
    noun_lemma,
    own_subject,
)


def is_of_a_name(date: Token, parsed: Parsed, triggers: list[Token]) -> bool:
    """ "The 2002 Customs Agreement", "the 2012 Summer Games": such a year says nothing of who does what
    when, unless the noun has to do with an act ("the 2016 vote to leave")."""
    if date.dep_ not in ("nummod", "compound", "nmod") or date.i >= date.head.i:
        return False
    if noun_lemma(date.head) in load_nouns().treaty or parsed.mention(date.head) is not None:
        return True
    inside = {t.i for t in date.head.subtree}
    return date.head.pos_ in ("NOUN", "PROPN") and not any(t.i in inside for t in triggers)


# "At Monday's ceremony", "in last week's vote": what happens there has the same day.
_OCCASIONS = (
    *("ceremony", "summit", "meeting", "session", "conference", "gathering", "sitting", "talk"),
    *("referendum", "plebiscite", "vote", "ballot", "poll", "decision", "ruling", "announcement"),
)


def is_of_another_event(date: Token, triggers: list[Token]) -> bool:
    """ "In response to last week's coup", "after a coup the year before": the date of the coup."""
    owner = date.head if date.dep_ == "det" else date  # "this week's coup"
    if owner.dep_ == "poss":
        told = noun_lemma(owner.head) in _OCCASIONS
        return not told and all(t.i != owner.head.i for t in triggers)
    if date.dep_ != "npadvmod" or date.i == 0:
        return False
    event = date.nbor(-1)
    after = event.dep_ == "pobj" and event.head.lower_ in _AFTER and event.pos_ == "NOUN"
    return after and not {t.i for t in triggers} & {t.i for t in event.subtree}


_AFTER = ("after", "following", "since", "before", "despite", "amid")


def is_effect_of(date: Token, trigger: Token) -> bool:
    """Whether a date is that on which the act of a noun took effect."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    if date.head.lower_ in ("complete", "effective", "final") and trigger.i < date.i:
        return True
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or not speaks_of_effect(verb):
        return False
    tops = {verb.i}
    while own_subject(verb) is None and verb.dep_ in ("xcomp", "acomp", "conj"):
        verb = verb.head  # "is due to take effect", "was notified in May and took effect in June"
        tops.add(verb.i)
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.head.i in tops for t in (trigger, *trigger.ancestors)
    )


def has_happened(date: Token) -> bool:
    """Whether the verb that a date stands with is in the past: "its exit took effect on 1 May"."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is None or verb.tag_ in ("VBD", "VBN")


def has_become(date: Token) -> bool:
    """Whether a day is that of what is past: "its exit became effective on Friday"."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.tag_ == "VBD" and verb.lemma_ in ("become", "be", "go")


def is_present(date: Token) -> bool:
    """Whether the verb that a date stands with is in the present: "it becomes a member on 1 May"."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.tag_ in ("VBZ", "VBP") and not auxiliaries(verb)


_LIMITS = ("by", "until", "till", "since", "from", "before")


def is_cut_off(date: Token, trigger: Token) -> bool:
    """Whether a date stands in another clause: "it frees trade by 2030, and the treaty enters into
    force later", "it leaves the pact; a vote is due on 3 May"."""
    first, last = min(date.i, trigger.i), max(date.i, trigger.i)
    if any(t.text == ";" for t in date.doc[first:last]):
        return True
    if trigger.i < date.i:
        return _is_of_the_next(date, trigger)
    limit = date.lower_ in _LIMITS or date.head.lower_ in _LIMITS  # "frees it by 2030 and ends"
    return any(
        t.dep_ == "conj"
        and t.head.i < date.i < t.i
        and (limit or any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children))
        for t in (trigger, *trigger.ancestors)
        if t.pos_ in ("VERB", "AUX")
        and any(a.i == t.head.i for a in date.ancestors)
        and any(date.i < c.i < t.i for c in children(t.head, "cc"))
    )


def _is_of_the_next(date: Token, trigger: Token) -> bool:
    """July in "will leave the pact and resume whaling in July": the second of two things to come has the
    date, where each has an object of its own."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG"), None)
    if verb is None or verb.dep_ != "conj" or verb.head.i != trigger.i:
        return False
    will = any(a.tag_ == "MD" for a in auxiliaries(trigger)) and verb.tag_ == "VB"
    objects = ("dobj", "obj", "xcomp")
    return will and bool(children(trigger, "dobj", "obj")) and bool(children(verb, *objects))


def distance_between(date: Token, trigger: Token) -> int | None:
    """Steps in the tree from a date to a trigger, or None where the date belongs to another clause:
    "confirms the decision that was made on Sunday to join"."""
    up = [date, *date.ancestors]
    said = _said_in_front(date)
    if said is not None:
        up = [date, *(t for t in up if t.i == said.i), *said.ancestors]
    other = [trigger, *trigger.ancestors]
    places = {t.i: n for n, t in enumerate(other)}
    if trigger.i < date.i and trigger.tag_ == "VBN" and _is_beside(trigger, date):
        return 1  # "having ratified it last month, Benin …", whatever the parser made of it
    if _is_of_the_vote(date, trigger):
        return None
    if date.i in places:
        return None  # "on Monday, when it ratified the pact": see sharing
    nearer = 0
    for steps, token in enumerate(up):
        if token.i in places:
            foreign = places[token.i] > 0 and _is_to_come(token) and not is_effect_of(date, trigger)
            foreign = foreign and not _is_coming(trigger, token)
            crossed = [t for t in other[: places[token.i]] if t.pos_ == "VERB"]
            foreign = foreign or (trigger.pos_ == "NOUN" and len(crossed) > 1)
            # "Marched on Saturday to protest against the exit": the day of the march.
            foreign = foreign or any(
                t.lemma_.lower() in _PROTESTING and t.i != trigger.i for t in crossed
            )
            # "Confirms the choice that it made on Sunday and announces its exit": the parser tied the
            # last verb to the one before.
            foreign = foreign or (
                token.tag_ == "VBD"
                and any(
                    t.tag_ == "VBZ" and t.dep_ == "conj" and t.head.i == token.i for t in crossed
                )
            )
            return None if foreign else steps + places[token.i] - nearer
        if trigger.pos_ == "NOUN" and token.lemma_ in _TALKED_OVER and token.i not in places:
            return None  # "its application is to be discussed on Monday"
        filed = token.dep_ == "acl" and token.lemma_ in _FILED and token.head.pos_ == "NOUN"
        filed = filed or _is_of_a_letter(token)
        filed = filed or (token.head.i == trigger.i and _completes(token, date))
        nearer += 3 if filed and token.head.i in places else 0
        if token.dep_ == "conj" and token.pos_ == "VERB" and own_subject(token) is not None:
            return None  # "said it would leave, and lawmakers backed the bill in May"
        clause = token.dep_ in ("relcl", "acl", "advcl", "ccomp") and token.pos_ in ("VERB", "AUX")
        when = token.head.i == trigger.i and any(c.lower_ == "when" for c in token.children)
        if clause and not filed and not when:
            return None
    return None


def _is_of_the_vote(date: Token, trigger: Token) -> bool:
    """ "Is to vote on joining it on 3 May": the day of the vote, wherever the parser hangs it."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and (_is_to_come(verb) or verb.lemma_ in PLANNED):
        deciding = [t for t in children(verb, "nsubj", "nsubjpass") if t.lemma_ in _DECIDING]
        if any(t.i == d.i for t in trigger.ancestors for d in deciding):
            return True  # "a decision on joining it is expected in May"
    if trigger.tag_ != "VBG" or trigger.dep_ != "pcomp" or date.i < trigger.i:
        return False
    above = [t for t in trigger.ancestors if t.pos_ == "VERB"][:1]
    return trigger.head.lower_ == "on" and any(
        v.lemma_ in ("vote", "decide", "debate", "rule") and _is_to_come(v) for v in above
    )


_DECIDING = ("decision", "vote", "ruling", "referendum", "plebiscite", "debate", "verdict")


def _said_in_front(date: Token) -> Token | None:
    """The verb that a day belongs to of which the parser made it a part of what is said: "said on Saturday he
    would leave it", "speaking on Saturday, she said that it would leave"."""
    verb = next((t for t in date.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_ in ("speak", "write", "talk"):
        return verb.head
    subject = own_subject(verb)
    if verb.dep_ != "ccomp" or subject is None or not verb.head.i < date.i < subject.i:
        return None
    return None if any(t.i < date.i for t in children(verb, "mark")) else verb.head


def _is_coming(noun: Token, verb: Token) -> bool:
    """ "Its ratification will follow in June": the day on which the act is done."""
    return noun.dep_ == "nsubj" and noun.head.i == verb.i and verb.lemma_ in COMING


def _completes(verb: Token, date: Token) -> bool:
    """ "Its exit, which was completed at midnight", "its entry, which took effect on Monday"."""
    if verb.dep_ not in ("relcl", "acl") or not any(t.tag_ == "WDT" for t in verb.children):
        return False
    if any(a.tag_ == "MD" for a in auxiliaries(verb)):
        return False
    if verb.lemma_ in ("complete", "finalise", "finalize", "formalise", "formalize", "happen"):
        return True
    told = any(t.lower_ in ("effect", "place", "effective", "force") for t in verb.subtree)
    return told and verb.lemma_ in ("take", "become", "come", "enter") and date.i > verb.i


def _is_of_a_letter(word: Token) -> bool:
    """ "In a letter dated 3 May", "by a notice received on Monday": what it tells is done that day."""
    known = word.lemma_ in ("date", "receive", "circulate") and word.dep_ == "acl"
    return known and word.tag_ == "VBN" and word.head.lemma_.lower() in PAPERS


# "Its application for membership, lodged in 1996": the date is that of the application.
_FILED = (
    "lodge",
    "file",
    "submit",
    "notify",
    "announce",
    "make",
    "hand",
    "send",
    "deposit",
    "sign",
)


_PROTESTING = (
    *("protest", "oppose", "criticise", "criticize", "condemn", "denounce", "regret", "praise"),
    *("discuss", "debate", "celebrate", "mourn"),
)


# What is done with an application, a bid, an accession by those who have not decided.
_TALKED_OVER = ("discuss", "debate", "examine", "review", "consider", "study")


def is_until(date: Token) -> bool:
    """ "Until 2027": how long, not when."""
    return date.head.lower_ in ("until", "till") or date.lower_ in ("until", "till")


def _is_beside(trigger: Token, date: Token) -> bool:
    """Whether a date stands behind a trigger with neither comma nor verb between."""
    return trigger.dep_ == "advcl" and not any(
        t.text in (",", ";", ":") or t.pos_ == "VERB" for t in trigger.doc[trigger.i + 1 : date.i]
    )


def is_ahead(date: Token, expression: DateExpression) -> bool:
    """Whether a date lies ahead of the day of the text, by the verb that it stands with: "will sign on
    Monday", not "threatened on Monday to leave"."""
    if expression.group("time"):
        return True  # "in six months' time"
    verb = _said_in_front(date)
    verb = verb or next((t for t in (date, *date.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    if verb.tag_ in ("VBZ", "VBP") and (is_until(date) or date.head.lower_ == "by"):
        return True  # "has until 3 May to sign", "is due to leave by May"
    if any(a.tag_ == "MD" and a.lower_ != "would" for a in auxiliaries(verb)):
        return True
    if _is_planned_for(date, verb):
        return True
    if _is_told_to_come(verb, expression):
        return True
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _FORETELLING and _would(verb):
        return expression.kind != "weekday"
    if verb.tag_ == "VBG" and not auxiliaries(verb):
        above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if above is not None and is_infinitive(above) and _is_to_come(above):
            return True  # "is due to vote on leaving it on Friday"
    if verb.tag_ == "VBG" and any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries(verb)):
        return expression.kind != "weekday"
    if not is_infinitive(verb) or any(a.lower_ == "have" for a in auxiliaries(verb)):
        return False
    above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if above is None or above.tag_ != "VBD":
        return True
    if above.lemma_.lower() in _HAPPENED:
        return False
    return above.lemma_.lower() in _AWAITED or expression.kind != "weekday"


def _is_told_to_come(verb: Token, expression: DateExpression) -> bool:
    """ "Said that it would take part, and that the pact would enter into force on 14 October": the second of
    two things said."""
    first = verb.head
    said = verb.dep_ == "conj" and first.dep_ == "ccomp" and _would(verb)
    known = said and first.head.lemma_.lower() in _FORETELLING
    return known and expression.kind != "weekday"


# What is done with a day to come: "the exit is set for 1 July".
PLANNED = ("set", "schedule", "slate", "plan", "expect", "time", "pencil")


def _is_planned_for(date: Token, verb: Token) -> bool:
    """ "Is set for 1 July", "its exit, scheduled for May", "is due on Monday"; not "was due"."""
    link = date.head if date.dep_ == "pobj" else date
    if link.lower_ not in ("for", "on", "in", "at"):
        return False
    planned = link.head
    known = planned.lower_ == "due" or (planned.lemma_ in PLANNED and planned.tag_ == "VBN")
    return known and verb.tag_ != "VBD" and not any(a.tag_ == "VBD" for a in auxiliaries(verb))


_FORETELLING = (
    "say",
    "announce",
    "promise",
    "tell",
    "declare",
    "add",
    "state",
    "pledge",
    "confirm",
)


def _would(verb: Token) -> bool:
    """ "Announced that it would follow in June", not "would have followed"."""
    helpers = {a.lower_ for a in auxiliaries(verb)}
    return "would" in helpers and "have" not in helpers


# "Ceased to be bound on 8 December", "came to join in May": told as past.
_HAPPENED = ("cease", "stop", "begin", "start", "come", "manage", "continue", "fail", "help", "get")
# "Was due to sign on Monday": the day is that of the signing.
_AWAITED = ("be", "expect", "schedule", "plan", "set", "have", "intend")


def _is_to_come(governor: Token) -> bool:
    """Whether the verb that governs an act is itself in the future: "will decide on 15 May whether"."""
    return governor.pos_ == "VERB" and (
        is_infinitive(governor) or any(a.tag_ == "MD" for a in auxiliaries(governor))
    )
