"""Whether a sentence reports its act as news of the day that it was published on.

Daily news is written in the present tense: "Chile ratifies the pact" happened that day. What the
sentence only mentions ("raises doubts about Chile's bid to join") has no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from treatygraph.extract.above import LACKING
from treatygraph.extract.dates import find_dates, resolve_date
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.foreground import Way, way_up
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.status import awaits_others
from treatygraph.extract.subjects import gives
from treatygraph.extract.tree import (
    children,
    is_infinitive,
    is_negated,
    is_passive,
    own_subject,
)
from treatygraph.model import Entity, PartialDate, Status

_DIRECT = frozenset(
    (
        *("xcomp", "ccomp", "conj", "dobj", "obj", "attr", "oprd", "ROOT", "dep", "parataxis"),
        *("acomp", "compound"),
    )
)
# What an act does that happens: "its withdrawal is completed".
_HAPPENS = ("begin", "start", "take", "complete", "finalise", "finalize", "conclude")
_BY_GOVERNOR = frozenset(["prep", "pcomp", "pobj", "acl", "relcl", "advcl", "agent"])


def is_news_of_the_day(
    trigger: Token,
    doers: Sequence[Entity],
    status: Status,
    words: StatusWords,
    parsed: Parsed,
    discourse: Discourse,
    today: PartialDate,
) -> bool:
    """Whether the act is what its sentence, written in the present tense, reports. ``doers`` are those
    who do it together, ``today`` is the day that the text is told from."""
    perfect = trigger.tag_ != "VB" and any(t.lemma_ == "have" for t in children(trigger, "aux"))
    if perfect and not (_is_reported(trigger, words) and _opens_a_brief(trigger, parsed, today)):
        return False  # "has not left": nobody says when
    if _is_of_todays_list(trigger, status, parsed, discourse):
        return True
    root = _main_verb(trigger, words)
    if _is_supposed(trigger) or awaits_others(trigger) or _is_a_state_of_things(trigger, root):
        return False
    brief = _opens_a_brief(root, parsed, today)
    if not (_present(root) or parsed.passage.day is not None or brief):
        return False
    subject = own_subject(root)
    writes = subject is not None and subject.lower_ in ("i", "we") and root.tag_ == "VBP"
    if writes and status is Status.PROPOSED:
        return True  # a letter: "I transmit the treaty for advice and consent to its ratification"
    if status is not Status.DONE:
        return _is_news_of_a_plan(trigger, root, doers, status, words, parsed, discourse)
    below = _step_below(root, trigger, words)
    if below is None:
        return False
    if below.dep_ in ("nsubj", "nsubjpass") and below.i != root.i:
        return root.lemma_ in _HAPPENS
    if subject is None or not doers:
        return True
    if below.dep_ == "advcl" and any(t.lower_ in _TOGETHER for t in children(below, "mark")):
        return True  # "the others look on as Malta leaves it"
    if root.lemma_.lower() in _TURNING_TO and below.dep_ in ("ccomp", "xcomp"):
        return below.i == trigger.i
    if root.lemma_.lower() in words.reporting and below.dep_ in ("ccomp", "xcomp", "dobj"):
        return True
    moved = [t for v in (root, trigger) for t in v.children if t.dep_ in ("dobj", "obj")]
    moved += [t for m in moved for t in m.children if t.dep_ == "poss"]  # "suspends its membership"
    undergoers = {r.entity.key for t in moved for r in party_of(t, parsed, discourse)}
    if below.dep_ in ("dobj", "obj") and gives(root) and not is_passive(root):
        return True  # "grants membership to Malta"
    keys = {doer.key for doer in doers}
    # "Suspends it", "condemns the coup and suspends it", "votes to suspend it"
    main = trigger.i == root.i or (trigger.dep_ in ("conj", "xcomp") and trigger.head.i == root.i)
    if trigger.i == root.i or (main and keys & undergoers):
        return True
    return bool(keys & _actors(subject, parsed, discourse))


def _actors(subject: Token, parsed: Parsed, discourse: Discourse) -> set[str]:
    return {
        r.entity.key for t in (subject, *subject.conjuncts) for r in party_of(t, parsed, discourse)
    }


def _is_news_of_a_plan(
    trigger: Token,
    root: Token,
    doers: Sequence[Entity],
    status: Status,
    words: StatusWords,
    parsed: Parsed,
    discourse: Discourse,
) -> bool:
    """Whether a plan, a step or a refusal is what a sentence of today reports."""
    if _is_standing(root):
        return False
    way = way_up(trigger, root, status, words)
    subject = own_subject(root)
    if way is not Way.BY_ITS_DOERS or subject is None or not doers:
        return way is not Way.BACKGROUND
    return not {doer.key for doer in doers}.isdisjoint(_actors(subject, parsed, discourse))


def _is_a_state_of_things(trigger: Token, root: Token) -> bool:
    """Whether a word tells how things are or might be: "is suspended as well", "is no longer a party",
    "remains a candidate", "the pact could be signed soon"."""
    if any(t.lower_ in _LASTING for t in _adverbs(trigger)):
        return True
    if root.lemma_ in LACKING and trigger.i != root.i and root.lemma_ != "want":
        return True  # "needs fifty ratifications to enter into force"
    if trigger.i == root.i and any(t.lower_ in _PERHAPS for t in children(root, "aux")):
        return True
    if trigger.lemma_ == "belong" and is_negated(trigger):
        return True
    lasting = trigger.head.lemma_ in ("be", "remain", "stay")
    return trigger.dep_ == "attr" and lasting and not is_infinitive(trigger.head)


def _is_standing(root: Token) -> bool:
    """Whether a main verb tells how things stand with a plan, and no event: "has yet to sign", "has long wanted
    to join", "is interested in it", "is nearer to it", "keeps blocking it"; and, behind the first sentence, "hopes to join"."""
    below = {t.lower_ for t in root.children if t.dep_ in ("advmod", "acomp", "neg")}
    perfect = any(a.lemma_ == "have" for a in children(root, "aux"))
    if perfect and below & _EVER:
        return True
    if root.lemma_ == "have" and "yet" in below:
        return True
    if root.lemma_ == "be" and below & _HOW_FAR:
        return True
    if root.lemma_ == "keep" and any(t.tag_ == "VBG" for t in children(root, "xcomp")):
        return True
    behind = root.sent.start > 0 and root.lemma_ in _WISHING
    return behind and not below & {"now", "also"}


_EVER = frozenset(("long", "repeatedly", "always", "never", "consistently", "traditionally", "yet"))
_HOW_FAR = frozenset(("interested", "near", "nearer", "close", "closer"))
_WISHING = ("want", "hope", "wish")


def _is_supposed(trigger: Token) -> bool:
    """ "Is prepared in the event the kingdom leaves", wherever the parser hangs it."""
    return _SUPPOSED.search(trigger.doc[trigger.sent.start : trigger.i].text) is not None


_SUPPOSED = re.compile(r"\bin (?:the )?(?:event|case)(?: that)? [^,;:]*$", re.IGNORECASE)
_LASTING = ("still", "already", "currently", "also", "well")


_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_LEAD = 500


def _is_of_todays_list(
    trigger: Token, status: Status, parsed: Parsed, discourse: Discourse
) -> bool:
    """ "Basel Convention: Fiji acceded", in a list of what was done today, as the text says at its head."""
    simple = trigger.tag_ == "VBD" and not children(trigger, "aux")
    if not simple or status is not Status.DONE or not discourse.headed(parsed.passage.start):
        return False
    return _TODAY.search(discourse.text[: min(_LEAD, parsed.passage.start)]) is not None


# What is about the doings of others: "agrees to suspend Malta".
_TURNING_TO = ("invite", "recommend", "propose", "agree", "decide", "resolve")
# A brief is a news item of one paragraph; this many characters at the most.
_BRIEF = 700


def _opens_a_brief(root: Token, parsed: Parsed, today: PartialDate) -> bool:
    """Whether a main verb in the past or in the perfect opens a brief that names no day: "Chile has
    ratified the pact", "Chile ratified the pact" is the news; what follows may be its background.
    So is what somebody will not do."""
    text = parsed.source.strip()
    if root.sent.start > 0 or len(text) > _BRIEF or "\n" in text:
        return False
    helpers = {a.lower_ for a in children(root, "aux", "auxpass")}
    if is_negated(root):
        return bool(helpers & {"will", "wo"})
    if any(t.i in parsed.days and not _is_aside(t, root) for t in root.sent):
        return False
    if _is_counted_from(root):
        return False
    if root.tag_ == "VBD" and _looks_back(parsed, root.sent.end, today):
        return False
    told = root.tag_ == "VBD" or (root.tag_ == "VBN" and helpers & {"has", "have", "was", "were"})
    return bool(told)


def _is_aside(day: Token, root: Token) -> bool:
    """Whether a day is told of a noun, behind a comma: "has signed the bill, adopted last week"."""
    return any(
        t.dep_ in ("acl", "relcl") and t.doc[t.left_edge.i - 1].text == ","
        for t in day.ancestors
        if t.i != root.i
    )


def _is_counted_from(verb: Token) -> bool:
    """Whether a sentence counts from another event: "ratified it years after it had joined"; what was done
    "a day after the coup" is news."""
    return any(
        t.lower_ in ("after", "before")
        and t.i > verb.i
        and t.nbor(-1).lemma_ in ("year", "month", "decade")
        for t in verb.sent
    )


def _looks_back(parsed: Parsed, start: int, today: PartialDate) -> bool:
    """Whether a passage goes on with days long past, from a word on: it tells no news, unless it says
    that they were before ("had signed it in 1998")."""
    begin = parsed.starts[start] if start < len(parsed.doc) else parsed.passage.end
    for date in find_dates(parsed.passage.text, parsed.passage.start):
        if date.start < begin:
            continue
        token = next(t for t in parsed.doc if parsed.ends[t.i] > date.start)
        day = resolve_date(date, today)
        past = day is None or (today.first - day.last).days > 31
        if past and not any(t.lower_ in ("had", "since") for t in token.sent):
            return True
    return False


def _is_reported(verb: Token, words: StatusWords) -> bool:
    """Whether a verb is the main one, or what somebody is said to tell: "has left, the ministry said"."""
    said = verb.head.lemma_.lower() in words.reporting | {"decide"}
    return verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.i < verb.head.i and said)


def _main_verb(trigger: Token, words: StatusWords) -> Token:
    """The verb of the main clause: the root, or the finite verb in front that the parser hung on it
    ("Chile joins the bank, Peru leaves it", "signs a pact, pledging help should they be attacked")."""
    root = trigger.sent.root
    if root.pos_ in ("ADP", "SCONJ"):  # "Because of the storm, Chile and Peru sign it on screen"
        return trigger
    chain = {trigger.i, *(t.i for t in trigger.ancestors)}
    if root.tag_ == "VBD":  # "praised it, and announces its exit"
        later = [c for c in children(root, "conj") if c.tag_ in ("VBZ", "VBP") and c.i in chain]
        root = later[0] if later else root
    before = [
        c
        for c in children(root, "ccomp", "advcl")
        if (
            c.tag_ in ("VBZ", "VBP")
            or any(a.tag_ == "VBZ" for a in children(c, "auxpass"))
            or _is_present_like(c)
        )
        and c.i < root.i
        and not children(c, "mark")
    ]
    said = root.lemma_.lower() in words.reporting
    return before[0] if before and not said and before[0].i in chain else root


def _goes_with(node: Token, head: Token) -> bool:
    """Whether a clause tells what happens together with the main one: "opens the talks,
    signing it there", "the others look on as Malta leaves it", "signs the act by which it ratifies"."""
    if node.dep_ == "relcl":
        by = [p for p in children(node, "prep", "agent") if p.lower_ == "by"]
        told = node.tag_ in ("VBZ", "VBP") and head.lemma_.lower() in _PAPERS
        return told and any(c.tag_ == "WDT" for p in by for c in p.children)
    if node.dep_ != "advcl" or node.i < head.i:
        return False
    marks = {t.lower_ for t in children(node, "mark", "advmod")}
    if node.tag_ == "VBG":
        comma = node.doc[head.i : node.i]
        if head.lemma_.lower() in ("finish", "end", "conclude", "complete", "wrap"):
            return False  # "ends a visit of two days, signing pacts"
        return not marks & _MARKS and any(t.text == "," for t in comma)
    return node.tag_ in ("VBZ", "VBP") and not marks.isdisjoint(_TOGETHER)


_TOGETHER = ("as", "while", "whereas")
_PERHAPS = ("could", "may", "might")
_PAPERS = ("paper", "instrument", "document", "letter", "law", "decree", "act", "bill", "order")
_MARKS = frozenset(("while", "when", "after", "before", "since", "if", "once", "as", "without"))


def _adverbs(verb: Token) -> list[Token]:
    return children(verb, "advmod") if is_passive(verb) else []


def _is_present_like(verb: Token) -> bool:
    """ "Put", "quit", "set" beside a verb in the present: "Togo and Benin put their names to it; Ghana
    holds back"."""
    same = verb.tag_ == "VBD" and verb.lower_ == verb.lemma_
    return same and verb.dep_ != "ROOT" and verb.sent.root.tag_ in ("VBZ", "VBP")


_NOUN_LIKE = ("vote", "plan", "move")


def _present(root: Token) -> bool:
    helpers = children(root, "aux")
    if _is_present_like(root):
        return True
    if root.tag_ in ("VBZ", "VBP") or (root.tag_ == "VB" and not helpers):
        return True
    if root.tag_ == "VB" and all(t.lower_ == "has" for t in helpers):
        return True  # "has Malta suspend it"
    if root.tag_ == "NNS" and (children(root, "nsubj") or root.lemma_.lower() in _NOUN_LIKE):
        return True  # "The Senate votes to ratify it": the tagger's favourite mistake
    if (
        root.pos_ == "NOUN"
        and children(root, "ccomp")
        and root.lemma_.lower() in ("state", "report")
    ):
        return True  # "Malta and Cyprus state that": the tagger's mistake, too
    if root.pos_ in ("NOUN", "PROPN"):
        return not any(t.tag_ in ("VBD", "VBZ", "VBP") for t in root.sent)
    return any(
        t.tag_ in ("VBZ", "VBP") and t.dep_ in ("aux", "auxpass") for t in root.children
    ) and not any(t.lemma_ == "have" and t.dep_ == "aux" for t in root.children)


def _step_below(root: Token, trigger: Token, words: StatusWords) -> Token | None:
    """The word below the main verb on the way from the trigger of what is done, or None where the way leads
    through background."""
    node = trigger
    passed = False
    while node.i != root.i and node.head.i != node.i:
        relation, head = node.dep_, node.head
        if (
            node.tag_ == "VBN"
            and node.lemma_ == "sign"
            and relation == "acl"
            and head.dep_ == "pobj"
        ):
            return None  # "arrests them under a pact signed with Malta"
        if any(t.lower_ == "order" for t in node.children) or head.lemma_ in ("event", "case"):
            return None  # "in order to join", "in the event that it leaves"
        if relation == "advcl" and any(t.lower_ in ("if", "should") for t in node.children):
            return None  # "will move their staff if it leaves": nobody says that it does
        said = node.lemma_.lower() in words.reporting and node.i != trigger.i
        if said and any(a.lower_ == "had" for a in children(node, "aux")):
            return None  # "had announced before that it would leave"
        if head.lemma_.lower() in words.reacting and relation in ("dobj", "obj", "prep", "pobj"):
            return None  # "opposes its application": that was made before
        passed = passed or node.lemma_.lower() in words.proposed | words.underway
        governed = head.lemma_.lower() in words.proposed | words.underway | words.not_done
        if relation in _BY_GOVERNOR:
            small = head.pos_ in ("ADP", "SCONJ", "PART")
            # "in favour of Malta joining": the parser hangs the gerund on its doer.
            small = small or (relation == "acl" and node.tag_ == "VBG" and head.dep_ == "pobj")
            # "goes ahead with plans to leave"
            small = small or (relation == "prep" and head.pos_ == "VERB" and passed)
            told = relation == "prep" and head.dep_ == "dobj" and node.lower_ == "of"
            small = small or (told and head.head.lemma_.lower() in words.underway)
            small = small or (relation == "advcl" and node.lemma_.lower() in words.reporting)
            small = small or _goes_with(node, head)
            # "signs the instrument of ratification"
            small = small or (told and head.lemma_.lower() == "instrument")
            # "joins Peru in signing it"
            small = small or (node.lower_ == "in" and head.lemma_ in ("join", "follow"))
            infinitive = relation in ("acl", "relcl", "advcl") and is_infinitive(node)
            if not (small or infinitive or governed):
                return None
        elif relation not in _DIRECT and not (
            relation in ("nsubj", "nsubjpass")
            and (head.head.i == head.i or (head.dep_ == "ccomp" and head.head.dep_ == "ROOT"))
        ):
            return None
        if head.i == root.i or head.head.i == head.i:
            return node
        node = head
    return node
