"""The acts as a network for Gephi, yEd, Cytoscape and the like."""

from __future__ import annotations

from typing import BinaryIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from pyoxigraph import NamedNode

from treatygraph.export.acts import act_rows, label_of
from treatygraph.export.xml import NOT_XML
from treatygraph.store import GraphStore
from treatygraph.store.prefixes import ID, RDF_TYPE, TG


def act_network(store: GraphStore) -> nx.MultiDiGraph:
    """Entities as nodes, acts as edges from the party to the object.

    A node has ``label`` and ``type`` (its class in the ontology), an edge ``kind``, ``status``,
    ``date`` (empty if unknown) and ``documents``; the edge's key is that of the act. Acts of no
    party have only one end, and are left out.
    """
    rows = [row for row in act_rows(store) if row.party]
    network = nx.MultiDiGraph()
    for key in sorted({key for row in rows for key in (row.party, row.object)}):
        network.add_node(key, label=_plain(label_of(store, key)), type=_class_of(store, key))
    for row in rows:
        network.add_edge(
            row.party,
            row.object,
            key=row.act,
            kind=row.kind,
            status=row.status,
            date=row.date,
            documents=row.documents,
        )
    return network


def write_graphml(store: GraphStore, out: BinaryIO) -> None:
    """Write the network of acts as GraphML."""
    nx.write_graphml_xml(act_network(store), out, named_key_ids=False)
    out.write(b"\n")


def write_gexf(store: GraphStore, out: BinaryIO) -> None:
    """Write the network of acts as GEXF 1.2."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    # networkx writes the day of the export and its own version, which are no part of the graph.
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = "Treatygraph"
    writer.add_graph(act_network(store))
    writer.write(out)
    out.write(b"\n")


def _class_of(store: GraphStore, key: str) -> str:
    classes = sorted(
        quad.object.value.removeprefix(TG)
        for quad in store.matching(NamedNode(ID + key), NamedNode(RDF_TYPE))
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(TG)
    )
    # A thing that is unlisted is a treaty or a body first.
    return next((name for name in classes if name != "Unlisted"), "Unlisted" if classes else "")


def _plain(text: str) -> str:
    # XML cannot hold some control characters; in a label they are of no use to anybody.
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
