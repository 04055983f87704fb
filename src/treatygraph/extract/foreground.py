"""Whether a plan, a step or a refusal is what its sentence reports, or stands in its background.

"Chile unveils a plan to leave" is news of the plan; "Chile's envoy resigns over a plan to leave" only mentions
it. The way from the act up to the main verb is walked link by link: one link into the background is enough.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.above import Above
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated
from treatygraph.model import Status


class Way(enum.Enum):
    """Where the way from an act to the main verb leads: the act is told, whoever tells it; it is told if
    those who do it are the subject; or something else is told."""

    TOLD = "told"
    BY_ITS_DOERS = "by its doers"
    BACKGROUND = "background"


def way_up(trigger: Token, root: Token, status: Status, words: StatusWords) -> Way:
    """The way from a trigger word to the main verb of its sentence."""
    node, way = trigger, Way.TOLD
    while node.i != root.i and node.head.i != node.i:
        link = _leads(_Link(node, node.head, node.dep_, words, status, trigger))
        if link is Way.BACKGROUND:
            return link
        way = way if link is Way.TOLD else link
        node = node.head
    return Way.TOLD if _says(root, words) else way


@dataclass(frozen=True, slots=True)
class _Link(Above):
    """One step up: a word and what governs it, on the way from a trigger with the status it has."""

    trigger: Token

    @property
    def is_of_plan(self) -> bool:
        """Whether the governor makes a plan, a step or a refusal of an act."""
        return _is_plan(self.head, self.words)

    @property
    def is_trigger(self) -> bool:
        """Whether the word below is the trigger itself."""
        return self.node.i == self.trigger.i


def _is_plan(word: Token, words: StatusWords) -> bool:
    lemma = word.lemma_.lower()
    known = words.proposed | words.underway | words.not_done | words.filing | words.lifted
    return lemma in known and lemma not in words.circumstances


# What is found or said by those who have no part in it.
_FINDING = ("suggest", "find", "predict", "reaffirm", "reiterate", "warn", "vow", "stress")


def _says(verb: Token, words: StatusWords) -> bool:
    return verb.lemma_.lower() in words.reporting or verb.lemma_ in _FINDING


def _leads(at: _Link) -> Way:
    relation = at.node.dep_
    if _is_supposed(at) or _is_reacted_to(at) or _is_of_before(at):
        return Way.BACKGROUND
    if relation in ("attr", "oprd", "pobj", "pcomp"):
        return Way.TOLD  # by what governs the preposition
    if relation in _CLAUSE:
        return Way.BACKGROUND if _is_purpose(at) else Way.TOLD
    if relation in ("dobj", "obj"):
        return _of_object(at)
    if relation in ("nsubj", "nsubjpass"):
        return _of_subject(at)
    if relation in ("prep", "dative"):
        return _of_preposition(at)
    if relation in ("acl", "relcl"):
        return _of_noun(at)
    return _of_adverbial(at) if relation == "advcl" else Way.BACKGROUND


_CLAUSE = ("ccomp", "xcomp", "conj", "dep", "parataxis", "acomp", "compound")
_SUPPOSING = ("if", "should", "unless", "lest")


def _is_supposed(at: _Link) -> bool:
    """ "Moves its staff if it leaves", "in the event that it leaves", "in order to join"."""
    if at.head.lemma_ in ("event", "case"):
        return True
    below = {t.lower_ for t in at.node.children}
    return "order" in below or (at.node.dep_ == "advcl" and not below.isdisjoint(_SUPPOSING))


def _is_of_before(at: _Link) -> bool:
    """ "Had announced before that it would leave"."""
    said = _says(at.node, at.words) and not at.is_trigger
    return said and any(a.lower_ == "had" for a in auxiliaries(at.node))


_ASKING = ("urge", "ask", "request", "demand", "advise", "call")
# "Helps its neighbour to join", "instructs the minister to sign".
_MAKING = ("help", "instruct", "direct", "lobby", "beg", "enable", "authorise", "authorize", "lead")
# What is spoken about by those who have to decide, and what they then have before them.
_TALKING = ("debate", "discuss", "study", "review")
_BEFORE_THEM = ("bill", "motion", "resolution", "proposal", "decree", "law")


def _is_reacted_to(at: _Link) -> bool:
    """ "Opposes its application": that was made before. A debate on a bill, or on whether to join, is a step."""
    node, relation = at.node, at.node.dep_
    if at.lemma in at.words.reacting:
        of = children(node, "pcomp", "pobj") if node.pos_ == "ADP" else [node]
        taken_up = at.lemma in _TALKING and any(
            t.lemma_.lower() in _BEFORE_THEM or t.pos_ in ("VERB", "AUX") for t in of
        )
        return relation in ("dobj", "obj", "prep", "pobj") and not taken_up
    if at.status is Status.NOT_DONE and at.is_trigger and at.lemma in _ASKING:
        return True  # "urges it to stay": it has not left
    if at.status is not Status.PROPOSED:
        return False
    # "Drops its objection to Malta joining", wherever the parser hangs the preposition.
    objecting = [node, *children(at.head, "dobj", "obj")] if relation == "prep" else [node]
    if any(t.lemma_ in ("objection", "opposition") for t in objecting):
        return True
    if is_negated(node) and is_infinitive(node):
        return True  # "urges Malta not to join"
    if at.lemma in ("veto", "block") and relation in ("dobj", "obj"):
        return True  # "announces that it will veto its accession"
    if node.lower_ == "against" and at.lemma in ("vote", "warn", "caution"):
        return True
    dropping = node.lemma_.lower() in at.words.undoing and at.lemma in at.words.proposed
    return dropping and relation != "advcl"  # "considers dropping its application"


def _is_purpose(at: _Link) -> bool:
    """ "Cuts its duties to join": what is done to something that has no name of its own."""
    if at.node.dep_ != "xcomp" or not at.is_trigger or not is_infinitive(at.node):
        return False
    moved = [t for t in children(at.head, "dobj", "obj") if t.i < at.node.i and not t.ent_type_]
    asked = at.is_of_plan or _says(at.head, at.words) or at.lemma in (*_ASKING, *_MAKING)
    return bool(moved) and not asked


def _of_object(at: _Link) -> Way:
    words = at.words
    if at.node.lemma_.lower() in words.circumstances:
        return Way.BACKGROUND
    if at.status is Status.PROPOSED and at.lemma in words.lifted:
        return Way.BACKGROUND  # "lifts its veto against the bid"
    off = words.ending | words.recalling | words.undoing | words.lifted
    known = at.is_of_plan or at.lemma in words.fates | off or at.status is Status.UNDERWAY
    return Way.TOLD if known else Way.BY_ITS_DOERS


_RULING = ("rule", "find", "hold")


def _of_subject(at: _Link) -> Way:
    verb, words = at.head, at.words
    said = verb.dep_ == "ccomp"
    if at.status is Status.NOT_DONE and said and verb.head.lemma_ in _RULING:
        return Way.TOLD  # "the court rules that its exit is void"
    must = said and any(a.tag_ == "MD" for a in auxiliaries(verb))
    if must and not at.is_trigger and _is_plan(at.node, words):
        return Way.TOLD  # "says that a decision on joining must be made"
    if at.node.lemma_.lower() in words.not_done:
        return Way.BACKGROUND  # "its refusal to sign draws criticism"
    fate = words.fates | words.not_done | words.ending | words.recalling
    lifted = at.lemma in words.lifted and at.status is Status.NOT_DONE
    return Way.TOLD if lifted or at.lemma in fate else Way.BACKGROUND


# "Resigns over a plan to leave", "falls amid talk of leaving": what something else has to do with.
_BECAUSE = frozenset(
    (
        *("over", "about", "amid", "after", "before", "because", "despite", "following", "since"),
        *("due", "during", "without", "as", "like", "from", "by", "than", "between", "ahead"),
    )
)
# The same where what stands above is a plan itself: "threatens it over its exit".
_EVEN_SO = _BECAUSE - {"about", "from", "by", "before", "as", "between"}
# Where one goes to do something there.
_COMING_TO = (
    *("rally", "meet", "gather", "arrive", "travel", "fly", "visit", "come", "go", "assemble"),
    *("return", "be"),
)
# "Is on the brink of leaving", "sets a date for its accession".
_BEFORE_IT = (
    *("status", "candidacy", "candidature", "instrument", "date", "timetable", "brink", "verge"),
    *("edge", "cusp", "eve", "point", "approval", "consent", "assent", "backing", "blessing"),
)
_FAVOUR = ("favour", "favor", "support")


def _of_preposition(at: _Link) -> Way:
    link = at.node.lower_
    if link == "in" and any(t.lemma_ in _FAVOUR for t in children(at.node, "pobj")):
        return Way.TOLD
    if link == "of" and at.status is Status.UNDERWAY and at.head.dep_ in ("dobj", "obj"):
        above = at.head.head  # "notifies the secretary-general of its withdrawal"
        if _is_plan(above, at.words):
            return Way.TOLD
    if link == "through" and at.lemma == "wave":
        return Way.TOLD
    if at.head.pos_ == "ADJ":  # "is tired of waiting", "is close to joining"
        return Way.TOLD if link == "to" or at.is_of_plan else Way.BACKGROUND
    if at.head.pos_ in ("NOUN", "PROPN") and at.head.dep_ != "ccomp":
        if at.status is Status.NOT_DONE and at.head.head.lemma_.lower() in at.words.not_done:
            return Way.TOLD  # "blocks progress in its accession talks"
        return Way.TOLD if at.is_of_plan or at.lemma in _BEFORE_IT else Way.BACKGROUND
    if at.head.pos_ in ("ADP", "SCONJ"):
        return Way.TOLD
    if at.is_of_plan or at.lemma in at.words.fates:
        return Way.BACKGROUND if link in _EVEN_SO else Way.TOLD
    if link in _BECAUSE or (link == "for" and at.lemma not in _COMING_TO):
        return Way.BACKGROUND  # "is sacked for saying that it will leave"
    return Way.BY_ITS_DOERS


_PAPERS = (
    *("paper", "instrument", "document", "letter", "law", "decree", "act", "bill", "order"),
    *("declaration", "resolution", "statement", "communique", "motion", "petition", "report"),
    *("memorandum", "agreement", "accord", "deal"),
)


def _of_noun(at: _Link) -> Way:
    """What a clause tells of a noun: "a plan to leave", "an act by which it ratifies"."""
    node, head = at.node, at.head
    if at.lemma in at.words.rumour and at.status is Status.NOT_DONE:
        return Way.TOLD  # "dismisses reports that it will leave"
    if node.dep_ == "relcl" and not is_infinitive(node):
        by = [p for p in children(node, "prep") if p.lower_ in ("by", "under")]
        by_which = any(c.tag_ == "WDT" for p in by for c in p.children)
        asks = _is_plan(node, at.words) and head.dep_ in ("dobj", "obj")
        now = node.tag_ in ("VBZ", "VBP")
        will = by_which and any(a.lower_ == "will" for a in auxiliaries(node))
        told = at.lemma in _PAPERS and ((now and (by_which or asks)) or will)
        return Way.TOLD if told else Way.BACKGROUND
    if at.lemma in at.words.circumstances:
        return Way.BACKGROUND
    gerund = node.tag_ == "VBG" and head.dep_ == "pobj"  # "in favour of Malta joining"
    gerund = gerund or (at.lemma in _PAPERS and node.tag_ == "VBG" and _is_plan(node, at.words))
    return Way.TOLD if is_infinitive(node) or at.is_of_plan or gerund else Way.BACKGROUND


_MARKS = frozenset(
    ("while", "when", "after", "before", "since", "once", "without", "because", "although")
)
_GETTING = ("get", "win", "receive", "gain", "give")


def _of_adverbial(at: _Link) -> Way:
    node, head = at.node, at.head
    if is_infinitive(node):  # "meets them to sign it", "flies there to press for its entry"
        own = at.is_of_plan or at.lemma in (*_COMING_TO, *_GETTING)
        said = _is_plan(node, at.words) or _says(node, at.words)
        own = own or (not at.is_trigger and said)
        return Way.TOLD if own else Way.BACKGROUND
    marks = {t.lower_ for t in children(node, "mark", "advmod")}
    now = node.tag_ in ("VBZ", "VBP") and node.i > head.i
    if now and marks & {"while", "whereas"}:
        return Way.TOLD  # "ratifies it, while Peru rejects it"
    if now and marks & {"as", "after", "when"} and not at.is_trigger:
        return Way.TOLD  # "falls as it threatens to leave"
    if marks & _MARKS:
        return Way.BACKGROUND
    if node.tag_ == "VBG" and node.i > head.i and not _says(node, at.words):
        comma = any(t.text == "," for t in node.doc[head.i : node.i])
        begun = at.status is not Status.PROPOSED or node.lemma_ in ("begin", "start", "trigger")
        return Way.TOLD if comma and begun else Way.BACKGROUND
    return Way.TOLD if _says(node, at.words) or at.is_of_plan else Way.BACKGROUND
