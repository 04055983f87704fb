"""Frames: a trigger word of the lexicon in a parsed passage, with the words for its object and party.

Nothing is named here yet: the frame holds tokens. What they stand for is decided in ``referents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.admission import ADMISSIONS, ADMITTING, is_admitting
from treatygraph.extract.gaps import companion, is_season, state_before
from treatygraph.extract.gathering import is_gathered
from treatygraph.extract.lexicon import Entry, Lexicon
from treatygraph.extract.listing import another_behind, listed_behind
from treatygraph.extract.membership import (
    counting,
    doer_of,
    far_relative,
    imposed_on,
    is_for_something_else,
    is_of_a_person,
    is_ranked,
    is_replaced_by,
    is_said,
    member_whose,
    suffered,
    threatened,
    told_to,
    whom_let,
    within_body,
    years_turned,
)
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import (
    gives,
    holder_of,
    is_ranking,
    one_of,
    owner_of,
    sender_of,
    subject_of,
    through_relative,
    undergoer_of,
)
from treatygraph.extract.topic import shares_an_object, stands_alone
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_infinitive,
    is_passive,
    noun_lemma,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import ActKind, EntityKind, NameKind


@dataclass(frozen=True)
class Frame:
    """A trigger with its arguments. ``parties`` may be empty; ``objects`` are in text order.

    ``companions`` did the same before: "the 18th country to sign it, joining Italy and Japan".
    ``excepted`` did not: "every member but Malta". ``makers`` are those who adopted what has no party; ``complement`` the further word of the trigger.
    """

    entry: Entry
    trigger: Token
    objects: tuple[Token, ...]
    parties: tuple[Token, ...]
    elliptic: bool = False
    companions: tuple[Token, ...] = ()
    excepted: tuple[Token, ...] = ()
    makers: tuple[Token, ...] = ()
    complement: Token | None = None


def find_frames(parsed: Parsed, lexicon: Lexicon) -> Iterator[tuple[Frame, ...]]:
    """For each trigger of a passage, in text order, the frames that it may be read as, best first."""
    found = []
    for token in parsed.doc:
        named = parsed.mention(token) is not None or _is_of_an_office(token, parsed)
        if not named and not _names_a_treaty(token):
            readings = tuple(_readings(token, parsed, lexicon))
            if readings:
                found.append(readings)
    # "Revoked its ratification": the noun is part of what the verb tells, and tells nothing itself.
    parts = {f.complement.i for readings in found for f in readings[:1] if f.complement}
    for readings in found:
        if readings[0].trigger.i not in parts or readings[0].trigger.pos_ not in ("NOUN", "PROPN"):
            yield readings


def _is_of_an_office(token: Token, parsed: Parsed) -> bool:
    """ "The Secretary of State for Exiting the Union", "the (Withdrawal) Bill": a capital amid a
    sentence."""
    if not token.text[:1].isupper() or token.i == token.sent.start or parsed.passage.headline:
        return False
    if token.tag_ == "VBG" and token.nbor(-1).lower_ in ("for", "on"):
        return True
    behind = [t.text for t in token.doc[token.i + 1 : token.i + 3]]
    return bool(behind) and any(t in ("Bill", "Act") for t in behind)


def _names_a_treaty(token: Token) -> bool:
    """ "Malta's accession treaty", "its treaty of accession": what the treaty is called tells of no
    accession."""
    behind = token.dep_ == "pobj" and token.head.lower_ in ("of", "on", "for")
    treaty = token.head.head if behind else token.head
    return (
        (behind or token.dep_ in ("compound", "amod", "nmod"))
        and noun_lemma(treaty) in ADMITTING
        and is_admitting(treaty)
        and noun_lemma(token) in ADMISSIONS
    )


def _readings(token: Token, parsed: Parsed, lexicon: Lexicon) -> Iterator[Frame]:
    elliptic = []
    for entry in _entries(token, lexicon):
        complement = _complement(token, entry)
        if entry.needs and complement is None:
            continue
        if _is_another_matter(token, entry, complement, parsed, lexicon):
            continue
        objects = _objects(token, entry, complement, parsed)
        if entry.only:
            objects = [t for t in objects if parsed.text(t).lower().split()[-1] in entry.only]
        parties = tuple(_parties(token, entry, complement, objects, parsed))
        if objects:
            but = tuple(_excepted(parties))
            parties = tuple(p for p in parties if p not in but)
            if entry.swapped and entry.voted:
                parties = tuple(p for p in parties if _votes(p, parsed, lexicon))
            if entry.swapped and not parties:
                continue
            companions = _companions(token, parsed)
            makers = tuple(_makers(token)) if entry.partyless else ()
            yield Frame(
                entry, token, tuple(objects), parties, False, companions, but, makers, complement
            )
        if objects and not _is_borrowed(token, objects):
            continue
        if (
            (entry.resumes and _stands_bare(token, entry.needs))
            or (entry.topical and stands_alone(token, complement, parsed))
            or (
                entry.elliptic
                and (
                    complement
                    or entry.needs_governor
                    or _stands_bare(token)
                    or (entry.causative and any(map(_means_a_state, children(token, "dobj"))))
                )
            )
        ):
            elliptic.append(Frame(entry, token, (), parties, True, complement=complement))
    yield from elliptic


def _is_another_matter(
    token: Token, entry: Entry, complement: Token | None, parsed: Parsed, lexicon: Lexicon
) -> bool:
    """Whether what stands around a word shows that it does not tell what the entry says."""
    near = (token, complement) if complement is not None else (token,)
    if any(c.lower_ in entry.without for t in near for c in t.children):
        return True
    if entry.said and not is_said(token, entry.said):
        return True
    if entry.ranked and not is_ranked(token):
        return True
    if entry.id == "come-into" and complement is not None and children(complement, "pobj"):
        return True  # "its exit came in 2019"
    if entry.id == "suspension-spoken-of" and not children(token, "poss"):
        return True
    if entry.id == "become-member-bare" and token.dep_ in ("acl", "relcl"):
        return True  # "every invitation to become a member": of what is not said
    if entry.id == "turn-years" and years_turned(token) is None:
        return True
    if entry.id == "replace-body" and not is_replaced_by(token, parsed):
        return True
    if entry.id == "join" and _joins_in_doing(token):
        return True
    if entry.id in ("win-seat", "take-seat", "take-place-at") and is_of_a_person(token):
        return True
    if any(noun_lemma(t) in _MEMBERS and is_for_something_else(t) for t in near):
        return True
    if entry.needs_date and any(t.lower_ == "it" for t in children(token, "nsubjpass")):
        return True  # "the probe of the agency, a year after it was launched"
    moved = entry.causative and complement is None and "direct" not in entry.object
    if moved and _moves_something_else(token, parsed):
        return True
    if entry.gathered and not is_gathered(subject_of(token), parsed):
        return True
    return entry.voted and not (entry.swapped or _is_voted(token, parsed, lexicon))


_MEMBERS = frozenset(("member", "state", "country", "nation"))


def _is_borrowed(verb: Token, objects: Iterable[Token]) -> bool:
    """Whether a verb has its objects from another: "built six ships, sold them and joined in 1991"."""
    return (
        verb.dep_ == "conj"
        and not shares_an_object(verb)
        and all(o.i < verb.head.i or o.head.i == verb.head.i for o in objects)
    )


def _is_voted(verb: Token, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether a parliament or voters do it, by name or by what they are."""
    agents = [t for agent in children(verb, "agent") for t in children(agent, "pobj")]
    subject = _doer(verb)
    heads = agents if subject is None else [subject, *agents]
    return any(_votes(head, parsed, lexicon) for head in heads)


def _doer(verb: Token) -> Token | None:
    """The subject of a verb, also of one that the tagger took for a noun: "the Danish senate waves"."""
    found = subject_of(verb)
    if found is None and verb.dep_ == "ROOT" and verb.tag_ == "NNS":
        return next(iter(reversed(children(verb, "compound"))), None)
    return None if found is not None and _is_beyond(found, verb) else found


def _votes(head: Token, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Whether somebody is a parliament or voters: "the Diet", "lawmakers", "the Irish"."""
    voting = lexicon.status.legislature | lexicon.status.electorate
    for doer in (head, *children(head, "compound", "poss")):
        mention = parsed.mention(doer)
        organ = mention is not None and all(
            c.entity.kind is EntityKind.STATE_ORGAN for c in mention.candidates
        )
        people = mention is not None and (
            (doer.tag_ in ("NNPS", "NNS") and bool(mention.of_kind(NameKind.DEMONYM)))  # "Swedes"
            or (
                doer.dep_ in ("nsubj", "pobj")
                and all(c.name.kind is NameKind.DEMONYM for c in mention.candidates)
            )
        )
        if organ or people or doer.lemma_.lower() in voting or doer.lower_ in voting:
            return True
    return False


def _entries(token: Token, lexicon: Lexicon) -> Iterator[Entry]:
    lemmas = {token.lemma_.lower(), token.lower_, noun_lemma(token)}
    for lemma in sorted(lemmas):
        for entry in lexicon.by_lemma.get(lemma, ()):
            nominal = token.pos_ in ("NOUN", "PROPN", "ADJ") and not _acts(token)
            if (entry.pos == "noun") == nominal or (
                entry.pos == "verb" and nominal and token.lower_.endswith("s")
            ):
                yield entry


def _acts(token: Token) -> bool:
    """A verb that the tagger took for a noun: "Presidents Bush and Yeltsin sign START II"."""
    return token.dep_ == "ROOT" and token.tag_ == "NN" and own_subject(token) is not None


def _complement(token: Token, entry: Entry) -> Token | None:
    """The further word that the entry asks for, where the tree or the next words have it."""
    reach = [token, *children(token, "prep", "prt", "advmod", "xcomp", "agent")]
    others = _OTHER_CLAUSES
    if entry.lemma == "be":  # "is to walk out" is no "is out"
        others = _OTHER_CLAUSES | {"xcomp"}
        reach = [t for t in reach if t.dep_ != "xcomp"]
    if entry.others:
        reach += [t for had in suffered(token) for t in (had, *children(had, "compound"))]
    if token.dep_ == "attr":
        reach.append(token.head)  # "has been a member since 1957"
    for base in list(reach):
        inner = [c for c in base.children if c.dep_ not in others or _is_verdict(c)]
        reach.extend(inner)
        for child in inner:
            reach.extend(c for c in child.children if c.dep_ not in others)
    for found in sorted(set(reach), key=lambda t: t.i):
        elsewhere = found.dep_ == "prt" and found.head.i != token.i
        if (
            found.i != token.i
            and not elsewhere
            and (found.lower_ in entry.needs or found.lemma_.lower() in entry.needs)
        ):
            whole = found.dep_ == "compound" and (
                found.head.lemma_.lower() in entry.needs
                or found.head.lemma_.lower() in _PAPERS_OF  # "the ratification documents"
            )
            return found.head if whole else found  # "a member state of"
    return None


_PAPERS_OF = ("document", "paper", "instrument")


def _is_verdict(token: Token) -> bool:
    """ "Dead" in "declared the pact dead"."""
    return token.dep_ == "ccomp" and token.pos_ == "ADJ"


_OTHER_CLAUSES = frozenset(("ccomp", "advcl", "conj", "relcl", "parataxis"))


def _instrument(noun: Token) -> Token | None:
    """The paper in "instrument of ratification", which may have the treaty and the state behind it."""
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return whole if whole.i != noun.i and noun_lemma(whole) == "instrument" else None


def _objects(token: Token, entry: Entry, complement: Token | None, parsed: Parsed) -> list[Token]:
    bases = [token] if complement is None else [token, complement]
    paper = _instrument(token)
    if paper is not None:
        bases.append(paper)
    found: list[Token] = []
    for how in entry.object:
        if how == "direct":
            found.extend(_direct(token, entry, complement))
        elif how == "subject":
            acts_on = [t for t in children(token, "dobj", "obj") if t != complement]
            # "Closed its doors for good", "turned 60"
            acts_on = [t for t in acts_on if t.lemma_ != "door" and not t.like_num]
            found.extend(_subjects_as_objects(token) if entry.swapped or not acts_on else ())
        elif not (found and is_passive(token) and "direct" in entry.object):
            for base in bases:
                found.extend(_by_preposition(base, how))
            if entry.pos == "noun" and token.dep_ == "attr" and token.head.dep_ == "relcl":
                found.extend(_by_preposition(token.head, how))  # "of which it had been a member"
            if entry.pos == "noun" and token.dep_ in ("dobj", "obj") and not found:
                found.extend(_by_preposition(token.head, how))  # "made a declaration under it"
            if entry.pos == "noun":  # "the denunciation by Peru of the pact"
                doers = [*found, *_by_preposition(token, "by")]
                states = [t for t in doers if _names_a_state(t, parsed)]
                found += [t for s in states for t in _by_preposition(s, how)]
                if paper is not None:  # "the instrument of Peru for the pact"
                    found += [t for b in (*states, *bases) for t in _by_preposition(b, "for")]
    found = [
        t
        for t in found
        if not _names_a_state(t, parsed)
        and (complement is None or t.i != complement.i)
        and t.i not in parsed.days
        and not is_season(t)
        and t.i != token.i
    ]
    found = _membership_in([_cut_short(t, parsed) for t in found], entry, parsed)
    if found:
        found += [t for t in children(token, "conj") if t.pos_ == "PROPN"]  # "nor the other pact"
    else:
        found = _membership_in(_elsewhere(token, entry, complement, parsed), entry, parsed)
    papers = entry.treaty in (ActKind.RATIFICATION, ActKind.ACCESSION)
    found = [counted for first in found for counted in _counted(first, papers)]
    if entry.treaty is ActKind.ADOPTION:
        found = [agreed for first in found for agreed in _agreed_on(first)]
    found = [each for first in found for each in _spelled_out(first)]
    found += [t for first in found for t in (*included(first), *another_behind(first))]
    unique = {t.i: t for first in found for t in with_conjuncts(first)}
    return [
        unique[i]
        for i in sorted(unique)
        if (complement is None or i != complement.i) and not _names_a_state(unique[i], parsed)
    ]


def _elsewhere(token: Token, entry: Entry, complement: Token | None, parsed: Parsed) -> list[Token]:
    """The object of a word that has none of its own: who does it to others, what it shares with
    another verb, what stands behind it or above it."""
    return (
        (_actor(token, entry) if entry.others else [])
        or _shared(token, entry)
        or _linear(token, entry, complement, parsed)
        or _from_afar(token, entry, parsed)
    )


def _from_afar(token: Token, entry: Entry, parsed: Parsed) -> list[Token]:
    """What stands above the clause: "Malta's accession brings the bloc to 28 members", "notified the
    Union that it was pulling out", "the Union, which it said it would leave"."""
    if entry.pos == "noun":
        return counting(token)
    if not entry.resumes:
        return []
    if "direct" in entry.object and (far := far_relative(token)) is not None:
        return [far]
    own_objects = [t for t in children(token, *OBJECTS) if t.lower_ != "that"]
    bare = not own_objects and own_subject(token) is not None
    return told_to(token, parsed) if bare and entry.body is ActKind.LEAVING else []


_RANKS = frozenset(("rank", "fold", "circle"))


def _membership_in(found: list[Token], entry: Entry, parsed: Parsed) -> list[Token]:
    """The words for the body that somebody is a member of; who is back in the councils of one, or takes
    part in its work, has not joined it."""
    shares = load_nouns().shares - _RANKS if entry.body is ActKind.JOINING else frozenset()
    kept = [
        t
        for t in found
        if parsed.mention(t) is not None
        or noun_lemma(t) not in shares
        or (noun_lemma(t) in load_nouns().body and t.tag_ != "NNS")
    ]
    return [of for each in kept for of in _of_membership(each)]


def _cut_short(token: Token, parsed: Parsed) -> Token:
    """OPEC in "its exit from OPEC surprised traders", where the parser has traders whom OPEC surprised."""
    if token.dep_ != "pobj" or parsed.mention(token) is not None:
        return token
    place = token.head.i + 1
    if place < token.i and token.doc[place].lower_ == "the":
        place += 1
    between = token.doc[place + 1 : token.i]
    verbs = [t for t in between if t.dep_ == "amod" and t.lower_.endswith("ed")]
    return token.doc[place] if verbs and parsed.mention(token.doc[place]) is not None else token


def _of_membership(token: Token) -> list[Token]:
    """What somebody is admitted to "as a member of": nothing where it only says "as a member"."""
    if noun_lemma(token) not in ("member", "observer", "membership"):
        return [token]
    preps = [p for p in children(token, "prep") if p.lower_ in ("of", "to", "in")]
    of = [t for p in preps for t in children(p, "pobj")]
    return of or ([token] if noun_lemma(token) == "membership" else [])


_QUANTITIES = frozenset(
    (
        *("series", "range", "number", "set", "package", "raft", "pair", "slew", "host", "batch"),
        *("text", "wording", "draft", "version"),  # "finalised the text of the pact"
    )
)
_PAPERS = frozenset(("ratification", "acceptance", "approval", "instrument"))


def _counted(token: Token, papers: bool) -> list[Token]:
    """What a word of quantity counts: "a series of treaties", "a number of agreements"; with ``papers``
    also what an instrument is about: "its instrument of acceptance of the pact"."""
    if noun_lemma(token) not in (_QUANTITIES | _PAPERS if papers else _QUANTITIES):
        return [token]
    of = [
        t for p in children(token, "prep") if p.lower_ in ("of", "to") for t in children(p, "pobj")
    ]
    return [t for o in of for t in _counted(o, papers)] or [token]


def _agreed_on(token: Token) -> list[Token]:
    """The treaty of "struck a deal on the draft of a river treaty"."""
    if noun_lemma(token) not in ("agreement", "deal", "accord", "compromise"):
        return [token]
    reach = (token, token.head) if token.dep_ in ("dobj", "obj") else (token,)
    preps = [p for top in reach for p in children(top, "prep") if p.lower_ == "on"]
    on = [t for p in preps for t in children(p, "pobj")]
    on = [t for each in on for t in _counted(each, papers=False)]
    return [t for t in on if noun_lemma(t) in ("treaty", "convention", "pact", "protocol")] or [
        token
    ]


def _spelled_out(token: Token) -> list[Token]:
    """The single ones of "three agreements: a tax treaty, a fisheries pact and a visa agreement"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return [token]
    return listed_behind(token) or [t for t in children(token, "appos") if t.i > token.i] or [token]


def included(token: Token) -> list[Token]:
    """ "Treaties including the Paris Agreement", "pacts such as the Kyoto Protocol"."""
    return [
        t
        for child in children(token, "prep", "acl")
        if child.lower_ in ("including", "like", "as")
        for t in children(child, "pobj", "dobj")
    ]


def _names_a_state(token: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(token)
    return mention is not None and all(c.entity.kind.is_state for c in mention.candidates)


def _moves_something_else(token: Token, parsed: Parsed) -> bool:
    """ "Withdraws its troops from the force": what is taken out is neither a state nor the party."""
    return any(
        not _names_a_state(t, parsed)
        and t.lower_ not in ("itself", "themselves", "us", "it", "them", "that", "which")
        and t.lemma_.lower() not in ("country", "nation", "state", "membership", "signature")
        for t in children(token, "dobj", "obj")
    )


def _joins_in_doing(token: Token) -> bool:
    """ "Joined the European Union in imposing sanctions": took part in what it did; "joined as a
    partner": is no member."""
    reach = [*token.children, *(c for t in children(token, *OBJECTS) for c in t.children)]
    roles = [p for c in reach if c.lower_ == "as" for p in children(c, "pobj")]
    if any(p.lemma_.lower() in ("partner", "observer", "guest", "sponsor") for p in roles):
        return True
    return any(
        c.lower_ == "in" and any(p.tag_ == "VBG" for p in children(c, "pcomp")) for c in reach
    )


def _stands_bare(token: Token, particles: Iterable[str] = ()) -> bool:
    """A finite verb that names nothing: "Beijing has since ratified", "Honduras was suspended"."""
    if token.pos_ != "VERB" or (token.tag_ == "VBG" and not _is_governed(token)):
        return False
    objects = [t for t in children(token, *OBJECTS) if not is_season(t)]  # "the summer after"
    if objects or children(token, "ccomp") or _goes_on(token):
        return False
    if any(t.lower_ not in particles for t in children(token, "prt")):
        return False
    away = [p for p in children(token, "prep") if p.lower_ in ("from", "into", "of", "out")]
    if any(t.pos_ != "PRON" for p in away for t in children(p, "pobj")):
        return False  # "withdrew from the valley"
    if token.dep_ == "relcl" and is_infinitive(token):
        return is_ranking(token.head)
    return (
        own_subject(token) is not None or token.dep_ == "conj" or token.tag_ in ("VBN", "VB", "VBG")
    )


def _is_governed(gerund: Token) -> bool:
    """ "Decided against leaving", "is leaving", "was the first, quitting in May"; not "a leaving party"."""
    finite = bool(children(gerund, "aux")) and own_subject(gerund) is not None
    above = gerund.head.head if gerund.dep_ in ("pcomp", "pobj") else gerund.head
    known = above.pos_ in ("VERB", "AUX") or above.lemma_.lower() in _MINDS
    return finite or (known and gerund.dep_ in ("pcomp", "pobj", "xcomp", "advcl"))


# What has a state in mind that it may do: "has no intention of leaving".
_MINDS = ("intention", "intent", "thought", "talk", "idea", "prospect", "hint", "way", "close")


def _goes_on(verb: Token) -> bool:
    """Whether an infinitive completes a verb: "joined to form a union"; not "quit in May to save money"."""
    times = [p.i for p in children(verb, "prep", "npadvmod")]
    return any(not any(i < t.i for i in times) for t in children(verb, "xcomp"))


# What has the name of the body in front of it: "a NATO member"; not "a G20 nation".
_BELONGING = frozenset(
    ("member", "membership", "party", "signatory", "participation", "seat", "candidate")
)


def _direct(token: Token, entry: Entry, complement: Token | None) -> list[Token]:
    if entry.pos == "noun":
        before = children(token, "compound", "poss", "nmod", "amod")
        if complement is not None:  # "a candidate for EU membership"
            before += children(complement, "compound", "nmod")
        holder = holder_of(token, 0) if entry.partyless and token.dep_ == "dobj" else None
        # "The Union celebrates its 60th anniversary"
        return [holder if t.lower_ == "its" and holder is not None else t for t in before]
    if complement is not None and (inner := _belonging_to(complement)) is not None:
        return inner
    if entry.others:
        return []
    if complement is not None and complement.lower_ in _VERDICTS:  # "declared the pact void"
        return children(complement, "nsubj", "compound", "pobj") + children(token, *OBJECTS)
    found = children(token, "nsubjpass") if is_passive(token) else children(token, *OBJECTS)
    if is_passive(token) and token.dep_ == "xcomp" and not found:
        subject = own_subject(token.head)  # "a pact that ought to be signed"
        return [through_relative(subject, token.head)] if subject is not None else []
    found = [(own_subject(token) or t) if t.lower_ == "itself" else t for t in found]
    found = [t for t in found if t.lower_ != "that" or token.dep_ != "ccomp"]
    found = [_treaty_of(t, through_relative(t, token)) for t in found]
    if not found and not is_passive(token):  # "sign the charter turning it into a league"
        clauses = [c for c in children(token, "ccomp") if c.tag_ == "VBG"]
        found = [t for c in clauses for t in children(c, "nsubj") if t.i > token.i]
    if found:
        return found
    if token.tag_ == "VBG" and (of := [p for p in children(token, "prep") if p.lower_ == "of"]):
        return children(of[0], "pobj")  # "its joining of the Union"
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return [token.head]
    if token.dep_ == "relcl" and not children(token, *OBJECTS):
        return [] if is_ranking(token.head) and is_infinitive(token) else [token.head]
    if token.dep_ == "conj" and (is_passive(token.head) or is_passive(token)):
        return children(token.head, "nsubjpass", "nsubj")
    if token.dep_ == "conj" and token.head.dep_ == "acl" and token.tag_ == "VBN":
        return [token.head.head]
    if token.dep_ == "advcl" and token.tag_ == "VBN" and not children(token, "mark", "aux"):
        return children(token.head, "nsubj", "nsubjpass")  # "Adopted in Paris, it was …"
    return []


def _belonging_to(complement: Token) -> list[Token] | None:
    """The words in front of what one becomes: "becomes the bloc's tenth member", "enters as its fourth
    member"; None where one becomes nothing of the kind."""
    top = complement.head if complement.dep_ == "compound" else complement
    belongs = any(word.lemma_.lower() in _BELONGING for word in (complement, *top.children))
    named = top.head.lower_ == "as" or top.dep_ in (*OBJECTS, "nsubjpass")
    if not (belongs and named):
        return None
    inner = children(top, "compound", "poss", "nmod", "amod")
    plain = [t for t in inner if t.dep_ == "amod" and t.tag_ == "JJ" and t.text.islower()]
    return [t for t in inner if t.i != complement.i and t not in plain]


_VERDICTS = frozenset(("void", "null", "dead", "invalid"))


def _treaty_of(pronoun: Token, meant: Token) -> Token:
    """ "A treaty with Fiji, which it ratified": the parser ties the clause to the nearest noun."""
    if pronoun.i == meant.i or meant.dep_ != "pobj":
        return meant
    above = meant.head.head
    return above if noun_lemma(above) in load_nouns().treaty else meant


# Who does these to an expulsion or a suspension, expels or suspends.
_DECIDE = frozenset(
    (
        *("maintain", "extend", "impose", "lift", "end", "confirm", "announce", "decide", "order"),
        *("approve", "renew", "uphold", "revoke", "recommend", "propose", "consider", "demand"),
        *("accept", "receive", "reject", "review", "examine", "keep", "prolong", "back", "endorse"),
    )
)


def _actor(token: Token, entry: Entry) -> list[Token]:
    """Who expelled or suspended: the subject, or the "by …" of a passive."""
    if is_passive(token) or (token.tag_ == "VBN" and not children(token, "aux")):
        return [t for agent in children(token, "agent") for t in children(agent, "pobj")]
    if token.pos_ in ("NOUN", "PROPN"):
        if gives(token.head):
            giver = subject_of(token.head)
            another = giver is not None and giver.i != token.i and not is_passive(token.head)
            return [within_body(giver)] if giver is not None and another else []
        owners = children(token, "poss")
        if owners and any(p.lower_ == "of" for p in children(token, "prep")):
            # "The Union's expulsion of Chile", "the Union lifted its suspension of Chile"
            holder = holder_of(token, 0) if owners[0].lower_ == "its" else None
            return [holder] if holder is not None else owners
        if (verb := threatened(token)) is not None:
            threat = subject_of(verb)
            return [within_body(threat)] if threat is not None and not is_passive(verb) else []
        decided = token.dep_ in ("dobj", "obj") and token.head.lemma_.lower() in _DECIDE
        holder = holder_of(token, 0) if entry.needs or decided else None
        return [within_body(holder)] if holder is not None else []
    subject = subject_of(token)
    whom = children(token, "dobj", "obj") or whom_let(token)
    return [within_body(subject)] if subject is not None and whom else []


def _subjects_as_objects(token: Token) -> list[Token]:
    if (
        token.dep_ == "pobj" and token.head.lower_ == "in"
    ):  # "has been in force", "in force since 1989"
        token = token.head.head if token.head.dep_ in ("prep", "conj") else token
        if token.pos_ in ("NOUN", "PROPN"):
            return [token]
    if token.tag_ == "VBN" and token.dep_ == "acl":
        return [token.head]
    subject = subject_of(token)
    return [subject] if subject is not None else []


def _by_preposition(base: Token, preposition: str) -> list[Token]:
    found: list[Token] = []
    for child in base.children:
        stranded = child.dep_ == "prep" and not children(child, "pobj", "pcomp")
        if child.lower_ == preposition and stranded and is_passive(base):
            found.extend(children(base, "nsubjpass"))  # "was acceded to by Malta"
        if child.lower_ == preposition and child.dep_ in (
            "prep",
            "agent",
            "prt",
            "advmod",
            "dative",
        ):
            found.extend(through_relative(t, base) for t in children(child, "pobj", "pcomp"))
            again = [c for c in children(child, "conj") if c.lower_ == preposition]
            for deeper in (*children(child, "prep"), *again):  # "to the one and to the other"
                found.extend(children(deeper, "pobj"))
        elif child.dep_ in ("prt", "advmod"):
            found.extend(
                t
                for p in children(child, "prep")
                if p.lower_ == preposition
                for t in children(p, "pobj")
            )
    return found


def _shared(token: Token, entry: Entry) -> list[Token]:
    """The object of a coordinated verb: "signed and ratified the pact", "signed but did not ratify it"."""
    if "direct" not in entry.object:
        return []
    for other in token.conjuncts:
        if other.pos_ in ("VERB", "NOUN", "AUX"):
            found = children(other, *OBJECTS)
            if not found and entry.pos == "noun":
                found = [t for p in children(other, "prep") for t in children(p, "pobj")]
            if found:
                return found
    return []


def _linear(token: Token, entry: Entry, complement: Token | None, parsed: Parsed) -> list[Token]:
    """Where the tree has no object: the next name behind the word, with nothing but small words between."""
    start = max(token.i, complement.i if complement is not None else token.i)
    before = ""
    for following in parsed.doc[start + 1 : start + 8]:
        if parsed.mention(following) is not None:
            direct = before == "" and "direct" in entry.object
            return [following] if direct or before in entry.object else []
        referred = noun_lemma(following) in load_nouns().treaty | load_nouns().body
        if referred and following.nbor(-1).lower_ == "the" and before in entry.object:
            return [following]
        if following.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
            return []
        if following.pos_ in ("ADP", "PART", "ADV"):
            before = following.lower_
    return []


def _parties(
    token: Token, entry: Entry, complement: Token | None, objects: list[Token], parsed: Parsed
) -> list[Token]:
    taken = {t.i for t in objects} | parsed.days
    if entry.partyless:
        return _beneficiaries(token, complement, parsed)
    if entry.swapped:
        return [t for t in _bound(token, entry, complement) if t.i not in taken]
    if entry.id in ("expand", "enlarge"):  # "expands to 25 members with the accession of …"
        behind = [t for t in token.sent if t.i > token.i and t.i not in taken]
        named = [t for t in behind if _names_a_state(t, parsed)]
        return named or [t for t in behind if t.dep_ == "pobj" and t.head.lower_ in ("of", "by")]
    if (
        entry.pos == "noun"
        and token.tag_ in ("NNS", "NNPS")
        and (listed := _after_colon(token, parsed))
    ):
        return [t for t in listed if t.i not in taken]
    beside = (
        state_before(_first_word(token), parsed)
        if entry.topical and token.dep_ == "appos"
        else None
    )
    first = (
        beside
        or _first_party(token, entry, complement, taken)
        or _doer_behind(token, entry, objects)
    )
    if (one := one_of(token)) is not None:
        return [one, *([first] if first is not None and first.i != one.i else ())]
    if first is None:
        return _in_front(token, entry, parsed) if objects else []
    doers = [*_listed_before(first, parsed), *with_conjuncts(first), *_together(token, first)]
    doers += _rest_of_list(doers, parsed)
    if first.head.dep_ == "agent":
        doers += [t for each in _further_agents(first.head, token) for t in with_conjuncts(each)]
    doers += [t for each in doers for found in included(each) for t in with_conjuncts(found)]
    return [t for t in doers if t.i not in taken]


def _first_word(noun: Token) -> Token:
    """The article of a noun, or what else stands first in its phrase."""
    return noun.doc[noun.left_edge.i]


def _in_front(verb: Token, entry: Entry, parsed: Parsed) -> list[Token]:
    """Where the tree has no subject: the names that stand right in front of a finite verb, which the
    parser gave to what is said before them ("Because of the storm, Chile, Peru and Cuba sign it")."""
    finite = verb.tag_ in ("VBZ", "VBP", "VBD", "NNS") or (
        verb.tag_ == "VB" and not is_infinitive(verb)
    )
    if entry.pos != "verb" or entry.others or not finite or is_passive(verb):
        return []
    place = verb.i - 1
    while place >= verb.sent.start and verb.doc[place].pos_ in ("ADV", "AUX"):
        place -= 1
    found: list[Token] = []
    while place >= verb.sent.start:
        word = verb.doc[place]
        if parsed.mention(word) is not None:
            member = word.nbor(-1) if place > verb.sent.start else word
            member = (
                member.nbor(-1)
                if member.lower_ == "the" and place > verb.sent.start + 1
                else member
            )
            if member.lower_ != "of":
                found.insert(0, word)
        elif children(word, "nummod") and word.tag_ == "NNS":
            found.insert(0, word)
        elif (
            word.text != ","
            and word.lower_ not in ("and", "the", "both", "of")
            and word.pos_ != "NUM"
        ):
            break
        place -= 1
    return found


def _further_agents(agent: Token, verb: Token) -> list[Token]:
    """Niger in "was signed by Chad in 2013 and by Niger in 2014", whatever the parser hung it on."""
    found: list[Token] = []
    for word in verb.subtree:
        above = next((t for t in word.ancestors if t.pos_ == "VERB"), None)
        if word.lower_ == "by" and word.i > agent.i and above is not None and above.i == verb.i:
            found += children(word, "pobj")
    return found


def _listed_before(owner: Token, parsed: Parsed) -> list[Token]:
    """Malta in "Malta and Cyprus's accession", where the parser gave it to another word."""
    found: list[Token] = []
    if owner.dep_ != "poss" or not _names_a_state(owner, parsed):
        return found
    place = owner.i - 1
    while place > owner.sent.start and parsed.doc[place].lower_ in ("and", ",", "or", "the"):
        before = parsed.doc[place - 1]
        if _names_a_state(before, parsed):
            found.insert(0, before)
        elif before.lower_ not in ("and", ",", "the"):
            break
        place -= 1
        while place > owner.sent.start and _names_a_state(parsed.doc[place], parsed):
            place -= 1
    return [t for t in found if t.head.i != owner.i]


def _rest_of_list(doers: list[Token], parsed: Parsed) -> list[Token]:
    """Slovenia in "four countries - Chad, Mali, Togo, Slovenia - joined it", where the parser broke the
    list: the names that go on behind it, up to a dash or to an "and" with one more."""
    states = [t for t in doers if _names_a_state(t, parsed)]
    if len(states) < 2:
        return []
    place, found = states[-1].i + 1, list[Token]()
    closed = False
    while place < states[-1].sent.end and not closed:
        word = parsed.doc[place]
        if _names_a_state(word, parsed):
            found.append(word)
            closed = word.nbor(-1).lower_ == "and" and place + 1 < word.sent.end
        elif word.text not in (",", "the", "and"):
            closed = word.text in ("-", "–", "—", ")")
            break
        place += 1
    known = {t.i for t in doers}
    return [t for t in found if t.i not in known] if closed else []


def _beneficiaries(token: Token, complement: Token | None, parsed: Parsed) -> list[Token]:
    """For whom a treaty enters into force: "for Chile and Peru", "in respect of Chile"."""
    bases = [token] if complement is None else [token, complement]
    phrases = [p for base in bases for p in children(base, "prep")]
    respects = [
        t for p in phrases for t in children(p, "pobj") if t.lower_ in ("respect", "regard")
    ]
    phrases = [p for p in phrases if p.lower_ == "for"]
    phrases += [p for t in respects for p in children(t, "prep") if p.lower_ in ("of", "to")]
    return [
        each
        for preposition in phrases
        for first in children(preposition, "pobj")
        for each in with_conjuncts(first)
        if _names_a_state(each, parsed) or _means_a_state(each) or each.lower_ == "it"
    ]


def _bound(verb: Token, entry: Entry, complement: Token | None) -> list[Token]:
    """Whom a treaty binds, or what parliament it passes: "it binds Chile", "it cleared the Diet", "it won
    the approval of the Diet"."""
    first: list[Token] = []
    if not entry.counterpart:
        first = [t for t in children(verb, "dobj", "obj") if t != complement]
    for base in (verb, complement):
        for preposition in children(base, "prep", "agent") if base is not None else ():
            if preposition.lower_ in entry.counterpart:
                first += children(preposition, "pobj")
    if complement is not None and entry.counterpart and not first:
        first = children(complement, "poss")  # "it won parliament's approval"
    return [t for each in first for t in with_conjuncts(each)]


def _means_a_state(token: Token) -> bool:
    """ "The country", "that state"; not "all states"."""
    return token.tag_ == "NN" and token.lemma_ in ("country", "state", "nation")


def _doer_behind(token: Token, entry: Entry, objects: list[Token]) -> Token | None:
    """ "The signing of the pact by Chile", where the parser hung "by Chile" on something else."""
    if entry.pos != "noun" or not objects:
        return None
    place = objects[-1].i + 1
    if place >= len(token.doc) or token.doc[place].lower_ != "by":
        return None
    return next(iter(children(token.doc[place], "pobj")), None)


def _together(token: Token, first: Token) -> list[Token]:
    """ "Along with Lesotho", "together with Peru", "alongside Fiji": those who do it, too, hung on the
    word or on the ``first`` of those who do it."""
    found: list[Token] = []
    for child in (*children(token, "prep"), *children(first, "prep")):
        joint = child.lower_ in ("along", "alongside") or any(
            t.lower_ == "together" for t in child.children
        )
        if joint:
            inner = [child, *children(child, "prep")]
            found += [t for c in inner for p in children(c, "pobj") for t in with_conjuncts(p)]
    return found


def _whose(token: Token, entry: Entry, complement: Token | None, taken: set[int]) -> Token | None:
    """Whose act a noun tells."""
    if entry.counterpart:  # "accession talks with Malta", "an invitation to Malta"
        reach = [token, token.head] if token.dep_ in ("dobj", "nsubjpass", "compound") else [token]
        near = [p for t in reach for p in children(t, "prep", "dative")]
        return next(
            (t for p in near if p.lower_ in entry.counterpart for t in children(p, "pobj")), None
        )
    if entry.others and complement is not None:
        inside = complement.dep_ == "compound" and complement.head.i == token.i
        return owner_of(token if inside else complement, 0, taken)
    if entry.others and (verb := threatened(token)) is not None:
        return next(iter(children(verb, "dobj", "obj", "nsubjpass")), None)
    if entry.others and (whom := imposed_on(token)) is not None:
        return whom
    if entry.others and children(token, "poss"):  # "the Union's suspension of Sudan"
        of = [p for p in children(token, "prep") if p.lower_ == "of"]
        if of and (suspended := children(of[0], "pobj")):
            return suspended[0]
    whole = token.head if token.dep_ == "compound" else token  # "the membership bids of …"
    paper = _instrument(token)
    owner = owner_of(whole, 0, taken)
    if paper is not None and (owner is None or owner.i == paper.i):
        return owner_of(paper, 0, {*taken, token.i})
    return owner


def _first_party(
    token: Token, entry: Entry, complement: Token | None, taken: set[int]
) -> Token | None:
    if entry.pos == "noun":
        return _whose(token, entry, complement, taken)
    if entry.counterpart:  # "opened its doors to Israel"
        near = [p for t in (token, complement) if t for p in children(t, "prep", "dative")]
        to = [t for p in near if p.lower_ in entry.counterpart for t in children(p, "pobj")]
        return to[0] if to else None
    if entry.others:
        found = undergoer_of(token)
        held = complement is not None and (found is None or found.i == complement.i)
        had = {t.i for t in suffered(token)} | {t.i for t in children(token, "nsubj")}
        if complement is not None and held and (found is not None or complement.i in had):
            return owner_of(complement, 0, taken)
        return found or whom_let(token)
    if entry.causative:
        moved = [
            t for t in children(token, "dobj", "obj") if complement is None or t.i != complement.i
        ]
        if moved:
            return moved[0]
    if token.dep_ == "acl" and token.tag_ == "VBN" and "direct" not in entry.object:
        return (
            token.head
        )  # "Peru, which had refused, acceded to it": the parser took it for a passive
    left = token.lower_ == "gone"  # "was gone by 1990": nobody did it to them
    if (is_passive(token) and not left) or (token.dep_ == "acl" and token.tag_ == "VBN"):
        for agent in children(token, "agent"):
            for found in children(agent, "pobj"):
                return found
        stray = _agent_elsewhere(token)
        if stray is not None:
            return stray
        for behalf in (t for p in children(token, "prep") for t in children(p, "pobj")):
            if behalf.lower_ == "behalf":
                return next(
                    iter(t for p in children(behalf, "prep") for t in children(p, "pobj")), None
                )
        if complement is not None and complement.dep_ == "nsubjpass":
            return owner_of(complement, 0, taken)  # "Peru's accession to it was withdrawn"
        return sender_of(token) or _capital_of(token, entry)
    return member_whose(token, complement, taken) or doer_of(_doer(token), complement, taken)


def _capital_of(verb: Token, entry: Entry) -> Token | None:
    """ "Must yet be ratified in Lima and Quito": where it is to be done by who is there."""
    told = (
        is_infinitive(verb)
        or is_infinitive(verb.head)
        or any(a.tag_ == "MD" for a in children(verb, "aux"))
    )
    if entry.treaty is not ActKind.RATIFICATION or not told:
        return None
    places = [t for p in children(verb, "prep") if p.lower_ == "in" for t in children(p, "pobj")]
    capitals = [t for t in places if t.ent_type_ == "GPE" or t.lemma_.lower() == "capital"]
    return next(iter(capitals), None)


def _is_beyond(subject: Token, verb: Token) -> bool:
    """Whether a semicolon parts a verb from a subject behind it: "a year after signing; Fiji left"."""
    return any(t.text == ";" for t in verb.doc[verb.i : subject.i])


def _agent_elsewhere(verb: Token) -> Token | None:
    """Who does it, where the parser hung "by Chile" on another word: "signed on the spot by Chile"."""
    for word in verb.subtree:
        stray = word.lower_ == "by" and word.dep_ == "prep" and word.head.dep_ == "pobj"
        if stray and word.i > verb.i and word.head.head.head.i == verb.i:
            return next(iter(children(word, "pobj")), None)
    return None


def _excepted(parties: Iterable[Token]) -> list[Token]:
    """Who did not what all the others did: "every member except Malta", "all members but Malta"."""
    found: list[Token] = []
    for party in parties:
        every = party.lower_ == "all" or any(
            c.lower_ in ("all", "every", "each", "no") for c in children(party, "det", "predet")
        )
        for child in party.children if every else ():
            if child.lower_ in ("except", "but", "bar", "save") and child.dep_ == "prep":
                found += [t for p in children(child, "pobj") for t in with_conjuncts(p)]
            elif child.lower_ == "but" and child.dep_ == "cc":
                found += [t for c in children(party, "conj") for t in with_conjuncts(c)]
            elif child.lower_ in ("apart", "other") or child.text == "except":
                found += [t for p in child.subtree if p.dep_ == "pobj" for t in with_conjuncts(p)]
    return found


def _makers(token: Token) -> list[Token]:
    """Between whom a treaty is adopted, which is no party's act."""
    if token.pos_ != "VERB" or is_passive(token):
        return []
    subject = subject_of(token)
    return with_conjuncts(subject) if subject is not None else []


def _companions(token: Token, parsed: Parsed) -> tuple[Token, ...]:
    """The states that the party joins or follows in what it does."""
    around = [token, *[a for a in token.ancestors if a.sent == token.sent]]
    found = [] if token.pos_ == "NOUN" else _at_a_distance(token, parsed)
    ranked = any(is_ranking(t) for a in around for t in (a, *children(a, "attr")))
    for place in around:
        for child in children(place, "prep") if ranked else ():
            if child.lower_ in ("after", "behind", "following"):
                for first in children(child, "pobj"):
                    found += [t for t in with_conjuncts(first) if _names_a_state(t, parsed)]
        for child in children(place, "advcl", "xcomp", "acl"):
            if child.lemma_.lower() in ("join", "follow") and child.tag_ == "VBG":
                for first in children(child, "dobj", "obj"):
                    found += [t for t in with_conjuncts(first) if _names_a_state(t, parsed)]
    return tuple(found)


def _at_a_distance(verb: Token, parsed: Parsed) -> list[Token]:
    """Who did the same at another time: "signed it in May, two days before Chile"."""
    found: list[Token] = []
    for word in verb.subtree:
        other = companion(word, parsed) if word.i > verb.i else None
        above = next((t for t in word.ancestors if t.pos_ == "VERB"), None)
        if other is not None and above is not None and above.i == verb.i:
            found.append(other)
    return found


def _after_colon(token: Token, parsed: Parsed) -> list[Token]:
    """The list behind "signatories to the pact: Chile, Peru (with its islands) and Cuba", "signatories
    include Chile and Peru"."""
    found: list[Token] = []
    if token.dep_ == "nsubj" and token.head.lemma_ in ("include", "be", "number", "comprise"):
        listed = [t for o in children(token.head, "dobj", "attr") for t in with_conjuncts(o)]
        found += [t for t in listed if _names_a_state(t, parsed)]
    colon, depth = False, 0
    for following in token.doc[token.i + 1 : token.sent.end]:
        depth += (following.text == "(") - (following.text == ")")
        colon = colon or following.text == ":"
        if colon and depth == 0 and parsed.mention(following) is not None:
            found.append(following)
    return found
