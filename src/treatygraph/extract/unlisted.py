"""Treaties and bodies that no catalogue names: "an extradition treaty with Peru", "the Adriatic Pact".

Each gets an entity of its own whose key comes from what it is about, its parties and its year, so that
another document that names it in other words arrives at the same one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from treatygraph.extract.admission import admitting_treaty
from treatygraph.extract.dates import find_dates, resolve_date
from treatygraph.extract.described import listed
from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.listing import is_another
from treatygraph.extract.naming import slug
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.referents import Referent
from treatygraph.extract.tree import children, is_infinitive, noun_lemma, with_conjuncts
from treatygraph.model import Anchor, Entity, EntityKind, Name, NameKind, PartialDate

TREATIES = {
    "treaty": EntityKind.TREATY,
    "pact": EntityKind.TREATY,
    "agreement": EntityKind.AGREEMENT,
    "accord": EntityKind.AGREEMENT,
    "convention": EntityKind.CONVENTION,
    "protocol": EntityKind.PROTOCOL,
    "memorandum": EntityKind.AGREEMENT,
    "deal": EntityKind.AGREEMENT,
}
# "A UN-backed agreement": by whom it was helped on.
_BROKERED = (
    "backed",
    "brokered",
    "mediated",
    "led",
    "sponsored",
    "facilitated",
    "supported",
    "style",
)
# Words for what only states make.
_BETWEEN_STATES = ("treaty", "pact")
_MEANT = ("aimed", "intended", "designed", "meant", "covering", "governing")
_TOPICAL = ("on", "of", "for", "concerning", "regarding", "against", "about", "over", "governing")


def unlisted_objects(
    token: Token,
    parties: Sequence[Entity],
    parsed: Parsed,
    discourse: Discourse,
    *,
    many: bool = False,
    solemn: bool = False,
) -> list[tuple[Referent, tuple[Entity, ...]]]:
    """What a noun phrase describes, and the states that it ties to it: one treaty, or one for each of
    those that "treaties with Peru and Chile" names. ``many`` says that several states act on it that
    are not named; ``solemn`` that what is done to it is done to treaties alone, whoever they bind.
    """
    lemma = sort_noun(token)
    words = load_nouns()
    a_body = lemma in words.unlisted_bodies and token.pos_ == "PROPN"
    about = _description(token, parsed)
    a_deal = lemma == "deal" and bool(set(words.deals) & {w.lower() for w in about})
    if (lemma not in TREATIES or lemma == "deal") and not (a_body or a_deal):
        return []
    admitting = admitting_treaty(token, parties, _called(token, parsed), parsed, discourse)
    if admitting is not None:
        return [(admitting, ())]
    title = _title(token, parsed) if token.text[:1].isupper() else ""
    if a_body and not (title and about):
        return []
    tied = _tied(token, parsed, discourse)
    if title and about and _is_common(title, token, tied, parties):
        title = ""
    behind = None
    if not about and not title:
        behind = _topic(token)
        about = _content(behind, parsed)[:7] if behind is not None else []
    if any(word.lower() in words.not_between_states for word in about):
        return []
    several = token.tag_ in ("NNS", "NNPS")
    if several and not title and (_is_counted(token) or not (tied or about or len(parties) > 1)):
        return []
    if a_body and tied:
        return []  # "the Ghana Football Association": of one state
    tied = _with_others(token, tied, parties, lemma, parsed, discourse)
    together = tuple(dict.fromkeys([*tied, *parties]))
    start, end = parsed.span([token])
    anchor = Anchor("object", start, end, parsed.source[start:end], "described")
    year = _year(token, parsed)
    if not title and (known := listed(about, together, year, discourse.index)) is not None:
        return [(Referent(known, anchor), ())]
    # What a state agrees on with a company, with rebels or at home is no treaty.
    inner = lemma not in _BETWEEN_STATES or "peace" in (word.lower() for word in about)
    alone = solemn and bool(about) and any(c.lower_ == "the" for c in children(token, "det"))
    if inner and len(together) < 2 and not (title or a_body or many or alone):
        return []
    if alone and len(together) < 2:
        together = ()  # "ratified the fisheries subsidies agreement": of whoever ratifies it
    if (len(together) < 2 and not (about or title)) or not (
        title or tied or about or len(together) > 1
    ):
        return []
    if not (about or title or tied) and any(c.lower_ == "the" for c in children(token, "det")):
        return []  # "the treaty": one that the text has not named
    groups = [together]
    if several and len(tied) > 1 and len(parties) == 1 and not title:
        groups = [(each, *parties) for each in tied]
    phrase = _phrase(behind, parsed) if behind is not None else ""
    called = _called(token, parsed)
    return [
        (
            Referent(unlisted_treaty(about, lemma, group, title, year, phrase, called), anchor),
            tuple(e for e in tied if e in group),
        )
        for group in groups
    ]


def is_any_agreement(entity: Entity) -> bool:
    """Whether all that is known of an agreement is who makes it: "an agreement", whatever it be on."""
    if not entity.unlisted or entity.kind is not EntityKind.AGREEMENT:
        return False
    codes = sorted(key.split("/")[1].lower() for key in entity.parties)
    return bool(codes) and entity.key == f"treaty/unlisted-{slug('-'.join([*codes, 'treaty']))}"


def sort_noun(token: Token) -> str:
    """The noun for what is described: also that of "a pact on ivory and another one on tusks"; "" for
    "any pact", which is none."""
    if any(c.lower_ in ("any", "no", "every", "each", "what") for c in children(token, "det")):
        return ""
    if token.lower_ not in ("one", "another", "other") or token.dep_ not in ("conj", "appos"):
        return noun_lemma(token)
    above = token.head
    return noun_lemma(above.head if above.lower_ == "one" and above.dep_ == "appos" else above)


def _is_common(title: str, token: Token, tied: Sequence[Entity], parties: Sequence[Entity]) -> bool:
    """Whether capitals name no treaty of its own: "the Free Trade Agreement with Peru", "Chile and Peru
    signed a Free Trade Agreement"."""
    one = any(c.lower_ in ("a", "an") for c in children(token, "det"))
    if not tied and not (one and len(parties) > 1):
        return False
    return all(w in _COMMON or w in TREATIES for w in title.lower().replace("-", " ").split())


_COMMON = frozenset(
    (
        *(
            "free",
            "trade",
            "and",
            "of",
            "on",
            "economic",
            "comprehensive",
            "partnership",
            "association",
        ),
        *(
            "stabilisation",
            "stabilization",
            "cooperation",
            "co",
            "operation",
            "framework",
            "investment",
        ),
        *(
            "security",
            "defence",
            "defense",
            "military",
            "bilateral",
            "visa",
            "facilitation",
            "extradition",
        ),
        *(
            "double",
            "taxation",
            "tax",
            "open",
            "skies",
            "peace",
            "friendship",
            "fisheries",
            "strategic",
        ),
        *(
            "air",
            "services",
            "border",
            "maritime",
            "readmission",
            "social",
            "nuclear",
            "preferential",
        ),
        *(
            "enhanced",
            "mutual",
            "legal",
            "assistance",
            "labour",
            "labor",
            "transport",
            "energy",
            "status",
            "forces",
        ),
    )
)


def _is_broker(token: Token) -> bool:
    """ "UN" in "UN-backed": who helped is no party."""
    doc, behind = token.doc, token.i + 1
    return behind + 1 < len(doc) and doc[behind].text == "-" and doc[behind + 1].lower_ in _BROKERED


def _is_counted(token: Token) -> bool:
    """ "15 treaties": what they are is not said."""
    return bool(children(token, "nummod"))


def _description(token: Token, parsed: Parsed) -> list[str]:
    """The words in front of the noun that say what the treaty is about."""
    words = []
    for child in token.children:
        brokered = child.lower_ in _BROKERED
        if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i and not brokered:
            words += _content(child, parsed)
    return words


def _topic(token: Token) -> Token | None:
    """The word above the phrase behind the noun: "on fisheries", "allowing patrols", "to share data"."""
    for child in (*token.children, *_purpose(token)):
        topical = child.dep_ == "prep" and child.lower_ in _TOPICAL
        clause = child.dep_ in ("acl", "relcl", "xcomp", "advcl") and (
            child.tag_ == "VBG" or is_infinitive(child) or child.lower_ in _MEANT
        )
        # "which bans mines": what it does says what it is
        clause = clause or (child.dep_ == "relcl" and child.tag_ == "VBZ" and _tells_topic(child))
        if child.i > token.i and (topical or clause):
            return child
        if child.i > token.i and child.dep_ == "prep" and child.lower_ == "in":
            fields = [t for t in children(child, "pobj") if noun_lemma(t) in _FIELDS]
            if any(p.lower_ == "of" for t in fields for p in children(t, "prep")):
                return child  # "in the field of tourism"
    return None


def _purpose(token: Token) -> list[Token]:
    """ "To open" in "sign a protocol to open the archive", which the parser may hang on the verb."""
    verb = token.head
    if token.dep_ not in ("dobj", "obj") or token.i + 2 >= token.sent.end:
        return []
    next_ = token.nbor(1)
    above = next_.head
    purpose = next_.tag_ == "TO" and above.head.i == verb.i and above.dep_ in ("xcomp", "advcl")
    return [above] if purpose else []


_FIELDS = ("field", "area", "sphere", "sector", "domain", "realm")


def _tells_topic(verb: Token) -> bool:
    """Whether a clause has the treaty for its subject: "that bans mines"; not "that the king backs"."""
    subject = children(verb, "nsubj")
    bare = verb.lemma_ not in (
        "be",
        "have",
        "take",
        "enter",
        "expire",
        "come",
        "remain",
        "run",
        "replace",
    )
    return bare and bool(subject) and subject[0].lower_ in ("that", "which")


def _own(top: Token) -> list[Token]:
    """The words of a phrase, up to a further treaty that the parser joined to it."""
    words = list(top.subtree)
    end = min(
        (t.left_edge.i for t in words if t.i > top.i and (is_another(t) or _is_said_of_it(t))),
        default=words[-1].i + 1,
    )
    while end > top.i + 1 and top.doc[end - 1].lower_ in ("and", ",", "or"):
        end -= 1
    return [t for t in words if t.i < end]


# What says when or why it was made, and no longer what it is about.
_OCCASIONS = frozenset(
    (
        "after",
        "amid",
        "following",
        "despite",
        "because",
        "since",
        "although",
        "though",
        "while",
        "when",
    )
)


def _is_said_of_it(token: Token) -> bool:
    """Whether a word opens what is said of the whole: "…, a move that Peru opposes", "… after a war"."""
    if token.lower_ in _OCCASIONS and token.dep_ in ("prep", "mark", "advmod"):
        return True
    aside = token.dep_ == "appos" and token.pos_ == "NOUN" and bool(children(token, "det"))
    return aside and token.doc[token.left_edge.i - 1].text in (",", "–", "—")


def _phrase(top: Token, parsed: Parsed) -> str:
    """The words of the text from the beginning of a phrase to its end, or to its first comma."""
    start, end = parsed.span(t for t in _own(top) if t.i not in parsed.days)
    return " ".join(parsed.source[start:end].split(",")[0].split()[:10])


# No name has more words.
_LONGEST = 15


def _called(token: Token, parsed: Parsed) -> tuple[str, ...]:
    """What the text itself calls it: "tax treaty", and with the phrase behind it "tax treaty with Peru"."""
    first = token
    for before in reversed(token.doc[token.left_edge.i : token.i]):
        counts = before.dep_ == "nummod" and token.tag_ in ("NNS", "NNPS")  # not "the 1933 treaty"
        if before.head == token and (counts or before.dep_ in ("det", "poss", "predet", "case")):
            break
        if before.i in parsed.days or before.pos_ in ("DET", "PRON", "PUNCT"):
            break
        first = before
    found = []
    for last in (token, *(c.right_edge for c in children(token, "prep", "acl", "relcl")[:1])):
        start, end = parsed.span([first, last])
        found.append(" ".join(parsed.source[start:end].split()))
    return tuple(t for t in found if 1 < len(t.split()) < _LONGEST and "," not in t)


def _content(top: Token, parsed: Parsed) -> list[str]:
    """The words of a phrase that say something: no names, no numbers, no empty words."""
    words = []
    for part in _own(top):
        text = parsed.text(part)
        field = (
            noun_lemma(part) in _FIELDS
            and part.head.lower_ == "in"
            and bool(children(part, "prep"))
        )
        if (
            parsed.mention(part) is None
            and not field
            and part.i not in parsed.days
            and text.lower() not in load_nouns().empty
            and not re.fullmatch(r"\W+|\d+.*", text)
        ):
            words.append(text)
    return words


def _tied(token: Token, parsed: Parsed, discourse: Discourse) -> tuple[Entity, ...]:
    """The states in "with Peru", "between Peru and Chile", "the EU–Chile agreement"."""
    places = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "between", "of"):
            places += [t for p in children(child, "pobj") for t in with_conjuncts(p)]
        elif child.dep_ in ("compound", "amod", "nmod", "poss") and child.lower_ not in _BROKERED:
            places += [child, *(t for t in child.children if not _is_broker(t))]
    apart = token.dep_ == "pobj" and token.head.lower_ in ("up", "through")  # "tears up its pact"
    verb = token.head.head if apart else token.head
    if (apart or token.dep_ in ("dobj", "obj", "nsubjpass")) and verb.pos_ == "VERB":
        for beside in children(verb, "prep"):  # "signed an accord with Peru": with whom they signed
            if beside.lower_ == "with" and beside.i > token.i:
                places += [t for p in children(beside, "pobj") for t in with_conjuncts(p)]
    for clause in children(token, "acl"):
        if clause.tag_ in ("VBN", "VBD") and clause.lemma_ in _MADE:  # "a pact signed with Peru"
            with_ = [p for p in children(clause, "prep") if p.lower_ == "with"]
            places += [t for p in with_ for o in children(p, "pobj") for t in with_conjuncts(o)]
    found = []
    own = [t for t in children(token, "amod") if t.lower_ in _OF_A_BODY]
    if any(noun_lemma(place) in load_nouns().private for place in places):
        return ()  # "a deal between two companies and Taiwan"
    places = [t for place in places for t in (place, *_named_by(place, parsed))]
    for place in places:
        mention = parsed.mention(place)
        in_front = place.dep_ in ("compound", "nmod")
        if mention is not None and in_front and mention.of_kind(NameKind.CAPITAL):
            continue  # "the Tripoli Agreement" was made there
        if mention is not None:
            entity = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
            if entity is not None and not (own and entity.kind.is_body):
                found.append(entity)
    return tuple(dict.fromkeys(found))


# What is done with somebody to have a treaty with them.
_MADE = ("sign", "reach", "conclude", "negotiate", "agree", "strike")
# "The League's founding treaty" is one of its members.
_OF_A_BODY = ("founding", "constitutive", "constituent", "foundational", "basic")


def _with_others(
    token: Token,
    tied: tuple[Entity, ...],
    parties: Sequence[Entity],
    lemma: str,
    parsed: Parsed,
    discourse: Discourse,
) -> tuple[Entity, ...]:
    """Those whom a treaty ties, with those whom the words around it tell."""
    if tied and not parties:
        return tuple(dict.fromkeys([*tied, *_owners(token, parsed, discourse)]))
    if len(parties) == 1 and not tied and lemma in TREATIES:
        faced = _faced(token, parties[0], parsed, discourse)
        return faced or _visited(token, parties[0], parsed, discourse)
    return tied


# What two states have with each other.
_MUTUAL = (
    *(
        "clash",
        "conflict",
        "war",
        "incident",
        "dispute",
        "border",
        "hostility",
        "trade",
        "fighting",
    ),
    *("cooperation", "tie", "relation", "exchange", "friction", "tension", "collision", "frontier"),
)


def _faced(token: Token, party: Entity, parsed: Parsed, discourse: Discourse) -> tuple[Entity, ...]:
    """With whom a state has the pact that its topic tells of: "a pact to end border clashes with Peru"."""
    top = _topic(token)
    if top is None:
        return ()
    found: dict[str, Entity] = {}
    for word in _own(top):
        if word.dep_ != "prep" or word.lower_ != "with" or noun_lemma(word.head) not in _MUTUAL:
            continue
        for place in children(word, "pobj"):
            mention = parsed.mention(place)
            entity = choose(mention, discourse, {"state"}) if mention is not None else None
            if entity is not None and entity.key != party.key:
                found[entity.key] = entity
    return tuple(found.values()) if len(found) == 1 else ()


def _owners(token: Token, parsed: Parsed, discourse: Discourse) -> list[Entity]:
    """Whose treaty it is, where the text refers to them: "its pact with Peru"."""
    pronouns = [t for t in children(token, "poss") if t.lower_ in ("its", "their", "his", "her")]
    return [r.entity for t in pronouns for r in party_of(t, parsed, discourse)]


_ENCOUNTERS = frozenset(("visit", "trip", "tour", "talk", "meeting", "summit"))


def _visited(
    token: Token, party: Entity, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, ...]:
    """With whom who signs agreements "on a visit to Peru", "after talks with his Peruvian counterpart"."""
    found: dict[str, Entity] = {}
    for word in token.sent:
        if word.lemma_.lower() in _ENCOUNTERS:
            places = [
                t
                for p in children(word, "prep")
                if p.lower_ in ("to", "of", "with")
                for t in children(p, "pobj")
            ]
        elif word.lemma_.lower() == "counterpart":
            places = children(word, "amod", "compound")
        else:
            continue
        for place in places:
            mention = parsed.mention(place)
            entity = choose(mention, discourse, {"state"}) if mention is not None else None
            if entity is not None and entity.key != party.key:
                found[entity.key] = entity
    return tuple(found.values()) if len(found) == 1 else ()


def _named_by(noun: Token, parsed: Parsed) -> list[Token]:
    """Those in "the Caribbean countries of Cuba and Jamaica", "its neighbours Peru and Chile"."""
    if noun_lemma(noun) not in load_nouns().state or parsed.mention(noun) is not None:
        return []
    of = [t for p in children(noun, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    return [t for first in (*of, *children(noun, "appos")) for t in with_conjuncts(first)]


def _title(token: Token, parsed: Parsed) -> str:
    """A name in capitals: "Adriatic Pact", "American Convention on Human Rights"; "" if it is none."""
    words = [
        c
        for c in token.doc[max(token.sent.start, token.i - 8) : token.i]
        if c.i >= token.left_edge.i
    ]
    first = token.i
    while words and (
        words[-1].text[:1].isupper() or words[-1].lower_ in ("of", "for", "and", "-", "–")
    ):
        first = words.pop().i
    while first < token.i and not token.doc[first].text[:1].isupper():
        first += 1
    if first < token.i and token.doc[first].lower_ in ("the", "this"):
        first += 1
    last = token.i
    for following in token.doc[token.i + 1 : token.sent.end]:
        if following.text[:1].isupper() and following.pos_ in ("PROPN", "NOUN", "ADJ"):
            last = following.i
        elif following.lower_ not in (
            "on",
            "of",
            "for",
            "against",
            "and",
            "the",
            "concerning",
            "in",
            "to",
        ):
            break
    while last > token.i and (
        last in parsed.days or token.doc[last].lower_ in ("on", "in", "of", "to", "for", "the")
    ):
        last -= 1
    if first == token.i and last == token.i:
        return ""
    start, end = parsed.span([token.doc[first], token.doc[last]])
    return " ".join(parsed.source[start:end].split())


def _year(token: Token, parsed: Parsed) -> int | None:
    """The year of "the 1933 treaty", "a treaty signed in Tirana on 1 March 1933"."""
    for child in token.children:
        if re.fullmatch(r"(?:1[89]|20)\d\d", child.text):
            return int(child.text)
    for child in children(token, "acl"):
        if child.tag_ == "VBN" and child.lemma_ in ("sign", "conclude", "make", "date"):
            start, end = parsed.span([child, child.right_edge])
            for date in find_dates(parsed.source[start:end]):
                day = resolve_date(date, None)
                if day is not None:
                    return day.year
    return None


def unlisted_treaty(
    about: Sequence[str],
    lemma: str,
    parties: Sequence[Entity],
    title: str,
    year: int | None,
    behind: str = "",
    called: Sequence[str] = (),
) -> Entity:
    """The entity of a treaty or body that no catalogue lists.

    ``about`` are the words in front of the noun ``lemma``; ``title`` is its name in capitals, "" if it
    has none; ``year`` is that of its signature; ``behind`` what stands behind the noun, where that says
    what the treaty is about; ``called`` are the words that the text uses for it.
    """
    states = sorted(parties, key=lambda e: e.label)
    if title:
        label = title
        key = slug(label)
        names = [label]
    else:
        subject = "" if behind else " ".join(about)
        names = _names_of(subject, lemma, behind, [e.label for e in states], year)
        label = names[0]
        key = _key_of(about, lemma, states, year)
    folder = "treaty" if lemma in TREATIES else "body"
    return Entity(
        f"{folder}/unlisted-{key}",
        TREATIES.get(lemma, EntityKind.ORGANISATION),
        label,
        names=tuple(Name(n, NameKind.COMMON) for n in dict.fromkeys([*names, *called])),
        parties=tuple(sorted(e.key for e in states)) if not title else (),
        since=PartialDate(year) if year else None,
        unlisted=True,
    )


def _names_of(
    subject: str, lemma: str, behind: str, states: Sequence[str], year: int | None
) -> list[str]:
    """What the treaty may be called, the fullest name first."""
    words = [lemma, *(w for w in ("agreement", "treaty") if w != lemma)]
    names = []
    for order in dict.fromkeys((tuple(states), tuple(reversed(states)))) if len(states) > 1 else ():
        for word in words:
            names.append(f"{subject} {word} between {' and '.join(order)} {behind}")
            names.append(f"{'–'.join(order)} {subject} {word} {behind}")
    names.append(f"{subject} {lemma} {behind}")
    names = [" ".join(name.split()) for name in names]
    return [f"{year} {name}" for name in names] + names if year else names


def _key_of(about: Sequence[str], lemma: str, states: Sequence[Entity], year: int | None) -> str:
    """The same key for "a free-trade pact" and "an agreement on free trade": order and the word for
    the treaty aside. Protocols are no treaties of their own."""
    words = re.findall(r"[^\W\d_]+", " ".join(about).lower())
    content = sorted({w.removesuffix("s") for w in words if w not in load_nouns().empty})
    sort = lemma if lemma in ("protocol", "memorandum") or lemma not in TREATIES else "treaty"
    codes = sorted(e.code.lower() for e in states)
    return slug("-".join(filter(None, [*codes, *content, sort, str(year or "")])))
