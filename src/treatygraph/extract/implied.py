"""Whose an office is where nothing at the title tells: "its director-general, X", "the chair, X".

The secretary-general of a text about the Council of Europe is that council's, the foreign minister of a
text about Norway is Norway's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title, load_offices
from treatygraph.model import Entity, EntityKind, NameKind

PRONOUN = re.compile(
    r"\b(?P<word>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:[a-zà-ÿ-]+ ){0,2}(?:[A-Z][\w-]+ )?$"
)
_STOP = re.compile(r"[.!?]['\"”’)]*\s|\n")
Named = tuple[Entity, Mention | None]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A state or body that a text names elsewhere than at the title (``mention``), or that the person or
    the title is known to belong to, and how it was found."""

    entity: Entity
    mention: Mention | None
    how: str


def owner_elsewhere(
    text: str, title: Title, holder: str, discourse: Discourse, offset: int
) -> Elsewhere | None:
    """Whose the office is by who holds it, by its title, by who speaks, or by what the text is about."""
    office = _high_commissioners(title, discourse)
    if office is not None:
        return Elsewhere(office, None, "office")
    known = known_person(holder, discourse)
    if known is not None and _may_be_of(title, known):
        return Elsewhere(known, None, "person")
    if known is None and " " not in holder and title.role in _OF_LEADERS:
        family = discourse.catalogue.get(discourse.index.of_family(holder) or "")
        if family is not None and _may_be_of(title, family):
            return Elsewhere(family, None, "person")
    british = title.role.startswith("secretary of state for")
    usual = discourse.catalogue.get("state/GBR" if british else _usual_owner(title))
    if usual is not None and not british:
        return Elsewhere(usual, None, "office")
    if discourse.author is not None:  # a press release speaks of its own officials
        home = discourse.persons.get(discourse.author.label.split()[-1].lower())
        if home is not None:
            return Elsewhere(home.of, None, "author")
    entity, mention = _implied_owner(text, title, holder, discourse, offset) or (usual, None)
    if entity is None or _is_sent_to(title, entity, discourse, offset):
        return None
    how = "topic" if mention is not None else "office" if entity == usual else "person"
    return Elsewhere(entity, mention, how)


# What leaders are called whose family name stands alone.
_OF_LEADERS = (
    *("president", "prime minister", "chancellor", "vice president", "foreign minister"),
    *("former president", "former prime minister", "ex-president", "supreme leader"),
)


def _high_commissioners(title: Title, discourse: Discourse) -> Entity | None:
    """The office of "the High Commissioner, X" in a text that speaks of refugees, or of human rights."""
    text = discourse.text.lower()
    words = load_offices().high_commissioners
    if title.role != "high commissioner" or not any(word in text for word in words):
        return None
    return discourse.catalogue.get(words[max(words, key=text.count)])


def _usual_owner(title: Title) -> str:
    """The key of the only state or body that uses a title."""
    owners = load_offices().default_owner.items()
    return next((key for role, key in owners if title.role.startswith(role)), "")


def _is_sent_to(title: Title, owner: Entity, discourse: Discourse, offset: int) -> bool:
    """Whether an ambassador is one to a state, and so not of it."""
    to = re.compile(r" to (?:the )?").match(discourse.text, offset + title.end)
    where = next((m for m in discourse.mentions if to and m.start == to.end()), None)
    return where is not None and choose(where, discourse, {"state", "body"}) == owner


def _may_be_of(title: Title, owner: Entity) -> bool:
    """Whether a person's office can be one of whom they act for: bodies have no ministers, states no
    chief executives."""
    if owner.kind.is_body:
        return not title.role.endswith("minister")
    return owner.kind is EntityKind.TERRITORY or not is_of_anything(title)


def known_person(name: str, discourse: Discourse) -> Entity | None:
    """What a person acts for whom the text has introduced or the catalogue lists."""
    known = discourse.persons.get(name.split()[-1].lower())
    if known is not None and _agree(name, known.person.label):
        return known.of
    listed = {
        c.entity.part_of
        for m in discourse.index.find(name)
        for c in m.candidates
        if c.entity.kind is EntityKind.PERSON
        and any(_agree(name, each.text) for each in c.entity.names if " " in each.text)
    }
    return discourse.catalogue.get(next(iter(listed)) or "") if len(listed) == 1 else None


def _agree(name: str, other: str) -> bool:
    """Whether two names may be one person's: not "Ann Bell" and "Peter Bell"."""
    if " " not in name or " " not in other:
        return True
    return name[0].lower() == other[0].lower() or name.split()[0] in other.split()


def _implied_owner(
    text: str, title: Title, holder: str, discourse: Discourse, offset: int
) -> Named | None:
    """The state or body of an office that the text names elsewhere; None where it cannot be told."""
    of_bodies, of_anything = is_of_bodies(title), is_of_anything(title)
    pronoun = PRONOUN.search(text[: title.start])
    place = offset + title.start
    if pronoun is not None:
        found = _by_pronoun(
            pronoun.group("word").lower(), place, discourse, body=of_bodies, anything=of_anything
        )
        if found is not None:
            return found
    if title.role.startswith("party "):
        return None
    if of_bodies:
        body = _main_body(title.role, place, discourse)
        if body is not None or title.role in load_offices().of_bodies:
            return body
    if title.role.split()[-1] == "leader" and not title.role.startswith(_OF_STATES):
        return None
    if of_anything or _is_of_a_stranger(text, title, holder, discourse, offset):
        return None
    attackers = _attackers(discourse) if _is_of_a_place(title) else ()
    return _main_state(place, discourse, attackers)


def _is_of_a_place(title: Title) -> bool:
    """Whether a town or a part of a state may have such an officer."""
    return title.role.endswith(_OF_PLACES)


def _is_of_a_stranger(
    text: str, title: Title, holder: str, discourse: Discourse, offset: int
) -> bool:
    """Whether a name that nobody lists stands right in front of an office of states: "the Jovian foreign
    minister", "Huser's president". Mayors are called after their towns, and deputies after parties."""
    before = _STRANGER.search(text[: title.start])
    if before is None or title.plural or _is_of_a_place(title):
        return False
    word = before.group("word")
    if word in holder.split():
        return False  # "elected Rosa Vidal president"
    start = offset + before.start("word")
    if any(m.start < start + len(word) and start < m.end for m in discourse.mentions):
        return False
    offices = load_offices()
    common = word.lower() in offices.no_names | offices.fields | offices.honorifics
    common = common or word in offices.not_of
    opens = (
        not text[: before.start("word")].rstrip(" \"“'‘(")
        or text[: before.start("word")].rstrip()[-1] in ".!?:;\n"
    )
    person = discourse.persons.get(word.lower()) is not None
    return not (common or person or (opens and before.group("own") is None) or word in _PARTISANS)


_STRANGER = re.compile(r"(?<![\w-])(?P<word>[A-Z][\w-]+)(?P<own>['’]s?)? $")
_OF_PLACES = (
    *(
        "mayor",
        "governor",
        "premier",
        "judge",
        "prosecutor",
        "senator",
        "congressman",
        "lawmaker",
        "deputy",
    ),
    *(
        "representative",
        "archbishop",
        "minister-president",
        "commissioner",
        "king",
        "queen",
        "prince",
    ),
)
_PARTISANS = frozenset(
    (
        *(
            "Federal",
            "Democratic",
            "Republican",
            "Conservative",
            "Liberal",
            "Labour",
            "Socialist",
            "Communist",
        ),
        *(
            "Islamist",
            "Social",
            "Christian",
            "Green",
            "Nationalist",
            "Prime",
            "Royal",
            "Crown",
            "Catholic",
        ),
        *(
            "Supreme",
            "District",
            "High",
            "State",
            "National",
            "House",
            "Senate",
            "Parliament",
            "Union",
        ),
    )
)

_OF_STATES = ("opposition", "supreme", "interim", "de facto")


def is_of_bodies(title: Title) -> bool:
    """Whether only bodies have such an officer: a secretary-general."""
    return _core(title).endswith(tuple(load_offices().of_bodies))


def is_of_anything(title: Title) -> bool:
    """Whether any company or group may have such an officer: a director."""
    if title.role.endswith("military commander"):
        return False
    heads = (r for r in load_offices().of_any_body if not r.startswith("spokes"))
    return _core(title).endswith(tuple(heads))


def _core(title: Title) -> str:
    """A title without what follows its head: "rapporteur" of "rapporteur on reprisals"."""
    return re.split(r" (?:of the|for|on) ", title.role)[0]


def _by_pronoun(
    word: str, place: int, discourse: Discourse, *, body: bool, anything: bool
) -> Named | None:
    """ "Its president" is of what the sentence or the one before it named first, "his foreign minister" of
    whose office another person holds."""
    if word in ("his", "her"):
        known = discourse.last_holder(place)
        return (known.of, None) if known is not None and place - known.place < 400 else None
    sorts = {"body", "state"} if body or anything else {"state"}
    stops = [m.end() for m in _STOP.finditer(discourse.text, 0, place)]
    begins = [*stops[-2:][::-1], *([0] if len(stops) < 2 else [])]
    end = place
    for begin in begins:
        found = [
            (entity, mention)
            for mention in discourse.mentions
            if begin <= mention.start < end
            and (mention.start - begin <= len("The ") or not anything)
            and not _is_a_place(mention, discourse)
            and (entity := choose(mention, discourse, sorts)) is not None
        ]
        named = [each for each in found if not each[1].of_kind(NameKind.DEMONYM)]
        if found:
            return named[-1] if named and not body else found[0]
        end = begin
    return None


def _main_body(role: str, place: int, discourse: Discourse) -> Named | None:
    """The body that a text about bodies names most often and that can have such an officer."""
    offices = load_offices()
    committees = (EntityKind.COMMITTEE, EntityKind.COURT)
    of_committees = role.endswith(
        ("chair", "chairperson", "chairman", "chairwoman", "rapporteur", "registrar")
    )

    def fits(entity: Entity) -> bool:
        if entity.key in offices.without_secretary:
            return role.endswith("commissioner")
        return of_committees or entity.kind not in committees

    return _most_named(discourse, place, {"body"}, fits)


def _main_state(place: int, discourse: Discourse, skip: Iterable[str] = ()) -> Named | None:
    """The state that the document is about: the one that its title begins with or that its author speaks for,
    or else the one that it names most often."""
    states = [
        (entity, mention)
        for mention in discourse.mentions
        if (entity := choose(mention, discourse, {"state"})) is not None
    ]
    if place < _BYLINE and "\n" not in discourse.text[:place]:
        speaking = [s for s in states if _SPEAKS.match(discourse.text, s[1].end)]
        counts = Counter(entity.key for entity, _ in speaking)
        if counts:
            return next(s for s in speaking if s[0].key == counts.most_common(1)[0][0])
    opening = discourse.index.find(discourse.title)[:1]
    for mention in opening if opening and opening[0].start <= len("The ") else ():
        subject = choose(mention, discourse, {"state"})
        found = [s for s in states if subject is not None and s[0].key == subject.key]
        if len(found) > 1:
            return found[0]
    return discourse.topic(skip)


def _attackers(discourse: Discourse) -> set[str]:
    """The states of which a text names nothing but the forces: after "a Russian strike" the governor is
    not Russia's."""
    seen: dict[str, bool] = {}
    for mention in discourse.mentions:
        entity = choose(mention, discourse, {"state"})
        if entity is not None:
            armed = _FORCES.match(discourse.text, mention.end) is not None
            seen[entity.key] = seen.get(entity.key, True) and armed
    return {key for key, armed in seen.items() if armed}


_FORCES = re.compile(
    r"(?:['’]s)? (?:[a-z-]+ ){0,2}(?:air)?(?:strikes?|raids?|shelling|bombing|bombardment|missiles?|rockets?|drones?|troops|soldiers|"
    r"forces|attacks?|invasion|invaders|warplanes?|jets?|artillery|army|navy|paratroopers|fighters|offensive|occupation|occupiers)\b"
)
_BYLINE = 120
# "The United Kingdom fully backs": what an author says of the own state.
_SPEAKS = re.compile(
    r" (?:(?:fully|also|now|today|strongly|again|will|has|firmly) )*(?:is|are|has|have|will|condemns?|calls?|welcomes?|urges?|backs?|"
    r"supports?|stands?|remains?|joins?|continues?|rejects?|regrets?|believes?|not|never|intends?|shares?|reaffirms?)\b"
)


def _most_named(
    discourse: Discourse, place: int, sorts: set[str], fits: Callable[[Entity], bool]
) -> Named | None:
    counts: dict[str, float] = {}
    nearest: dict[str, tuple[Entity, Mention]] = {}
    for mention in discourse.mentions:
        entity = choose(mention, discourse, sorts)
        if entity is None:
            continue
        for owner in (entity, discourse.catalogue.get(entity.part_of or "", entity)):
            if (
                fits(owner)
                and owner.kind.is_body
                and (mention.start < place or owner.key not in nearest)
            ):
                counts[owner.key] = counts.get(owner.key, 0) + 1
                nearest[owner.key] = (owner, mention)
                break
    if not counts:
        return None
    return nearest[max(counts, key=lambda key: (counts[key], nearest[key][1].start))]


def _is_a_place(mention: Mention, discourse: Discourse) -> bool:
    """Whether a capital is only where something happens: "in Lima"."""
    before = discourse.text[: mention.start]
    return (
        mention.of_kind(NameKind.CAPITAL)
        and re.search(r"\b(?:in|at|to|from|near|outside) $", before) is not None
    )
