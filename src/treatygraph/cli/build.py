"""``treatygraph build`` and ``treatygraph remove``: documents into a graph, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from treatygraph.build.builder import Builder, Built
from treatygraph.build.extracting import extracting
from treatygraph.build.knowledge import Knowledge
from treatygraph.build.workers import Limits
from treatygraph.cli.options import (
    graph_option,
    limit_options,
    not_both,
    source_options,
    wait_option,
)
from treatygraph.cli.reading import exit_code, read_all, tell_problems
from treatygraph.cli.talk import console, progress_bar, tell
from treatygraph.errors import TreatygraphError
from treatygraph.ingest import Problem
from treatygraph.model import Document, PartialDate
from treatygraph.reference.compiled import seed
from treatygraph.reference.uploading import lean_on_reference, upload
from treatygraph.store import open_store
from treatygraph.store.places import Place
from treatygraph.validate import report_text


@click.command(epilog="Example: treatygraph build news/ --jobs 2")
@source_options
@limit_options
@graph_option
@wait_option
@click.pass_context
def build(
    ctx: click.Context,
    sources: tuple[str, ...],
    published: PartialDate | None,
    max_bytes: int,
    pipeline: str,
    jobs: int,
    scheduler: str | None,
    lexicons: tuple[Path, ...],
    catalogues: tuple[Path, ...],
    seconds: float,
    megabytes: int,
    place: Place,
    wait: float,
) -> None:
    """Add documents to a graph: extract, resolve, validate, store.

    Safe to interrupt and to repeat: what is there stays, and is not read twice. Others can read the graph
    meanwhile, and see what was added every few seconds. A document that takes too long or too much memory is
    named, and the others are read.
    """
    not_both(ctx, "jobs", "scheduler")
    not_both(ctx, "megabytes", "scheduler")  # a cluster bounds the memory of its workers
    limits = Limits(seconds, megabytes) if seconds else None
    knowledge = Knowledge(lexicons, catalogues)
    seed(place, tell)
    with (
        extracting(
            jobs, scheduler, pipeline=pipeline, knowledge=knowledge, limits=limits
        ) as workers,
        open_store(place, create=True, wait=wait, tell=tell) as store,
    ):
        upload(store, tell)
        items: Iterator[Document | Problem] = progress_bar(
            read_all(sources, published, max_bytes), "documents"
        )
        built = Builder(store, workers).build(items)
    _tell(built, place)
    ctx.exit(exit_code(built.added + built.unchanged, built.failed))


def _tell(built: Built, place: Place) -> None:
    tell_problems(built.problems)
    for each in built.set_aside:
        click.secho(f"set aside: {each.document.identifier} does not conform", err=True, fg="red")
        click.echo(report_text(each.report), err=True)
    talk = console()
    talk.print(
        f"{built.added} documents added with {built.claims} claims, "
        f"{built.unchanged} known already, {len(built.set_aside)} set aside, "
        f"{len(built.problems)} not read."
    )
    if built.added or built.unchanged:
        talk.print(
            f"The graph is in {place}. Next: treatygraph info --graph {place}", soft_wrap=True
        )


@click.command(epilog="Example: treatygraph remove story-1.txt")
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@graph_option
@wait_option
@click.pass_context
def remove(ctx: click.Context, documents: tuple[str, ...], place: Place, wait: float) -> None:
    """Take documents out of a graph, with all that only they say.

    A DOCUMENT is the identifier that the graph knows it by, its IRI, or its hash.
    """
    failed = 0
    with open_store(place, wait=wait, tell=tell) as store:
        lean_on_reference(store)
        builder = Builder(store)
        for document in documents:
            try:
                count = builder.remove([builder.find(document)])
            except TreatygraphError as error:
                failed += 1
                click.secho(f"not removed: {error}", err=True, fg="red")
            else:
                click.echo(f"removed {document}: {count} statements", err=True)
    ctx.exit(exit_code(len(documents) - failed, bool(failed)))
