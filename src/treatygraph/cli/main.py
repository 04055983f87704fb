"""The group of commands. Each command's module is imported only when it is asked for."""

from __future__ import annotations

import errno
import importlib
from typing import Any

import click

import treatygraph
from treatygraph.errors import TreatygraphError

# Where each command is, and what the list of commands says of it.
_COMMANDS = {
    "extract": (
        "treatygraph.cli.extract:extract",
        "Write the claims that documents make; the graph is not touched.",
    ),
    "build": (
        "treatygraph.cli.build:build",
        "Add documents to a graph: extract, resolve, validate, store.",
    ),
    "remove": (
        "treatygraph.cli.build:remove",
        "Take documents out of a graph, with all that only they say.",
    ),
    "validate": (
        "treatygraph.cli.validate:validate_command",
        "Check a graph, or RDF files, against the shapes.",
    ),
    "query": ("treatygraph.cli.query:query", "Ask the graph."),
    "queries": (
        "treatygraph.cli.queries:queries",
        "List the named queries with their parameters.",
    ),
    "status": (
        "treatygraph.cli.status:status_command",
        "Tell whether PARTY is bound by OBJECT, a treaty or body, on a day, since when, and why.",
    ),
    "due": (
        "treatygraph.cli.due:due_command",
        "List the changes of standing to come: exits that take effect, entries into force, ends of membership.",
    ),
    "contradictions": (
        "treatygraph.cli.contradictions:contradictions",
        "List where documents disagree with each other or with the official record.",
    ),
    "export": ("treatygraph.cli.export:export_command", "Write the graph in another form."),
    "view": (
        "treatygraph.cli.view:view",
        "Draw a network, a timeline, or a matrix of states by treaties: a page that works offline, or a picture for a paper.",
    ),
    "serve": (
        "treatygraph.cli.serve:serve",
        "Open the explorer: pages to look and read, and a SPARQL endpoint at /sparql.",
    ),
    "import": (
        "treatygraph.cli.importing:import_command",
        "Load a table of participation or membership into the record of a graph.",
    ),
    "backup": (
        "treatygraph.cli.keeping:backup_command",
        "Put a copy of the graph aside, as a folder or as one file.",
    ),
    "restore": (
        "treatygraph.cli.keeping:restore_command",
        "Put the graph of a backup in place, after comparing all its files with their sums.",
    ),
    "check": (
        "treatygraph.cli.keeping:check_command",
        "Look over a whole graph: is each quote where it says, does each act follow from its claims?",
    ),
    "migrate": (
        "treatygraph.cli.migrate:migrate",
        "Bring a graph of an older format up to date.",
    ),
    "lexicon": (
        "treatygraph.cli.lexicon:lexicon",
        "List the words that tell of acts, or try a file of your own.",
    ),
    "info": (
        "treatygraph.cli.info:info",
        "Tell what is in the graph, and where the program keeps its things.",
    ),
}


class _Commands(click.Group):
    """Commands by name; an error of ours ends with its message and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, told without importing one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # as click says
        try:
            return super().invoke(ctx)
        except TreatygraphError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has seen enough; click ends in silence
                raise
            # What a station reads or writes is told by its own error; left is the terminal.
            reason = error.strerror or str(error)
            where = f"{error.filename}" if error.filename else "Standard input or output"
            click.echo(f"Error: {where} cannot be used: {reason}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(treatygraph.__version__, prog_name="treatygraph")
def main() -> None:
    """Read what is written about states and treaties, and ask the graph that it makes.

    \b
    Exit codes: 0 fine; 1 data do not conform, or some documents failed; 2 the run could not be done.
    """
