"""``treatygraph serve``: the explorer and the SPARQL endpoint."""

from __future__ import annotations

import ipaddress

import click

from treatygraph.cli.options import graph_option
from treatygraph.errors import StoreError
from treatygraph.store.places import Place

_LOCAL = ("localhost",)


@click.command("serve", epilog="Example: treatygraph serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 is any that is free.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Say that others may reach it: needed for an address that is not this machine's own.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name under which it is reached, besides this machine's own; may be given several times.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Whose pages may read the answers, such as https://example.org or *; nobody's by default.",
)
@click.option(
    "--query-seconds",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="How long a query may take.",
)
@click.option(
    "--query-megabytes",
    type=click.IntRange(1, 10_000),
    default=32,
    show_default=True,
    help="How long the answer to a query may be.",
)
@click.option(
    "--query-workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="How many queries run at once.",
)
@graph_option
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    query_seconds: float,
    query_megabytes: int,
    query_workers: int,
    place: Place,
    *,
    public: bool,
) -> None:
    """Open the explorer: pages to look and read, and a SPARQL endpoint at /sparql.

    It only reads, and shows what a build adds within seconds after it has ended.
    """
    if not _is_local(host) and not public:
        raise StoreError(
            f"{host} can be reached from other machines. Say --public if that is meant; the explorer "
            "has no passwords, so that everybody who reaches it reads the whole graph"
        )
    # The web server takes longer to load than other commands take to answer.
    import uvicorn

    from treatygraph.explorer import Settings, make_app
    from treatygraph.explorer.settings import LOOPBACK

    hosts = (*LOOPBACK, *(name.lower() for name in names))
    if public and not names:
        hosts = ("*",)
    settings = Settings(
        hosts=hosts,
        origins=origins,
        query_seconds=query_seconds,
        query_bytes=query_megabytes * 1_000_000,
        query_workers=query_workers,
    )
    app = make_app(place, settings)
    if public:
        click.echo("Warning: everybody who reaches this address reads the whole graph", err=True)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"The explorer of {place} is at http://{shown}:{port}/ (Ctrl-C ends it)", err=True)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _LOCAL
