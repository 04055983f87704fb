"""The words for the treaty or body that a trigger is about: its object, what stands behind a preposition, what
it shares with another verb.

Nothing is named here yet: what the words stand for is decided in ``objects``.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.doers import included, instrument, names_a_state
from treatygraph.extract.gaps import is_season
from treatygraph.extract.lexicon import Entry
from treatygraph.extract.listing import another_behind, listed_behind
from treatygraph.extract.membership import (
    completing,
    counting,
    far_relative,
    inviting,
    member_beside,
    threatened,
    told_to,
    whom_let,
    within_body,
)
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import gives, holder_of, is_ranking, subject_of, through_relative
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_infinitive,
    is_passive,
    noun_lemma,
    own_subject,
    undergoers,
    with_conjuncts,
)
from treatygraph.model import ActKind

# What a state holds in a body, and may lose.
_HELD = ("seat", "membership", "participation")


def object_words(
    token: Token, entry: Entry, complement: Token | None, parsed: Parsed
) -> list[Token]:
    """The words for what the trigger is about, in text order, what is coordinated with each among them."""
    bases = [token] if complement is None else [token, complement]
    if complement is not None and complement.lemma_ in _HELD:
        own = any(p.lower_ in entry.object for p in children(complement, "prep"))
        bases = (
            [complement] if own else bases
        )  # "its seat on the council was suspended in the assembly"
    paper = instrument(token)
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
                states = [t for t in doers if names_a_state(t, parsed)]
                found += [t for s in states for t in _by_preposition(s, how)]
                if paper is not None:  # "the instrument of Peru for the pact"
                    found += [t for b in (*states, *bases) for t in _by_preposition(b, "for")]
    if entry.pos == "noun" and any(t.dep_ == "pobj" for t in found):
        # "Its ratification of the pact"
        found = [t for t in found if t.tag_ != "PRP$" or t.head.i != token.i]
    found = [t for t in found if not _is_amended(t)]
    found = [
        t
        for t in found
        if not names_a_state(t, parsed)
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
        if (complement is None or i != complement.i) and not names_a_state(unique[i], parsed)
    ]


def _is_amended(treaty: Token) -> bool:
    """ "Its acceptance of the amendment to the pact": of another paper than the pact."""
    above = treaty.head
    if treaty.dep_ != "pobj" or above.lower_ != "to" or above.i == 0:
        return False
    return noun_lemma(above.nbor(-1)) == "amendment"


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
    out = entry.body is ActKind.LEAVING or entry.treaty is ActKind.WITHDRAWAL
    if out and (beside := member_beside(token)):
        return beside
    if entry.pos == "noun":
        into = entry.treaty is ActKind.RATIFICATION and "direct" in entry.object
        return (completing(token) if into else []) or counting(token)
    if entry.body is ActKind.JOINING and entry.lemma in ("join", "rejoin"):
        return inviting(token, parsed)
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
    if noun_lemma(token) in load_nouns().body:
        return token  # "its exit from the UN specialised agency"
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
    sorts = ("treaty", "convention", "pact", "protocol")
    return [t for t in on if noun_lemma(t) in sorts or t.ent_type_ == "LAW"] or [token]


def _spelled_out(token: Token) -> list[Token]:
    """The single ones of "three agreements: a tax treaty, a fisheries pact and a visa agreement"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return [token]
    return listed_behind(token) or [t for t in children(token, "appos") if t.i > token.i] or [token]


# What has the name of the body in front of it: "a NATO member"; not "a G20 nation".
_BELONGING = frozenset(
    ("member", "membership", "party", "signatory", "participation", "seat", "candidate")
)


def _direct(token: Token, entry: Entry, complement: Token | None) -> list[Token]:
    if entry.pos == "noun":
        before = [
            t
            for t in children(token, "compound", "poss", "nmod", "amod")
            if t.tag_ != "JJ" or t.ent_type_ or not t.text.islower()  # "official candidate status"
        ]
        if complement is not None:  # "a candidate for EU membership"
            before += children(complement, "compound", "nmod")
        holder = holder_of(token, 0) if entry.partyless and token.dep_ == "dobj" else None
        # "The Union celebrates its 60th anniversary"
        return [holder if t.lower_ == "its" and holder is not None else t for t in before]
    if complement is not None and (inner := _of_complement(token, complement)) is not None:
        return inner
    if entry.others:
        return []
    if complement is not None and complement.lower_ in _VERDICTS:  # "declared the pact void"
        return children(complement, "nsubj", "compound", "pobj") + children(token, *OBJECTS)
    found = undergoers(token)
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


def _of_complement(verb: Token, complement: Token) -> list[Token] | None:
    """What the further word of a verb has with it: "becomes its member", "stopped applying it"."""
    inner = _belonging_to(complement)
    return inner if inner is not None else _of_infinitive(verb, complement) or None


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


def _of_infinitive(verb: Token, complement: Token) -> list[Token]:
    """What is done no more: "stopped applying it", "ceased to implement the pact"."""
    if complement.dep_ != "xcomp" or complement.pos_ != "VERB" or children(verb, "dobj", "obj"):
        return []
    return [t for t in children(complement, "dobj", "obj") if t.tag_ != "WDT"]


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
        if gives(token.head) and is_passive(token.head):  # "was granted it by the Union"
            return [t for a in children(token.head, "agent") for t in children(a, "pobj")]
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
