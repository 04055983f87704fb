"""Imports run one way, down the list of stations in docs/architecture.md."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "treatygraph"

# A station may import those in earlier rows. Those in one row do not know each other.
STATIONS = (
    ("model", "errors"),
    ("resources",),
    ("catalogue",),
    ("ingest", "extract", "resolve", "record"),
    ("law",),
    ("rdf",),
    ("store",),
    ("reference",),
    ("answers",),
    ("drawing",),
    ("validate", "query", "export", "views"),
    ("build",),
    ("explorer",),
    ("cli",),
)
ROW = {name: row for row, names in enumerate(STATIONS) for name in names}

WEB_CLI_AND_RDF = {
    "click",
    "rich",
    "rdflib",
    "pyoxigraph",
    "oxrdflib",
    "pyshacl",
    "jinja2",
    "plotly",
    "trafilatura",
    "urllib3",
    "http.server",
    "socketserver",
}


def station(module: str) -> str | None:
    """The station of ``treatygraph.…``; None for the package itself and for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "treatygraph" and len(parts) > 1 else None


def imported(path: Path) -> set[str]:
    """Every module that a file names in an import statement, wherever in the file it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            base = node.module or ""
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names if base == "treatygraph")
    return found


def modules_after(statement: str) -> set[str]:
    """The modules that are loaded in a fresh interpreter after a statement."""
    code = f"import sys, json\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def our_modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", our_modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_station_imports_only_earlier_ones(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if here in {"__main__", "resources"} and path.suffix != ".py":
        pytest.skip("data, not code")
    if here in {"__main__", "api"}:
        return  # these stand above all stations
    assert here in ROW, f"{here} is not among the stations of docs/architecture.md"
    for module in imported(path):
        there = station(module)
        if there is None or there == here or there not in ROW:
            continue
        assert ROW[there] < ROW[here], f"{path.name} of {here} imports {module}: against the order"


def test_the_model_imports_nothing_of_ours() -> None:
    ours = {m for m in modules_after("import treatygraph.model") if station(m)}
    assert ours == {"treatygraph.model"}


def test_extraction_loads_no_web_cli_or_rdf() -> None:
    before = modules_after("import spacy, typer")  # spaCy brings a command line and a web client
    ours = modules_after("import treatygraph.extract") - before
    assert not ours & WEB_CLI_AND_RDF
    assert {station(m) for m in ours if station(m)} <= {
        "model",
        "errors",
        "resources",
        "catalogue",
        "extract",
    }


def test_extraction_names_no_web_cli_or_rdf_in_its_imports() -> None:
    for path in sorted((PACKAGE / "extract").glob("*.py")):
        tops = {module.split(".")[0] for module in imported(path)} | imported(path)
        assert not tops & WEB_CLI_AND_RDF, path.name


def test_the_command_line_starts_without_the_parser() -> None:
    loaded = modules_after("import treatygraph.cli")
    assert "spacy" not in loaded, "treatygraph --help would take seconds"


def test_the_command_line_starts_without_the_drawing_libraries() -> None:
    loaded = modules_after("import treatygraph.cli")
    assert not loaded & {"matplotlib", "plotly", "networkx"}


def test_the_help_needs_no_library_but_click() -> None:
    loaded = modules_after(
        "from treatygraph.cli.main import main; main(['--help'], standalone_mode=False)"
    )
    assert not loaded & {"spacy", "rdflib", "pyoxigraph", "pyshacl", "matplotlib", "networkx"}


def test_a_query_needs_no_parser_and_no_drawing() -> None:
    loaded = modules_after("import treatygraph.cli.query")
    assert not loaded & {"spacy", "pyshacl", "matplotlib", "networkx"}


def test_who_asks_for_no_cluster_loads_no_dask() -> None:
    loaded = modules_after("import treatygraph.cli.build, treatygraph.cli.extract")
    assert "treatygraph.build.extracting" in loaded
    assert not loaded & {"dask", "distributed", "tornado"}
