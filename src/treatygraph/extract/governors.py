"""What a word above an act makes of it: "refused to", "a bill to", "is set to", "rumours that".

Each reader below knows one way in which a word governs another, and says what it makes of the act, or
that it does not apply.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.above import DECIDED, LACKING, Above, Verdict
from treatygraph.extract.dates import ordinal_number
from treatygraph.extract.decisions import by_consent, by_judgement, by_opposing, by_vote, on_the_way
from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.papers import (
    by_filing,
    by_letting_in,
    by_notice,
    by_process,
    by_speech,
    in_effect,
)
from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated, is_passive
from treatygraph.extract.undoing import by_undoing, of_subject
from treatygraph.model import Status

_PENALTIES = ("suspension", "expulsion", "exclusion", "removal")


def governed(at: Above) -> Verdict:
    """What the governing word makes of the act, and whether to look no further up."""
    for read in (
        by_consent,
        on_the_way,
        _clause,
        in_effect,
        by_process,
        by_notice,
        by_letting_in,
        by_speech,
        by_filing,
        by_opposing,
        _slow,
        by_judgement,
        _idiom,
        by_vote,
        _talk,
        by_undoing,
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
    if decided and at.relation == "acl" and at.node.lemma_ in DECIDED:
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
        found = of_subject(at.head, at.words)
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


def _is_imagined(verb: Token) -> bool:
    """Whether a verb tells what would be: not what turned out to be ("would prove fateful")."""
    if verb.lemma_ in ("prove", "become", "mark", "last", "lead", "turn", "come", "remain"):
        return False
    helpers = {a.lower_ for a in auxiliaries(verb)}
    return "would" in helpers and "have" not in helpers


def _by_word(at: Above) -> Status | None:
    """What the lists of the lexicon say of a governing word, else what an infinitive implies."""
    words, relation = at.words, at.relation
    if at.lemma in ("favor", "favour") and any(t.lemma_ == "vote" for t in at.head.ancestors):
        return None  # the vote decides
    if at.lemma in ("invite", "invitation") and _is_formal_invitation(at.head):
        return Status.UNDERWAY
    if (
        at.lemma in ("agree", "decide", "resolve")
        and at.node.lemma_ in DECIDED
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
