"""Every format: the same bytes each time, and nothing lost or changed on the way."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import ExportError, QueryError
from treatygraph.export import FORMATS, about_entity, write_export
from treatygraph.store import GraphStore, canonical_nquads, open_store
from treatygraph.store.prefixes import ID, TG

# rdflib warns of what its own parsers and data sets still use.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SMALL = Path(__file__).parent.parent / "queries" / "small.trig"
G = NamedNode("https://w3id.org/treatygraph/graph/acts")
RDFLIB_NAMES = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}

# Everything that a text of others may hold and that all the syntaxes can.
HOSTILE = [
    "say \"so\" and 'so' and \"\"\"so\"\"\" and '''so'''",
    "back\\slash \\n \\u0022",
    "lines\nand\r\nmore\rtabs\t",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0633\u0644\u0627\u0645",
    "<a href='x'>&amp;</a> ]]> <!-- --> <?xml?>",
    "\x7f\x85\u2028\u2029 \U0001f6a2",
    "  spaces  ",
    "",
    "=1+1",
]
CONTROL = "a\x00b\x0cc\x1bd"


@pytest.fixture
def store() -> GraphStore:
    inner = ox.Store()
    inner.load(path=str(SMALL), format=ox.RdfFormat.TRIG)
    return GraphStore(inner)


def graph_of(texts: list[str]) -> GraphStore:
    store = open_store()
    note = NamedNode(TG + "note")
    quads = [Quad(NamedNode(f"{ID}claim/{n}"), note, Literal(t), G) for n, t in enumerate(texts)]
    store.replace_graph(G, quads)
    return store


def exported(store: GraphStore, form: str, about: str | None = None) -> bytes:
    out = io.BytesIO()
    write_export(store, form, out, about)
    assert not out.closed
    return out.getvalue()


def reread(data: bytes, form: str) -> rdflib.Graph:
    name = RDFLIB_NAMES[form]
    graph = rdflib.Dataset() if form in ("trig", "nquads") else rdflib.Graph()
    return graph.parse(io.BytesIO(data), format=name)


@pytest.mark.parametrize("form", FORMATS)
def test_same_graph_same_bytes(form: str, store: GraphStore) -> None:
    other = open_store()
    other.apply([], sorted(store.quads(), key=str, reverse=True))
    assert exported(store, form) == exported(store, form) == exported(other, form)


EXPORT_ALL = """
import io, pathlib, sys, hashlib, pyoxigraph
from treatygraph.export import FORMATS, write_export
from treatygraph.store import GraphStore
inner = pyoxigraph.Store()
inner.load(path=sys.argv[1], format=pyoxigraph.RdfFormat.TRIG)
for form in FORMATS:
    out = io.BytesIO()
    write_export(GraphStore(inner), form, out)
    print(form, hashlib.sha256(out.getvalue()).hexdigest())
"""


def test_same_bytes_in_another_process_with_other_hashes() -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    answers = {
        subprocess.run(
            [sys.executable, "-c", EXPORT_ALL, str(SMALL)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_union_rereads_to_the_same_triples(form: str, store: GraphStore) -> None:
    again = reread(exported(store, form), form)
    # Decimals may be written in another way; the number of triples and the nodes stay.
    assert len(again) == len({quad.triple for quad in store.quads()})
    assert {str(s) for s in again.subjects()} == {
        quad.subject.value
        for quad in store.quads()  # type: ignore[union-attr]
    }


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_named_graphs_are_kept(form: str, store: GraphStore) -> None:
    rdf = ox.RdfFormat.TRIG if form == "trig" else ox.RdfFormat.N_QUADS
    assert set(ox.parse(exported(store, form), format=rdf)) == set(store.quads())
    again = reread(exported(store, form), form)
    assert isinstance(again, rdflib.Dataset)
    assert len(list(again.quads())) == len(store)


def test_nquads_are_the_canonical_ones(store: GraphStore) -> None:
    assert exported(store, "nquads") == canonical_nquads(store)


@pytest.mark.parametrize("form", RDFLIB_NAMES)
def test_hostile_texts_come_back_as_they_were(form: str) -> None:
    again = reread(exported(graph_of(HOSTILE), form), form)
    found = again.quads() if isinstance(again, rdflib.Dataset) else again
    assert sorted(str(row[2]) for row in found) == sorted(HOSTILE)


@pytest.mark.parametrize("form", [form for form in RDFLIB_NAMES if form != "rdfxml"])
def test_control_characters_come_back_as_they_were(form: str) -> None:
    again = reread(exported(graph_of([CONTROL]), form), form)
    found = again.quads() if isinstance(again, rdflib.Dataset) else again
    assert [str(row[2]) for row in found] == [CONTROL]


def test_what_xml_cannot_hold_is_told_with_its_place() -> None:
    with pytest.raises(ExportError, match=r"U\+0000, which is in tg:note of claim/0\. Use another"):
        exported(graph_of([CONTROL]), "rdfxml")


def test_turtle_is_for_reading(store: GraphStore) -> None:
    text = exported(store, "turtle").decode()
    assert "@prefix tg: <https://w3id.org/treatygraph/ontology#> ." in text
    assert "state:ARV a tg:State ;" in text
    assert "tg:party state:BLM" in text
    subjects = [line.split()[0] for line in text.splitlines() if line[:1] not in "\t@ "]
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_can_be_written(form: str) -> None:
    data = exported(open_store(), form)
    if form in ("rdfxml", "graphml", "gexf"):
        ElementTree.fromstring(data)  # noqa: S314  # our own output


def test_csv_has_a_row_for_each_act(store: GraphStore) -> None:
    text = exported(store, "csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["act"] for row in rows] == sorted(row["act"] for row in rows)
    assert len(rows) == 8
    assert rows[-1] == {
        "act": "act/withdrawal/ARV/rivers",
        "kind": "withdrawal",
        "party": "state/ARV",
        "party_label": "Arvonia",
        "object": "treaty/rivers",
        "object_label": "Convention on Shared Rivers",
        "status": "done",
        "date": "2025-03-04",
        "documents": "3",
        # The first document only tells that it began; the status rests on the second.
        "first_quote": "On 4 March Ada Lund took Arvonia out of the rivers convention.",
    }
    partyless = next(row for row in rows if row["kind"] == "entry-into-force")
    assert (partyless["party"], partyless["party_label"]) == ("", "")


@pytest.mark.parametrize("quote", ["=HYPERLINK(1)", "+1", "-1", "@a", "\ta"])
def test_csv_cells_are_no_formulas(store: GraphStore, quote: str) -> None:
    graph = NamedNode("https://w3id.org/treatygraph/graph/document/d3")
    evidence, says = NamedNode(ID + "evidence/e7"), NamedNode(TG + "quote")
    old = list(store.matching(evidence, says))
    store.apply(old, [Quad(evidence, says, Literal(quote), graph)])
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline="")))
    left = next(row for row in rows if row["kind"] == "leaving")
    assert left["first_quote"] == f"'{quote}"


def test_networks_hold_entities_and_acts(store: GraphStore) -> None:
    graphml = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(exported(store, "gexf")))
    for network in (graphml, gexf):
        assert network.is_directed()
        # Without the entry into force, which is no state's act.
        assert network.number_of_edges() == 7
        assert network.nodes["state/ARV"]["label"] == "Arvonia"
        assert network.nodes["treaty/lake-pact"]["type"] == "Treaty"
        ends = ("state/ARV", "treaty/rivers")
        (edge,) = (data for *nodes, data in network.edges(data=True) if tuple(nodes) == ends)
        assert (edge["kind"], edge["status"], edge["date"], int(edge["documents"])) == (
            "withdrawal",
            "done",
            "2025-03-04",
            3,
        )


def test_networks_tell_nothing_of_the_day_they_were_written(store: GraphStore) -> None:
    assert b"lastmodified" not in exported(store, "gexf")


def test_a_label_that_xml_cannot_hold_is_marked(store: GraphStore) -> None:
    node, label = (
        NamedNode(ID + "treaty/lake-pact"),
        "http://www.w3.org/2004/02/skos/core#prefLabel",
    )
    old = list(store.matching(node, NamedNode(label)))
    store.apply(old, [Quad(node, NamedNode(label), Literal("Lake\x0c<Pact>"), G)])
    network = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    assert network.nodes["treaty/lake-pact"]["label"] == "Lake\N{REPLACEMENT CHARACTER}<Pact>"


def test_about_a_state_is_all_that_concerns_it(store: GraphStore) -> None:
    part = about_entity(store, "CRN")
    keys = {quad.subject.value.removeprefix(ID) for quad in part.quads()}  # type: ignore[union-attr]
    assert keys == {
        "state/CRN",
        "act/accession/CRN/rivers-p1",
        "claim/c11",
        "evidence/e11",
        "document/d3",
        "treaty/rivers-p1",
    }
    assert set(part.quads()) <= set(store.quads())


def test_about_has_claims_evidence_and_disagreements_whole(store: GraphStore) -> None:
    part = about_entity(store, "rivers")
    keys = {quad.subject.value.removeprefix(ID) for quad in part.quads()}  # type: ignore[union-attr]
    assert {
        "claim/c1",
        "claim/c4",
        "claim/c5",
        "anchor/a1",
        "evidence/e1/position",
        "disagreement/x1",
        "run/r1",
        "person/ada-lund",
    } <= keys
    # What the same documents say of other things stays out.
    assert not {"claim/c3", "evidence/e3", "claim/c11", "state/CRN", "treaty/lake-pact"} & keys


def test_about_leaves_the_texts_of_documents_out(store: GraphStore) -> None:
    part = about_entity(store, "Arvonia")
    document = NamedNode(ID + "document/d1")
    predicates = {quad.predicate.value for quad in part.matching(document)}
    assert TG + "text" not in predicates
    assert TG + "sha256" in predicates


def test_about_names_other_entities_only(store: GraphStore) -> None:
    part = about_entity(store, "ARV")
    rivers = {quad.predicate.value for quad in part.matching(NamedNode(ID + "treaty/rivers"))}
    assert {iri.rpartition("#")[2] for iri in rivers} == {"type", "prefLabel"}


@pytest.mark.parametrize("form", FORMATS)
def test_about_works_with_every_format(form: str, store: GraphStore) -> None:
    whole, part = exported(store, form), exported(store, form, "BLM")
    assert b"BLM" in part
    assert b"CRN" not in part
    assert len(part) < len(whole)


def test_about_nothing_known_is_told(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"no entity 'Arvonja'\. Did you mean state/ARV"):
        exported(store, "turtle", "Arvonja")


def test_an_unknown_format_is_told_with_the_known(store: GraphStore) -> None:
    with pytest.raises(ExportError, match="'pdf'; known are turtle, trig"):
        exported(store, "pdf")


@pytest.mark.parametrize("form", FORMATS)
def test_a_stream_that_fails_is_told(form: str, store: GraphStore) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match=r"could not be written: .*No space left"):
        write_export(store, form, Full())  # type: ignore[arg-type]
