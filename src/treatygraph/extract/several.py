"""Several persons and the states of each: "the presidents of Chile and Peru, X and Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from treatygraph.extract.holders import Holder, name_at, name_until, names_before
from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title

_STEP = re.compile(r",? and (?:of )?(?:the )?|, ")
Pair = tuple[Holder, Mention | None]


def holders_of_several(
    text: str, title: Title, names: Sequence[Mention], offset: int
) -> list[Pair]:
    """The names in "Presidents X of Chile and Y of Peru", in "the presidents of Chile and Peru, X and Y", in
    "X and Y, the presidents of Chile and Peru", each with the name of its state where one is told."""
    return (
        _paired(text, title.end, names, offset)
        or _in_a_row(text, title, names, offset)
        or _in_front(text, title, names, offset)
        or _among_fellows(text, title, names, offset)
    )


def _in_a_row(text: str, title: Title, names: Sequence[Mention], offset: int) -> list[Pair]:
    """ "Presidents X of Chile and Y of Peru", "the Chilean and Peruvian presidents, X and Y", "Presidents X
    and Y signed a treaty between Chile and Peru"."""
    found: list[Pair] = []
    gap = re.compile(r",? ").match(text, title.end)
    place = gap.end() if gap else title.end
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
    if len(found) == 1 and (gap is None or "," in gap.group() or " " not in found[0][0].name):
        return []  # "one of its leaders, X"
    states = _states_before(text, title.start, names, offset)
    if len(states) < 2:
        states = _states_between(text, place, names, offset)
    untold = sum(state is None for _, state in found)
    if len(found) > 1 and len(states) == len(found) and untold >= len(found) - 1:
        return [(held, state) for (held, _), state in zip(found, states, strict=True)]
    return found


def _in_front(text: str, title: Title, names: Sequence[Mention], offset: int) -> list[Pair]:
    """ "X and Y, the presidents of Chile and Peru"."""
    held = names_before(text, title.start, names, offset)
    opening = re.compile(r" (?:of|from) (?:the )?").match(text, title.end)
    states = _states_from(text, opening.end(), names, offset) if opening else []
    if len(held) < 2 or len(states) != len(held):
        return []
    return list(zip(held, states, strict=True))


_FELLOWS = re.compile(
    r" (?:and|told|joined|joins|meets?|met|with|urged|urges|tells) (?:[\w-]+ )?(?:other|fellow) (?:[\w-]+ ){0,2}$"
)


def _among_fellows(text: str, title: Title, names: Sequence[Mention], offset: int) -> list[Pair]:
    """ "X and seven other presidents", "X told his fellow presidents"."""
    opening = _FELLOWS.search(text[: title.start])
    held = name_until(text, opening.start(), names, offset) if opening else None
    return [(held, None)] if held is not None else []


def _states_before(text: str, place: int, names: Sequence[Mention], offset: int) -> list[Mention]:
    """The states of a list that ends at a place: "the Chilean and Peruvian" presidents."""
    states: list[Mention] = []
    for mention in reversed([m for m in names if m.end - offset <= place]):
        if not re.fullmatch(r",? (?:and )?", text[mention.end - offset : place]):
            break
        states.insert(0, mention)
        place = mention.start - offset
    return states


def _states_from(text: str, place: int, names: Sequence[Mention], offset: int) -> list[Mention]:
    """The states of a list that begins at a place: "Chile and Peru"."""
    states: list[Mention] = []
    while (state := next((m for m in names if m.start - offset == place), None)) is not None:
        states.append(state)
        step = _STEP.match(text, state.end - offset)
        if step is None:
            break
        place = step.end()
    return states


def _states_between(text: str, place: int, names: Sequence[Mention], offset: int) -> list[Mention]:
    """The states that a sentence goes on to name: "signed a treaty between Chile and Peru"."""
    stop = re.compile(r"[.!?](?:\s|$)").search(text, place)
    end = stop.start() if stop else len(text)
    opening = re.compile(r"\bbetween (?:the )?").search(text, place, end)
    return _states_from(text, opening.end(), names, offset) if opening else []


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
        states = _states_before(text, match.start(), names, offset)
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
