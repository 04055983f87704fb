"""What a word above an act makes of it: "refused to", "a bill to", "is set to", "rumours that".

Each reader below knows one way in which a word governs another, and says what it makes of the act, or
that it does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.dates import ordinal_number
from treatygraph.extract.effects import EFFECT, speaks_of_effect
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.sharing import NOTIFYING
from treatygraph.extract.tree import (
    COMING,
    auxiliaries,
    children,
    is_infinitive,
    is_negated,
    is_passive,
)
from treatygraph.extract.votes import are_members, is_consent, is_parliament, of_voters
from treatygraph.model import Status

# What an organisation does to a member by resolving it.
_DECIDED = ("suspend", "expel", "exclude", "admit", "readmit", "reinstate")
_PENALTIES = ("suspension", "expulsion", "exclusion", "removal")
_CHOOSES = ("decide", "vote", "choose", "opt", "rule")
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
    for read in (
        _consent,
        _way_there,
        _clause,
        _in_effect,
        _process,
        _notice,
        _let_in,
        _speech,
        _filing,
        _against,
        _slow,
        _judged,
        _idiom,
        _vote,
        _talk,
        _undone,
        _presupposed,
    ):
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
    if at.relation == "relcl" and at.lemma in at.words.underway | {"motion", "proposal"}:
        # "A law by which it leaves", "rejected a bill that would take it out"
        open_ = at.status in (Status.DONE, Status.PROPOSED) and at.node.tag_ != "VBD"
        return (Status.UNDERWAY if open_ else None), False
    if (
        at.relation == "relcl"
        and at.lemma in ("day", "moment", "time")
        and _is_day_to_come(at.node)
    ):
        return Status.PROPOSED, True
    if at.relation == "relcl" or (at.relation == "acl" and at.node.tag_ == "VBN"):
        if _is_idle_talk(at.head, at.words):
            return Status.NOT_DONE, True
        return None, True
    if at.relation == "nsubj":
        found = _of_subject(at.head, at.words)
        if found is None and at.status is Status.DONE and _is_imagined(at.head):
            found = Status.PROPOSED  # "its withdrawal would hurt prices"
        return found, True
    if at.relation == "advcl" and (_is_told_as_past(at.node) or _is_a_reason(at.node)):
        return None, True
    return None


def _is_day_to_come(verb: Token) -> bool:
    """ "Prepares for the day when Malta leaves it"."""
    when = any(t.lower_ in ("when", "that", "on") for t in children(verb, "advmod", "mark", "prep"))
    return when and verb.tag_ in ("VBZ", "VBP") and not auxiliaries(verb)


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
    if at.head.lower_ == "without" and at.node.tag_ == "VBG":
        return Status.NOT_DONE, True  # "signed it without ratifying it"
    if at.head.lower_ == "before" and at.node.tag_ == "VBG" and _is_gone_by(at.head.head):
        return None, True
    if at.head.lower_ == "in" and at.head.head.lower_ in ("interested", "uninterested"):
        wish = at.head.head
        refused = wish.lower_ == "uninterested" or is_negated(wish) or is_negated(wish.head)
        return (Status.NOT_DONE, True) if refused else (Status.PROPOSED, False)
    if at.head.pos_ == "ADP":
        return _by_preposition(at.node, at.head), False
    if at.node.lower_ == "with" and at.relation == "prep":
        beside = [t for t in children(at.node, "pcomp") if children(t, "nsubj")]
        if any(t.lemma_.lower() in at.words.reporting for t in beside):
            return None, True  # "rejects the demand, with its president saying that it may join"
    if at.relation == "acl" and at.node.tag_ == "VBG" and at.node.lemma_ in at.words.reporting:
        between = at.node.doc[at.head.i + 1 : at.node.i]
        return (None, True) if any(t.lower_ == "with" for t in between) else None
    return None


# Who is told formally of what a state has decided.
_ADDRESSEES = (
    *("depositary", "secretary-general", "secretary", "general", "secretariat", "director-general"),
    *("organisation", "organization", "bloc", "body", "council", "court", "member", "party"),
)


_DECIDED_ON = ("decision", "intention", "intent", "wish", "withdrawal", "denunciation")


def _is_addressed(verb: Token) -> bool:
    """Whether somebody who keeps a treaty or is a body is told: "informed the depositary"."""
    told = [t for v in (verb, *children(verb, "prep", "dative")) for t in v.children]
    told += [t for each in told for t in children(each, "nmod")]  # the parser's mistake
    return any(t.ent_type_ == "ORG" or t.lemma_.lower() in _ADDRESSEES for t in told)


def _in_effect(at: Above) -> Verdict | None:
    """ "Its decision to leave took effect in May": it left then."""
    verb = at.head.head
    decided = at.lemma in ("decision", "announcement") and at.relation == "acl"
    if not decided or at.head.dep_ != "nsubj" or verb.tag_ != "VBD" or is_negated(verb):
        return None
    return (None, True) if speaks_of_effect(verb) else None


def _notice(at: Above) -> Verdict | None:
    """ "Informed the depositary of its decision to leave", "told the body in writing that it leaves":
    notice was given."""
    below = {c.lower_ for c in at.head.subtree if abs(c.i - at.head.i) < 12}
    known = _is_addressed(at.head)
    if at.lemma in ("tell", "inform", "advise") and at.relation == "ccomp":
        formal = below & {"formally", "officially", "writing"}
        return (Status.UNDERWAY, False) if known and formal else None
    if (
        at.lemma == "write"
        and _is_addressed(at.head.head.head)
        and at.head.dep_ == "pcomp"
        and at.head.head.head.lemma_ in NOTIFYING
    ):
        return Status.UNDERWAY, True  # "informed it in writing that it is leaving"
    told_of = at.node.lower_ == "of" and (at.lemma in _ADDRESSEES or at.head.ent_type_ == "ORG")
    if told_of and at.head.dep_ in ("dobj", "obj") and at.head.head.lemma_ in NOTIFYING:
        papers = children(at.node, "pobj")  # the parser has it of the depositary
        return (Status.UNDERWAY, True) if any(t.lemma_ in _DECIDED_ON for t in papers) else None
    if _is_given_notice(at):
        return Status.UNDERWAY, True
    if at.lemma not in NOTIFYING:
        return None
    if at.lemma == "notify" and at.relation == "ccomp" and _is_foretold(at.node):
        told = known and not (_is_foretold(at.head) or is_infinitive(at.head))
        return (Status.UNDERWAY, True) if told and not is_negated(at.head) else None
    behind = children(at.node, "pobj") if at.node.lower_ in ("of", "to") else []
    decided = behind[0] if behind else at.node
    paper = decided.lemma_.lower() in _DECIDED_ON
    return (Status.UNDERWAY, False) if paper and known else None


def _is_given_notice(at: Above) -> bool:
    """ "Gave notice on Monday that it will leave", "served notice that it is leaving"."""
    verb = at.head if at.relation == "ccomp" else at.head.head
    papers = {t.lemma_ for t in children(verb, "dobj", "obj")}
    clause = at.relation == "ccomp" or (at.lemma == "notice" and at.relation in ("acl", "relcl"))
    given = verb.lemma_ in ("give", "serve", "submit", "send", "file", "deliver", "lodge")
    return (
        clause
        and given
        and bool(papers & {"notice", "notification"})
        and not (_is_foretold(verb) or is_infinitive(verb) or is_negated(verb))
    )


def _against(at: Above) -> Verdict | None:
    """ "Voted against joining", "decided against leaving", "come out against ratifying"."""
    if at.node.lower_ != "against" or at.relation not in ("prep", "advmod"):
        return None
    if at.lemma not in ("vote", "decide", "come", "ballot"):
        return None
    to_come = any(a.tag_ == "MD" for a in auxiliaries(at.head)) or is_infinitive(at.head)
    return (Status.PROPOSED if to_come else Status.NOT_DONE), False


def _filing(at: Above) -> Verdict | None:
    """ "Submitted a request to join", "signed its membership bid": a formal step."""
    papers = {t.lemma_.lower() for t in children(at.head, "dobj", "obj")}
    if at.lemma == "sign" and at.relation == "advcl" and papers & (at.words.underway | {"order"}):
        return Status.UNDERWAY, False  # "signed an order to rejoin it"
    sent = at.relation in ("dobj", "obj", "nsubjpass") and at.lemma in ("extend", "issue", "send")
    if at.node.lemma_.lower() == "invitation" and sent:
        return Status.UNDERWAY, False
    if at.lemma == "hand" and at.relation in ("xcomp", "advcl") and is_infinitive(at.node):
        reach = (at.head, *children(at.head, "prep"))
        handed = [t for p in reach for t in children(p, "dobj", "obj", "pobj")]
        if any(t.lemma_ in (*_FORMS, "application", "request") for t in handed):
            return (
                Status.UNDERWAY,
                False,
            )  # "hands in its papers to join": the parser hangs it there
    asked = at.node.lemma_.lower() in (
        "request",
        "bid",
        "letter",
        "application",
        "protocol",
        *_FORMS,
    )
    if asked and at.relation in ("dobj", "obj", "nsubjpass") and at.lemma in at.words.filing:
        return Status.UNDERWAY, False
    out = at.node.lemma_.lower() in ("denunciation", "notice") and not is_infinitive(at.head)
    if out and at.lemma in (*_LODGING, "receive") and at.relation in ("dobj", "obj", "nsubjpass"):
        return Status.UNDERWAY, False  # "filed its denunciation with the depositary"
    return None


# What is handed in to join.
_FORMS = ("paper", "paperwork", "document", "form")
_LODGING = ("file", "lodge", "deposit", "submit", "hand", "deliver", "send")


def _presupposed(at: Above) -> Verdict | None:
    """ "To counter the withdrawal", "payments after its exit": what is said of it takes it for known."""
    words = at.words
    if at.node.pos_ != "NOUN" or at.relation not in ("dobj", "obj"):
        return None
    known = words.proposed | words.underway | words.not_done | words.done | words.reporting
    if at.lemma in known | words.light or not is_infinitive(at.head):
        return None
    return None, True


def _slow(at: Above) -> Verdict | None:
    """ "Waited until 2019 to leave": it left then. "Stopped short of signing it": it did not. "Put off
    leaving": it has not yet."""
    noun = at.node.pos_ == "NOUN" and at.relation in ("dobj", "obj", "nsubjpass")
    if at.lemma == "put" and (at.node.tag_ == "VBG" or noun):
        off = any(c.lower_ == "off" for c in at.head.children)
        return (Status.PROPOSED, False) if off else None
    if at.lemma == "short" and at.node.lower_ == "of":
        return (Status.NOT_DONE, True) if at.head.head.lemma_ in ("stop", "fall") else None
    if at.lemma == "stop" and at.relation != "nsubj":
        short = any(c.lower_ == "short" for c in at.head.children)
        return (Status.NOT_DONE, True) if short else None
    until = any(p.lower_ in ("until", "till") for p in children(at.head, "prep"))
    told = at.head.tag_ == "VBD" and is_infinitive(at.node)
    waited = until and told and at.lemma in ("wait", "delay", "take", "need")
    return (None, True) if waited else None


# What is done with a bill that nobody has passed yet.
_DEBATING = ("debate", "discuss", "consider", "study", "examine", "weigh", "draft", "mull")
_STARTING = ("begin", "start", "launch", "initiate", "trigger", "open")


def _process(at: Above) -> Verdict | None:
    """ "Began the process of leaving": the step is taken. "Debates a bill to leave": it is not."""
    noun = at.head.head if at.head.lower_ == "of" else at.head
    if noun.dep_ not in ("dobj", "obj", "nsubjpass"):
        return None
    verb = noun.head
    bill = at.lemma in ("bill", "motion", "law", "legislation") and at.relation in ("acl", "prep")
    if bill and verb.lemma_ in _DEBATING:
        return Status.PROPOSED, True
    begun = noun.lemma_ in ("process", "procedure") and verb.lemma_ in _STARTING
    if begun and not (_is_foretold(verb) or is_infinitive(verb) or is_negated(verb)):
        return Status.UNDERWAY, True
    return None


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


def _judged(at: Above) -> Verdict | None:
    """ "Was wrong to sign it": it signed."""
    if at.lemma not in _JUDGING_DEEDS or not is_infinitive(at.node):
        return None
    return (None, True) if at.head.head.tag_ == "VBD" and at.head.dep_ == "acomp" else None


def _idiom(at: Above) -> Verdict | None:
    """Words that mean one thing only together: "rule out", "have yet to", "was allowed to"."""
    below = {c.lower_ for c in at.head.children}
    if at.head.lower_ == "ruled" or (at.lemma == "rule" and "out" in below):
        return Status.NOT_DONE, False
    if at.lemma == "be" and at.relation == "xcomp" and is_infinitive(at.node):
        if at.head.tag_ == "VBD" and any(a.lower_ == "have" for a in auxiliaries(at.node)):
            return Status.NOT_DONE, True  # "was to have joined it"
        told = children(at.head, "attr", "acomp") or at.status is not Status.DONE
        told = told or "among" in below  # "is among the last to accede"
        now = at.head.tag_ in ("VBZ", "VBP")
        if now and not told and "yet" not in below:
            return Status.PROPOSED, False  # "is to leave the pact"
    if at.lemma in ("have", "be") and "yet" in below and is_infinitive(at.node):
        return Status.NOT_DONE, False
    if at.lemma == "have" and at.relation == "xcomp" and is_infinitive(at.node):
        return (None if at.head.tag_ == "VBD" else Status.PROPOSED), False  # "has to be ratified"
    if at.lemma in ("ask", "apply", "request") and below & {"formally", "officially"}:
        return (Status.UNDERWAY if not children(at.head, "dobj", "obj") else None), False
    if at.lemma in ("say", "vote") and at.node.lower_ == "to" and "no" in below:
        return Status.NOT_DONE, False  # "said no to joining it"
    if at.lemma in ("face", "risk") and at.node.lemma_ in _PENALTIES and at.relation == "dobj":
        return Status.PROPOSED, False
    if at.lemma == "set" and any(
        t.lower_ == "motion" for p in children(at.head, "prep") for t in p.children
    ):
        return Status.UNDERWAY, False  # "set its departure in motion"
    if at.lemma in ("begin", "start") and at.node.lemma_ == "use":
        return None, False  # "started using the euro"
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


def _way_there(at: Above) -> Verdict | None:
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


def _vote(at: Above) -> Verdict | None:
    """A parliament's vote is a step; voters only say what they wish."""
    if at.lemma == "vote" and at.relation in ("xcomp", "advcl", "prep", "ccomp", "acl"):
        if at.node.lemma_ in _DECIDED and are_members(at.head):
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


def _consent(at: Above) -> Verdict | None:
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
        decided = papers and not _is_foretold(at.head)
        return (Status.UNDERWAY if decided else of_voters(at.head, at.words)), False
    agents = [t for a in children(at.head, "agent") for t in children(a, "pobj")]
    if at.lemma in _APPROVING and at.relation == "nsubjpass" and is_parliament(agents, at.words):
        return Status.UNDERWAY, True
    return None


# What is signed off on when a state is let in.
_PAPERS = frozenset(("bid", "application", "protocol"))
_AUTHORISING = ("authorise", "authorize")
_APPROVING = ("approve", "endorse", "back", "adopt", "pass", *_AUTHORISING)


def _let_in(at: Above) -> Verdict | None:
    """ "Accepts its accession", "wave through its entry": decided, and the papers are still to come."""
    if at.node.lemma_.lower() not in ("accession", "entry", "admission", "application", "bid"):
        return None
    objects = at.relation in ("dobj", "obj", "nsubjpass")
    accepted = objects and at.lemma in ("accept", "clear", "greenlight", "wave", "okay")
    through = at.head.lower_ == "through" and at.head.head.lemma_.lower() == "wave"
    return (Status.UNDERWAY, through) if accepted or through else None


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


_STOPPING = ("freeze", "shelve", "halt", "suspend", "pause")


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
    if at.lemma in _STOPPING and at.node.lemma_.lower() in ("ratification", "accession", "signing"):
        return Status.NOT_DONE, False  # "freezes its ratification"
    if at.lemma in ("veto", "block") and any(a.tag_ == "MD" for a in auxiliaries(at.head)):
        return Status.PROPOSED, True  # "will veto its accession": until then it stands
    given_up = at.lemma in _GIVING_UP and at.relation in ("dobj", "obj", "nsubjpass")
    if given_up and at.node.lemma_.lower() in _PLANS:
        marked = any(m.lower_ in at.words.conditional for m in children(at.head, "mark"))
        open_ = marked or _is_foretold(at.head) or is_infinitive(at.head)
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


def _of_subject(verb: Token, words: StatusWords) -> Status | None:
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
    if _is_foretold(verb) and any(t.lower_ in EFFECT for t in said):
        return Status.UNDERWAY  # "its withdrawal would take effect in June"
    if verb.lemma_ in COMING and (is_infinitive(verb) or _is_foretold(verb)):
        return Status.PROPOSED
    return Status.NOT_DONE if verb.lemma_.lower() in ("fail", "stall", "collapse") else None


def _is_imagined(verb: Token) -> bool:
    """Whether a verb tells what would be: not what turned out to be ("would prove fateful")."""
    if verb.lemma_ in ("prove", "become", "mark", "last", "lead", "turn", "come", "remain"):
        return False
    helpers = {a.lower_ for a in auxiliaries(verb)}
    return "would" in helpers and "have" not in helpers


# What a treaty does that others have not ratified.
LACKING = ("need", "require", "await", "lack", "want")


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


def _is_foretold(verb: Token) -> bool:
    return any(a.tag_ == "MD" for a in auxiliaries(verb))


def _by_word(at: Above) -> Status | None:
    """What the lists of the lexicon say of a governing word, else what an infinitive implies."""
    words, relation = at.words, at.relation
    if at.lemma in ("favor", "favour") and any(t.lemma_ == "vote" for t in at.head.ancestors):
        return None  # the vote decides
    if at.lemma in ("invite", "invitation") and _is_formal_invitation(at.head):
        return Status.UNDERWAY
    if (
        at.lemma in ("agree", "decide", "resolve")
        and at.node.lemma_ in _DECIDED
        and relation == "xcomp"
    ):
        return None if _decides_itself(at.head) else Status.PROPOSED
    if at.lemma in ("decide", "rule", "resolve") and relation == "ccomp":
        return None if at.node.tag_ in ("VBZ", "VBP") else Status.PROPOSED  # "that it ceases to be"
    if at.lemma in words.underway or (at.lemma == "order" and at.head.pos_ == "NOUN"):
        return Status.UNDERWAY
    if at.lemma in words.done and (relation != "acl" or at.lemma in ("first", "last")):
        return None
    if at.lemma in words.proposed:
        return Status.PROPOSED
    if relation in ("xcomp", "advcl", "acl") and is_infinitive(at.node):
        if at.head.head.lemma_ in LACKING and at.head.dep_ in ("dobj", "obj"):
            return Status.PROPOSED  # "needs one more ratification to enter into force"
        ranked = at.head if relation == "acl" else next(iter(children(at.head, "attr")), None)
        among = [p for p in children(at.head, "prep") if p.lower_ == "among"]
        ranked = ranked or next((t for p in among for t in children(p, "pobj")), None)
        return None if ranked is not None and _is_ranking(ranked) else Status.PROPOSED
    return None


def _is_formal_invitation(word: Token) -> bool:
    """ "Formally invites Malta to join", "Malta is invited to become a member", "extended invitations"."""
    if any(c.lower_ in ("formally", "officially") for c in word.children):
        return True
    if word.pos_ == "VERB":
        return is_passive(word) and not any(a.tag_ == "MD" for a in auxiliaries(word))
    return word.dep_ in ("dobj", "nsubjpass") and word.head.lemma_ in ("extend", "issue", "send")


def _decides_itself(verb: Token) -> bool:
    """ "The Union agrees to suspend Chad", "its leaders decided to": what they resolve is done."""
    if is_infinitive(verb) or any(a.tag_ == "MD" for a in auxiliaries(verb)) or is_negated(verb):
        return False
    who = children(verb, "nsubj")
    who += [t for w in who for p in children(w, "prep") for t in children(p, "pobj")]
    who += [t for w in who for t in children(w, "poss", "compound")]
    return any(t.ent_type_ == "ORG" for t in who)


def _is_ranking(noun: Token) -> bool:
    """ "The 112th country to ratify", "one of the first states to leave": they did."""
    if noun.lower_ == "one":
        of = [t for p in children(noun, "prep") for t in children(p, "pobj")]
        return any(map(_is_ranking, of))
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


# What is done for a time before an act that happens then.
_WAITING = (
    "wait",
    "hesitate",
    "hold",
    "spend",
    "negotiate",
    "take",
    "dither",
    "pause",
    "sit",
    "argue",
    "quarrel",
    "haggle",
    "sign",
    "apply",
)


def _is_gone_by(verb: Token) -> bool:
    """Whether a verb tells of the time that passed until something was done: "waited before signing"."""
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not auxiliaries(verb))
    return past and verb.lemma_.lower() in _WAITING and not is_negated(verb)


_LAWS = ("law", "decree", "legislation")
_PASSING = ("adopt", "pass", "sign", "approve", "enact", "issue")


def _by_preposition(node: Token, preposition: Token) -> Status | None:
    if node.tag_ != "VBG" or preposition.lower_ in _DONE_PREPOSITIONS:
        return None
    if preposition.lower_ == "against" and preposition.head.lemma_ in _CHOOSES:
        return Status.NOT_DONE  # "decided against joining"
    told = preposition.head.tag_ == "VBD" and not is_negated(preposition.head)
    if preposition.lower_ == "without" and told:
        return Status.NOT_DONE  # "signed it without ratifying"
    if preposition.head.lemma_ in ("favor", "favour", "vote"):
        return None  # "voted in favour of leaving": the vote decides
    if preposition.lower_ == "of" and preposition.head.lemma_ in ("notice", "notification"):
        return None  # "gave notice of leaving": by what is done with the notice
    if preposition.head.lemma_ in _LAWS:
        return None  # "a law on leaving": by what becomes of the law
    papers = [t for t in children(preposition.head, "dobj") if t.i + 1 == preposition.i]
    if any(t.lemma_ in _LAWS for t in papers) and preposition.head.lemma_ in _PASSING:
        return Status.UNDERWAY  # "adopts a law on leaving", as the parser has it
    if preposition.lower_ in ("on", "upon") and preposition.i < preposition.head.i:
        return None  # "On joining the bank, Peru …"
    return Status.PROPOSED
