"""What a word above an act makes of it: "refused to", "a bill to", "is set to", "rumours that".

Each reader below knows one way in which a word governs another, and says what it makes of the act, or
that it does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.dates import ordinal_number
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated, is_passive
from treatygraph.model import Status

_EFFECT = ("effect", "effective", "force", "final", "official")
# What an organisation does to a member by resolving it.
_DECIDED = ("suspend", "expel", "exclude", "admit", "readmit", "reinstate")
# What a governor makes of the act, if anything, and whether what stands above it matters no more.
Verdict = tuple[Status | None, bool]

_DONE_PREPOSITIONS = frozenset(
    ["after", "since", "despite", "following", "by", "upon", "for", "over", "with", "in"]
)


@dataclass(frozen=True, slots=True)
class Above:
    """A word, what governs it and how, and the status as told so far."""

    node: Token
    head: Token
    relation: str
    words: StatusWords
    status: Status

    @property
    def lemma(self) -> str:
        """The dictionary form of the governor, in lower case."""
        return self.head.lemma_.lower()


def governed(at: Above) -> Verdict:
    """What the governing word makes of the act, and whether to look no further up."""
    for read in (_clause, _speech, _filing, _idiom, _vote, _talk, _undone, _presupposed):
        found = read(at)
        if found is not None:
            return found
    if at.status is Status.DONE:
        return _by_word(at), False
    # "Plans to apply", "was urged to begin talks on joining": a step that is not taken yet.
    verb = at.node.pos_ == "VERB" and is_infinitive(at.node)
    step = at.status is Status.UNDERWAY and (verb or at.node.lower_ == "for")
    return (Status.PROPOSED if step and at.lemma in at.words.proposed else None), False


def is_passive_event(verb: Token) -> bool:
    """ "Its withdrawal was completed": the verb only says that the noun happens."""
    return verb.lemma_.lower() in ("take", "come", "occur", "complete", "become", "happen", "begin")


def _clause(at: Above) -> Verdict | None:
    """By the relation alone: coordination, relative clauses, subjects."""
    if at.relation == "conj":
        return None, False
    if at.lemma in ("event", "case") and at.relation in ("acl", "relcl", "ccomp", "pobj", "pcomp"):
        supposed = at.head.head.lower_ == "in"
        return (Status.PROPOSED, True) if supposed else (None, True)
    if at.relation == "ccomp" and at.node.i < at.head.i and at.lemma not in at.words.reporting:
        return None, True  # two clauses, the parser made one the object of the other
    if at.relation in ("ccomp", "parataxis") and any(
        t.text == ";" for t in at.node.doc[at.node.i : at.head.i]
    ):
        return None, True  # two sentences in one
    decided = at.lemma in ("resolution", "decision", "motion") and at.node.tag_ == "VBG"
    if decided and at.relation == "acl" and at.node.lemma_ in _DECIDED:
        return None, False  # "adopted a resolution suspending Cuba": that does it
    if at.relation == "relcl" and at.lemma in at.words.underway:
        # "A law by which it leaves", "rejected a bill that would take it out"
        open_ = at.status in (Status.DONE, Status.PROPOSED)
        return (Status.UNDERWAY if open_ else None), False
    if at.relation == "relcl" or (at.relation == "acl" and at.node.tag_ == "VBN"):
        if _is_idle_talk(at.head, at.words):
            return Status.NOT_DONE, True
        return None, True
    if at.relation == "nsubj":
        return _of_subject(at.head, at.words), True
    if at.relation == "advcl" and (_is_told_as_past(at.node) or _is_a_reason(at.node)):
        return None, True
    return None


def _is_a_reason(verb: Token) -> bool:
    """ "Rejected it because it predates the accession": a reason is told as a fact."""
    return any(t.lower_ in ("because", "although", "though") for t in children(verb, "mark"))


def _is_told_as_past(verb: Token) -> bool:
    """ "After its suspension was extended": what the clause goes with changes nothing of it."""
    marks = {t.lower_ for t in children(verb, "mark", "advmod")}
    past = verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in auxiliaries(verb))
    return past and bool(
        marks & {"after", "since", "because", "although", "though", "while", "when"}
    )


def _speech(at: Above) -> Verdict | None:
    """Verbs of saying, which change nothing, and prepositions."""
    if at.lemma in at.words.reporting and at.relation in ("ccomp", "parataxis"):
        return None, False
    known = at.node.pos_ == "NOUN" or at.node.tag_ == "VBG"
    if known and at.head.lower_ in ("after", "since", "despite", "following"):
        return None, not _is_to_come(at.head)
    if at.head.pos_ == "ADP":
        return _by_preposition(at.node, at.head), False
    return None


def _filing(at: Above) -> Verdict | None:
    """ "Submitted a request to join", "signed its membership bid": a formal step."""
    papers = {t.lemma_.lower() for t in children(at.head, "dobj", "obj")}
    if at.lemma == "sign" and at.relation == "advcl" and papers & (at.words.underway | {"order"}):
        return Status.UNDERWAY, False  # "signed an order to rejoin it"
    asked = at.node.lemma_.lower() in ("request", "bid", "letter", "application")
    if asked and at.relation in ("dobj", "obj", "nsubjpass") and at.lemma in at.words.filing:
        return Status.UNDERWAY, False
    return None


def _presupposed(at: Above) -> Verdict | None:
    """ "To counter the withdrawal", "payments after its exit": what is said of it takes it for known."""
    words = at.words
    if at.node.pos_ != "NOUN" or at.relation not in ("dobj", "obj"):
        return None
    known = words.proposed | words.underway | words.not_done | words.done | words.reporting
    if at.lemma in known | words.light or not is_infinitive(at.head):
        return None
    return None, True


def _idiom(at: Above) -> Verdict | None:
    """Words that mean one thing only together: "rule out", "have yet to", "was allowed to"."""
    below = {c.lower_ for c in at.head.children}
    if at.head.lower_ == "ruled" or (at.lemma == "rule" and "out" in below):
        return Status.NOT_DONE, False
    if at.lemma in ("have", "be") and "yet" in below and is_infinitive(at.node):
        return Status.NOT_DONE, False
    if at.lemma in ("ask", "apply", "request") and below & {"formally", "officially"}:
        return (Status.UNDERWAY if not children(at.head, "dobj", "obj") else None), False
    if at.lemma in ("allow", "permit") and at.relation == "xcomp" and is_passive(at.head):
        happened = any(a.tag_ == "VBD" for a in auxiliaries(at.head))
        return (Status.DONE if happened else Status.PROPOSED), False
    done = any(a.lemma_ == "have" for a in auxiliaries(at.node)) and is_infinitive(at.node)
    if done and at.lemma in (
        "seem",
        "appear",
        "claim",
        "believe",
        "say",
        "report",
        "know",
        "think",
    ):
        return None, False  # "seems to have left"
    if at.head.pos_ == "ADJ" and at.lemma in at.words.performing:
        return None, True  # "am pleased to welcome"
    return None


def _vote(at: Above) -> Verdict | None:
    """A parliament's vote is a step; voters only say what they wish."""
    if at.lemma == "vote" and at.relation in ("xcomp", "advcl", "prep", "ccomp", "acl"):
        return _of_voters(at.head, at.words), False
    if at.lemma in ("approve", "endorse", "back", "ratify") and at.relation in (
        *("ccomp", "dobj", "obj", "xcomp"),
    ):
        asked = at.node.lemma_ in ("bid", "application", "request")
        if at.lemma == "ratify" or (asked and at.lemma == "approve"):
            return Status.UNDERWAY, False
        return (_of_voters(at.head, at.words) if at.status is Status.DONE else None), False
    return None


def _of_voters(verb: Token, words: StatusWords) -> Status:
    deciding = any(
        t.ent_type_ == "ORG" and t.lemma_.lower() != "party"
        for t in children(verb, "nsubj", "compound")
    )
    if deciding:  # the organisation that is joined, or that expels
        return Status.DONE if verb.lemma_ == "vote" else Status.UNDERWAY
    voters = children(verb, "nsubj", "compound", "poss")
    voters += [t for v in voters for p in children(v, "prep") for t in children(p, "pobj")]
    if any({t.lemma_.lower(), t.lower_} & words.legislature for t in voters):
        return Status.UNDERWAY
    return Status.PROPOSED


def _talk(at: Above) -> Verdict | None:
    """Nouns for what is said or to come: "rumours that … are baseless", "the planned exit"."""
    if _is_idle_talk(at.head, at.words):
        return Status.NOT_DONE, True
    if any(c.lower_ in at.words.future for c in children(at.head, "amod")):
        return Status.PROPOSED, False
    return None


def _is_idle_talk(noun: Token, words: StatusWords) -> bool:
    """ "Rumours that it is leaving are baseless", "denied reports that it would sign"."""
    if noun.lemma_.lower() not in words.rumour:
        return False
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass"):
        said = {t.lemma_.lower() for t in children(verb, "acomp", "attr", "oprd")}
        return bool(said & words.untrue) or verb.lemma_.lower() in words.not_done
    return noun.dep_ in ("dobj", "obj") and verb.lemma_.lower() in words.not_done


def _undone(at: Above) -> Verdict | None:
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
    if at.lemma in at.words.not_done and at.head.head.lemma_.lower() in at.words.lifted:
        return Status.PROPOSED, True
    if at.lemma in at.words.not_done and at.lemma not in ("rule", "abandon", "stop"):
        return Status.NOT_DONE, False
    return None


def _of_subject(verb: Token, words: StatusWords) -> Status | None:
    """What is said of an act that is the subject: "the withdrawal is likely", not "it threatens"."""
    if is_negated(verb) and is_passive_event(verb):
        return Status.NOT_DONE
    if any(t.lower_ in words.future for t in children(verb, "acomp", "attr")):
        return Status.PROPOSED
    said = [
        *children(verb, "dobj", "acomp"),
        *(t for p in children(verb, "prep") for t in p.children),
    ]
    if any(a.tag_ == "MD" for a in auxiliaries(verb)) and any(t.lower_ in _EFFECT for t in said):
        return Status.UNDERWAY  # "its withdrawal would take effect in June"
    return Status.NOT_DONE if verb.lemma_.lower() in ("fail", "stall", "collapse") else None


def _by_word(at: Above) -> Status | None:
    """What the lists of the lexicon say of a governing word, else what an infinitive implies."""
    words, relation = at.words, at.relation
    if at.lemma in ("favor", "favour") and any(t.lemma_ == "vote" for t in at.head.ancestors):
        return None  # the vote decides
    if at.lemma in words.underway or (at.lemma == "order" and at.head.pos_ == "NOUN"):
        return Status.UNDERWAY
    if at.lemma in words.done and (relation != "acl" or at.lemma in ("first", "last")):
        return None
    if at.lemma in words.proposed:
        return Status.PROPOSED
    if relation in ("xcomp", "advcl", "acl") and is_infinitive(at.node):
        ranked = at.head if relation == "acl" else next(iter(children(at.head, "attr")), None)
        return None if ranked is not None and _is_ranking(ranked) else Status.PROPOSED
    return None


def _is_ranking(noun: Token) -> bool:
    """ "The 112th country to ratify", "the first state to leave": they did."""
    return any(
        ordinal_number(c.text) is not None
        or c.lower_ in ("first", "last", "only", "latest", "next")
        or c.lower_[:1].isdigit()
        for c in noun.children
    ) or noun.lower_ in ("first", "last", "latest", "second", "third")


def _is_to_come(preposition: Token) -> bool:
    """Whether the clause of a preposition is in the future: "will vote after its accession"."""
    verbs = [t for t in preposition.ancestors if t.pos_ in ("VERB", "AUX")][:1]
    return any(a.tag_ == "MD" for v in verbs for a in auxiliaries(v))


def _by_preposition(node: Token, preposition: Token) -> Status | None:
    if node.tag_ != "VBG" or preposition.lower_ in _DONE_PREPOSITIONS:
        return None
    if preposition.head.lemma_ in ("favor", "favour", "vote"):
        return None  # "voted in favour of leaving": the vote decides
    return Status.PROPOSED
