"""The wheel carries all that the program needs, and starts where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command writes to standard output; fails with all that it wrote."""
    done = subprocess.run(list(command), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(project_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(*build, project_dir, cwd=project_dir)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the scripts of an environment with our wheel and nothing of the checkout.

    The dependencies are those of the environment that runs the tests, so no network is needed.
    They are added by a plain path line; the `.pth` files in there, such as the one of an
    editable install, are not followed.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    (site,) = (Path(p) for p in [run(python, "-c", _PURELIB, cwd=home).strip()])
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=home)
    return scripts


_PURELIB = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_the_wheel_carries_every_resource(wheel: Path, project_dir: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries", "graph/reference"):
        for path in sorted((project_dir / folder).rglob("*")):
            if path.is_file() and path.suffix in {".ttl", ".rq", ".toml", ".csv"}:
                inside = f"treatygraph/resources/{path.relative_to(project_dir).as_posix()}"
                assert inside in names
    assert "treatygraph/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_carries_no_cache_and_no_built_graph(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [n for n in names if "__pycache__" in n or "graph/built" in n or "/tests/" in n]


def test_the_installed_program_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "treatygraph", "--version", cwd=tmp_path).strip()
    listed = run(installed / "treatygraph", "queries", cwd=tmp_path)
    assert listed.strip()


def test_the_installed_program_uses_its_own_resources(installed: Path, tmp_path: Path) -> None:
    ask = "from treatygraph import resources; print(resources.ontology())"
    home = Path(run(installed / "python", "-c", ask, cwd=tmp_path).strip())
    assert home.is_relative_to(installed.parent.resolve())
    assert (home / "lexicon").is_dir()
