"""``treatygraph extract``: claims from documents, no graph touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TextIO

import click

from treatygraph.build.workers import Workers
from treatygraph.cli.options import output_option, source_options
from treatygraph.cli.reading import exit_code, read_all, tell_problems
from treatygraph.cli.talk import output_stream, progress_bar
from treatygraph.extract.records import record
from treatygraph.ingest import Problem
from treatygraph.model import (
    ActClaim,
    Claim,
    Document,
    Extraction,
    PartialDate,
    RoleClaim,
    StatementClaim,
)


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
    form: str,
    output: Path,
) -> None:
    """Write the claims that documents make; the graph is not touched."""
    problems: list[Problem] = []
    count = 0

    def documents() -> Iterator[Document]:
        for item in read_all(sources, published, max_bytes):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield item

    with Workers(jobs, pipeline=pipeline) as workers, output_stream(output) as out:
        extractions = progress_bar(workers.extract(documents()), "documents")
        if form == "turtle":
            count = _write_turtle(extractions, pipeline, out)
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
    """One claim a line, the sentence below it."""
    out.write(f"{extraction.document.identifier}\n")
    if not extraction.claims:
        out.write("  no claims\n")
    for claim in extraction.claims:
        out.write(f"  {line_of(claim)}\n")
        out.writelines(f"      “{' '.join(e.quote.split())}”\n" for e in claim.evidence)


def line_of(claim: Claim) -> str:
    """A claim on one line, for people."""
    if isinstance(claim, ActClaim):
        party = claim.party.label if claim.party else "—"
        date = f" {claim.date}" if claim.date else ""
        return f"{claim.kind.value}: {party} → {claim.object.label} [{claim.status.value}{date}]"
    if isinstance(claim, StatementClaim):
        return f"{claim.stance.value}: {claim.speaker.label} → {claim.about.label}"
    if isinstance(claim, RoleClaim):
        return f"role: {claim.person.label}, {claim.role} of {claim.of.label}"
    raise TypeError(f"no claim: {claim!r}")


def _write_turtle(extractions: Iterator[Extraction], pipeline: str, out: TextIO) -> int:
    # Imported here: the other two forms need no RDF.
    from treatygraph.build.builder import run_of
    from treatygraph.export import write_export
    from treatygraph.rdf import document_quads
    from treatygraph.store import open_store

    run = run_of(pipeline)
    count = 0
    with open_store() as store:
        for extraction in extractions:
            store.apply((), document_quads(extraction, run))
            count += 1
        text = BytesIO()
        write_export(store, "turtle", text)
    out.write(text.getvalue().decode())
    return count
