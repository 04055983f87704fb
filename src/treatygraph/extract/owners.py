"""What an office belongs to: the state or body at the title, or the one that the text speaks of.

Bodies that no catalogue lists are read by their capitals: "Human Rights Watch director", "the secretary
general of the Andean Water Union".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.names import Mention
from treatygraph.extract.naming import unlisted_body
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.offices import Title, load_offices
from treatygraph.model import Entity, EntityKind, NameKind

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# A word in capitals, and a name of several: "Northern Network against Indiscriminate Weapons".
_WORD = rf"{CAPITAL}[\w&-]*"
_RUN = rf"{_WORD}(?: (?:(?:of|for|against|on|and|in) (?:the )?)?{_WORD})*"
_MODIFIERS = (
    r"(?:(?:then|former|acting|new|current|outgoing|newly elected|governing|military|own|hardline|far-right|"
    r"conservative|leftist|state)[ -])*"
)
_BETWEEN = re.compile(rf"(?:'s|’s|'|’)?,? ?{_MODIFIERS}")
_NAMED_BEFORE = re.compile(
    rf"(?P<run>{_WORD}(?: {_WORD})*)(?P<letters> \([A-Z]{{2,}}\))?(?P<own>'s|’s|'|’)? {_MODIFIERS}$"
)
_SPOKEN_OF = re.compile(rf"\b[Tt]he (?P<noun>\w+)(?:'s|’s) {_MODIFIERS}$")
_BEHIND = re.compile(r" (?:of|for|at|to|on|in) (?:the )?")
# What a text means by "the party" or "the network" has such a word in its name.
_IN_NAMES = {
    "party": ("Party", "Congress", "Movement", "Front", "Alliance", "Union", "League"),
    "airline": ("Air", "Airlines", "Airways"),
}
_FORCES = ("navy", "army", "air force", "armed forces", "coast guard", "delegation", "mission")


@dataclass(frozen=True, slots=True)
class Owner:
    """The state or body of an office, the offsets of what names it (None where nothing does), and how
    it was found. ``more`` are words behind the title that belong to it: "of the German navy"."""

    entity: Entity
    start: int | None
    end: int | None
    how: str
    more: str = ""


def owner_behind(
    text: str, end: int, names: Sequence[Mention], discourse: Discourse, offset: int
) -> Owner | None:
    """The state in "President X of Chile", where ``end`` is the end of the person's name."""
    match = re.compile(r" of (?:the )?").match(text, end)
    mention = _at(names, offset + match.end()) if match else None
    return owner_named(mention, discourse) if mention is not None else None


def owner_of_office(
    text: str,
    title: Title,
    holder: str,
    names: Sequence[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    """What the office belongs to: the name at it, what the person is known for, or what was spoken of."""
    return (
        _before(text, title, names, discourse, offset)
        or _after(text, title, holder, names, discourse, offset)
        or _known(title, holder, discourse)
    )


def _before(
    text: str, title: Title, names: Sequence[Mention], discourse: Discourse, offset: int
) -> Owner | None:
    """Who stands in front: "Chile's president", "the court's president", "Human Rights Watch director"."""
    for mention in reversed(names):
        between = text[max(0, mention.end - offset) : title.start]
        if mention.end - offset <= title.start and _BETWEEN.fullmatch(between):
            found = owner_named(mention, discourse)
            if found is not None:
                return found
    opening = text[: title.start]
    return _spoken_of(opening, discourse, offset) or _capitals_before(
        opening, title, names, discourse, offset
    )


def _spoken_of(opening: str, discourse: Discourse, offset: int) -> Owner | None:
    """ "The court's", "the party's", "the Network's": what the text named before by that word."""
    match = _SPOKEN_OF.search(opening)
    if match is None:
        return None
    word = match.group("noun")
    place = offset + match.start()
    nouns = load_nouns()
    if word.lower() in nouns.body:
        found = discourse.latest_called(place, "body", word.lower())
        if found is not None:
            return Owner(found[0], found[1].start, found[1].end, "reference")
    if word.lower() in nouns.state:
        state = discourse.latest(place, ("state",))
        return Owner(state[0], state[1].start, state[1].end, "reference") if state else None
    for part in _IN_NAMES.get(word.lower(), (word.capitalize(),)):
        called = _last_called(discourse.text[:place], part)
        if called is not None:
            start, end = called
            return Owner(unlisted_body(discourse.text[start:end]), start, end, "reference")
    return None


def _last_called(text: str, word: str) -> tuple[int, int] | None:
    """The last name of two words or more in a text that has this word in capitals."""
    found = None
    for match in re.finditer(_RUN, text):
        words = match.group().split()
        if word in words and len(words) > 1:
            start = match.start() + (4 if words[0] == "The" else 0)
            found = (start, match.end())
    return found


def _capitals_before(
    opening: str, title: Title, names: Sequence[Mention], discourse: Discourse, offset: int
) -> Owner | None:
    offices = load_offices()
    match = _NAMED_BEFORE.search(opening)
    if match is None or any(title.role.startswith(role) for role in offices.default_owner):
        return None
    start, end = match.span("run")
    if match.group("letters"):
        start = _spelled_out(opening[:end], match.group("letters").strip(" ()"))
    words = match.group("run").split()
    while words and words[0].lower() in offices.no_names | {"former", "acting", "then"}:
        start += len(words.pop(0)) + 1
    if not words:
        return None
    region = offices.regions.get(" ".join(words))
    if region is not None:
        return Owner(unlisted_body(region), offset + start, offset + end, "demonym")
    if any(m.start < offset + end and offset + start < m.end for m in names):
        return None
    run = " ".join(words)
    leads = title.role in offices.of_any_body or title.role.split()[-1] in offices.of_any_body
    acronym = run.isupper() and len(run) > 2
    if match.group("own") and len(words) == 1 and leads:
        full = _last_called(discourse.text[: offset + start], words[0])
        if full is not None:
            return Owner(unlisted_body(discourse.text[slice(*full)]), *full, "reference")
    opens = start == 0 or opening[:start].rstrip()[-1:] in ".!?:;\n"
    if not (acronym or leads or (len(words) > 1 and (match.group("letters") or not opens))):
        return None
    if not leads and _is_a_person(words, discourse):
        return None
    return Owner(unlisted_body(run), offset + start, offset + end, "named")


def _spelled_out(opening: str, letters: str) -> int:
    """Where the name begins whose first letters are these: "Andean Water Union (AWU)"."""
    wanted = list(letters)
    start = len(opening)
    for match in reversed(list(re.finditer(r"\w[\w-]*", opening))):
        capital = match.group()[0].isupper()
        if capital and (not wanted or match.group()[0] != wanted.pop()):
            break
        if capital:
            start = match.start()
        if not wanted:
            break
    return start


def _is_a_person(words: Sequence[str], discourse: Discourse) -> bool:
    return (
        words[-1].lower() in discourse.persons
        or discourse.person_named(" ".join(words)) is not None
    )


def _after(
    text: str,
    title: Title,
    holder: str,
    names: Sequence[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    """Who stands behind: "president of Chile", "adviser to President X", "expert on the Committee"."""
    behind = _BEHIND.match(text, title.end)
    to_others = title.role.endswith(("ambassador", "representative", "envoy", "delegate"))
    if behind is None or to_others:
        return None
    place = behind.end()
    if title.role.endswith(("adviser", "advisor", "aide")):
        master = re.compile(r"(President|Prime Minister) (?:[\w'’-]+ )?([\w'’-]+)").match(
            text, place
        )
        known = _known_person(master.group(2), discourse) if master else None
        if master and known is not None:
            return Owner(known, None, None, "person", f" to the {master.group(1).lower()}")
    mention = _at(names, offset + place)
    if mention is not None:
        named = owner_named(mention, discourse)
        whole = goes_on(text, mention, offset)
        if named is not None and whole > mention.end - offset:
            body = unlisted_body(text[place:whole])
            return Owner(body, mention.start, offset + whole, "named")
        force = _force_behind(text, mention.end - offset)
        if named is not None and force and mention.of_kind(NameKind.DEMONYM):
            more = " ".join(text[title.end : mention.end - offset + len(force)].lower().split())
            return Owner(named.entity, named.start, named.end, "demonym", f" {more}")
        if named is not None:
            return named
    run = re.compile(_RUN).match(text, place)
    if run is None or run.group().startswith(holder):
        return None
    return _capitals_behind(text, run, discourse, offset)


def _capitals_behind(
    text: str, run: re.Match[str], discourse: Discourse, offset: int
) -> Owner | None:
    """The body that a run of capitals behind "of" names, or refers to: "on the Committee"."""
    place = offset + run.start()
    region = region_at(text, run.start())
    if region is not None:
        return Owner(unlisted_body(region), place, place + len(region), "named")
    if " " not in run.group():
        meant = discourse.latest_called(place, "body", run.group().lower())
        return Owner(meant[0], meant[1].start, meant[1].end, "reference") if meant else None
    listed = discourse.index.find(run.group())
    body = owner_named(listed[0], discourse) if len(listed) == 1 else None
    entity = body.entity if body is not None else unlisted_body(run.group())
    return Owner(entity, place, offset + run.end(), "named")


def region_at(text: str, place: int) -> str | None:
    """The part of a state that is named at a place, where it has a government of its own."""
    names = sorted(set(load_offices().regions.values()), key=len, reverse=True)
    return next((n for n in names if re.compile(rf"{re.escape(n)}\b").match(text, place)), None)


def goes_on(text: str, mention: Mention, offset: int) -> int:
    """Where the name ends that begins with a demonym: "the Polish National Security Bureau, X"; the end of
    the demonym where none does."""
    end = mention.end - offset
    run = re.compile(rf"(?: {_WORD}){{2,6}}(?=,)").match(text, end)
    return run.end() if run and mention.of_kind(NameKind.DEMONYM) else end


def _force_behind(text: str, place: int) -> str:
    """ "Navy" behind "the German"."""
    return next((f" {f}" for f in _FORCES if text[place:].lower().startswith(f" {f}")), "")


def _known(title: Title, holder: str, discourse: Discourse) -> Owner | None:
    offices = load_offices()
    entity = _known_person(holder, discourse)
    if entity is not None and not (entity.kind.is_body and title.role.endswith("minister")):
        return Owner(entity, None, None, "person")
    key = next(
        (c for role, c in offices.default_owner.items() if title.role.startswith(role)), None
    )
    if key is not None and key in discourse.catalogue:
        return Owner(discourse.catalogue[key], None, None, "office")
    if discourse.author is not None:  # a press release speaks of its own officials
        home = discourse.persons.get(discourse.author.label.split()[-1].lower())
        if home is not None:
            return Owner(home.of, None, None, "author")
    heads = {r.split()[-1] for r in offices.of_any_body if not r.startswith("spokes")}
    found = None if title.role.split()[-1] in heads else discourse.topic()
    if found is not None:
        return Owner(found[0], found[1].start, found[1].end, "topic")
    return None


def _known_person(name: str, discourse: Discourse) -> Entity | None:
    """What a person acts for whom the text has introduced or the catalogue lists."""
    known = discourse.persons.get(name.split()[-1].lower())
    if known is not None:
        return known.of
    listed = discourse.person_named(name)
    if listed is not None and listed.part_of and listed.part_of in discourse.catalogue:
        return discourse.catalogue[listed.part_of]
    return None


def _at(names: Sequence[Mention], place: int) -> Mention | None:
    return next((m for m in names if m.start == place), None)


def owner_named(mention: Mention, discourse: Discourse) -> Owner | None:
    """The state, body or organ of a state that a name stands for."""
    found = choose(mention, discourse, {"state", "body"})
    if found is None:
        other = choose(mention, discourse, {"other"})
        found = other if other is not None and other.kind is EntityKind.STATE_ORGAN else None
    return Owner(found, mention.start, mention.end, "named") if found is not None else None
