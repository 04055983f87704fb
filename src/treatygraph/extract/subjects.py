"""Who does what a word tells: through passives, control and raising, relative clauses and possessives."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from treatygraph.extract.dates import ordinal_number
from treatygraph.extract.tree import children, is_infinitive, is_passive, own_subject

_PRONOUNS = frozenset(("which", "that", "who", "whom", "whose"))
# Verbs whose object does what the infinitive says: "asked Chile to withdraw".
_OBJECT_CONTROL = frozenset(
    (
        *("ask", "urge", "call", "tell", "order", "invite", "force"),
        *("allow", "convince", "persuade", "request", "require", "push", "press"),
        *("pressure", "advise", "encourage", "enable", "help", "let", "want"),
        *("expect", "permit", "command", "instruct", "warn", "discourage", "deter", "keep", "bar"),
        *("clear", "appeal", "beg", "implore", "beseech", "entreat", "caution", "counsel"),
        *("exhort", "plead", "remind"),
    )
)
# Those that have a preposition of their own in front of whom they address: "appealed to Chile to withdraw".
_ADDRESSED = {"appeal": "to", "plead": "with"}
# Verbs whose object does what "for" or "of" names: "criticised Malta for leaving".
_JUDGES = frozenset(
    (
        *("prepare", "praise", "criticise", "criticize", "condemn", "blame", "thank", "punish"),
        *(
            "congratulate",
            "rebuke",
            "commend",
            "applaud",
            "attack",
            "denounce",
            "accuse",
            "suspect",
        ),
    )
)
# Verbs that give somebody something: "grant Malta membership".
_GIVES = frozenset(("grant", "give", "offer", "award", "deny", "promise", "refuse", "bring"))
# What does not do itself what it says: "an order withdrawing from the pact".
_ORDERS = (
    "order",
    "decree",
    "law",
    "bill",
    "resolution",
    "decision",
    "letter",
    "note",
    "notification",
    "act",
    "document",
    "notice",
)
# What arrives from somebody: "an instrument of ratification from Nepal".
_PAPERS = (
    *("instrument", "ratification", "acceptance", "approval", "accession", "notice"),
    *("application", "request", "bid"),
)
# What can be the first to do something.
_RANKED = frozenset(
    (
        *("country", "state", "nation", "member", "party", "government", "signatory", "founder"),
        *("power", "economy", "republic", "kingdom", "democracy", "island", "neighbour"),
        *("neighbor", "leader", "head"),
    )
)


def through_relative(found: Token, verb: Token) -> Token:
    """What a relative pronoun stands for."""
    if found.lower_ in _PRONOUNS and verb.dep_ == "relcl":
        return verb.head
    said = verb.head  # "the Union, which the minister says his country will leave"
    if found.lower_ in ("which", "whom") and verb.dep_ == "ccomp" and said.dep_ == "relcl":
        return said.head if found.i < said.i else found
    return found


def subject_of(token: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its own subject, or that of what governs it."""
    if depth > 6:
        return None
    own = _doer_beside(token)
    if own is not None:
        return own
    head, relation = token.head, _relation(token)
    if head.i == token.i:
        # "The pact banning mines, comes into effect": the parser gave the subject to the participle.
        before = [c for c in children(token, "advcl") if c.tag_ == "VBG" and c.i < token.i]
        return own_subject(before[0]) if before else None
    if relation == "relcl":
        return owner_of(head, depth) if is_infinitive(token) else head
    if relation in ("xcomp", "ccomp", "advcl", "conj", "dep", "acl") and head.pos_ in (
        "VERB",
        "AUX",
    ):
        ordered = _is_wanted_done(token, head)
        if (ordered or is_infinitive(token)) and head.lemma_.lower() in _OBJECT_CONTROL:
            objects = children(head, "dobj", "obj", "dative", "nsubjpass")
            prepositional = [
                t
                for p in children(head, "prep")
                if p.lower_ == _ADDRESSED.get(head.lemma_, "on")
                for t in children(p, "pobj")
            ]
            for found in objects + prepositional:
                return through_relative(found, head)
        return subject_of(head, depth + 1)
    if relation == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return _doer_before(token) or _doer_of_clause(token, head, depth)
    if relation in ("pcomp", "prep", "acl", "xcomp", "ccomp", "advcl", "dep", "conj"):
        base = head.head if head.dep_ == "prep" or head.pos_ == "ADP" else head
        if base.pos_ in ("VERB", "AUX"):
            moved = children(base, "dobj", "obj", "nsubjpass")
            judged = head.lower_ in ("for", "of", "over") and base.lemma_.lower() in _JUDGES
            if moved and (head.lower_ in ("from", "against", "into") or judged):
                return moved[0]
            return subject_of(base, depth + 1)
        if base.pos_ in ("NOUN", "PROPN"):
            return owner_of(base, depth, (token.i,))
        if base.pos_ == "ADJ":
            return subject_of(base.head if base.head.i != base.i else base, depth + 1)
    return None


def _is_wanted_done(verb: Token, head: Token) -> bool:
    """ "Ordered the chamber disbanded", "wants the court dissolved": what stands between undergoes it."""
    bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("ccomp", "xcomp") and not is_passive(verb)
    return bare and any(head.i < t.i < verb.i for t in children(head, "dobj", "obj"))


def _doer_of_clause(verb: Token, noun: Token, depth: int) -> Token | None:
    """Who does what a clause behind a noun says: the noun, or whose it is ("its plan to leave"), or who
    signs it ("a law leaving the pact")."""
    on_paper = verb.tag_ == "VBG" and noun.lemma_ in _ORDERS
    if on_paper and (signer := _signer_of(noun)) is not None:
        return signer
    of_another = verb.tag_ == "VB" or is_infinitive(verb) or on_paper
    return owner_of(noun, depth) if of_another else noun


def one_of(verb: Token) -> Token | None:
    """Peru in "Peru is one of 40 states that ratified it", "Peru was among the last to accede"."""
    many = verb.head
    if verb.dep_ == "advcl" and is_infinitive(verb) and verb.head.lemma_ == "be":
        among = [p for p in children(verb.head, "prep") if p.lower_ == "among"]
        many = next((t for p in among for t in children(p, "pobj")), many)
    elif verb.dep_ not in ("relcl", "acl"):
        return None
    if many.lower_ == "one" and many.dep_ == "attr":  # the parser hung the clause on "one"
        counted = [t for p in children(many, "prep") for t in children(p, "pobj")]
        many = next(iter(counted), many)
    if many.dep_ != "pobj" or many.lemma_.lower() not in _RANKED:
        return None
    above = many.head
    one = above.head if above.lower_ == "of" and above.head.lower_ == "one" else above
    if one.i == above.i and above.lower_ != "among":
        return None
    if one.dep_ == "appos":
        return one.head
    is_one = one.dep_ in ("attr", "prep") and one.head.lemma_ == "be"
    return own_subject(one.head) if is_one else None


def _signer_of(paper: Token) -> Token | None:
    """Who signs or sends a paper: "a letter denouncing it was sent by Peru", "a law denouncing it bears the
    signature of the president"."""
    verb = paper.head
    if paper.dep_ == "nsubjpass":
        return next((t for a in children(verb, "agent") for t in children(a, "pobj")), None)
    signed = [t for t in children(verb, "dobj") if t.lemma_ in ("signature", "seal", "autograph")]
    return owner_of(signed[0], 1) if signed and paper.dep_ == "nsubj" else None


def sender_of(verb: Token) -> Token | None:
    """Peru in "Peru sent the letter by which the charter is denounced"."""
    by = [p for p in children(verb, "prep", "agent") if p.lower_ in ("by", "with", "in", "through")]
    which = any(t.lower_ == "which" for p in by for t in children(p, "pobj"))
    if verb.dep_ != "relcl" or not which or verb.head.lemma_ not in _ORDERS:
        return None
    return _signer_of(verb.head) or owner_of(verb.head)


def _relation(verb: Token) -> str:
    """How a verb is tied to what governs it: "talked of leaving" as "decided on leaving"."""
    return "pcomp" if verb.dep_ == "pobj" and verb.tag_ == "VBG" else verb.dep_


def _doer_beside(verb: Token) -> Token | None:
    """Who does it by the verb's own subject or possessor."""
    own = own_subject(verb)
    if own is None:
        return _owner_before(verb) or _despite(verb)
    return _who_may(own, verb) or through_relative(own, verb)


def _who_may(noun: Token, gerund: Token) -> Token | None:
    """Malta in "the prospects of Malta ever joining", where the parser has the prospects join."""
    if gerund.tag_ != "VBG" or noun.lemma_ not in ("prospect", "idea", "chance", "possibility"):
        return None
    of = [t for p in children(noun, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    return of[0] if of else None


def _despite(gerund: Token) -> Token | None:
    """Malta in "despite Malta not being a member", where the parser hung the gerund on the main verb."""
    if gerund.dep_ != "advcl":
        return None
    doer = _doer_before(gerund)
    return doer if doer is not None and doer.head.lower_ == "despite" else None


def _owner_before(gerund: Token) -> Token | None:
    """Chad in "Chad's 2006 joining of the court", whatever the parser made of the year."""
    place = gerund.i - 1
    while place > gerund.sent.start and gerund.doc[place].pos_ in ("NUM", "ADJ"):
        place -= 1
    before = gerund.doc[place] if place >= gerund.sent.start else gerund
    return before.head if gerund.tag_ == "VBG" and before.tag_ == "POS" else None


def _doer_before(gerund: Token) -> Token | None:
    """The doer of a gerund that the parser hung on the preposition: "a decision on Malta joining"."""
    before = gerund.nbor(-1) if gerund.i > gerund.sent.start else None
    if before is not None and before.dep_ == "neg" and before.i > gerund.sent.start:
        before = before.nbor(-1)
    if gerund.tag_ == "VBG" and before is not None and before.dep_ == "pobj":
        return before
    return None


def owner_of(noun: Token, depth: int = 0, taken: Collection[int] = ()) -> Token | None:
    """Whose the noun is: "Chile's plan", "a Chilean plan", "the plan of Chile", or who has it.

    ``taken`` are the places of words that stand for something else already.
    """
    if is_ranking(noun):
        return _ranked(noun, depth)
    if noun.dep_ == "ROOT" and noun.tag_ == "NNS" and (doer := children(noun, "compound")):
        return doer[
            -1
        ]  # "Georgia's parliament votes to quit": a verb that the tagger took for a noun
    before = children(noun, "poss", "nsubj", "amod", "compound", "nmod")
    for child in sorted(before, key=lambda t: (t.dep_ not in ("poss", "nsubj"), -t.i)):
        named = child.ent_type_ in ("NORP", "GPE", "ORG") or child.tag_ == "NNP"
        sort = child.lower_ in (
            "contracting",
            "high",
            "state",
            "states",
        )  # "a High Contracting Party"
        if child.i not in taken and not sort and (child.dep_ in ("poss", "nsubj") or named):
            return child
    of = ("of", "by", "from") if noun.lemma_ in _PAPERS else ("of", "by")
    for child in (*noun.children, *_senders(noun)):
        if child.dep_ in ("prep", "agent") and child.lower_ in of:
            for found in children(child, "pobj"):
                if found.i not in taken:
                    return found
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.pos_ == "NOUN":
        above = noun.head.head  # "Chile's application for membership"
        if children(above, "poss", "amod", "compound"):
            return owner_of(above, depth + 1, taken) if depth < 4 else None
    return holder_of(noun, depth)


def _senders(paper: Token) -> list[Token]:
    """The "from" of "received an application from Haiti", which the parser hangs on the verb."""
    if paper.lemma_ not in _PAPERS or paper.dep_ not in ("dobj", "obj"):
        return []
    return [p for p in children(paper.head, "prep") if p.lower_ == "from"]


def holder_of(noun: Token, depth: int) -> Token | None:
    """Who has or does the noun: the subject of the verb above it."""
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("after", "since", "before", "following", "until", "upon", "by")
        and any(t.lower_ == "the" for t in children(noun, "det"))
    ):
        return None  # "resumes work after the signing of the pact": whose is not said
    head = noun
    for _ in range(4):
        if head.head.i == head.i:
            return None
        head = head.head
        if head.pos_ in ("VERB", "AUX"):
            found = _given_to(head, noun) or subject_of(head, depth + 1)
            return found if found is None or found.i != noun.i else None
        if head.lemma_ in _GIVES and (given := _given_to(head, noun)) is not None:
            return given
    return None


def gives(verb: Token) -> bool:
    """Whether a verb gives somebody something: "grants Malta membership"."""
    return verb.pos_ == "VERB" and verb.lemma_ in _GIVES


def _given_to(verb: Token, noun: Token) -> Token | None:
    """Malta in "grant Malta membership", "grant Malta candidate status"."""
    if verb.lemma_ not in _GIVES:
        return None
    near = [
        *children(verb, "nsubjpass"),
        *(t for t in children(verb, "dative") if t.pos_ != "ADP"),
        *(t for o in children(verb, "dobj", "obj") for t in children(o, "compound", "nmod")),
    ]
    given = next((t for t in near if t.tag_ == "NNP" and t.i < noun.i), None)
    if given is not None or noun.dep_ not in ("dobj", "obj"):
        return given
    to = [p for v in (verb, noun) for p in children(v, "prep", "dative") if p.lower_ == "to"]
    behind = [t for p in to for t in children(p, "pobj")]  # "grants membership to Malta"
    return next((t for t in behind if t.ent_type_ == "GPE"), None)


def is_ranking(noun: Token) -> bool:
    """ "The first", "the 60th country", "the last of the members"."""
    ordinals = ("first", "last", "latest", "only", "second", "third", "final", "sole")
    if noun.tag_ == "JJ" and ordinal_number(noun.text) is not None:
        return True
    if noun.lower_ not in ordinals and noun.lemma_.lower() not in _RANKED:
        return False
    return noun.lower_ in ordinals or any(
        c.lower_ in ordinals or ordinal_number(c.text) is not None for c in noun.children
    )


def _ranked(noun: Token, depth: int) -> Token | None:
    """Who is the first, the last, the 60th."""
    if noun.dep_ == "appos":
        return noun.head
    for child in children(noun, "appos"):
        return child
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":  # "the last to ratify it was Chile"
        for named in children(noun.head, "attr"):
            return named
    return holder_of(noun, depth)


def undergoer_of(token: Token) -> Token | None:
    """Whom others expel, suspend or admit."""
    if is_passive(token):
        subject = own_subject(token)
        return through_relative(subject, token) if subject is not None else subject_of(token)
    for found in children(token, "dobj", "obj"):
        return found
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return token.head
    if token.dep_ in ("conj", "advcl", "xcomp", "pcomp"):
        return subject_of(token)
    if token.dep_ == "relcl":
        return token.head
    return None
