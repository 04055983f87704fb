"""The words for who does what a trigger tells, and for those who did it before, along with them or not at all.

Nothing is named here yet: what the words stand for is decided in ``parties``.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.gaps import companion, state_before
from treatygraph.extract.lexicon import Entry
from treatygraph.extract.membership import (
    doer_of,
    imposed_on,
    member_whose,
    suffered,
    threatened,
    whom_let,
)
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import (
    is_ranking,
    one_of,
    owner_of,
    sender_of,
    subject_of,
    undergoer_of,
)
from treatygraph.extract.tree import (
    children,
    is_infinitive,
    is_negated,
    is_passive,
    is_short_passive,
    noun_lemma,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import ActKind


def doer_word(verb: Token) -> Token | None:
    """The subject of a verb, also of one that the tagger took for a noun: "the Danish senate waves"."""
    found = subject_of(verb)
    if found is None and verb.dep_ == "ROOT" and verb.tag_ == "NNS":
        return next(iter(reversed(children(verb, "compound"))), None)
    return None if found is not None and _is_beyond(found, verb) else found


def instrument(noun: Token) -> Token | None:
    """The paper in "instrument of ratification", which may have the treaty and the state behind it."""
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return whole if whole.i != noun.i and noun_lemma(whole) == "instrument" else None


def included(token: Token) -> list[Token]:
    """ "Treaties including the Paris Agreement", "pacts such as the Kyoto Protocol"."""
    return [
        t
        for child in children(token, "prep", "acl")
        if child.lower_ in ("including", "like", "as") and not _like_before(child)
        for t in children(child, "pobj", "dobj")
    ] + _among_them(token)


def _among_them(many: Token) -> list[Token]:
    """Chile in "eight states, among them Chile, signed it", also where the parser hangs it on the comma."""
    end = min(many.i + 12, many.sent.end)
    for place in range(many.i + 1, end - 2):
        word = many.doc[place]
        if word.lower_ != "among" or word.nbor(1).lower_ not in ("them", "which", "whom"):
            continue
        if word.nbor(-1).text not in (",", "–", "—", "-", "("):
            return []
        behind = [t for t in children(word, "pobj") if t.i > place + 1]
        named = many.doc[place + 2]  # the parser may give it to another word
        return behind or ([named] if named.ent_type_ == "GPE" else [])
    return []


def names_a_state(token: Token, parsed: Parsed) -> bool:
    """Whether a word is the name of a state and of nothing else."""
    mention = parsed.mention(token)
    return mention is not None and all(c.entity.kind.is_state for c in mention.candidates)


def party_words(
    token: Token, entry: Entry, complement: Token | None, objects: list[Token], parsed: Parsed
) -> list[Token]:
    """The words for those who do what the trigger tells, in text order; none of them is one of ``objects``."""
    taken = {t.i for t in objects} | parsed.days
    if entry.partyless:
        where = ("in", "to") if entry.lemma == "apply" else ()
        return _beneficiaries(token, complement, parsed, where)
    if entry.swapped:
        return [t for t in _bound(token, entry, complement) if t.i not in taken]
    if entry.id in ("expand", "enlarge"):  # "expands to 25 members with the accession of …"
        behind = [t for t in token.sent if t.i > token.i and t.i not in taken]
        named = [t for t in behind if names_a_state(t, parsed)]
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
        or (_whose_consent(token, complement) if complement is not None else None)
        or _next_to(token, entry)
        or _first_party(token, entry, complement, taken)
        or _doer_behind(token, entry, objects)
    )
    if first is not None and (many := _many_who_own(token, first)) is not None:
        return [many]
    if (one := one_of(token)) is not None:
        return [one, *([first] if first is not None and first.i != one.i else ())]
    if first is None:
        before = _in_front(token, entry, parsed) if objects else []
        return [t for t in before if t.i not in taken]
    doers = [*_listed_before(first, parsed), *with_conjuncts(first), *_together(token, first)]
    doers += _rest_of_list(doers, parsed)
    doers += _left_out(token, doers, parsed) if entry.pos == "verb" else []
    if first.head.dep_ == "agent":
        doers += [t for each in _further_agents(first.head, token) for t in with_conjuncts(each)]
    doers += [t for each in doers for found in included(each) for t in with_conjuncts(found)]
    return [t for t in doers if t.i not in taken]


def _many_who_own(noun: Token, owner: Token) -> Token | None:
    """ "Nine members handed in their instruments": those nine, and nobody who was named before."""
    if owner.lower_ != "their" or noun.dep_ not in ("dobj", "obj", "pobj"):
        return None
    subject = next((s for v in noun.ancestors if (s := own_subject(v)) is not None), None)
    counted = subject is not None and subject.tag_ == "NNS" and children(subject, "nummod")
    return subject if counted else None


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
    if owner.dep_ != "poss" or not names_a_state(owner, parsed):
        return found
    place = owner.i - 1
    while place > owner.sent.start and parsed.doc[place].lower_ in ("and", ",", "or", "the"):
        before = parsed.doc[place - 1]
        if names_a_state(before, parsed):
            found.insert(0, before)
        elif before.lower_ not in ("and", ",", "the"):
            break
        place -= 1
        while place > owner.sent.start and names_a_state(parsed.doc[place], parsed):
            place -= 1
    return [t for t in found if t.head.i != owner.i]


def _rest_of_list(doers: list[Token], parsed: Parsed) -> list[Token]:
    """Slovenia in "four countries - Chad, Mali, Togo, Slovenia - joined it", where the parser broke the
    list: the names that go on behind it, up to a dash or to an "and" with one more."""
    states = [t for t in doers if names_a_state(t, parsed)]
    if len(states) < 2:
        return []
    place, found = states[-1].i + 1, list[Token]()
    closed = False
    while place < states[-1].sent.end and not closed:
        word = parsed.doc[place]
        if names_a_state(word, parsed):
            found.append(word)
            closed = word.nbor(-1).lower_ == "and" and place + 1 < word.sent.end
        elif word.text not in (",", "the", "and"):
            closed = word.text in ("-", "–", "—", ")")
            break
        place += 1
    known = {t.i for t in doers}
    return [t for t in found if t.i not in known] if closed else []


def _left_out(verb: Token, doers: list[Token], parsed: Parsed) -> list[Token]:
    """Kosovo in "elects Fiji as a member, but not Kosovo", where the parser hangs it on another word."""
    for place in range(verb.i + 2, min(verb.i + 16, verb.sent.end - 1)):
        word = parsed.doc[place]
        if word.lower_ != "not" or word.nbor(-1).lower_ != "but":
            continue
        out = word.nbor(1)
        between = parsed.doc[verb.i + 1 : place]
        alone = not any(t.pos_ in ("VERB", "AUX") for t in between)
        known = any(t.i == out.i for t in doers)
        behind = doers and all(verb.i < t.i for t in doers)
        return [out] if names_a_state(out, parsed) and alone and behind and not known else []
    return []


def _beneficiaries(
    token: Token, complement: Token | None, parsed: Parsed, where: Iterable[str]
) -> list[Token]:
    """For whom a treaty enters into force: "for Chile and Peru", "in respect of Chile"; with ``where``
    also "applies in Chile"."""
    bases = [token] if complement is None else [token, complement]
    phrases = [p for base in bases for p in children(base, "prep")]
    respects = [
        t for p in phrases for t in children(p, "pobj") if t.lower_ in ("respect", "regard")
    ]
    phrases = [p for p in phrases if p.lower_ in ("for", *where)]
    phrases += [p for t in respects for p in children(t, "prep") if p.lower_ in ("of", "to")]
    return [
        each
        for preposition in phrases
        for first in children(preposition, "pobj")
        for each in with_conjuncts(first)
        if names_a_state(each, parsed) or means_a_state(each) or each.lower_ == "it"
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


def means_a_state(token: Token) -> bool:
    """ "The country", "that state"; not "all states"."""
    return token.tag_ == "NN" and token.lemma_ in ("country", "state", "nation")


def _next_to(token: Token, entry: Entry) -> Token | None:
    """Chile in "the pact awaits ratification by Chile", where the parser hung "by" on the verb in front."""
    if entry.pos != "noun" or entry.others or entry.counterpart or token.i + 1 >= token.sent.end:
        return None
    by = token.nbor(1)
    stray = by.lower_ == "by" and by.head.i < token.i and by.dep_ in ("prep", "agent")
    return next(iter(children(by, "pobj")), None) if stray else None


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
    paper = instrument(token)
    owner = owner_of(whole, 0, taken)
    if complement is not None and owner is not None and owner.i == complement.i:
        owner = owner_of(complement, 0, taken)  # "the suspension of its participation"
    if paper is not None and (owner is None or owner.i == paper.i or _is_received(paper, token)):
        return owner_of(paper, 0, {*taken, token.i})
    return owner


def _is_received(paper: Token, noun: Token) -> bool:
    """ "The depositary has received Fiji's instrument", "received from Fiji its instrument": who has it is
    not who wrote it."""
    verb = paper.head
    if verb.lemma_ not in ("receive", "obtain", "accept", "get") or paper.dep_ not in (
        *("dobj", "obj"),
        "nsubjpass",
    ):
        return False
    named = [t for t in children(paper, "poss", "amod", "compound") if t.ent_type_]
    told = [p for t in (paper, verb) for p in children(t, "prep", "agent")]
    return bool(named) or any(
        p.lower_ in ("from", "by") and children(p, "pobj") and p.i != noun.head.i for p in told
    )


# What a state has given to a treaty, and may take back.
_LAWS = ("law", "bill", "act", "decree", "order", "resolution", "legislation", "ruling", "decision")
_CONSENTS = ("signature", "ratification", "accession", "acceptance")


def _whose_consent(word: Token, consent: Token) -> Token | None:
    """Peru in "a decree revokes Peru's ratification", "the revocation of Peru's signature", whoever does it."""
    if consent.lemma_.lower() not in _CONSENTS:
        return None
    owner = next(iter(children(consent, "poss")), None)
    if owner is None or owner.ent_type_ == "GPE":
        return owner
    doer = None if word.pos_ == "NOUN" else doer_word(word)
    paper = doer is not None and doer.lemma_.lower() in _LAWS
    return owner if word.pos_ == "NOUN" or (paper and owner.tag_ == "PRP$") else None


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
    passive = is_passive(token) or is_short_passive(token)
    if (passive and not left) or (token.dep_ == "acl" and token.tag_ == "VBN"):
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
    return member_whose(token, complement, taken) or doer_of(doer_word(token), complement, taken)


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


def excepted_of(parties: Iterable[Token]) -> list[Token]:
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


def makers_of(token: Token) -> list[Token]:
    """Between whom a treaty is adopted, which is no party's act."""
    if token.pos_ != "VERB" or is_passive(token):
        return []
    subject = subject_of(token)
    return with_conjuncts(subject) if subject is not None else []


def companions_of(token: Token, parsed: Parsed) -> tuple[Token, ...]:
    """The states that the party joins or follows in what it does."""
    around = [token, *[a for a in token.ancestors if a.sent == token.sent]]
    found = [] if token.pos_ == "NOUN" else _at_a_distance(token, parsed)
    ranked = any(is_ranking(t) for a in around for t in (a, *children(a, "attr")))
    for place in around:
        for child in children(place, "prep") if ranked else ():
            if child.lower_ in ("after", "behind", "following"):
                for first in children(child, "pobj"):
                    found += [t for t in with_conjuncts(first) if names_a_state(t, parsed)]
        for child in children(place, "advcl", "xcomp", "acl"):
            if child.lemma_.lower() in ("join", "follow") and child.tag_ == "VBG":
                for first in children(child, "dobj", "obj"):
                    found += [t for t in with_conjuncts(first) if names_a_state(t, parsed)]
        subject = own_subject(place)
        likes = children(place, "prep") if place.pos_ == "VERB" else []
        likes += children(subject, "prep") if subject is not None else []
        likes = likes if token.tag_ in ("VBD", "VBN", "VBZ", "VBP") else []  # no plan
        if any(t.lower_ == "like" for t in likes) and not any(map(is_negated, around)):
            before = [t for each in likes for t in _like_before(each)]
            found += [t for t in before if names_a_state(t, parsed)]
    for joining in _joined_in(token):
        for first in children(joining, "dobj", "obj"):
            found += [t for t in with_conjuncts(first) if names_a_state(t, parsed)]
    return tuple(found)


def _like_before(like: Token) -> list[Token]:
    """Peru in "like Peru before it, Chile left the pact": it did the same, at another time."""
    if like.lower_ != "like":
        return []
    first = children(like, "pobj")
    named = [t for o in first for t in with_conjuncts(o)]
    if not named:
        return []
    behind = [t.lower_ for t in like.doc[named[-1].i + 1 : named[-1].i + 3]]
    return (
        named
        if behind[:1] == ["before"] and behind[1:] in (["it"], ["them"], ["him"], ["her"])
        else []
    )


def _joined_in(verb: Token) -> list[Token]:
    """ "Joins" in "Fiji joins Tonga in signing it", "follows" in "follows Tonga out of it": the other did so, too."""
    if verb.lemma_ == "follow" and verb.tag_ in ("VBD", "VBZ", "VBN"):
        return [verb]
    inside = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ == "in"
    return [verb.head.head] if inside and verb.head.head.lemma_ in ("join", "follow") else []


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
        found += [t for t in listed if names_a_state(t, parsed)]
    colon, depth = False, 0
    for following in token.doc[token.i + 1 : token.sent.end]:
        depth += (following.text == "(") - (following.text == ")")
        colon = colon or following.text == ":"
        if colon and depth == 0 and parsed.mention(following) is not None:
            found.append(following)
    return found
