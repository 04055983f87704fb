"""Samples of what was read in the corpus and of what was not, and the count of the verdicts on them.

    python benchmarks/judgements.py draw --seed 7 --kind acts --count 200 > sample.txt
    python benchmarks/judgements.py count

Nobody can annotate 25,702 news items; samples tell how good the reading is. ``draw`` shows claims with
their items (``acts``, ``others``: statements and roles), or items in which no act was found though they
have words for acts and for treaties or bodies (``silent``; the words are this script's own, not the
program's). A reader judges each by the definitions of ../shared/eval/ANNOTATION.md and writes the verdict
into a table of ``judgements/``: the id of the item, the claim, right or wrong, and why. The texts stay
where they are. ``count`` prints the shares, with the 95% interval of Wilson.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import random
import re
from collections.abc import Iterator
from pathlib import Path

import click

from treatygraph.catalogue import load_catalogue
from treatygraph.extract.extractor import Extractor
from treatygraph.model import ActClaim, Claim, Document, PartialDate, RoleClaim, StatementClaim

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"

_ACT_WORDS = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|ratif\w+|withdr[ae]w\w*|join(?:s|ed|ing)?|leav(?:e|es|ing)|left|quit\w*|acced\w+|"
    r"accession|suspen\w+|expel\w*|expulsion|member(?:ship)?|admit\w*|denounc\w+|exit\w*|abandon\w*|"
    r"pull(?:s|ed|ing)? out|adopt\w*|conclud\w*|expire\w*|dissol\w+|terminat\w*|approv\w+|scrap\w*|signator\w+)\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:treat(?:y|ies)|convention|protocol|pact|accord|agreement|covenant|statute|charter|NATO|European Union|"
    r"EU|United Nations|UN|WTO|WHO|UNESCO|ICC|International Criminal Court|Commonwealth|African Union|ECOWAS|"
    r"OPEC|Arab League|ASEAN|Mercosur|Council of Europe|[Ee]urozone|Schengen|BRICS|G8|OAS|OSCE|CIS|UNASUR)\b"
)


def documents(shared: Path) -> list[Document]:
    """All items of the corpus."""
    with gzip.open(shared / "corpus" / "current-events-dev.jsonl.gz", "rt") as lines:
        items = [json.loads(line) for line in lines]
    return [
        Document(item["id"], item["text"], None, PartialDate.parse(item["published"]))
        for item in items
    ]


def line(claim: Claim) -> str:
    """A claim as the tables have it."""
    if isinstance(claim, ActClaim):
        party = claim.party.key if claim.party else "-"
        return f"{claim.kind.value} {party} {claim.object.key} {claim.status.value}"
    if isinstance(claim, StatementClaim):
        return f"{claim.stance.value} {claim.speaker.key} {claim.about.key}"
    if isinstance(claim, RoleClaim):
        return f"role {claim.person.key} {claim.role} {claim.of.key}"
    raise TypeError(f"no claim: {claim!r}")


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    z = 1.96
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def _cases(kind: str, shared: Path) -> Iterator[tuple[Document, str]]:
    extractor = Extractor(load_catalogue())
    for extraction in extractor.pipe(documents(shared)):
        document, claims = extraction.document, extraction.claims
        acts = [claim for claim in claims if isinstance(claim, ActClaim)]
        if kind == "silent":
            text = document.text
            if not acts and _ACT_WORDS.search(text) and _THINGS.search(text):
                yield document, "-"
            continue
        wanted = acts if kind == "acts" else [c for c in claims if not isinstance(c, ActClaim)]
        yield from ((document, line(claim)) for claim in wanted)


@click.group()
def main() -> None:
    """Samples and verdicts."""


@main.command()
@click.option("--kind", type=click.Choice(["acts", "others", "silent"]), default="acts")
@click.option("--count", type=int, default=200, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--shared", type=click.Path(path_type=Path, exists=True), default=SHARED)
def draw(kind: str, count: int, seed: int, shared: Path) -> None:
    """Show a sample, in the order of the items."""
    cases = list(_cases(kind, shared))
    chosen = random.Random(seed).sample(  # noqa: S311 - a sample, no secret
        range(len(cases)), min(count, len(cases))
    )
    click.echo(f"# {len(chosen)} of {len(cases)}")
    last = ""
    for place in sorted(chosen):
        document, told = cases[place]
        if document.identifier != last:
            click.echo(f"{document.identifier} {' '.join(document.text.split())}")
            last = document.identifier
        click.echo(f"    {told}")


@main.command()
def count() -> None:
    """Print the share of right verdicts in each table."""
    for path in sorted((HERE / "judgements").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            verdicts = [row["verdict"] for row in csv.DictReader(rows)]
        right = verdicts.count("right")
        low, high = wilson(right, len(verdicts))
        click.echo(
            f"{path.stem}: {right} of {len(verdicts)} right, {right / len(verdicts):.3f} ({low:.3f} to {high:.3f})"
        )


if __name__ == "__main__":
    main()
