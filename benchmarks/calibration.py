"""Whether a claim's confidence is the share of such claims that are right, and the fit of its weights.

    python benchmarks/calibration.py ../shared/eval/dev               measure
    python benchmarks/calibration.py ../shared/eval/dev MORE --write  fit the weights, too

The folders hold documents with gold facts; the scorer decides what is right: an act by act, party and
object, a statement by speaker, stance and target, a role by person, role and owner. The table compares
the confidence of claims with the share of them that the scorer finds right. It is printed twice: for
the weights as they are, and for weights that were fitted to the other documents (ten folds), which is
what to expect of documents that nobody has seen.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import numpy as np

from treatygraph.catalogue import load_catalogue
from treatygraph.extract.confidence import features, kind_of
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.records import record
from treatygraph.model import Claim, Document, PartialDate

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
WEIGHTS = ROOT / "ontology" / "lexicon" / "confidence.toml"
FOLDS = 10
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
# How strongly weights are drawn to zero: few features, few examples.
_RIDGE = 2.0


@dataclass(frozen=True)
class Judged:
    """A claim with the scorer's verdict."""

    document: str
    claim: Claim
    right: bool


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise click.UsageError(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(folder: Path, scorer: ModuleType, extractor: Extractor) -> list[Judged]:
    """What is extracted from the documents of a folder, each claim with its verdict."""
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    documents = [
        Document(
            gold["id"],
            gold["text"],
            gold["title"],
            PartialDate.parse(gold["published"]) if gold["published"] else None,
            gold["source"],
        )
        for gold in golds
    ]
    claims = [(e.document, c) for e in extractor.pipe(documents) for c in e.claims]
    wrong: set[int] = set()

    def pair(gold: list[Any], found: list[Any], same: Callable[..., bool]) -> Any:
        paired = original(gold, found, same)
        wrong.update(fact["number"] for fact in paired[2])
        return paired

    original, scorer.pair = scorer.pair, pair  # type: ignore[attr-defined]  # the scorer's own
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as facts:
        for number, (document, claim) in enumerate(claims):
            facts.write(json.dumps(record(claim, document) | {"number": number}) + "\n")
        facts.flush()
        arguments, sys.argv = sys.argv, ["score.py", str(folder), facts.name, "--json"]
        try:
            scorer.main()
        finally:
            sys.argv = arguments
            scorer.pair = original  # type: ignore[attr-defined]  # the scorer's own
    return [Judged(d.identifier, c, n not in wrong) for n, (d, c) in enumerate(claims)]


def fit(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Weights by kind of claim: logistic regression with a ridge, by Newton's method."""
    weights = {}
    for kind in ("act", "statement", "role"):
        some = [each for each in judged if kind_of(each.claim) == kind]
        names = sorted({name for each in some for name in features(each.claim)})
        column = {name: n + 1 for n, name in enumerate(names)}
        matrix = np.zeros((len(some), len(names) + 1))
        matrix[:, 0] = 1
        for row, each in enumerate(some):
            for name in features(each.claim):
                matrix[row, column[name]] = 1
        right = np.array([each.right for each in some], dtype=float)
        found = np.zeros(len(names) + 1)
        ridge = np.diag([1e-6] + [_RIDGE] * len(names))
        for _ in range(50):
            likely = 1 / (1 + np.exp(-matrix @ found))
            slope = matrix.T @ (right - likely) - ridge @ found
            curve = matrix.T @ (matrix * (likely * (1 - likely))[:, None]) + ridge
            found = found + np.linalg.solve(curve, slope)
        weights[kind] = {"base": round(float(found[0]), 2)} | {
            name: round(float(found[n]), 2) for name, n in column.items() if abs(found[n]) >= 0.05
        }
    return weights


def confidence(claim: Claim, weights: dict[str, dict[str, float]]) -> float:
    """The confidence that weights give a claim, as the program computes it."""
    table = weights[kind_of(claim)]
    total = table["base"] + sum(table.get(name, 0.0) for name in features(claim))
    return float(min(max(1 / (1 + np.exp(-total)), 0.05), 0.99))


def crossed(judged: Sequence[Judged]) -> list[tuple[float, bool]]:
    """Confidence and verdict of each claim, with weights fitted to the documents of the other folds."""
    folds = defaultdict(list)
    for each in judged:
        folds[zlib.crc32(each.document.encode()) % FOLDS].append(each)
    found = []
    for fold, some in sorted(folds.items()):
        others = [each for key, group in folds.items() if key != fold for each in group]
        weights = fit(others)
        found += [(confidence(each.claim, weights), each.right) for each in some]
    return found


def show(title: str, pairs: Iterable[tuple[float, bool]]) -> float:
    """Print the reliability table; the expected calibration error."""
    listed = list(pairs)
    click.echo(f"\n{title}: {len(listed)} claims")
    click.echo(f"{'confidence':<14}{'claims':>8}{'mean':>8}{'right':>8}")
    error = 0.0
    for low, high in pairwise(_BINS):
        some = [(c, r) for c, r in listed if low <= c < high or (high == 1.0 and c == 1.0)]
        if some:
            mean = sum(c for c, _ in some) / len(some)
            share = sum(r for _, r in some) / len(some)
            error += abs(mean - share) * len(some) / len(listed)
            click.echo(f"{low:.2f} - {high:.2f}   {len(some):>8}{mean:>8.2f}{share:>8.2f}")
    click.echo(f"expected calibration error {error:.3f}")
    return error


def toml(weights: dict[str, dict[str, float]], counts: str) -> str:
    """The file of weights."""
    lines = [
        "# How likely a claim is right, in log odds: the base of its kind, and what each feature adds.",
        "# Written by benchmarks/calibration.py, which fitted it to " + counts + ".",
        "# The features are told in src/treatygraph/extract/confidence.py.",
    ]
    for kind, table in weights.items():
        lines += ["", f"[{kind}]", *(f"{name} = {weight}" for name, weight in table.items())]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--shared", type=click.Path(path_type=Path, exists=True), default=SHARED)
@click.option("--write", is_flag=True, help="Fit the weights to all of it and write them.")
def main(folders: tuple[Path, ...], shared: Path, write: bool) -> None:
    """Measure the confidence of claims against gold facts."""
    scorer, extractor = _scorer(shared / "eval" / "score.py"), Extractor(load_catalogue())
    judged = [each for folder in folders for each in judge(folder, scorer, extractor)]
    for kind in ("act", "statement", "role"):
        some = [each for each in judged if kind_of(each.claim) == kind]
        show(f"{kind}s, weights as they are", [(e.claim.confidence, e.right) for e in some])
    show("all, weights as they are", [(e.claim.confidence, e.right) for e in judged])
    show(f"all, fitted to other documents ({FOLDS} folds)", crossed(judged))
    if write:
        counts = f"{len(judged)} claims of {len({e.document for e in judged})} documents"
        WEIGHTS.write_text(toml(fit(judged), counts), "utf-8")
        click.echo(f"\n{WEIGHTS.name} written")


if __name__ == "__main__":
    main()
