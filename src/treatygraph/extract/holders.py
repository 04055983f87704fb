"""Who holds an office: the person's name behind the title or before it, or the names of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title, load_offices
from treatygraph.extract.owners import CAPITAL, goes_on, region_at

_PARTICLES = r"(?:al-|el-|bin |ibn |van |von |der |den |de |da |del |dos |di |la |le |ter )"
_WORD = rf"(?:{CAPITAL}\.(?:\s?{CAPITAL}\.)*|{_PARTICLES}*{CAPITAL}[\w-]+(?:['’](?!s\b)[\w-]+)?)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,4}}")
_OF = re.compile(r" (?:of|for|to|at|in) (?:the |his |her )?")
_STEP = re.compile(r",? and |, ")
# "X resigns as", "X was elected", "X became".
_BECOMES = re.compile(
    r"(?: (?:was|is|has been|were|have been))? (?:(?:re-?elected|elected|appointed|named|chosen|confirmed|"
    r"nominated|sworn in|serves|served|resigns|resigned|steps down|stepped down|takes over|took over|"
    r"returns|returned)(?: as)?|becomes|became) (?:an? |the |its |their |his |her )?(?:new |next |first )?$"
)


# "To the United Nations and Other International Organizations in Geneva Ambassador", before a name.
ADDRESSED = re.compile(
    r" to (?:the )?[A-Z][\w-]+(?: (?:(?:of|and|in|on) (?:the )?)?[A-Z][\w-]+)*? Ambassador "
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person's name in a text, with its offsets; ``before`` says that it stands in front of the title."""

    name: str
    start: int
    end: int
    before: bool = False


def holder_of(
    text: str, title: Title, double: Title | None, names: Sequence[Mention], offset: int
) -> Holder | None:
    """The name behind the title ("President X", "the president of Y, X,") or before it ("X, the
    president"). ``double`` is a second title right behind the first."""
    place = title.end if double is None else double.end
    address = ADDRESSED.match(text, title.end)
    if address and title.role.endswith(("representative", "envoy")):
        return name_at(text, address.end(), names, offset)
    for _ in range(3):  # over "of Chile", "to the United Nations", and a second title
        step = _OF.match(text, place)
        mention = next((m for m in names if step and m.start - offset == step.end()), None)
        region = region_at(text, step.end()) if step else None
        if mention is None and region is None:
            break
        if mention is not None:
            place = goes_on(text, mention, offset)
        elif step is not None:
            place = step.end() + len(region or "")
    if place == title.end and re.match(r",? (?:and|who|which|that|of|for|to)\b", text[place:]):
        return _holder_before(text, title, names, offset)
    gap = re.compile(r"\)?,? ").match(text, place)
    if gap:
        comma = "," in gap.group()
        found = name_at(text, gap.end(), names, offset)
        if found and (
            not comma or text[title.start : title.start + 1].islower() or place != title.end
        ):
            return found
    return _holder_before(text, title, names, offset)


def holders_of_several(
    text: str, title: Title, names: Sequence[Mention], offset: int
) -> list[tuple[Holder, Mention | None]]:
    """The names in "Presidents X of Chile and Y of Peru", and in "the presidents of Chile and Peru, X and
    Y", each with the name of its state where one is told."""
    paired = _paired(text, title.end, names, offset)
    if paired:
        return paired
    found: list[tuple[Holder, Mention | None]] = []
    place = title.end + 1
    while (held := name_at(text, place, names, offset)) is not None:
        place = held.end
        behind = re.compile(r" of (?:the )?").match(text, place)
        state = next((m for m in names if behind and m.start - offset == behind.end()), None)
        found.append((held, state))
        if state is not None:
            place = state.end - offset
        step = _STEP.match(text, place)
        if step is None:
            break
        place = step.end()
    return found


def _paired(
    text: str, end: int, names: Sequence[Mention], offset: int
) -> list[tuple[Holder, Mention | None]]:
    """ "Of Chile and Peru, X and Y", "of Chile, X, and Peru, Y"."""
    opening = re.compile(r" of (?:the )?").match(text, end)
    if opening is None:
        return []
    states: list[Mention] = []
    held: list[Holder] = []
    place = opening.end()
    for _ in range(24):
        state = next((m for m in names if m.start - offset == place), None)
        name = None if state is not None else name_at(text, place, names, offset)
        if state is not None:
            states.append(state)
            place = state.end - offset
        elif name is not None:
            held.append(name)
            place = name.end
        else:
            break
        step = _STEP.match(text, place)
        if step is None:
            break
        place = step.end()
    return list(zip(held, states, strict=True)) if len(states) == len(held) else []


def counterparts(
    text: str, names: Sequence[Mention], offset: int
) -> Iterator[tuple[int, Holder, Mention]]:
    """The persons in "his Greek and French counterparts, X and Y": the place, the person, the state."""
    for match in re.finditer(r"\b(?:counterpart|colleague)s?\b,? ", text):
        states: list[Mention] = []
        place = match.start()
        for mention in reversed([m for m in names if m.end - offset <= match.start()]):
            if not re.fullmatch(r",? (?:and )?", text[mention.end - offset : place]):
                break
            states.insert(0, mention)
            place = mention.start - offset
        held: list[Holder] = []
        after = match.end()
        while states and (name := name_at(text, after, names, offset)) is not None:
            held.append(name)
            step = _STEP.match(text, name.end)
            if step is None:
                break
            after = step.end()
        if len(held) == len(states):
            yield from ((match.start(), h, s) for h, s in zip(held, states, strict=True))


def name_at(text: str, start: int, names: Sequence[Mention], offset: int) -> Holder | None:
    """The person's name that begins at a place: capitalised words that are no other name."""
    match = _NAME.match(text, start)
    if match is None:
        return None
    end = match.end()
    for mention in names:
        if start + offset <= mention.start < end + offset:
            end = mention.start - offset
    offices = load_offices()
    honorific = match.group().split()[0]
    if honorific.lower() in offices.honorifics and " " in match.group():
        start += len(honorific) + 1
    name = text[start:end].rstrip(" ,")
    words = name.split()
    while words and words[-1].lower().rstrip(".") in offices.no_names:
        words.pop()
    if (
        not words
        or words[0].lower() in offices.no_names
        or (len(words) == 1 and (words[0].isupper() or len(words[0]) < 3))
    ):
        return None
    name = name[: name.rindex(words[-1]) + len(words[-1])]
    return Holder(name, start, start + len(name))


def _holder_before(text: str, title: Title, names: Sequence[Mention], offset: int) -> Holder | None:
    """The name in "X, Chile's foreign minister", "X, the president of Chile", "X was elected president"."""
    opening = text[: title.start]
    lead = re.search(
        r", (?:(?:the|a|an|its|their|his|her|who is|then) )?(?:[\w’'-]+ ){0,5}$", opening
    )
    if lead is None:
        lead = _BECOMES.search(opening) or re.search(r" as (?:an? |the )?$", opening)
    elif re.search(r"\b(?:and|said|says|told|of|to|by|with)\b", opening[lead.start() :]):
        return None
    if lead is None:
        return None
    start = lead.start()
    for match in reversed(list(_NAME.finditer(text, max(0, start - 60), start))):
        if match.end() == start:
            return _without_title(text, match.start(), names, offset)
    return None


def _without_title(text: str, start: int, names: Sequence[Mention], offset: int) -> Holder | None:
    """The name that begins at a place, without the title that it may begin with: "Ambassador X"."""
    first = re.compile(r"[\w-]+ ").match(text, start)
    if first and first.group().strip().lower() in load_offices().titles:
        start = first.end()
    held = name_at(text, start, names, offset)
    return Holder(held.name, held.start, held.end, before=True) if held is not None else None
