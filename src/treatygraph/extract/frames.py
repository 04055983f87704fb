"""Frames: a trigger word of the lexicon in a parsed passage, with the words for its object and party.

Nothing is named here yet: the frame holds tokens. What they stand for is decided in ``referents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.admission import ADMISSIONS, ADMITTING, is_admitting
from treatygraph.extract.doers import (
    companions_of,
    doer_word,
    excepted_of,
    makers_of,
    means_a_state,
    names_a_state,
    party_words,
)
from treatygraph.extract.gaps import is_season
from treatygraph.extract.gathering import is_gathered
from treatygraph.extract.lexicon import Entry, Lexicon
from treatygraph.extract.membership import (
    is_for_something_else,
    is_made_with,
    is_of_a_person,
    is_ranked,
    is_replaced_by,
    is_said,
    is_wished,
    suffered,
    years_turned,
)
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import is_ranking, subject_of
from treatygraph.extract.topic import shares_an_object, stands_alone
from treatygraph.extract.tree import OBJECTS, children, is_infinitive, noun_lemma, own_subject
from treatygraph.extract.undergone import object_words
from treatygraph.model import EntityKind, NameKind


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


def find_frames(
    parsed: Parsed, lexicon: Lexicon, *, headed: bool = False
) -> Iterator[tuple[Frame, ...]]:
    """For each trigger of a passage, in text order, the frames that it may be read as, best first.

    ``headed`` tells whether the passage stands under the name of a treaty.
    """
    found = []
    forms = [(token, token.lower_, token.lemma_.lower()) for token in parsed.doc]
    words = {form for _, *both in forms for form in both}
    for token, lower, lemma in forms:
        known = lower in lexicon.by_lemma or lemma in lexicon.by_lemma or token.tag_ == "NNPS"
        if not known or parsed.mention(token) is not None:
            continue
        entries = tuple(_entries(token, lexicon))
        if entries and not _is_of_an_office(token, parsed) and not _names_a_treaty(token):
            readings = tuple(_readings(token, entries, parsed, lexicon, words, headed=headed))
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


def _readings(
    token: Token,
    entries: Iterable[Entry],
    parsed: Parsed,
    lexicon: Lexicon,
    words: Set[str],
    *,
    headed: bool,
) -> Iterator[Frame]:
    """The frames of a trigger; ``words`` are those of the passage, each as it stands and as its lemma."""
    elliptic = []
    for entry in entries:
        if entry.needs and words.isdisjoint(entry.needs):
            continue
        complement = _complement(token, entry)
        if entry.needs and complement is None:
            continue
        if _is_another_matter(token, entry, complement, parsed, lexicon):
            continue
        objects = object_words(token, entry, complement, parsed)
        if entry.only:
            objects = [t for t in objects if parsed.text(t).lower().split()[-1] in entry.only]
        parties = tuple(party_words(token, entry, complement, objects, parsed))
        if objects:
            but = tuple(excepted_of(parties))
            parties = tuple(p for p in parties if p not in but)
            if entry.swapped and entry.voted:
                parties = tuple(p for p in parties if _votes(p, parsed, lexicon))
            if entry.swapped and not parties:
                continue
            companions = companions_of(token, parsed)
            makers = tuple(makers_of(token)) if entry.partyless else ()
            yield Frame(
                entry, token, tuple(objects), parties, False, companions, but, makers, complement
            )
        if objects and not _is_borrowed(token, objects):
            continue
        if (
            (headed and entry.headed)
            or (entry.resumes and _stands_bare(token, entry.needs))
            or (entry.topical and stands_alone(token, complement, parsed))
            or (
                entry.elliptic
                and (
                    complement
                    or entry.needs_governor
                    or _stands_bare(token)
                    or entry.id == "reservation-with"
                    or (entry.causative and any(map(means_a_state, children(token, "dobj"))))
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
    if _is_other_for_entry(token, entry, complement, parsed):
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


def _is_other_for_entry(
    token: Token, entry: Entry, complement: Token | None, parsed: Parsed
) -> bool:
    """What only some entries mean by the words around them."""
    in_clause = token.dep_ in ("acl", "relcl")
    named = complement is not None and complement.dep_ == "compound" and entry.pos == "verb"
    if named and complement is not None and complement.head.lemma_.lower() in _PAPERS_FOR:
        return True  # "withdrew the ratification bill"
    match entry.id:
        case "come-into":  # "its exit came in 2019"
            return complement is not None and bool(children(complement, "pobj"))
        case "no-longer-take-part":
            return all(t.lower_ != "part" for t in children(token, "dobj"))
        case "suspension-spoken-of":
            return not children(token, "poss")
        case "become-member-bare" | "reach-treaty":
            # "Every invitation to become a member", "a deal replacing the Lima Pact that was reached in
            # May": of what is not said.
            return in_clause
        case "apply-somewhere":
            return not _applies_somewhere(token, parsed)
        case "turn-years":
            return years_turned(token) is None
        case "sign-into-law":
            return complement is None or complement.head.lower_ != "into"
        case "be-member":
            return not is_wished(token)
        case "reservation-with":
            return not is_made_with(token)
        case "replace-body":
            return not is_replaced_by(token, parsed)
        case "join":
            return _joins_in_doing(token)
        case "win-seat" | "take-seat" | "take-place-at":
            return is_of_a_person(token)
        case "deposit-instrument":
            return _deposits_another(complement)
        case _:
            return entry.lemma == "leave" and _leaves_it_at_that(token)


def _deposits_another(paper: Token | None) -> bool:
    """ "Deposited its instrument of accession": no ratification."""
    if paper is None:
        return False
    named = [
        *children(paper, "compound"),
        *(t for p in children(paper, "prep") for t in p.children),
    ]
    return any(t.lower_ == "accession" for t in named)


def _leaves_it_at_that(verb: Token) -> bool:
    """ "Signed it and left it at that": went no further."""
    behind = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]]
    return behind[1:] in (["at", "that"], ["there", "."]) and behind[0] in (
        "it",
        "matters",
        "things",
    )


def _applies_somewhere(verb: Token, parsed: Parsed) -> bool:
    """ "The pact has applied since May", "it applies there": not who "applied for membership"."""
    subject = own_subject(verb)
    if subject is None or verb.tag_ not in ("VBN", "VBZ", "VBD"):
        return False
    places = [t for p in children(verb, "prep") for t in children(p, "pobj")]
    there = any(t.lower_ == "there" for t in children(verb, "advmod", "prep"))
    there = there or any(names_a_state(t, parsed) for t in places)
    lasting = verb.tag_ == "VBN" and any(p.lower_ == "since" for p in children(verb, "prep"))
    return there or (lasting and subject.pos_ != "PRON")


_PAPERS_FOR = frozenset(("bill", "law", "act", "motion", "process", "procedure", "debate", "vote"))
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
    subject = doer_word(verb)
    heads = agents if subject is None else [subject, *agents]
    return any(_votes(head, parsed, lexicon) for head in heads)


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


def _moves_something_else(token: Token, parsed: Parsed) -> bool:
    """ "Withdraws its troops from the force": what is taken out is neither a state nor the party."""
    return any(
        not names_a_state(t, parsed)
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
    behind = [t for t in children(token, "ccomp") if t.i > token.i]  # "Qatar quit, Gabon left"
    if objects or behind or _goes_on(token):
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
