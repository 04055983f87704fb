"""What a server keeps for the program itself: the format of the graph, who writes to it, which state it has."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import StoreError, StoreVersionError
from treatygraph.store.folder import FORMAT_VERSION
from treatygraph.store.layouts import Layout, find_query, find_store, find_union, find_update
from treatygraph.store.locking import lives
from treatygraph.store.places import Endpoint
from treatygraph.store.remote import RemoteQuads
from treatygraph.store.updates import CATALOGUE_GRAPH, DROP_PENDING, SERVER_GRAPH
from treatygraph.store.wire import Wire

# Words of the program for itself, which no ontology knows.
_FORMAT = NamedNode(SERVER_GRAPH.value + "#format")
_HELD_BY = NamedNode(SERVER_GRAPH.value + "#heldBy")
_STATE = NamedNode(SERVER_GRAPH.value + "#state")
_PAUSE = 0.5

# The claims of this process that have not ended: what else bears its number was left by another before it.
_OURS: set[str] = set()


def connect(
    endpoint: Endpoint,
    *,
    read_only: bool,
    create: bool,
    wait: float = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[RemoteQuads, str | None]:
    """The quads on a server, and the claim to write to it that `release` takes; None for a reader.

    ``create`` makes a graph where there is none. An export that was loaded there by other means can be read. Raises
    StoreVersionError if another version wrote the graph;
    StoreError if the server cannot be used, has no graph, or somebody else writes to it and goes on to after
    ``wait`` seconds.
    """
    wire = Wire(endpoint)
    try:
        query, suffix = find_query(wire, endpoint)
        layout = Layout(query)
        if not read_only:
            layout = replace(layout, update=find_update(wire, endpoint, suffix))
        quads = RemoteQuads(endpoint, wire, layout)
        loaded = read_only and quads.contains_graph(CATALOGUE_GRAPH)
        if not _has_graph(quads) and not loaded:
            if read_only or not create:
                raise StoreError(
                    f"There is no graph at {endpoint}. Make one with: treatygraph build SOURCE --graph {endpoint}"
                )
            quads.apply((), [_quad(_FORMAT, str(FORMAT_VERSION))])
        layout = replace(layout, union=find_union(wire, query, endpoint))
        quads.layout = layout
        if read_only:
            return quads, None
        quads.layout = replace(layout, store=find_store(wire, endpoint))
        claim = _claim(quads, wait, tell)
        quads.after = (_new_state(),)
        quads.update(DROP_PENDING)  # what an interrupted change has left
    except BaseException:
        wire.close()
        raise
    return quads, claim


def release(quads: RemoteQuads, claim: str) -> None:
    """End a claim to write."""
    _OURS.discard(claim)
    quads.update(f"DELETE DATA {{ GRAPH {SERVER_GRAPH} {{ {_fact(_HELD_BY, claim)} }} }}")


def state_of(quads: RemoteQuads) -> str:
    """A word for what the graph holds now: another one after each change."""
    return _value(quads, _STATE)


def _has_graph(quads: RemoteQuads) -> bool:
    found = _value(quads, _FORMAT)
    if found and found != str(FORMAT_VERSION):
        raise StoreVersionError(
            f"The graph at {quads.endpoint} has format {found}; this version of treatygraph reads and writes format "
            f"{FORMAT_VERSION}. Use the version that wrote it, or build the graph on another data set"
        )
    return bool(found)


def _claim(quads: RemoteQuads, wait: float, tell: Callable[[str], None]) -> str:
    """Write down that this process writes, if nobody else does. One request, and so one transaction, does both."""
    claim = f"{socket.gethostname()} {os.getpid()} {uuid.uuid4().hex}"
    text = (
        f"INSERT {{ GRAPH {SERVER_GRAPH} {{ {_fact(_HELD_BY, claim)} }} }} WHERE {{ FILTER NOT EXISTS {{ "
        f"GRAPH {SERVER_GRAPH} {{ {SERVER_GRAPH} {_HELD_BY} ?other }} }} }}"
    )
    began = time.monotonic()
    told = False
    while True:
        quads.update(text)
        holder = _value(quads, _HELD_BY)
        if holder == claim:
            _OURS.add(claim)
            return claim
        if _is_over(holder):
            quads.update(f"DELETE DATA {{ GRAPH {SERVER_GRAPH} {{ {_fact(_HELD_BY, holder)} }} }}")
            continue
        host, process, _ = holder.split(" ")
        if time.monotonic() - began >= wait:
            raise StoreError(
                f"The graph at {quads.endpoint} is in use: process {process} on {host} writes to it. Wait until that "
                "has ended, or end it, and try again; a command that writes waits for it with --wait SECONDS. If "
                f"{host} is no more, docs/scale.md tells how to end its claim"
            )
        if not told:
            tell(f"The graph at {quads.endpoint} is in use: process {process} on {host}. Waiting")
            told = True
        time.sleep(_PAUSE)


def _is_over(holder: str) -> bool:
    """Whether a claim was left by a process of this machine that has ended. Of others nothing can be known."""
    host, process, _ = holder.split(" ")
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return holder not in _OURS
    return not lives(int(process))


def _new_state() -> str:
    """Operations that give the graph another word for its state. The word is made by the server."""
    return (
        f"DELETE {{ GRAPH {SERVER_GRAPH} {{ {SERVER_GRAPH} {_STATE} ?old }} }} "
        f"INSERT {{ GRAPH {SERVER_GRAPH} {{ {SERVER_GRAPH} {_STATE} ?new }} }} WHERE {{ "
        f"BIND(STRUUID() AS ?new) OPTIONAL {{ GRAPH {SERVER_GRAPH} {{ {SERVER_GRAPH} {_STATE} ?old }} }} }}"
    )


def _fact(predicate: NamedNode, value: str) -> str:
    return f"{SERVER_GRAPH} {predicate} {Literal(value)}"


def _quad(predicate: NamedNode, value: str) -> Quad:
    return Quad(SERVER_GRAPH, predicate, Literal(value), SERVER_GRAPH)


def _value(quads: RemoteQuads, predicate: NamedNode) -> str:
    """A value of the server's own graph, empty where there is none; of several the first in order."""
    found = quads.quads_for_pattern(SERVER_GRAPH, predicate, None, SERVER_GRAPH)
    values = [quad.object.value for quad in found if isinstance(quad.object, ox.Literal)]
    return min(values, default="")
