"""``treatygraph extract``: claims from documents, no graph touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TextIO

import click

from treatygraph.build.extracting import extracting
from treatygraph.build.knowledge import Knowledge
from treatygraph.cli.options import not_both, output_option, source_options
from treatygraph.cli.reading import exit_code, read_all, tell_problems
from treatygraph.cli.table import table
from treatygraph.cli.talk import output_stream, progress_bar
from treatygraph.extract.records import record
from treatygraph.ingest import Problem, without_problems
from treatygraph.model import Extraction, PartialDate
from treatygraph.rdf import Run


@click.command(epilog="Example: treatygraph extract news.jsonl --format table")
@source_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table", "turtle"]),
    default="jsonl",
    show_default=True,
    help="How to write the claims.",
)
@output_option
@click.pass_context
def extract(
    ctx: click.Context,
    sources: tuple[str, ...],
    published: PartialDate | None,
    max_bytes: int,
    pipeline: str,
    jobs: int,
    scheduler: str | None,
    lexicons: tuple[Path, ...],
    catalogues: tuple[Path, ...],
    form: str,
    output: Path,
) -> None:
    """Write the claims that documents make; the graph is not touched."""
    not_both(ctx, "jobs", "scheduler")
    problems: list[Problem] = []
    count = 0
    documents = without_problems(read_all(sources, published, max_bytes), problems)
    knowledge = Knowledge(lexicons, catalogues)
    with (
        extracting(jobs, scheduler, pipeline=pipeline, knowledge=knowledge) as workers,
        output_stream(output) as out,
    ):
        read = progress_bar(workers.extract(documents), "documents")
        extractions = without_problems(read, problems)
        if form == "turtle":
            count = _write_turtle(extractions, knowledge.run(pipeline), out)
        else:
            write = _write_records if form == "jsonl" else _write_table
            for extraction in extractions:
                write(extraction, out)
                count += 1
    tell_problems(problems)
    ctx.exit(exit_code(count, bool(problems)))


def _write_records(extraction: Extraction, out: TextIO) -> None:
    for claim in extraction.claims:
        json.dump(record(claim, extraction.document), out, ensure_ascii=False)
        out.write("\n")


def _write_table(extraction: Extraction, out: TextIO) -> None:
    """For people: each claim, its sentence with marks, and why."""
    for line in table(extraction):
        click.echo(line, file=out)


def _write_turtle(extractions: Iterator[Extraction], run: Run, out: TextIO) -> int:
    # Imported here: the other two forms need no RDF.
    from treatygraph.export import write_export
    from treatygraph.rdf import document_quads
    from treatygraph.store import open_store

    count = 0
    with open_store() as store:
        for extraction in extractions:
            store.apply((), document_quads(extraction, run))
            count += 1
        text = BytesIO()
        write_export(store, "turtle", text)
    out.write(text.getvalue().decode())
    return count
