"""``treatygraph lexicon``: the words that tell of acts, and trying a file of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from treatygraph.build.knowledge import Knowledge
from treatygraph.build.workers import extractor
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.lexicon import Entry, load_lexicon, read_entries
from treatygraph.model import ActClaim, Document


@click.group(epilog="Example: treatygraph lexicon check my-words.toml")
def lexicon() -> None:
    """List the words that tell of acts, or try a file of your own."""


@lexicon.command("list", epilog="Example: treatygraph lexicon list withdraw")
@click.argument("words", metavar="[WORD]...", nargs=-1)
def list_entries(words: tuple[str, ...]) -> None:
    """Show the entries, or those of some words, each with its example."""
    shown = 0
    for entry in sorted(load_lexicon().entries, key=lambda e: (e.lemma, e.id)):
        if not words or entry.lemma in words or entry.id in words:
            click.echo(_line_of(entry))
            click.echo(f"    {entry.example}")
            shown += 1
    if not shown:
        raise click.UsageError(
            f"No entry for {', '.join(words)}. `treatygraph lexicon list` shows all"
        )


@lexicon.command("check", epilog="Example: treatygraph lexicon check my-words.toml")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--catalogue",
    "catalogues",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of names that the examples need.",
)
@click.pass_context
def check(ctx: click.Context, file: Path, catalogues: tuple[Path, ...]) -> None:
    """Read each example and counter-example of a file of words; exit code 1 if one is read wrongly."""
    entries = read_entries(file)
    reader = extractor(knowledge=Knowledge((file,), catalogues))
    problems = [f"{entry.id}: {each}" for entry in entries for each in _problems(entry, reader)]
    for problem in problems:
        click.secho(problem, fg="red")
    click.echo(f"{len(entries)} entries, {len(problems)} examples read wrongly")
    ctx.exit(1 if problems else 0)


def _problems(entry: Entry, reader: Extractor) -> Iterator[str]:
    """What is wrong with what the reader makes of an entry's example and counter-example."""

    def acts(text: str) -> list[ActClaim]:
        claims = reader.extract(Document("example", text)).claims
        return [claim for claim in claims if isinstance(claim, ActClaim)]

    kinds = set(entry.kinds.values())
    found = acts(entry.example)
    if not any(claim.kind in kinds for claim in found):
        wanted = " or ".join(sorted(kind.value for kind in kinds))
        read = ", ".join(claim.kind.value for claim in found) or "no act"
        yield f"the example should tell {wanted}, but tells {read}: {entry.example}"
    if entry.counter and any(claim.reason.rule == entry.id for claim in acts(entry.counter)):
        yield f"the counter-example is read as an act of this entry: {entry.counter}"


def _line_of(entry: Entry) -> str:
    kinds = ", ".join(f"{kind.value} ({sort})" for sort, kind in entry.kinds.items())
    more = f" + {'/'.join(entry.needs)}" if entry.needs else ""
    return f"{entry.lemma}{more}  [{entry.pos}, {entry.id}]  {kinds}"
