"""Acts told by words that only point back to another: "as have Japan and Brazil", "Peru followed a
year later", "Kenya did the same", "Chad has yet to do so".

An echo repeats the act that the text told last, with a party, status and date of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.answers import answers, coming_asked
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.effects import effect_told
from treatygraph.extract.gaps import before_aside, inverted, is_gap, is_state, is_time, state_before
from treatygraph.extract.latecomers import WAITING, latecomer, latecomer_too
from treatygraph.extract.lexicon import Entry
from treatygraph.extract.minds import CHANGING, OPEN, changed_mind
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import subject_of
from treatygraph.extract.theirs import MAKING, UNDOING, owner_behind, status_of_theirs
from treatygraph.extract.topic import stands_alone
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_negated,
    is_passive,
    noun_lemma,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import ActClaim, ActKind, PartialDate, Status

# What an echo is called in the reason of its claim.
HELPING = Entry("echo", "have", "verb", (), "Chile has ratified the pact, as has Peru.")
FOLLOWING = Entry("echo-follow", "follow", "verb", (), "Chile left the pact. Peru followed.")
GAP = Entry("echo-gap", "", "noun", (), "Chad ratified the pact in 2006, Angola in 2007.")
PAPER = Entry(
    "echo-paper", "", "verb", (), "Chile applied to join it. The application was made in May."
)
UNFILED = Entry(
    "echo-unfiled", "", "verb", (), "Chile is leaving the pact. No notice has been received."
)
LATER = Entry(
    "echo-later", "", "verb", (), "Chile is leaving the pact. The exit takes effect in a year."
)
EFFECT = Entry(
    "echo-effect", "", "verb", (), "Chile had left the pact. The exit took effect in May 2018."
)
COMING = Entry("echo-come", "come", "verb", (), "Chile signed the pact. Peru came a day later.")
TURN = Entry("echo-turn", "", "noun", (), "Chile left the pact. Peru was next.")
STEP = Entry("echo-step", "take", "verb", (), "Chile left the pact. Peru took the same step.")
MIND = Entry("echo-mind", "", "verb", (), "Chad said it would leave the pact. It changed its mind.")
LATECOMER = Entry("echo-wait", "wait", "verb", (), "Chad signed the pact. Mali waited until 2018.")
ASKING = Entry("echo-ask", "", "verb", (), "Who went before? Chad in 2018.")
THEIRS = Entry("echo-own", "", "verb", (), "Chad made a reservation. Mali's came in 2018.")


@dataclass(frozen=True, slots=True)
class Echo:
    """A word that points back to an act, and the words for who does it, too.

    Where ``repeats`` is true the act is as far as the one that it repeats: who follows an applicant
    has applied. ``status`` is what the words themselves tell. Without ``parties`` it is the same state
    that does it.
    """

    entry: Entry
    trigger: Token
    parties: tuple[Token, ...]
    repeats: bool
    status: Status | None = None

    @property
    def answering(self) -> bool:
        """Whether it may answer a question: "Chad in 2018", "Mali did, in May"."""
        return self.entry in (GAP, HELPING)


_COMING = ("come", "go", "arrive")
# What "came" and "went" may repeat.
_CAME = (ActKind.SIGNATURE, ActKind.RATIFICATION, ActKind.ACCESSION, ActKind.JOINING)
_WENT = (ActKind.WITHDRAWAL, ActKind.LEAVING)
# Acts that no party does.
_NOBODYS = frozenset(
    (
        ActKind.ADOPTION,
        ActKind.OPENING,
        ActKind.ENTRY_INTO_FORCE,
        ActKind.TERMINATION,
        ActKind.ESTABLISHMENT,
    )
)


def find_echoes(parsed: Parsed) -> Iterator[Echo]:
    """The echoes of a passage, in text order."""
    for token in parsed.doc:
        if parsed.mention(token) is not None:
            if is_gap(token, parsed) or latecomer_too(token, parsed):
                yield Echo(GAP, token, (token,), repeats=True)
            continue
        if not _may_echo(token):
            continue
        found = _theirs(token, parsed) or _asking_who(token)
        found = found or (
            _unfiled(token)
            or _helping(token, parsed)
            or _following(token)
            or _same_again(token, parsed)
        )
        found = found or _paper(token) or _later(token)
        found = found or _inverted(token, parsed) or _turn(token, parsed)
        found = found or _coming(token, parsed)
        found = found or _waiting(token, parsed) or _changing(token)
        if found is not None:
            yield found


def _may_echo(token: Token) -> bool:
    """Whether a word is of those that one of the readers below may take for an echo."""
    return (
        token.pos_ in ("VERB", "AUX")
        or token.tag_ == "VBD"
        or token.lower_ in _HELPERS
        or token.lemma_.lower() in _POINTING
    )


def echoed(echo: Echo, parsed: Parsed, discourse: Discourse) -> list[ActClaim]:
    """The act that was told last before an echo, in its sentence or the one before, once for each of
    its objects."""
    place = parsed.starts[echo.trigger.i]
    sentence = echo.trigger.sent
    previous = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    earliest = parsed.starts[previous.start]
    if sentence.start == 0 and discourse.acts:  # the paragraph before
        last_end = discourse.acts[-1].evidence[0].end
        near = parsed.passage.start - last_end <= 3
        earliest = discourse.acts[-1].evidence[0].start if near else earliest
    told_before = sentence[: echo.trigger.i - sentence.start]
    if echo.entry is GAP and any(t.pos_ in ("VERB", "AUX") for t in told_before):
        earliest = parsed.starts[sentence.start]  # "Malta signed it; Fiji, too": that verb
    if echo.entry is PAPER and _asking(echo):
        earliest = min(earliest, parsed.passage.start)
    before = [
        c
        for c in discourse.acts
        if earliest <= _place(c) < place and (c.party or c.kind not in _NOBODYS)
    ]
    before = _fitting(echo, before, parsed)
    if not before:
        return []
    last = max(map(_place, before))
    acts: dict[tuple[str, str], ActClaim] = {}
    for claim in before:
        if _place(claim) == last:
            who = claim.party.key if claim.party and not echo.parties else ""
            acts[(claim.object.key, who)] = claim
    return list(acts.values())


def _fitting(echo: Echo, told: list[ActClaim], parsed: Parsed) -> list[ActClaim]:
    """Those acts that an echo of its sort can repeat."""
    if echo.entry is HELPING:
        return [c for c in told if not _is_own(c, echo, parsed)]
    if echo.entry is PAPER:
        papers = _asking(echo)
        open_ = (Status.UNDERWAY, Status.PROPOSED)
        told = [c for c in told if not papers or c.status in open_]
        if echo.status is Status.NOT_DONE:
            return [c for c in told if c.status is not Status.NOT_DONE]
        return told
    if echo.entry is THEIRS:
        return [c for c in told if status_of_theirs(echo.trigger, c.kind, c.status)]
    if echo.entry is LATECOMER:
        return [c for c in told if c.status is Status.DONE]
    if echo.entry is MIND:
        return [c for c in told if c.status in OPEN or _is_too(echo.trigger)]
    if echo.entry is COMING:
        kinds = _CAME if echo.trigger.lemma_ == "come" else _WENT
        return [c for c in told if c.kind in kinds and c.status is Status.DONE]
    return told


def _changing(verb: Token) -> Echo | None:
    """ "Gambia changed its mind": what it had planned is off."""
    doer = changed_mind(verb)
    parties = tuple(with_conjuncts(doer)) if doer is not None else ()
    return Echo(MIND, verb, parties, False, Status.NOT_DONE) if parties else None


def _is_too(verb: Token) -> bool:
    """ "Gambia changed its mind, too"."""
    return any(t.lower_ in ("too", "also", "likewise") for t in children(verb, "advmod"))


def _is_own(act: ActClaim, echo: Echo, parsed: Parsed) -> bool:
    """Whether an act is told of the echo's own party in the same sentence: of "Tonga, a signatory, has not"
    the signature is not what it has not done."""
    named = filter(None, (parsed.mention(w) for t in echo.parties for w in t.subtree))
    own = {c.entity.key for m in named for c in m.candidates}
    start = parsed.sentence_span(echo.trigger.sent)[0]
    return act.party is not None and act.party.key in own and _place(act) >= start


def _asking(echo: Echo) -> set[str]:
    """The words for a paper that asks for something: "the application"."""
    return {t.lemma_.lower() for t in echo.trigger.children} & _ASKING


def _later(verb: Token) -> Echo | None:
    """ "The exit takes effect in a year": what the text told as done has only been decided; "the exit took
    effect in May": it is done."""
    effect = effect_told(verb)
    if effect is None:
        return None
    if effect.past:
        return Echo(EFFECT, verb, (), False, Status.DONE)
    return Echo(LATER, verb, (), False, Status.UNDERWAY)


# Effects come at most so many days after an act.
_SOON_ENOUGH = 500


def taking_effect(
    kinds: Container[ActKind],
    place: int,
    discourse: Discourse,
    day: PartialDate | None,
) -> list[ActClaim]:
    """The acts of these kinds that the text told last before a place, of which it says there that they
    take effect; not what happened long before ``day``."""
    told = (Status.DONE, Status.UNDERWAY)
    before = [c for c in discourse.acts if c.kind in kinds and _place(c) < place and c.party]
    here = [c for c in before if (c.party, c.object) == (before[-1].party, before[-1].object)]
    last = next((c for c in reversed(here) if c.status in told), None)
    if last is None:
        return []
    if last.date and day and (day.first - last.date.last).days > _SOON_ENOUGH:
        return []
    return [c for c in before if c.evidence == last.evidence and c.status is last.status]


def announced(
    echo: Echo, parties: Iterable[str], parsed: Parsed, discourse: Discourse
) -> list[ActClaim]:
    """The departures that the text has told so far, and that an echo says were not filed: the latest ones,
    of the echo's own ``parties`` (keys) where it names any."""
    place, keys = parsed.starts[echo.trigger.i], set(parties)
    before = [
        c
        for c in discourse.acts
        if c.kind in (ActKind.WITHDRAWAL, ActKind.LEAVING)
        and c.status is Status.DONE
        and _place(c) < place
        and c.party is not None
        and (not keys or c.party.key in keys)
    ]
    if not keys and before:
        last = before[-1].party
        group = {c.party for c in before if c.evidence == before[-1].evidence} | {last}
        before = [c for c in before if c.party in group]
    latest = max((c.date for c in before if c.date), default=None)
    near = [c for c in before if c.date is None or latest is None or c.date.year == latest.year]
    # "Says that it leaves. It made the announcement on Monday": the day that is told, not that of the text
    told = {(c.kind, c.party, c.object) for c in near if c.reason.anchor("date") is not None}
    return [
        c
        for c in near
        if (c.kind, c.party, c.object) not in told or c.reason.anchor("date") is not None
    ]


def echoed_status(echo: Echo, own: Status, act: ActClaim) -> Status:
    """How far an echoed act got: as far as the first one, unless the echo says otherwise."""
    if echo.status is not None and (own is Status.DONE or echo.entry is MIND):
        return echo.status
    if echo.entry is GAP:
        return act.status
    if echo.entry is THEIRS:
        return status_of_theirs(echo.trigger, act.kind, act.status) or own
    if echo.trigger.lower_ in _MODALS and own is Status.DONE:
        return Status.PROPOSED
    before = before_aside(echo.trigger)
    so = before is not None and before.lower_ == "so"
    same = any(t.lower_ == "same" for t in echo.trigger.children)
    alike = so or same or echo.entry is FOLLOWING
    if echo.repeats and own is Status.DONE and (alike or act.status is not Status.NOT_DONE):
        return act.status  # "Malta rejected it, and Cyprus followed"
    return own


def _place(claim: ActClaim) -> int:
    trigger = claim.reason.anchor("trigger")
    return trigger.start if trigger is not None else claim.evidence[0].start


def _echo(entry: Entry, token: Token, subject: Token | None, *, repeats: bool) -> Echo | None:
    if subject is None:
        return None
    return Echo(entry, token, tuple(with_conjuncts(subject)), repeats)


# Without one of these words a passage holds no echo of what an earlier one told.
ECHOING = (
    *("have", "do", "would", "will", "might", "may", "could", "should", "follow", "take", "make"),
    *("pass", "approve", "adopt", "sign", "submit", "lodge", "file", "deliver", "deposit"),
    *("announce", "present", "hand", "send", "receive", "revoke", "rescind", "cancel", "withdraw"),
    *("retract", "annul", "drop", "next", "turn", "so", "nor", "neither", "come", "go"),
    *("effect", "effective", "operative", "final", "kick", "produce"),
    *WAITING,
    *CHANGING,
    *MAKING,
    *UNDOING,
    *("arrive", "stand", "remain", "persist"),
)
_TIMES = ("in", "on", "since", "until", "by", "during", "after", "before")
_DID = ("did", "has", "have", "had")
_MODALS = ("would", "will", "might", "may", "could", "should")
_HELPERS_ALONE = ("has", "have", "had", "did", "does")
_INVERTED = (*_HELPERS_ALONE, "do", "is", "are", "was", "were")
# What an echo may be although the tagger takes it for no verb.
_HELPERS = frozenset((*_INVERTED, *_MODALS))
_POINTING = frozenset((*_COMING, "do", "take", "make"))


def _asking_who(verb: Token) -> Echo | None:
    """ "Who went before?": told of nobody, but others answer it."""
    known = verb.lemma_.lower() in _COMING and coming_asked(verb)
    return Echo(ASKING, verb, (), repeats=False) if known else None


def _helping(token: Token, parsed: Parsed) -> Echo | None:
    """ "As has Peru", "so did Peru", "Washington has not", "Peru did, too", "Cuba said it would", "Chad did
    in 2016"."""
    if token.lower_ not in (*_HELPERS_ALONE, *_MODALS) or token.dep_ in (
        "aux",
        "auxpass",
    ):
        return None
    if any(t.i > token.i for t in children(token, *OBJECTS, "xcomp", "ccomp", "acomp", "aux")):
        return None
    times = children(token, "prep")
    if not all(p.lower_ in _TIMES and any(is_time(t, parsed) for t in p.subtree) for p in times):
        return None
    pointing = any(
        t.lower_ in ("as", "so", "too", "likewise")
        for t in children(token, "mark", "advmod", "prep")
    )
    modal = token.lower_ in _MODALS
    pointing = pointing or (token.lower_ in _DID and (bool(times) or answers(token, parsed)))
    if token.dep_ not in ("advcl", "ROOT", "conj", "ccomp") or not (
        is_negated(token) or pointing or modal
    ):
        return None
    return _echo(HELPING, token, own_subject(token), repeats=pointing)


def _inverted(token: Token, parsed: Parsed) -> Echo | None:
    """ "So did Peru", "nor has Fiji"."""
    if token.lower_ not in _INVERTED:
        return None
    parties = tuple(inverted(token, parsed))
    if not parties:
        return None
    before = before_aside(token)
    denied = Status.NOT_DONE if before is None or before.lower_ != "so" else None
    return Echo(HELPING, token, parties, denied is None, denied)


def _turn(verb: Token, parsed: Parsed) -> Echo | None:
    """ "Chad was next", "in May it was Peru's turn"."""
    if verb.lemma_ != "be" or verb.pos_ not in ("AUX", "VERB"):
        return None
    turns = [t for t in children(verb, "attr") if t.lower_ == "turn"]
    owner = next((o for t in turns for o in children(t, "poss")), None)
    if owner is None and any(t.lower_ == "next" for t in children(verb, "acomp", "attr", "advmod")):
        owner = subject_of(verb)
    if owner is None:
        return None
    told = verb.tag_ == "VBD" or parsed.passage.day is not None  # a chronology tells it so
    status = None if told else Status.PROPOSED
    return Echo(TURN, verb, tuple(with_conjuncts(owner)), status is None, status)


def _theirs(verb: Token, parsed: Parsed) -> Echo | None:
    """ "Chile's came in 2003", "Niger scrapped its own"."""
    owner = owner_behind(verb, parsed) if verb.pos_ == "VERB" else None
    return _echo(THEIRS, verb, owner, repeats=True)


def _waiting(verb: Token, parsed: Parsed) -> Echo | None:
    """ "Mali waited until 2018"."""
    return _echo(LATECOMER, verb, latecomer(verb, parsed), repeats=False)


def _coming(verb: Token, parsed: Parsed) -> Echo | None:
    """ "Peru came five days later", "Fiji went in 2013", "the last to go"."""
    if verb.lemma_ not in ("come", "go") or verb.tag_ != "VBD":
        return None
    subject = own_subject(verb)
    if subject is None:
        return None
    if not any(child.dep_ in ("prep", "npadvmod", "advmod") for child in verb.children):
        return None
    if not stands_alone(verb, None, parsed) or not is_state(subject, parsed):
        return None
    return Echo(COMING, verb, tuple(with_conjuncts(subject)), repeats=True)


def _following(token: Token) -> Echo | None:
    """ "Peru followed", "followed suit", "the first to follow", "followed its neighbour"."""
    if token.lemma_.lower() != "follow" or token.pos_ != "VERB":
        return None
    considered = token.head.lemma_.lower() in ("rule", "consider", "contemplate", "resist")
    if (
        token.dep_ in ("prep", "advcl", "acl", "amod")
        and token.tag_ in ("VBG", "VBN")
        and not considered
    ):
        return None  # "following the vote", "followed by Peru"
    objects = children(token, *OBJECTS, "pobj")
    words = load_nouns()
    if any(
        o.lower_ not in ("suit", "example", "lead", "path", "them", "it", "neighbour", "neighbor")
        and o.lemma_.lower() not in words.state
        for o in objects
    ):
        return None
    if children(token, "nsubjpass", "auxpass"):
        return None
    if any(noun_lemma(t) in _ACTS for t in children(token, "nsubj")):
        return None  # "its ratification will follow": that is told by the noun
    if any(t.i > token.i for t in children(token, "ccomp")):
        return None  # in front of it: "Qatar quit, Ecuador followed"
    return _echo(FOLLOWING, token, subject_of(token), repeats=True)


_ACTS = ("ratification", "accession", "signature", "withdrawal", "approval", "exit", "departure")
_PAPERS = frozenset(
    (
        *("application", "request", "bid", "notice", "notification", "bill", "motion", "letter"),
        *("announcement", "decision", "legislation", "decree", "declaration"),
    )
)
# The papers of what is not done yet.
_STEPS = ("step", "move", "decision", "course", "route", "choice")
_ASKING = frozenset(("application", "request", "bid", "bill", "motion", "legislation"))
_TAKEN_BACK = frozenset(("revoke", "rescind", "cancel", "withdraw", "retract", "annul", "drop"))
_HANDLED = {
    **dict.fromkeys(("pass", "approve", "adopt", "sign"), Status.UNDERWAY),
    **dict.fromkeys(("submit", "lodge", "file", "deliver", "deposit"), Status.UNDERWAY),
    **dict.fromkeys(("make", "announce", "present", "hand", "send", "receive", "come"), None),
    **dict.fromkeys(_TAKEN_BACK, Status.NOT_DONE),
}


def _paper(verb: Token) -> Echo | None:
    """ "The application was made in May", "the house passed the bill a day earlier", "in March the
    government revoked it": what was done with the paper of an act."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in _HANDLED:
        return None
    status = _HANDLED[lemma]
    subject = "nsubjpass" if is_passive(verb) else "dobj"
    for paper in children(verb, "nsubj" if lemma == "come" else subject):
        pointing = any(t.lower_ in ("the", "its", "their", "that", "this") for t in paper.children)
        own = lemma in _TAKEN_BACK and paper.lower_ in ("it", "own", "notice", "decision")
        known = paper.lemma_.lower() in _PAPERS and pointing
        about = [
            p for p in children(paper, "prep") if p.lower_ in ("of", "from", "to", "about", "on")
        ]
        if not (known or own) or about or children(paper, "acl", "relcl"):
            continue
        if paper.lemma_.lower() not in _PAPERS and not own:
            continue
        if status is Status.UNDERWAY and paper.lemma_.lower() in ("announcement", "decision"):
            status = None
        return Echo(PAPER, verb, (), repeats=status is None, status=status)
    return None


_NOTICES = ("notice", "notification", "letter", "instrument", "paper", "paperwork")
_FILED = (
    "receive",
    "see",
    "send",
    "submit",
    "file",
    "give",
    "deposit",
    "lodge",
    "make",
    "hand",
    "serve",
)


def _unfiled(verb: Token) -> Echo | None:
    """ "Nothing has happened in law", "no formal notice has been received", "it has yet to notify the
    depositary": who announced a departure has not taken the step that it needs."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return None
    if lemma not in (*_FILED, "happen", "change", "occur", "notify", "inform"):
        return None
    subject = own_subject(verb)
    below = {t.lower_ for t in verb.subtree}
    if lemma in ("happen", "change", "occur") and subject is not None:
        legal = below & {"law", "legally", "formally", "officially", "legal"}
        return (
            Echo(UNFILED, verb, (), False, Status.PROPOSED)
            if subject.lower_ == "nothing" and legal
            else None
        )
    if lemma in _FILED:
        papers = children(verb, "nsubjpass", *OBJECTS)
        paper = next((t for t in papers if t.lemma_.lower() in _NOTICES), None)
        if paper is None or children(paper, "relcl"):
            return None
        none = any(t.lower_ == "no" for t in children(paper, "det"))
        none = none or (subject is not None and subject.lower_ in ("nobody", "no-one", "none"))
        if not (none or _not_yet(verb)):
            return None
        doer = () if is_passive(verb) or none or subject is None else tuple(with_conjuncts(subject))
        return Echo(UNFILED, verb, doer, False, Status.PROPOSED)
    formal = below & {"yet", "formally", "officially", "depositary"}
    if lemma in ("notify", "inform") and formal and _not_yet(verb) and subject is not None:
        return Echo(UNFILED, verb, tuple(with_conjuncts(subject)), False, Status.PROPOSED)
    return None


def _not_yet(verb: Token) -> bool:
    """ "Has not notified", "has yet to notify"."""
    if is_negated(verb):
        return any(t.lemma_ == "have" for t in children(verb, "aux"))
    above = verb.head
    yet = any(t.lower_ == "yet" for t in (*above.children, *verb.children))
    return verb.dep_ == "xcomp" and above.lemma_ in ("have", "be") and yet


def _tells_another(clause: Token) -> bool:
    """ "Did so when it ratified": what was done along with that is another thing."""
    when = any(t.lower_ in ("when", "on", "upon") for t in children(clause, "advmod", "mark"))
    return when and clause.lemma_ in ("ratify", "accede", "sign", "join", "approve", "accept")


def _so_behind(verb: Token) -> bool:
    """ "Did so four months later", where the parser counts the months with "so"."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]
    words = [t.lower_ for t in behind]
    return words[:1] == ["so"] and words[1:] not in (["much"], ["many"], ["well"], ["badly"])


def _same_again(token: Token, parsed: Parsed) -> Echo | None:
    """ "Did the same", "has yet to do so", "took that step", "made the same move"."""
    lemma = token.lemma_.lower()
    if lemma == "do" and token.dep_ not in ("aux", "auxpass"):
        near = [*token.children, *(c for t in children(token, "advmod") for c in t.children)]
        so = any(t.lower_ in ("so", "likewise") for t in near) or _so_behind(token)
        so = so or any(t.lower_ in ("as", "like") for t in children(token, "mark"))
        same = any(t.lower_ == "same" for t in children(token, *OBJECTS, "npadvmod", "nsubj"))
        doer = state_before(token, parsed) or subject_of(token)
        if any(_tells_another(c) for c in children(token, "advcl")):
            return None
        return _echo(STEP, token, doer, repeats=same) if so or same else None
    if lemma in ("take", "make"):
        for step in children(token, "dobj", "obj"):
            pointed = {t.lower_ for t in step.children} & {"that", "the", "this", "same", "similar"}
            if step.lemma_.lower() in _STEPS and pointed:
                return _echo(STEP, token, subject_of(token), repeats=True)
    return None
