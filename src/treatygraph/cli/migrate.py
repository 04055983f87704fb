"""``treatygraph migrate``: a graph of an older version of the program, brought up to date."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.build.standings import settle
from treatygraph.cli.options import folder_option, wait_option
from treatygraph.cli.talk import tell
from treatygraph.store import FORMAT_VERSION, open_store
from treatygraph.store.folder import OLDEST_FORMAT, check_folder


@click.command(epilog="Example: treatygraph migrate --graph graph/built")
@folder_option
@wait_option
def migrate(folder: Path, wait: float) -> None:
    """Bring a graph of an older format up to date.

    Commands that write do so by themselves. What is interrupted is done again the next time.
    """
    before = check_folder(folder, oldest=OLDEST_FORMAT)
    with open_store(folder, wait=wait, tell=tell) as store:
        settle(store)
    if before == FORMAT_VERSION:
        tell(f"The graph at {folder} has format {FORMAT_VERSION} already.")
    else:
        tell(f"The graph at {folder} has format {FORMAT_VERSION} now.")
