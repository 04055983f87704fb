"""The matrix: states by treaties on a day, for the screen and for print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from treatygraph.errors import QueryError
from treatygraph.law.standings import Standing
from treatygraph.reference.opening import Opened, open_ground
from treatygraph.views import Chosen, ViewError, write_matrix
from treatygraph.views.matrix import matrix
from treatygraph.views.standing_style import STANDING

DAY = dt.date(2022, 8, 1)


@pytest.fixture(scope="module")
def opened():  # type: ignore[no-untyped-def]  # Iterator[Opened]
    with open_ground(None) as found:
        yield found


def test_rows_and_columns_are_in_order_of_their_labels(opened: Opened) -> None:
    chosen = Chosen(DAY, "RUS, Albania", "CETS 126, CETS 5")
    shown = matrix(opened.ground, opened.names, chosen)
    assert [key for key, _ in shown.parties] == ["state/ALB", "state/RUS"]
    assert [key for key, _ in shown.objects] == ["treaty/cets-005", "treaty/cets-126"]
    assert {cell.standing for row in shown.cells for cell in row} == {Standing.PARTY}
    assert shown.bound(0) == 2


def test_the_day_counts(opened: Opened) -> None:
    after = Chosen(dt.date(2022, 9, 16), "RUS", "CETS 5")
    shown = matrix(opened.ground, opened.names, after)
    assert shown.cells[0][0].standing is Standing.FORMER_PARTY
    assert shown.bound(0) == 0


def test_a_body_stands_for_its_members_of_the_day(opened: Opened) -> None:
    chosen = Chosen(dt.date(2022, 3, 15), "Council of Europe", "CETS 126")
    keys = [key for key, _ in matrix(opened.ground, opened.names, chosen).parties]
    assert "state/RUS" in keys
    later = Chosen(dt.date(2022, 3, 16), "Council of Europe", "CETS 126")
    assert "state/RUS" not in [k for k, _ in matrix(opened.ground, opened.names, later).parties]


def test_a_list_may_stand_in_a_file(opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "states.txt"
    file.write_text("Norway\n\nMalta\n", encoding="utf-8")
    shown = matrix(opened.ground, opened.names, Chosen(DAY, str(file), "ECPT"))
    assert [label for _, label in shown.parties] == ["Malta", "Norway"]


def test_about_a_treaty_are_its_protocols(opened: Opened) -> None:
    shown = matrix(opened.ground, opened.names, Chosen(DAY, about="CETS 126"))
    keys = [key for key, _ in shown.objects]
    assert {"treaty/cets-126", "treaty/cets-151", "treaty/cets-152"} <= set(keys)
    assert len(shown.parties) >= 47


def test_the_page_fetches_nothing_and_tells_whose_word_it_is(
    opened: Opened, tmp_path: Path
) -> None:
    page = tmp_path / "m.html"
    write_matrix(opened, Chosen(DAY, "RUS", "CETS 126"), page)
    text = page.read_text("utf-8")
    assert "default-src 'none'" in text
    assert "src=" not in text
    assert "party since 1998-09-01" in text
    assert "ch-sr-geltungsbereich" in text


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_picture_is_the_same_bytes_each_time(opened: Opened, tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{n}.{suffix}" for n in (1, 2)]
    for file in files:
        write_matrix(opened, Chosen(DAY, "RUS, Malta", "CETS 126, CETS 5"), file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_and_too_much_are_told(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="nothing to draw"):
        write_matrix(opened, Chosen(DAY), tmp_path / "m.html")
    keys = {key for found in opened.names.preferred.values() for key in found}
    many = ",".join(sorted(key for key in keys if key.startswith("treaty/cets-"))[:70])
    with pytest.raises(ViewError, match="cannot be read"):
        write_matrix(opened, Chosen(DAY, "RUS", many), tmp_path / "m.html")
    with pytest.raises(QueryError, match="Did you mean"):
        write_matrix(opened, Chosen(DAY, "Rusia", "CETS 126"), tmp_path / "m.html")
    with pytest.raises(ViewError, match="no format"):
        write_matrix(opened, Chosen(DAY, "RUS", "CETS 126"), tmp_path / "m.pdf")


def test_every_standing_has_a_look_of_its_own() -> None:
    assert set(STANDING) == set(Standing)
    treaty = [s for s in Standing if "member" not in s.value]
    assert len({STANDING[s].letter for s in treaty}) == len(treaty)
