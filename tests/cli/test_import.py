"""``treatygraph import``: a table into the record, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

HEADING = "party,object,action,date\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return tmp_path / "graph"


def table(folder: Path, text: str, name: str = "table.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def answer(run: Run, graph: Path, party: str, target: str, day: str) -> str:
    told = run("status", party, target, "--on", day, "--format", "json", "--graph", graph)
    return str(json.loads(told.stdout)["answer"])


def test_a_row_of_ones_own_changes_the_answer(run: Run, graph: Path, tmp_path: Path) -> None:
    """Nobody in the record is a party to this protocol before it is imported here."""
    file = table(tmp_path, HEADING + "Andorra,CETS 223,entry-into-force,2025-02-01\n")
    done = run("import", file, "--source", "my-office", "--graph", graph)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("1 rows added, 0 known already, 0 removed.")
    assert answer(run, graph, "AND", "CETS 223", "2025-02-01") == "bound"
    assert answer(run, graph, "AND", "CETS 223", "2025-01-31") != "bound"
    # Without the table it is as before.
    empty = table(tmp_path, HEADING)
    again = run("import", empty, "--source", "my-office", "--graph", graph)
    assert "1 removed" in again.stdout
    assert answer(run, graph, "AND", "CETS 223", "2025-02-01") != "bound"


def test_one_wrong_line_and_nothing_is_loaded(run: Run, graph: Path, tmp_path: Path) -> None:
    lines = [
        "France,CETS 126,signature,1987-11-26",
        "Rurtania,CETS 126,signature,1987",
        "France,CETS 126,signd,1987",
        "France,CETS 126,signature,1987-13",
        "France,CETS 126",
    ]
    done = run("import", table(tmp_path, HEADING + "\n".join(lines)), "--source", "x", "-g", graph)
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert [line.split(":")[1] for line in told[:-1] if "table.csv:" in line] == list("3456")
    assert "nothing was loaded" in told[-1]
    assert not graph.exists()


def test_a_dry_run_leaves_no_trace(run: Run, graph: Path, tmp_path: Path) -> None:
    file = table(tmp_path, HEADING + "Russia,CETS 126,ratification,1998-05-05\n")
    done = run("import", file, "--source", "x", "--dry-run", "--graph", graph)
    assert done.exit_code == 0, done.stderr
    assert "1 rows would be added" in done.stdout
    assert "confirms 1 and contradicts 0" in done.stdout
    assert not graph.exists()


def test_another_date_than_the_records_is_told(run: Run, graph: Path, tmp_path: Path) -> None:
    file = table(tmp_path, HEADING + "Russia,CETS 126,ratification,1997-05-05\n")
    done = run("import", file, "--source", "x", "--dry-run", "--graph", graph)
    assert "confirms 0 and contradicts 1" in done.stdout
    assert "1998-05-05" in done.stdout


def test_a_mapping_reads_other_headings_and_one_column_for_each_act(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    text = "Country,Signed,In force\nRussia,28/02/1996,01/09/1998\nFrance,26/11/1987,\n"
    mapping = table(
        tmp_path,
        'dates = "%d/%m/%Y"\n[columns]\nparty = "Country"\n[constants]\nobject = "CETS 126"\n'
        '[acts]\nSigned = "signature"\n"In force" = "entry-into-force"\n',
        "map.toml",
    )
    done = run(
        "import", table(tmp_path, text), "--source", "x", "--map", mapping, "--dry-run", "-g", graph
    )
    assert done.exit_code == 0, done.stderr
    assert "3 rows would be added" in done.stdout


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ('[colums]\nparty = "Country"\n', "'colums' is not known"),
        ('[columns]\nstate = "Country"\n', "known are party"),
        ('[actions]\nRatified = "ratify"\n', "known are signature"),
        ("dates = \n", "cannot be read as a mapping"),
    ],
)
def test_a_mapping_that_is_not_understood_is_refused(
    run: Run, graph: Path, tmp_path: Path, mapping: str, message: str
) -> None:
    file, rules = table(tmp_path, HEADING), table(tmp_path, mapping, "map.toml")
    done = run("import", file, "--source", "x", "--map", rules, "--graph", graph)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_table_without_a_column_that_is_needed_says_which(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    file = table(tmp_path, "party,object,date\n")
    done = run("import", file, "--source", "x", "--graph", graph)
    assert done.exit_code == 2
    assert "no column 'action'" in done.stderr
