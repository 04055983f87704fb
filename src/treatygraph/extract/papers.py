"""Papers and formal steps that govern an act: "gave notice of its withdrawal", "filed its application", "its exit took
effect", "told the depositary that it would leave"."""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.above import Above, Verdict, is_foretold
from treatygraph.extract.effects import speaks_of_effect
from treatygraph.extract.sharing import NOTIFYING
from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated
from treatygraph.model import Status

_CHOOSES = ("decide", "vote", "choose", "opt", "rule")


_DONE_PREPOSITIONS = frozenset(
    ["after", "since", "despite", "following", "by", "upon", "for", "over", "with", "in"]
)


def by_speech(at: Above) -> Verdict | None:
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


def in_effect(at: Above) -> Verdict | None:
    """ "Its decision to leave took effect in May": it left then."""
    verb = at.head.head
    decided = at.lemma in ("decision", "announcement") and at.relation == "acl"
    if not decided or at.head.dep_ != "nsubj" or verb.tag_ != "VBD" or is_negated(verb):
        return None
    return (None, True) if speaks_of_effect(verb) else None


def by_notice(at: Above) -> Verdict | None:
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
    if at.lemma == "notify" and at.relation == "ccomp" and is_foretold(at.node):
        told = known and not (is_foretold(at.head) or is_infinitive(at.head))
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
        and not (is_foretold(verb) or is_infinitive(verb) or is_negated(verb))
    )


def by_filing(at: Above) -> Verdict | None:
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


# What is done with a bill that nobody has passed yet.
_DEBATING = ("debate", "discuss", "consider", "study", "examine", "weigh", "draft", "mull")


_STARTING = ("begin", "start", "launch", "initiate", "trigger", "open")


def by_process(at: Above) -> Verdict | None:
    """ "Began the process of leaving": the step is taken. "Debates a bill to leave": it is not."""
    noun = at.head.head if at.head.lower_ == "of" else at.head
    if noun.dep_ not in ("dobj", "obj", "nsubjpass"):
        return None
    verb = noun.head
    bill = at.lemma in ("bill", "motion", "law", "legislation") and at.relation in ("acl", "prep")
    if bill and verb.lemma_ in _DEBATING:
        return Status.PROPOSED, True
    begun = noun.lemma_ in ("process", "procedure") and verb.lemma_ in _STARTING
    if begun and not (is_foretold(verb) or is_infinitive(verb) or is_negated(verb)):
        return Status.UNDERWAY, True
    return None


def by_letting_in(at: Above) -> Verdict | None:
    """ "Accepts its accession", "wave through its entry": decided, and the papers are still to come."""
    if at.node.lemma_.lower() not in ("accession", "entry", "admission", "application", "bid"):
        return None
    objects = at.relation in ("dobj", "obj", "nsubjpass")
    accepted = objects and at.lemma in ("accept", "clear", "greenlight", "wave", "okay")
    through = at.head.lower_ == "through" and at.head.head.lemma_.lower() == "wave"
    return (Status.UNDERWAY, through) if accepted or through else None


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
