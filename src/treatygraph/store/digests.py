"""The digests of a graph: what its act claims say, for each party and object; or the same claim by claim where it keeps none."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, Quad, QuerySolution

from treatygraph.errors import StoreError
from treatygraph.law.stages import stage_in
from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.rdf.digest import (
    DIGEST_GRAPH,
    HAS_DIGEST,
    Concluded,
    Digest,
    Dispute,
    digest_node,
    digest_of,
    digest_quads,
    read_digest,
)
from treatygraph.rdf.tally import TALLY_GRAPH, Tally, tally_quads
from treatygraph.rdf.terms import key_of, tg, thing
from treatygraph.store.binding import Term
from treatygraph.store.graph import GraphStore

_HASH = tg("contentHash")
# Counts the ways in which digests are written: a graph that has another mark, or none, writes them anew.
_LAYOUT = Literal("3")
DIGEST_MARK = Quad(DIGEST_GRAPH, _HASH, _LAYOUT, DIGEST_GRAPH)
"""What a graph says that keeps digests. One without claims may say it at once."""

_Pair = tuple[str, str]


def all_digests(store: GraphStore) -> list[Digest]:
    """What is told of every party (empty: none) and object, sorted by both.

    Raises StoreError where a digest is damaged.
    """
    if not _keeps(store):
        return collected(store)
    # A query and not a pattern: the nodes, which nobody needs, are not looked up.
    rows = store.select(f"SELECT ?text {{ GRAPH {DIGEST_GRAPH} {{ ?pair {HAS_DIGEST} ?text }} }}")
    found = [_read(store, row["text"].value) for row in rows]
    return sorted(found, key=lambda each: (each.party, each.object))


def digest_about(store: GraphStore, party: str, target: str) -> Digest:
    """What is told of one party (empty: none) and object.

    Raises StoreError where the digest is damaged.
    """
    if not _keeps(store):
        found = (each for each in collected(store, party, target) if each.party == party)
        return next(found, Digest(party, target, ()))
    for quad in store.matching(digest_node(party, target), HAS_DIGEST, graph=DIGEST_GRAPH):
        return _read(store, getattr(quad.object, "value", ""))
    return Digest(party, target, ())


def refresh_digests(store: GraphStore, *, anew: bool = False) -> None:
    """Let a graph keep digests of its claims, and a tally of its acts; one that does is left alone, unless the digests are
    to be written ``anew``: the rules by which stages are told may be others."""
    kept = _keeps(store)
    if anew or not kept:
        store.replace_graph(DIGEST_GRAPH, [*digest_quads(collected(store)), DIGEST_MARK])
    if not kept:
        refresh_tally(store)


def refresh_tally(store: GraphStore) -> None:
    """Count the acts of a graph anew."""
    tally = Tally()
    tally.come(all_digests(store))
    store.replace_graph(TALLY_GRAPH, tally_quads(tally))


def _keeps(store: GraphStore) -> bool:
    return any(store.matching(DIGEST_GRAPH, _HASH, _LAYOUT, DIGEST_GRAPH))


def _read(store: GraphStore, text: str) -> Digest:
    try:
        return read_digest(text)
    except (ValueError, KeyError) as error:
        raise StoreError(
            f"The digest of claims in the graph at {store.path} is damaged. Build it again"
        ) from error


def collected(
    store: GraphStore, party: str | None = None, target: str | None = None
) -> list[Digest]:
    """The digests as the acts and claims of a graph give them, whatever it keeps: all, or those of one party and
    object, by their keys."""
    told: dict[_Pair, list[Told]] = defaultdict(list)
    disputes: dict[_Pair, list[Dispute]] = defaultdict(list)
    about = "".join(
        f"VALUES ?{name} {{ {thing(key)} }} "
        for name, key in (("object", target), ("party", party))
        if key
    )
    claims = store.select(
        f"""SELECT ?claim ?document ?act ?kind ?party ?object ?status ?date ?effective WHERE {{ {about}
             ?act a tg:Act ; tg:claim ?claim ; tg:object ?object .
             ?claim tg:actKind ?kind ; tg:status ?status ; prov:wasDerivedFrom ?document .
             OPTIONAL {{ ?act tg:party ?party }} OPTIONAL {{ ?claim tg:date ?date }}
             OPTIONAL {{ ?claim tg:effectiveDate ?effective }} }}"""
    )
    quotes = _quotes(store, about)
    for row in claims:
        pair = _pair(row)
        kind = ActKind(key_of(row["kind"]).rpartition("/")[2])
        status = Status(key_of(row["status"]).rpartition("/")[2])
        said = " ".join(quote for _, _, quote in sorted(quotes[row["claim"].value]))
        told[pair].append(
            Told(
                claim=key_of(row["claim"]),
                document=key_of(row["document"]),
                act=key_of(row["act"]),
                kind=kind,
                party=pair[0],
                object=pair[1],
                status=status,
                date=_date(row["date"]),
                effective=_date(row["effective"]),
                stage=stage_in(said, kind, status),
            )
        )
    between = store.select(
        f"""SELECT ?party ?object ?act ?kind ?message ?one ?other WHERE {{ {about}
             ?node tg:inAct ?act ; tg:disagreementKind ?kind ; tg:message ?message ;
               tg:between ?one, ?other . FILTER(STR(?one) < STR(?other))
             ?act tg:object ?object . OPTIONAL {{ ?act tg:party ?party }} }}"""
    )
    for row in between:
        pair = _pair(row)
        one, other = key_of(row["one"]), key_of(row["other"])
        kind, message = row["kind"].value, row["message"].value
        disputes[pair].append(Dispute(key_of(row["act"]), kind, message, one, other))
    concluded: dict[_Pair, list[Concluded]] = defaultdict(list)
    acts = store.select(
        f"""SELECT ?act ?party ?object ?status ?date WHERE {{ {about}
             ?act a tg:Act ; tg:object ?object ; tg:status ?status .
             OPTIONAL {{ ?act tg:party ?party }} OPTIONAL {{ ?act tg:date ?date }} }}"""
    )
    for row in acts:
        status = Status(key_of(row["status"]).rpartition("/")[2])
        concluded[_pair(row)].append(Concluded(key_of(row["act"]), status, _date(row["date"])))
    return [
        digest_of(*pair, told[pair], disputes[pair], concluded[pair]) for pair in sorted(concluded)
    ]


def _quotes(store: GraphStore, about: str) -> dict[str, list[tuple[int, int, str]]]:
    """The sentences of claims, by the claim's IRI, each with where it begins and ends."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    rows = store.select(
        f"""SELECT DISTINCT ?claim ?quote ?start ?end WHERE {{ {about}
             ?act a tg:Act ; tg:claim ?claim ; tg:object ?object . OPTIONAL {{ ?act tg:party ?party }}
             ?claim tg:evidence ?evidence . ?evidence tg:quote ?quote ; oa:hasSelector ?place .
             ?place oa:start ?start ; oa:end ?end }}"""
    )
    for row in rows:
        place = (int(row["start"].value), int(row["end"].value), row["quote"].value)
        found[row["claim"].value].append(place)
    return found


def _date(term: Term | None) -> PartialDate | None:
    return PartialDate.parse(term.value) if isinstance(term, Literal) else None


def _pair(row: QuerySolution) -> _Pair:
    return key_of(row["party"]) if row["party"] is not None else "", key_of(row["object"])
