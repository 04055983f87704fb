"""Words and names of a user's own: --lexicon, --catalogue, and `treatygraph lexicon`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TEXT = "On 3 May 2021 Norway tiptoed out of the Zadar agreement."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def words(project_dir: Path) -> str:
    return str(project_dir / "examples" / "lexicon.toml")


@pytest.fixture
def names(project_dir: Path) -> str:
    return str(project_dir / "examples" / "names.csv")


def records(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, (result.stdout, result.stderr)
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_without_them_nothing_is_read(run: Run, story: Path) -> None:
    assert records(run("extract", str(story))) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_own_words_and_names_are_read(
    run: Run, story: Path, words: str, names: str, jobs: str
) -> None:
    (found,) = records(
        run("extract", str(story), "--lexicon", words, "--catalogue", names, "--jobs", jobs)
    )
    assert found["act"] == "withdrawal"
    assert found["party"] == "NOR"
    assert found["date"] == "2021-05-03"
    assert "Adriatic Fisheries Agreement" in found["object_names"]


def test_own_files_come_from_the_environment_too(
    run: Run, story: Path, words: str, names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYGRAPH_LEXICON", words)
    monkeypatch.setenv("TREATYGRAPH_CATALOGUE", names)
    assert len(records(run("extract", str(story)))) == 1


def test_a_graph_reads_a_document_again_when_the_words_change(
    run: Run, story: Path, words: str, names: str, tmp_path: Path
) -> None:
    graph = str(tmp_path / "graph")
    build = ("build", str(story), "--graph", graph)
    assert "with 0 claims" in " ".join(run(*build).stderr.split())
    own = (*build, "--lexicon", words, "--catalogue", names)
    assert "1 documents added with 1 claims" in " ".join(run(*own).stderr.split())
    assert "0 documents added" in " ".join(run(*own).stderr.split())
    checked = run("validate", "--graph", graph)
    assert checked.exit_code == 0, (checked.stdout, checked.stderr)


def test_more_names_for_what_the_catalogue_has(run: Run, tmp_path: Path, names: str) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Chile ratified the Kyoto climate pact of 1997.")
    (found,) = records(run("extract", str(story), "--catalogue", names))
    assert "Kyoto Protocol" in found["object_names"]


def test_an_own_entry_takes_the_place_of_the_program_s(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[entry]]\nid = "quit"\nlemma = "quit"\npos = "verb"\ntreaty = "suspension"\n'
        'object = ["direct"]\nexample = "Norway quit the Kyoto Protocol."\n'
    )
    story = tmp_path / "story.txt"
    story.write_text("Norway quit the Kyoto Protocol.")
    assert [r["act"] for r in records(run("extract", str(story)))] == ["withdrawal"]
    (found,) = records(run("extract", str(story), "--lexicon", str(own)))
    assert found["act"] == "suspension"


ENTRY = 'id = "x"\nlemma = "x"\npos = "verb"\ntreaty = "signature"\nobject = ["direct"]\nexample = "X."\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[entry]\n", "cannot be read"),
        ("word = 1\n", "[[entry]] blocks and nothing else"),
        ('[[entry]]\nid = "x"\n', "has no field 'lemma'"),
        (f"[[entry]]\n{ENTRY.replace('[', '').replace(']', '')}", "object must be a list"),
        (f"[[entry]]\n{ENTRY}elliptic = 1\n", "elliptic must be true or false"),
        (f"[[entry]]\n{ENTRY}status = 3\n", "status must be a text"),
        (f"[[entry]]\n{ENTRY.replace('verb', 'adverb')}", 'pos must be "verb" or "noun"'),
        (f"[[entry]]\n{ENTRY}\n[[entry]]\n{ENTRY}", "two entries have the id 'x'"),
        (f"[[entry]]\n{ENTRY.replace('treaty', 'colour')}", "tells no kind of act"),
        (f"[[entry]]\n{ENTRY.replace('signature', 'farewell')}", "farewell"),
    ],
)
def test_a_lexicon_that_is_wrong_is_told_with_entry_and_field(
    run: Run, story: Path, tmp_path: Path, text: str, told: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    result = run("extract", str(story), "--lexicon", str(own))
    assert result.exit_code == 2
    assert told in result.stderr
    assert "own.toml" in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no column 'key'"),
        ("key,names,colour\n", "has a column 'colour'"),
        ("key,names\npact,My pact\n", ":2: key 'pact'"),
        ("key,kind,label,names\ntreaty/x,pact,X,\n", "kind 'pact' is not known"),
        ("key,kind,label,names\ntreaty/x,treaty,,\n", "both a kind and a label"),
        ("key,kind,label,names,since\ntreaty/x,treaty,X,,May\n", ":2: since"),
        ("key,names\ntreaty/x\n", "not as many cells"),
    ],
)
def test_a_table_of_names_that_is_wrong_is_told_with_its_line(
    run: Run, story: Path, tmp_path: Path, text: str, told: str
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(text)
    result = run("extract", str(story), "--catalogue", str(own))
    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout


def test_the_examples_of_the_project_are_read(run: Run, words: str) -> None:
    result = run("lexicon", "check", words)
    assert result.exit_code == 0, result.stdout
    assert "2 entries, 0 examples read wrongly" in result.stdout


def test_an_example_that_is_not_read_is_told(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[entry]]\nid = "hug"\nlemma = "hug"\npos = "verb"\ntreaty = "signature"\n'
        'object = ["direct"]\nexample = "Norway slept."\n'
        'counter = "Norway hugged the Kyoto Protocol."\n'
    )
    result = run("lexicon", "check", str(own))
    assert result.exit_code == 1
    assert "should tell signature, but tells no act" in result.stdout
    assert "counter-example is read" in result.stdout


def test_the_list_of_words(run: Run) -> None:
    result = run("lexicon", "list", "ratify")
    assert result.exit_code == 0
    assert "ratification (treaty)" in result.stdout
    assert run("lexicon", "list", "sneeze").exit_code == 2


def test_the_table_marks_what_decided_and_says_why(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Moscow left the Council of Europe in March 2022. It signed the Kyoto Protocol."
    )
    shown = run("extract", str(story), "--format", "table").stdout
    assert (
        "“[party Moscow] [act left] the [object Council of Europe] in [date March 2022].”" in shown
    )
    assert "party “Moscow” is Russia (a capital stands for its state)" in shown
    assert "party “It” is Russia (named before: “Moscow”)" in shown
    assert "rule sign, confidence" in shown
    assert "\x1b" not in shown


def test_own_names_stay_in_the_graph_for_the_claims_that_name_them(
    run: Run, story: Path, words: str, names: str, tmp_path: Path
) -> None:
    graph = str(tmp_path / "graph")
    run("build", str(story), "--graph", graph, "--lexicon", words, "--catalogue", names)
    later = tmp_path / "later.txt"
    later.write_text("Chile ratified the Kyoto Protocol.")
    assert run("build", str(later), "--graph", graph).exit_code == 0
    checked = run("validate", "--graph", graph)
    assert checked.exit_code == 0, (checked.stdout, checked.stderr)
    assert (
        "Adriatic Fisheries Agreement"
        in run("export", "--format", "turtle", "--graph", graph).stdout
    )
