"""The wheel is whole: installed elsewhere, it runs with its ontology, queries and reference."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, project_dir: Path) -> Path:
    """A folder into which the project's wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(project_dir)], check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def run(site: Path, *arguments: str, text: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-m", "treatygraph", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=site.parent,
    )
    return done.stdout


@pytest.mark.slow
def test_the_data_files_travel_along(installed: Path) -> None:
    resources = installed / "treatygraph" / "resources"
    assert (resources / "ontology" / "shapes.ttl").is_file()
    assert (resources / "ontology" / "lexicon" / "acts.toml").is_file()
    assert list((resources / "queries").glob("*.rq"))
    assert list((resources / "graph" / "reference").glob("*.ttl"))


@pytest.mark.slow
@pytest.mark.bundle
def test_the_scripts_of_the_explorer_travel_along_and_their_sources_do_not(installed: Path) -> None:
    explorer = installed / "treatygraph" / "explorer"
    assert (explorer / "static" / "built" / "explorer.js").is_file()
    assert (explorer / "static" / "built" / "licences.txt").is_file()
    assert not (explorer / "web").exists()


@pytest.mark.slow
def test_the_installed_program_uses_its_own_files(installed: Path) -> None:
    assert "timeline-of-state" in run(installed, "queries")
    claims = run(installed, "extract", "-", "--format", "table", text="Qatar left OPEC in 2019.")
    assert "leaving: Qatar" in claims
