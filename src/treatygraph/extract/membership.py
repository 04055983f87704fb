"""How news tells of membership around its words: that it ends or begins, that others have it suspended,
how many members a body has now, and what a body is told by those who leave it.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.dates import ordinal_number
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.subjects import holder_of, is_ranking, owner_of, subject_of
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_infinitive,
    is_negated,
    is_passive,
    noun_lemma,
    own_subject,
)

# What makes members more: "brings the number of members to 29".
SWELLS = frozenset(("bring", "take", "raise", "lift", "push", "increase", "boost", "swell", "put"))
# Who tells whom: "notified the Commission that it was leaving".
TELLS = frozenset(("notify", "inform", "tell", "warn", "advise"))


def is_said(noun: Token, words: tuple[str, ...]) -> bool:
    """Whether the verb that a noun is subject or object of says one of these of it: "its membership
    ended", "its years in the Union came to an end", "put an end to its membership"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("to", "on") and head.head.i != head.i:
        head = head.head  # "an end to its membership"
    if head.pos_ == "NOUN" and head.lemma_.lower() in words and head.i < noun.i:
        return True
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "obj") or head.pos_ not in ("VERB", "AUX"):
        return False
    said = [head, *children(head, "acomp", "attr", "prt", "advmod", "dobj", "obj")]
    said += [t for p in children(head, "prep") for t in children(p, "pobj")]
    return any(t.lemma_.lower() in words for t in said if t.i != noun.i)


def is_ranked(noun: Token) -> bool:
    """ "Its 28th member", "the thirty-first member", "member no. 152"; for a verb "the 18th country to
    use it", "began to use it"."""
    if noun.pos_ == "VERB":
        begun = noun.dep_ == "xcomp" and (
            noun.head.lemma_ in ("begin", "start")
            or any(is_ranking(t) for t in children(noun.head, "attr"))
        )
        return begun or (noun.dep_ in ("relcl", "acl") and is_ranking(noun.head))
    numbered = any(t.lower_ in ("no.", "no", "number") for t in noun.children) and any(
        t.like_num for t in noun.doc[noun.i + 1 : noun.i + 4]
    )
    return numbered or any(
        ordinal_number(c.text) is not None or c.lower_ in ("latest", "newest", "youngest")
        for c in noun.children
    )


def counting(noun: Token) -> list[Token]:
    """The words for the body in "Malta's accession brings the number of NATO members to 29", "takes the
    bloc to 28 states"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in SWELLS:
        return []
    found: list[Token] = []
    for counted in children(verb, "dobj", "obj"):
        inner = [t for p in children(counted, "prep") for t in children(p, "pobj")]
        for each in (counted, *inner):
            found += [each, *children(each, "compound", "poss", "nmod", "amod")]
    return found if any(t.like_num for t in verb.subtree) else []


def suffered(verb: Token) -> list[Token]:
    """The membership in "had its membership suspended", "saw its voting rights frozen"."""
    above = verb.head
    if verb.dep_ in ("acomp", "oprd", "attr") and above.lemma_ in ("remain", "stay"):
        return children(above, "nsubj")  # "its membership remains suspended"
    for helper in children(verb, "auxpass"):
        if subject := children(helper, "nsubj"):
            return subject  # the same, where the parser took "remains" for a helper
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("ccomp", "xcomp", "acl", "oprd"):
        return []
    if verb.dep_ == "acl":
        above = above.head
    return children(above, "dobj", "obj") if above.lemma_ in ("have", "see", "find", "get") else []


def told_to(verb: Token, parsed: Parsed) -> list[Token]:
    """UNESCO in "notifies UNESCO that it is walking out": whom one tells, one leaves."""
    clause = verb
    for _ in range(3):
        if clause.dep_ not in ("xcomp", "conj", "acl"):
            break
        clause = clause.head
    above = clause.head
    if clause.dep_ not in ("ccomp", "advcl") or above.lemma_ not in TELLS:
        return []
    return [t for t in children(above, "dobj", "dative") if _may_be_left(t, parsed)]


_COUNTRIES = ("country", "state", "nation", "republic", "kingdom", "neighbour", "neighbor")
# Who does this to somebody "to join" lets them into itself.
INVITES = frozenset(
    ("invite", "ask", "allow", "permit", "urge", "want", "welcome", "encourage", "let")
)


def inviting(verb: Token, parsed: Parsed) -> list[Token]:
    """NATO in "NATO invited Samoa to join", "Samoa was allowed by NATO to join"."""
    above = verb.head
    infinitive = verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB"
    if not infinitive or above.lemma_ not in INVITES or children(verb, *OBJECTS, "prt"):
        return []
    behind = [t for p in children(verb, "prep") for t in p.children]
    whom = children(above, "nsubjpass") or children(above, "dobj", "obj", "dative")
    whom += children(verb, "nsubj")
    states = any(t.ent_type_ == "GPE" or t.pos_ == "PRON" or t.lemma_ in _COUNTRIES for t in whom)
    if not states or any(t.i not in parsed.days for t in behind):
        return []  # "to join in", "invited the minister to join"
    if is_passive(above):
        hosts = [
            t for v in (above, verb) for a in children(v, "agent") for t in children(a, "pobj")
        ]
    else:
        subject = subject_of(above)
        hosts = [within_body(subject)] if subject is not None and subject.i < verb.i else []
    return [t for t in hosts if _may_be_left(t, parsed)]


def _may_be_left(token: Token, parsed: Parsed) -> bool:
    """Whether a word names a body and nothing else."""
    mention = parsed.mention(token)
    return mention is not None and all(c.entity.kind.is_body for c in mention.candidates)


def far_relative(verb: Token) -> Token | None:
    """Unasur in "Unasur, which the minister said his country would leave": the pronoun hangs on the verb
    of saying."""
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.dep_ != "relcl" or children(verb, "dobj", "obj"):
        return None
    free = [
        t
        for t in saying.children
        if t.lower_ in ("which", "that", "whom") and t.dep_ not in ("nsubj", "nsubjpass", "mark")
    ]
    return saying.head if free and own_subject(saying) is not None else None


_WISHES = frozenset(
    (
        *("want", "wish", "hope", "aim", "seek", "plan", "intend", "aspire", "vow", "apply", "set"),
        *("return", "decide", "agree", "ask", "expect", "desire", "wait", "long", "bid", "poise"),
        *("invite", "urge", "refuse", "decline", "hop"),  # the parser's word for "hopes"
    )
)


def is_wished(member: Token) -> bool:
    """ "Wants to be a member", "its wish to be a member": a state of things to come. What "would have to be
    a member" or "claims to be" one tells of none."""
    be = member.head
    if member.dep_ != "attr" or be.lower_ != "be" or not is_infinitive(be):
        return False
    if is_of_a_person(be.head):
        return False
    return be.dep_ in ("xcomp", "acl", "advcl") and be.head.lemma_.lower() in _WISHES


def is_made_with(reservation: Token) -> bool:
    """ "Ratified it with a reservation", "signed it subject to two reservations"."""
    top = reservation.head
    if reservation.dep_ != "pobj" or top.lower_ not in ("with", "to"):
        return False
    if top.lower_ == "to":
        top = top.head
        if top.lower_ != "subject":
            return False
    verb = top.head
    if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("dobj", "obj"):
        verb = verb.head  # the parser has the pact with a reservation
    return verb.lemma_ in ("ratify", "sign", "accede", "accept") and not is_negated(verb)


def is_for_something_else(noun: Token) -> bool:
    """ "The 31st member of the Union to ban it", "the tenth state of the Union to sign": no membership is
    told, it ranks what they do."""
    if noun.dep_ == "compound" and noun_lemma(noun.head) == "state":
        noun = noun.head  # "the fourth member state to sign"
    clauses = children(noun, "relcl", "acl")
    behind = [t for p in children(noun, "prep") for t in children(p, "pobj")]
    clauses += [c for t in behind for c in children(t, "relcl", "acl")]
    if noun.dep_ == "attr" and any(p.lower_ == "to" for p in children(noun.head, "prep")):
        return True  # the parser took "to tax sugar" for "to sugar"
    if noun.dep_ == "attr" and any(d.lower_ == "the" for d in children(noun, "det")):
        clauses += children(noun.head, "xcomp")  # "became the first member of it to sign"
    return any(
        is_infinitive(c) and c.lemma_.lower() not in ("join", "enter", "accede") for c in clauses
    )


def is_ended_by_others(verb: Token, membership: Token | None) -> bool:
    """ "The assembly ended Chad's membership": others did; not "Chad ended its membership"."""
    if membership is None or membership.lemma_ != "membership" or is_passive(verb):
        return False
    owners = [t for t in children(membership, "poss") if t.pos_ != "PRON"]
    subject = own_subject(verb)
    if not owners or membership.head.i != verb.i or subject is None:
        return False
    lemma = noun_lemma(subject)
    several = subject.tag_ == "NNS" and lemma in ("member", "minister", "leader", "state")
    meeting = lemma in load_nouns().body | {"assembly", "conference", "summit"}
    return subject.lower_ == "it" or several or meeting


def whom_let(verb: Token) -> Token | None:
    """Syria in "let Syria back in", "keep Syria suspended", whatever the parser made of it."""
    for clause in children(verb, "ccomp"):
        if (inner := own_subject(clause)) is not None:
            return inner
    own = own_subject(verb)
    if own is not None and own.lower_ == "itself" and verb.dep_ == "ccomp":
        return subject_of(verb.head)  # "finds itself suspended"
    if verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "xcomp", "oprd"):
        known = verb.head.lemma_ in ("keep", "leave", "find", "see")
        kept = children(verb.head, "dobj", "obj") if known else []
        return kept[0] if kept else None
    return None


def threatened(noun: Token) -> Token | None:
    """The verb in "threatened Niger with suspension", "punished Mali with expulsion"."""
    above = noun.head
    threat = noun.dep_ == "pobj" and above.lower_ == "with"
    return above.head if threat and children(above.head, "dobj", "obj", "nsubjpass") else None


def imposed_on(noun: Token) -> Token | None:
    """Egypt in "the suspension that it had imposed on Egypt"."""
    for clause in children(noun, "relcl", "acl"):
        if clause.lemma_ == "impose":
            on = [p for p in children(clause, "prep") if p.lower_ in ("on", "upon")]
            return next((t for p in on for t in children(p, "pobj")), None)
    return None


def member_whose(verb: Token, complement: Token | None, taken: set[int]) -> Token | None:
    """Chile in "pulled the plug on Chile's membership", "ended the Chilean membership": the noun says
    whose, whoever else does it."""
    nouns = [complement] if complement is not None else []
    nouns += children(verb, "dobj", "obj", "nsubjpass")
    nouns += [t for p in children(verb, "prep") for t in children(p, "pobj")]
    for noun in nouns:
        owned = noun_lemma(noun) in ("membership", "participation", "relationship", "tie", "link")
        owners = [t for t in children(noun, "poss") if t.tag_ != "PRP$"] if owned else []
        if owners and owners[-1].i not in taken:
            return owners[-1]
    return None


def doer_of(found: Token | None, complement: Token | None, taken: set[int]) -> Token | None:
    """Who does what a verb says, by its subject; who has it, where the subject is the membership itself:
    "Chile's membership lapsed"."""
    if found is not None and complement is not None and found.i == complement.i:
        return owner_of(complement, 0, taken)
    return found


# "EU leaders", "the ministers of the Union": what they decide, the body does.
_DECIDERS = frozenset(
    (
        *("leader", "minister", "ambassador", "member", "government", "chief", "summit"),
        *("assembly", "council", "board", "conference", "plenary", "congress"),
    )
)


def within_body(token: Token) -> Token:
    """The EU in "EU leaders", where they act for all of it."""
    if noun_lemma(token) not in _DECIDERS:
        return token
    inner = children(token, "compound", "nmod", "poss")
    inner += [t for p in children(token, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    return inner[-1] if inner else token


def _cardinal(text: str) -> int | None:
    """The number in "60", "sixty"."""
    if text.isdigit():
        return int(text)
    return ordinal_number(text[:-1].lower() + "ieth") if text.endswith("y") else None


def years_turned(verb: Token) -> int | None:
    """How old something turns: "NATO turns seventy", "turned 60 in 2009"."""
    for age in children(
        verb, "acomp", "attr", "dobj", "npadvmod", "oprd", "nummod", "prep", "advmod"
    ):
        number = ordinal_number(age.text) or _cardinal(age.text)
        if number is not None and number > 4:
            return number
    return None


def is_replaced_by(verb: Token, parsed: Parsed) -> bool:
    """Whether one named body took the place of another, as told of the past: "the African Union replaced
    the OAU"."""
    subject = own_subject(verb)
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or subject is None or is_negated(verb):
        return False
    with_modal = any(t.tag_ == "MD" for t in children(verb, "aux"))
    return not with_modal and _may_be_left(subject, parsed)


# What one person may be, who wins, gets or takes a seat for himself.
_HOLDERS = frozenset(
    (
        *(
            "ambassador",
            "candidate",
            "chancellor",
            "deputy",
            "diplomat",
            "envoy",
            "king",
            "lawmaker",
        ),
        *("leader", "legislator", "minister", "monarch", "negotiator", "official", "premier"),
        *("president", "queen", "representative", "ruler", "senator", "sultan"),
    )
)


def is_of_a_person(verb: Token) -> bool:
    """Whether somebody of an office does it: "the senator from Chile won a seat on the council"."""
    subject = own_subject(verb)
    return subject is not None and noun_lemma(subject) in _HOLDERS


# What a treaty does when one more state has ratified it.
_COMPLETED = ("reach", "have", "gain", "get", "enter", "take", "pass", "come", "need", "secure")


def completing(noun: Token) -> list[Token]:
    """The treaty in "with Fiji's ratification on Saturday the pact has reached fifty" and in "its
    ratification brings the pact into force"."""
    verb = noun.head
    if not children(noun, "poss"):
        return []
    if noun.dep_ == "nsubj" and verb.lemma_ == "bring":
        return children(verb, "dobj") if any(t.lower_ == "force" for t in verb.subtree) else []
    verb = verb.head
    opening = noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.dep_ == "prep"
    if not opening or verb.lemma_ not in _COMPLETED:
        return []
    subject = own_subject(verb)
    return [subject] if subject is not None and noun.i < subject.i else []


# Who belongs to something, in an apposition.
_BELONGS = ("member", "party", "signatory", "founder")


def member_beside(word: Token) -> list[Token]:
    """The Union in "Malta, a member of the Union since 2004, leaves" and "…, announces its withdrawal":
    for a word without an object of its own, what its doer is said to be a member of."""
    if word.pos_ == "NOUN":
        own = any(t.lower_ in ("its", "their") for t in children(word, "poss"))
        doer = holder_of(word, 0) if own and word.dep_ in ("dobj", "obj") else None
    else:
        objects = [t for t in children(word, *OBJECTS) if t.lower_ != "that"]
        doer = own_subject(word) if not objects and not children(word, "prep") else None
    if doer is None:
        return []
    beside = [t for t in children(doer, "appos") if t.lemma_.lower() in _BELONGS]
    return [t for m in beside for p in children(m, "prep") for t in _of_it(p)]


def _of_it(preposition: Token) -> list[Token]:
    return children(preposition, "pobj") if preposition.lower_ in ("of", "to") else []
