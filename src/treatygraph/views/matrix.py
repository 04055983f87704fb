"""States by treaties on a day: who stands how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from treatygraph.answers.status import parties_of
from treatygraph.law.standings import Answer, Interval, Standing
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.names import Names, object_named, party_named
from treatygraph.views.errors import ViewError

_MOST_ROWS, _MOST_COLUMNS = 300, 60


@dataclass(frozen=True, slots=True)
class Cell:
    """How a state stands to a treaty on the day; ``interval`` is None where it does not at all."""

    interval: Interval | None

    @property
    def standing(self) -> Standing | None:
        """The standing, if there is one."""
        return self.interval.standing if self.interval else None

    @property
    def certain(self) -> bool:
        """Whether it is certain."""
        return self.interval is None or self.interval.certain


@dataclass(frozen=True)
class Matrix:
    """``cells`` has a row for each of ``parties`` and in it a cell for each of ``objects``; both are keys with
    their labels, in order of the labels."""

    on: dt.date
    parties: tuple[tuple[str, str], ...]
    objects: tuple[tuple[str, str], ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def standings(self) -> list[Standing]:
        """The standings that occur, in their order."""
        found = {cell.standing for row in self.cells for cell in row}
        return [standing for standing in Standing if standing in found]

    def bound(self, column: int) -> int:
        """How many are bound by the treaty of a column."""
        return sum(
            1
            for row in self.cells
            if (interval := row[column].interval) and interval.answer is Answer.BOUND
        )


@dataclass(frozen=True)
class Chosen:
    """What the rows and columns are. ``states`` and ``treaties`` are what a user writes: names with commas
    between, a file with one a line, or a body, whose members that day are meant."""

    on: dt.date
    states: str | None = None
    treaties: str | None = None
    about: str | None = None


def matrix(ground: StoreGround, names: Names, chosen: Chosen) -> Matrix:
    """The matrix. Raises ViewError where nothing, or too much, was chosen; QueryError for an unknown name."""
    objects = _objects(ground, names, chosen)
    found = {
        (place.party, target): place.interval
        for target in objects
        for place in parties_of(ground, target, chosen.on)
    }
    parties = _parties(ground, names, chosen, {party for party, _ in found})
    if not objects or not parties:
        raise ViewError(
            "There is nothing to draw: name states and treaties with --states and --treaties, or a treaty "
            "or body with --about"
        )
    if len(parties) > _MOST_ROWS or len(objects) > _MOST_COLUMNS:
        raise ViewError(
            f"{len(parties)} states by {len(objects)} treaties cannot be read; at most {_MOST_ROWS} by "
            f"{_MOST_COLUMNS} are drawn. Name fewer with --states and --treaties"
        )
    rows = _labelled(ground, parties)
    columns = _labelled(ground, objects)
    cells = tuple(
        tuple(Cell(found.get((party, target))) for target, _ in columns) for party, _ in rows
    )
    return Matrix(chosen.on, rows, columns, cells)


def _labelled(ground: StoreGround, keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = [(key, ground.names.label(key)) for key in dict.fromkeys(keys)]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def _objects(ground: StoreGround, names: Names, chosen: Chosen) -> list[str]:
    if chosen.treaties is not None:
        return [object_named(names, text, ground.store) for text in _listed(chosen.treaties)]
    if chosen.about is not None:
        target = object_named(names, chosen.about, ground.store)
        return [target, *ground.parts_of(target)]
    return ground.objects_of_acts()


def _parties(ground: StoreGround, names: Names, chosen: Chosen, standing: set[str]) -> list[str]:
    if chosen.states is None:
        return sorted(standing)
    listed = _listed(chosen.states)
    found = []
    for text in listed:
        keys = names.find(text, ("state", "body"))
        if len(listed) == 1 and keys and keys[0].startswith("body/"):
            members = parties_of(ground, keys[0], chosen.on)
            found += [place.party for place in members if place.interval.answer is Answer.BOUND]
        else:
            found.append(party_named(names, text, ground.store))
    return found


def _listed(text: str) -> list[str]:
    path = Path(text)
    if path.suffix in (".txt", ".csv") and path.is_file():
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip()]
    return [part.strip() for part in text.split(",") if part.strip()]
