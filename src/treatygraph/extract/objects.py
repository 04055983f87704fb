"""The treaty or body that a word stands for: a name, or a reference to one that stands earlier.

A reference that the text does not make clear is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.charters import charter_of
from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.modifiers import may_mean
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.topic import hides, opens
from treatygraph.extract.tree import children, is_infinitive, noun_lemma
from treatygraph.model import Entity, EntityKind, Name, NameKind


def object_of(
    token: Token,
    parsed: Parsed,
    discourse: Discourse,
    sorts: Iterable[str] = ("treaty", "body"),
) -> list[Referent]:
    """The treaty or body that a word stands for; none if it stands for something else."""
    mention = parsed.mention(token)
    if mention is not None:
        entity = choose(mention, discourse, set(sorts))
        if entity is None:
            return []
        return [Referent(entity, anchor_at("object", parsed, token, "named"))]
    lemma = noun_lemma(token)
    if "treaty" in sorts and (charter := charter_of(token, parsed, discourse)) is not None:
        return [charter]
    if _is_pair(token):
        return _pair(token, parsed, discourse, sorts)
    if (whole := _by_a_part(token, parsed, discourse, sorts)) is not None:
        return whole
    inner = _inner_name(token, parsed, discourse) or _made(token, parsed, discourse)
    inner = inner or _named_beside(token, parsed, discourse, sorts)
    inner = inner or _parent(token, parsed, discourse)
    inner = inner or _whose_member(token, parsed, discourse)
    if inner is not None:
        return [inner]
    if lemma == "protocol" and _possessive_of_treaty(token):
        return _protocol(token, parsed, discourse)
    found = _referred(token, parsed, discourse, sorts)
    if found is None or not may_mean(token, found[0], parsed):
        return []
    if _is_hidden(token, *found, parsed):
        return []
    return [Referent(found[0], anchor_at("object", parsed, token, "reference", found[1]))]


def _club(place: int, discourse: Discourse) -> tuple[Entity, Mention] | None:
    """The body that states have joined or left in the text, if it is the last one named: "the club"."""
    found = discourse.latest(place, ("body",))
    told = any(
        a.party is not None and a.party.kind.is_state and found and a.object == found[0]
        for a in discourse.acts
    )
    return found if told else None


def _is_hidden(token: Token, entity: Entity, mention: Mention, parsed: Parsed) -> bool:
    """Whether the paragraph has since turned to a treaty that it leaves unknown: "What of the water
    accord? Chad left it in May"."""
    if not entity.kind.is_treaty:
        return False
    named = next((t for t in parsed.doc if parsed.mention(t) == mention), None)
    begin = 0
    if named is not None:  # what its own sentence speaks of, and those behind it
        begin = named.i if named.dep_ in ("nsubj", "nsubjpass") else named.sent.start
    described = mention.end if named is None else parsed.passage.start
    return any(
        opens(word)
        and parsed.mention(word) is None
        and parsed.starts[word.i] >= described
        and hides(word, entity, parsed)
        for word in parsed.doc[begin : token.i]
    )


def _protocol(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """ "The protocol", "its protocols": the protocol named last, or those of the treaty named last."""
    place = parsed.starts[token.i]
    last = discourse.latest(place, ("treaty",))
    if token.tag_ in ("NN", "NNP") and any(t.lower_ == "the" for t in children(token, "det")):
        last = discourse.latest_called(place, "treaty", "protocol") or last
    if last is not None and last[0].kind is EntityKind.PROTOCOL and token.tag_ in ("NN", "NNP"):
        return [Referent(last[0], anchor_at("object", parsed, token, "reference", last[1]))]
    if last is not None and _is_on_safeguards(token, last[0], discourse):
        return []
    return _protocols(token, parsed, discourse)


def _is_on_safeguards(token: Token, treaty: Entity, discourse: Discourse) -> bool:
    """ "The Additional Protocol" where the text speaks of the agency that inspects: one to an agreement on
    safeguards, and not to the treaty that it named last."""
    if not any(t.lower_ == "additional" for t in token.children):
        return False
    listed = discourse.catalogue.members.get(treaty.key, ())
    inspected = any(c.entity.key == _AGENCY for m in discourse.mentions for c in m.candidates)
    return inspected and not any(m.kind is EntityKind.PROTOCOL for m in listed)


_AGENCY = "body/international-atomic-energy-agency"


def _referred(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> tuple[Entity, Mention] | None:
    """What "the pact", "the latter" or "it" stands for, with the place where the text names it."""
    lemma, place = noun_lemma(token), parsed.starts[token.i]
    if token.lower_ in ("former", "latter") and children(token, "det"):
        pair = discourse.last_pair(place, sorts)
        return pair[token.lower_ == "latter"] if pair else None
    definite = any(
        c.lower_ in ("the", "this", "that")
        for p in (token, *children(token, "poss"))
        for c in children(p, "det")
    )
    if lemma in load_nouns().treaty and definite and "treaty" in sorts:
        capital = token.text[:1].isupper()
        return discourse.latest_called(place, "treaty", lemma, capital=capital)
    if lemma in load_nouns().body - {"club"} and definite and "body" in sorts:
        if lemma in _PARTS_OF_BODIES:  # "the UN agency" is none that its own words name
            place = parsed.starts[token.left_edge.i]
        return discourse.latest_called(place, "body", lemma)
    bare = all(c.dep_ == "det" for c in token.children)  # not "the same thing"
    bare = bare and not any(p.lower_ == "into" for p in token.head.children)  # "signed it into law"
    if lemma in load_nouns().vague and definite and bare and "treaty" in sorts:
        return discourse.latest(place, ("treaty",))
    if token.lower_ == "it" and _is_a_paper(token):
        return None
    belongs = token.lower_ == "its" and noun_lemma(token.head) in ("party", "member", "signatory")
    if token.lower_ == "it" or belongs or (token.lower_ == "one" and _is_pointed_at(token)):
        return discourse.latest(place, sorts)
    if lemma == "club" and definite and "body" in sorts:
        return _club(place, discourse)
    return None


def _is_pair(token: Token) -> bool:
    """ "Both", "neither", "both instruments", "the two conventions"."""
    known = load_nouns().treaty | load_nouns().body
    if token.lower_ in ("both", "neither"):
        of = [t for p in children(token, "prep") for t in children(p, "pobj")]
        them = all(t.lower_ == "them" or noun_lemma(t) in known for t in of)
        return them and token.dep_ in ("dobj", "pobj", "nsubjpass")
    if noun_lemma(token) not in known:
        return False
    counted = {c.lower_ for c in children(token, "det", "nummod", "predet")}
    with_others = children(token, "prep", "amod", "compound", "relcl", "acl", "poss")
    two = token.tag_ in ("NNS", "NNPS") and counted & {"both", "two"}
    return bool(two or "neither" in counted) and not with_others


def _pair(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> list[Referent]:
    """The two treaties or bodies that "both" means: those of the last sentence that names two, or the
    only two of the text."""
    place = parsed.starts[token.i]
    only = discourse.only_two(place, sorts)
    pair = only or discourse.last_pair(place, sorts) or ()
    if len({entity.key for entity, _ in pair}) != 2:
        return []
    return [
        Referent(entity, anchor_at("object", parsed, token, "reference", mention))
        for entity, mention in pair
    ]


def _named_beside(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> Referent | None:
    """ "A younger sister, the Paris Agreement, was opened": the name that explains a noun."""
    if parsed.mention(token) is not None or token.pos_ != "NOUN":
        return None
    called = _called(token)
    for beside in (*children(token, "appos"), *called):
        mention = parsed.mention(beside)
        between = [t.text for t in token.doc[token.i + 1 : beside.i] if t.i not in parsed.days]
        if mention is None or not (beside in called or between in ([","], [",", "the"])):
            continue
        entity = choose(mention, discourse, set(sorts))
        if entity is not None:
            return Referent(entity, anchor_at("object", parsed, beside, "named"))
    return None


def _called(noun: Token) -> list[Token]:
    """The name in "the papers known as the Paris Agreement", "a pact called the Escazu Agreement"."""
    found: list[Token] = []
    for clause in children(noun, "acl"):
        if clause.lower_ in ("known", "called", "named", "dubbed"):
            found += children(clause, "oprd", "dobj", "attr")
            behind = [p for p in children(clause, "prep") if p.lower_ == "as"]
            found += [t for p in behind for t in children(p, "pobj")]
    return found


def _parent(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "The parent treaty": what the last protocol belongs to, or else the treaty that the text named
    first."""
    above = ("parent", "mother", "original", "underlying")
    if noun_lemma(token) not in load_nouns().treaty or not any(
        t.lower_ in above for t in children(token, "amod", "compound", "nmod")
    ):
        return None
    place = parsed.starts[token.i]
    last = discourse.latest(place, ("treaty",))
    if last is None:
        return None
    named = [
        (entity, m)
        for m in discourse.mentions
        if m.start < place and (entity := choose(m, discourse, {"treaty"})) is not None
    ]
    whole = [each for each in named if each[0].key == last[0].part_of]
    others = whole or [each for each in named if each[0].kind is not EntityKind.PROTOCOL]
    if not others:
        return None
    return Referent(others[0][0], anchor_at("object", parsed, token, "reference", others[0][1]))


# "Reservations to several of its articles", "bound by parts of the pact": said of the treaty.
ARTICLES = frozenset(
    (
        *(
            "article",
            "provision",
            "section",
            "paragraph",
            "clause",
            "part",
            "chapter",
            "obligation",
        ),
        "term",
    )
)
# Without a name or a noun for its sort, a sentence refers to a treaty or body by one of these.
REFERRING = (
    *("it", "its", "their", "one", "both", "neither", "thing", "document", "former", "latter"),
    *sorted(ARTICLES),
)
_SOME = frozenset(("several", "some", "any", "all", "most", "many", "parts", "two", "three"))


def _by_a_part(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> list[Referent] | None:
    """What a word for a part of something means: an article of a treaty, the meetings of a body; None
    where it is no such word."""
    lemma = noun_lemma(token)
    if lemma in ARTICLES or token.lower_ in _SOME:
        return _whole(token, parsed, discourse, sorts)
    if lemma in load_nouns().shares and "body" in sorts:
        shared = _shared_in(token, parsed, discourse)
        if lemma not in load_nouns().body or (shared and token.tag_ == "NNS"):
            return shared  # "the body" may be one that was named, "its bodies" are parts of it
    return None


def _whole(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> list[Referent]:
    """The treaty that a word for some of its articles speaks of."""
    for preposition in children(token, "prep"):
        if preposition.lower_ in ("of", "under", "in"):
            for part in children(preposition, "pobj"):
                return object_of(part, parsed, discourse, sorts)
    if noun_lemma(token) not in ARTICLES:
        return []
    for owner in children(token, "poss"):
        if owner.lower_ in ("its", "their"):
            found = discourse.latest(parsed.starts[token.i], sorts)
            return (
                [Referent(found[0], anchor_at("object", parsed, owner, "reference", found[1]))]
                if found
                else []
            )
        return object_of(owner, parsed, discourse, sorts)
    return []


def _shared_in(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """The body whose meetings, ranks or activities a word means: "the activities of the Union", "its
    meetings", "the Union's councils", "an EU summit"."""
    inner = [
        t
        for p in children(token, "prep")
        if p.lower_ in ("of", "in", "at")
        for t in children(p, "pobj")
    ]
    for owner in (*inner, *children(token, "poss", "compound", "nmod")):
        if owner.lower_ in ("its", "their"):
            referred = _referred_body(owner, parsed, discourse)
            if referred is not None:
                return [referred]
        elif owner.i != token.i and (named := object_of(owner, parsed, discourse, ("body",))):
            return named
    return []


def _referred_body(pronoun: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """The body that "its" means in "its meetings", "its fourth member"."""
    found = discourse.latest(parsed.starts[pronoun.i], ("body",))
    if found is None:
        return None
    return Referent(found[0], anchor_at("object", parsed, pronoun, "reference", found[1]))


def _whose_member(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """The body in "enters as its fourth member", by its "its"."""
    if token.lower_ not in ("its", "their") or noun_lemma(token.head) != "member":
        return None
    return _referred_body(token, parsed, discourse)


def _is_a_paper(token: Token) -> bool:
    """Whether "it" is a law or a letter of the same sentence: "the bill goes to the president, who
    is expected to sign it"."""
    papers: tuple[str, ...] = (
        *("law", "bill", "legislation", "decree", "resolution", "letter", "order", "document"),
        *("notice", "notification", "request", "application"),
    )
    sentence = token.sent
    start = sentence.start
    if start and token.head.lemma_.lower() in (
        "revoke",
        "rescind",
        "cancel",
        "retract",
        "withdraw",
    ):
        start = token.doc[start - 1].sent.start  # "notified the depositary. It revoked it."
        papers = (*papers, "notify", "apply", "decision")
    return any(t.lemma_.lower() in papers for t in token.doc[start : token.i])


def is_signed_law(trigger: Token) -> bool:
    """ "A bill to leave the pact, which the president signed": the bill."""
    verb = trigger.head if trigger.dep_ == "xcomp" and is_infinitive(trigger) else trigger
    of_its_own = [t for t in children(trigger, "dobj") if t.pos_ != "PRON"]
    if verb.dep_ != "relcl" or of_its_own:
        return False
    papers = ("law", "bill", "legislation", "decree", "resolution")
    above = [verb.head, *verb.head.ancestors]
    passed = [t for a in above if a.pos_ == "VERB" for t in children(a, "dobj")]
    return any(t.lemma_.lower() in papers for t in (*above, *passed))


def _is_pointed_at(token: Token) -> bool:
    """ "That one", "this one"."""
    return any(c.lower_ in ("this", "that") for c in children(token, "det"))


# "A UN agency", "an EU court": not the body itself.
_PARTS_OF_BODIES = frozenset(("agency", "commission", "committee", "council", "court", "tribunal"))


def _inner_name(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "the NATO alliance", "the Kyoto treaty", "the organisation ECOWAS": the name inside."""
    lemma = token.lemma_.lower()
    known = load_nouns().treaty | load_nouns().body | {"membership", "zone", "area"}
    if lemma not in known or lemma in _PARTS_OF_BODIES:
        return None
    if any(c.lower_ in ("a", "an", "new") for c in children(token, "det", "amod")):
        return None  # "a new UN agency" is another one
    inner = children(token, "compound", "nmod", "appos", "poss", "amod")
    for child in [*inner, *(t for c in inner for t in children(c, "compound", "nmod"))]:
        mention = parsed.mention(child)
        if mention is None:
            continue
        sorts = {"treaty"} if token.lemma_.lower() in load_nouns().treaty else {"body"}
        entity = choose(mention, discourse, sorts)
        if entity is not None:
            return Referent(entity, anchor_at("object", parsed, child, "named"))
    return None


def _made(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "An agreement to create the Andean Pact", "a deal establishing the Andean Pact": the pact."""
    if noun_lemma(token) not in load_nouns().treaty:
        return None
    for clause in children(token, "acl", "relcl"):
        if clause.lemma_ in ("create", "establish", "launch", "form", "found"):
            for made in children(clause, "dobj", "obj"):
                mention = parsed.mention(made)
                entity = choose(mention, discourse, {"treaty"}) if mention is not None else None
                if entity is not None:
                    return Referent(entity, anchor_at("object", parsed, made, "named"))
    return None


def _possessive_of_treaty(token: Token) -> bool:
    return any(c.lower_ in ("its", "the", "additional", "two", "both") for c in token.children)


def _protocols(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """ "its additional protocols": the protocols of the convention that was named last."""
    found = discourse.latest(parsed.starts[token.i], ("treaty",))
    if found is None:
        return []
    convention, mention = found
    members = [
        m
        for m in discourse.catalogue.members.get(convention.key, ())
        if m.kind is EntityKind.PROTOCOL
    ]
    names = [Name(f"Protocols to the {n.text}", NameKind.COMMON) for n in convention.names]
    names += [
        Name(f"additional protocols to the {n.text}", NameKind.COMMON) for n in convention.names
    ]
    names += [n for m in members for n in m.names]
    label = f"Protocols to the {convention.label}"
    entity = Entity(
        f"{convention.key}-protocols",
        EntityKind.PROTOCOL,
        label,
        names=(Name(label, NameKind.COMMON), *names),
        part_of=convention.key,
        unlisted=True,
    )
    return [Referent(entity, anchor_at("object", parsed, token, "reference", mention))]
