"""What an office belongs to: the state or body at the title, or the one that the text speaks of.

Bodies that no catalogue lists are read by their capitals: "Human Rights Watch director", "the secretary
general of the Andean Water Union".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.implied import (
    PRONOUN,
    is_of_anything,
    is_of_bodies,
    known_person,
    owner_elsewhere,
)
from treatygraph.extract.names import Mention
from treatygraph.extract.naming import unlisted_body
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.offices import Title, find_titles, load_offices
from treatygraph.model import Entity, EntityKind, NameKind

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# A word in capitals, and a name of several: "Northern Network against Indiscriminate Weapons".
_WORD = rf"{CAPITAL}[\w&-]*(?:['’]s?(?= {CAPITAL}))?"
# In front of an office "Peru's" is whose it is; "Workers'" and "People's" are of the name.
_WORD_BEFORE = rf"(?:(?:People|Women|Lord|Children)['’]s(?= {CAPITAL})|{CAPITAL}[\w&-]*(?:(?<=s)['’](?= {CAPITAL}))?)"
_RUN = rf"{_WORD}(?: (?:(?:of|for|against|on|and|in) (?:the )?)?{_WORD})*"
_MODIFIERS = (
    r"(?:(?:then|former|acting|new|current|outgoing|newly elected|governing|military|own|hardline|far-right|"
    r"conservative|leftist|state)[ -])*"
)
_BETWEEN = re.compile(rf"(?:'s|’s|'|’)?,? ?(?:whose )?{_MODIFIERS}")
_ORGAN = re.compile(rf"(?:'s|’s|'|’)? (?:(?:{_WORD}|and|of) )*(?P<last>{_WORD}) {_MODIFIERS}")
_NAMED_BEFORE = re.compile(
    rf"(?P<run>{_WORD_BEFORE}(?: {_WORD_BEFORE})*)(?P<letters> \([A-Z]{{2,}}\))?(?P<own>'s|’s|'|’)? {_MODIFIERS}$"
)
_SPOKEN_OF = re.compile(rf"\b[Tt]he (?P<noun>\w+)(?:'s|’s) {_MODIFIERS}$")
# "The UN Secretary-General's spokesman X".
_OF_AN_OFFICER = re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,3}}[\w-]+['’]s {_MODIFIERS}")
# "A Chilean delegate, trade minister X".
_OFFICIAL = re.compile(
    r" (?:delegate|official|politician|diplomat|envoy|negotiator|representative|counterpart|lawmaker|host|guest|lawyer), (?:the )?"
)
_OF_A_DEMONYM = re.compile(
    rf"(?P<of>\b[Tt]he (?:{'|'.join(sorted(load_nouns().body))})(?:'s|’s) )[A-Z][a-z]+ {_MODIFIERS}$"
)
_BEHIND = re.compile(
    r" (?:of|for|at|to|on|in) (?:the )?(?:opposition |ruling |governing |far-right )?"
)
# What a text means by "the party" or "the network" has such a word in its name.
_IN_NAMES = {
    "party": ("Party", "Congress", "Movement", "Front", "Alliance", "Union", "League"),
    "airline": ("Air", "Airlines", "Airways"),
}
_FORCES = ("navy", "army", "air force", "armed forces", "coast guard", "delegation", "mission")


# Who is sent to a state or body rather than being its own.
ACCREDITED = ("ambassador", "representative", "envoy", "delegate", "governor", "observer", "consul")


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
    if match is None or mention is not None:
        return owner_named(mention, discourse) if mention is not None else None
    word = re.compile(r"\w+").match(text, match.end())  # "President X of the Court"
    if word is None or word.group().lower() not in load_nouns().body:
        return None
    meant = discourse.latest_called(offset + end, "body", word.group().lower())
    return Owner(meant[0], meant[1].start, meant[1].end, "reference") if meant else None


# "Northern Ireland Secretary X": a minister of the United Kingdom.
_BRITISH = re.compile(r"\b(?:Northern Ireland|Scottish|Scotland|Welsh|Wales) $")


def owner_of_office(
    text: str,
    title: Title,
    holder: str,
    names: Sequence[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    """What the office belongs to: the name at it, what the person is known for, or what was spoken of."""
    own = next((c for role, c in load_offices().own.items() if title.role.startswith(role)), None)
    if title.role.startswith("secretary") and _BRITISH.search(text[: title.start]):
        own = "state/GBR"
    if own is not None and own in discourse.catalogue:
        return Owner(discourse.catalogue[own], None, None, "office")
    shared = _OF_A_DEMONYM.search(text[: title.start])
    if shared is not None:  # "the group's French chairman"
        return _spoken_of(text[: shared.end("of")], discourse, offset)
    return (
        _before(text, title, holder, names, discourse, offset)
        or _after(text, title, holder, names, discourse, offset)
        or owner_known(text, title, holder, discourse, offset)
    )


def _before(
    text: str,
    title: Title,
    holder: str,
    names: Sequence[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    """Who stands in front: "Chile's president", "the court's president", "Human Rights Watch director"."""
    has_default = any(title.role.startswith(role) for role in load_offices().default_owner)
    pronoun = PRONOUN.search(text[: title.start])
    if pronoun is not None and (is_of_bodies(title) or is_of_anything(title)):
        return None  # "their Norwegian chief"
    opening = text[: title.start]
    for mention in reversed(names):
        end = _stop(text, mention, offset)
        between = text[max(0, end) : title.start]
        if between == ", " and (has_default or known_person(holder, discourse) is not None):
            continue  # "In Chile, Secretary of State X"
        beside = mention.of_kind(NameKind.DEMONYM) and _OFFICIAL.fullmatch(between)
        acts_for = between == " by " and opening.endswith(" for ", 0, mention.start - offset)
        through = _OF_AN_OFFICER.fullmatch(between) and any(find_titles(between))
        if end <= title.start and (acts_for or beside or through or _BETWEEN.fullmatch(between)):
            found = owner_named(mention, discourse)
            if found is not None:
                return found
    return (
        _spoken_of(opening, discourse, offset)
        or _capitals_before(opening, title, holder, names, discourse, offset)
        or _state_of_office(opening, names, discourse, offset)
    )


def _stop(text: str, mention: Mention, offset: int) -> int:
    """Where a name ends in a text, with the last stop of "U.S."."""
    end = mention.end - offset
    return end + (text[end : end + 1] == "." and "." in text[mention.start - offset : end])


def _state_of_office(
    opening: str, names: Sequence[Mention], discourse: Discourse, offset: int
) -> Owner | None:
    """The state in "Peru's Sea and Coast Council secretary", whatever stands between."""
    for mention in reversed(names):
        end = _stop(opening, mention, offset)
        organ = _ORGAN.fullmatch(opening[end:]) if end <= len(opening) else None
        last = organ.group("last").lower() if organ else ""
        of_state = organ and (
            "Ministry" in organ.group() or last in load_offices().bodies or last in _CHAMBERS
        )
        if of_state:
            return owner_named(mention, discourse)
    return None


# "The U.S. House speaker", "the Peruvian Supreme Court president".
_CHAMBERS = (
    "house",
    "senate",
    "parliament",
    "assembly",
    "court",
    "duma",
    "guard",
    "army",
    "navy",
    "police",
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
    opening: str,
    title: Title,
    holder: str,
    names: Sequence[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    offices = load_offices()
    match = _NAMED_BEFORE.search(opening)
    if match is None or any(title.role.startswith(role) for role in offices.default_owner):
        return None
    start, end = match.span("run")
    if match.group("letters"):
        start = _spelled_out(opening[:end], match.group("letters").strip(" ()"))
    words = match.group("run").split()
    kept = {"labour"} if title.role == "leader" else set()
    while words and words[0].lower() in (offices.no_names | {"former", "acting", "then"}) - kept:
        start += len(words.pop(0)) + 1
    if not words:
        return None
    region = offices.regions.get(" ".join(words))
    if region is not None:
        return Owner(unlisted_body(region), offset + start, offset + end, "demonym")
    within = [m for m in names if m.start < offset + end and offset + start < m.end]
    if within and words[-1].lower() not in offices.bodies:
        return None
    if within and within[0].of_kind(NameKind.DEMONYM) and len(words) > 2:
        start += len(words.pop(0)) + 1  # "German Green Party leader"
    run = " ".join(words)
    if run.lower() in load_nouns().body:  # "Agency head X"
        meant = discourse.latest_called(offset + start, "body", run.lower())
        return Owner(meant[0], meant[1].start, meant[1].end, "reference") if meant else None
    if run.endswith(holder):
        return None  # "elected Rosa Vidal president"
    called = len(words) > 1 and words[-1].lower() in offices.bodies  # "Labour Party leader"
    leads = (
        called or title.role in offices.of_any_body or title.role.split()[-1] in offices.of_any_body
    )
    acronym = run.isupper() and len(run) > 2
    if match.group("own") and len(words) == 1 and leads:
        full = _last_called(discourse.text[: offset + start], words[0])
        if full is not None:
            return Owner(unlisted_body(discourse.text[slice(*full)]), *full, "reference")
    if title.role in ("leader", "commander") and len(words) == 1:
        led = Owner(unlisted_body(run), offset + start, offset + end, "named")
        return led if _may_lead(words[0]) else None
    opens = start == 0 or opening[:start].rstrip()[-1:] in ".!?:;\n"
    if not (acronym or leads or (len(words) > 1 and (match.group("letters") or not opens))):
        return None
    if not leads and _is_a_person(words, discourse):
        return None
    return Owner(unlisted_body(run), offset + start, offset + end, "named")


def _may_lead(word: str) -> bool:
    """Whether a word in front of "leader" names whom they lead: no "Muslim", no "Western-backed"."""
    return word not in load_offices().not_of and re.search(r"-[a-z]", word) is None


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
    to_others = title.role.endswith(ACCREDITED) and (
        behind is None or behind.group().startswith((" to ", " at "))
    )
    if behind is None or to_others:
        return None
    place = behind.end()
    if title.role.endswith(("adviser", "advisor", "aide")):
        master = re.compile(r"(President|Prime Minister) (?:[\w'’-]+ )?([\w'’-]+)").match(
            text, place
        )
        known = known_person(master.group(2), discourse) if master else None
        if master and known is not None:
            return Owner(known, None, None, "person", f" to the {master.group(1).lower()}")
    mention = _at(names, offset + place)
    if mention is not None:
        named = owner_named(mention, discourse)
        whole = goes_on(text, mention, offset)
        if named is not None and named.entity.kind.is_body:
            of = re.compile(r" of (?:the )?").match(text, mention.end - offset)
            state = _at(names, offset + of.end()) if of else None
            if state is not None and choose(state, discourse, {"state"}) is not None:
                whole = state.end - offset  # "the Security Council of Peru"
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
    return _capitals_behind(text, title, run, discourse, offset)


def _capitals_behind(
    text: str, title: Title, run: re.Match[str], discourse: Discourse, offset: int
) -> Owner | None:
    """The body that a run of capitals behind "of" names, or refers to: "on the Committee"."""
    place = offset + run.start()
    region = region_at(text, run.start())
    if region is not None:
        return Owner(unlisted_body(region), place, place + len(region), "named")
    if " " not in run.group():
        meant = discourse.latest_called(place, "body", run.group().lower())
        if meant is not None:
            return Owner(meant[0], meant[1].start, meant[1].end, "reference")
        if run.group().lower() in load_nouns().body or not is_of_anything(title):
            return None
    listed = [
        m for m in discourse.index.find(run.group()) if m.end - m.start > 0.6 * len(run.group())
    ]
    body = owner_named(listed[0], discourse) if len(listed) == 1 else None
    if body is not None:
        return Owner(body.entity, place, offset + run.end(), "named")
    name = _IN_A_STATE.sub("", run.group()) if _names_state(run.group(), discourse) else run.group()
    return Owner(unlisted_body(name), place, place + len(name), "named")


_IN_A_STATE = re.compile(r" in (?:the )?[^ ]+(?: [^ ]+)?$")


def _names_state(run: str, discourse: Discourse) -> bool:
    """Whether a name ends with the state where it is: "National Party in Jamaica"."""
    found = discourse.index.find(run)
    return (
        bool(found)
        and found[-1].end == len(run)
        and choose(found[-1], discourse, {"state"}) is not None
    )


def region_at(text: str, place: int) -> str | None:
    """The part of a state that is named at a place, where it has a government of its own."""
    names = sorted(set(load_offices().regions.values()), key=len, reverse=True)
    return next((n for n in names if re.compile(rf"{re.escape(n)}\b").match(text, place)), None)


def goes_on(text: str, mention: Mention, offset: int) -> int:
    """Where the name ends that begins with another: "the Polish National Security Bureau, X", "the Energy
    Charter Secretariat"; the end of the other where none does."""
    end = mention.end - offset
    run = re.compile(rf"(?: {_WORD}){{1,6}}").match(text, end)
    if run is None:
        return end
    if run.group().split()[-1].lower() in load_offices().bodies:
        return run.end()
    long = len(run.group().split()) > 1 and text[run.end() : run.end() + 1] == ","
    return run.end() if long and mention.of_kind(NameKind.DEMONYM) else end


def _force_behind(text: str, place: int) -> str:
    """ "Navy" behind "the German"."""
    return next((f" {f}" for f in _FORCES if text[place:].lower().startswith(f" {f}")), "")


def owner_known(
    text: str, title: Title, holder: str, discourse: Discourse, offset: int
) -> Owner | None:
    """Whose the office is where nothing at the title tells."""
    found = owner_elsewhere(text, title, holder, discourse, offset)
    if found is None:
        return None
    start, end = (found.mention.start, found.mention.end) if found.mention else (None, None)
    return Owner(found.entity, start, end, found.how)


def _at(names: Sequence[Mention], place: int) -> Mention | None:
    return next((m for m in names if m.start == place), None)


def owner_named(mention: Mention, discourse: Discourse) -> Owner | None:
    """The state, body or organ of a state that a name stands for."""
    found = choose(mention, discourse, {"state", "body"})
    if found is None:
        other = choose(mention, discourse, {"other"})
        found = other if other is not None and other.kind is EntityKind.STATE_ORGAN else None
    return Owner(found, mention.start, mention.end, "named") if found is not None else None
