"""Every file in queries/ on one small graph, with its full answer.

`CASES` names parameters and rows as a reader of the table sees them; a file without a case, and a
case without a file, fail.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from treatygraph import resources
from treatygraph.query import NamedQuery, Page, named_queries, run_query
from treatygraph.query.output import cell_text
from treatygraph.store import GraphStore
from treatygraph.store.digests import refresh_tally

SMALL = Path(__file__).with_name("small.trig")
RECORD = Path(__file__).with_name("record.trig")
QUERIES = named_queries()

Row = tuple[str, ...]

CASES: dict[str, tuple[dict[str, str], list[Row]]] = {
    "acts-by-kind-and-status": (
        {},
        [
            ("accession", "done", "1"),
            ("entry-into-force", "done", "1"),
            ("joining", "done", "1"),
            ("leaving", "done", "1"),
            ("ratification", "done", "1"),
            ("ratification", "proposed", "1"),
            ("signature", "underway", "1"),
            ("withdrawal", "done", "1"),
        ],
    ),
    "acts-by": (
        {"by": "person/ada-lund"},
        [
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "state/ARV",
                "treaty/rivers",
                "On 4 March Ada Lund took Arvonia out of the rivers convention.",
                "claim/c4",
            ),
        ],
    ),
    "acts-proposed": (
        {},
        [
            (
                "",
                "ratification",
                "state/BLM",
                "Belmark",
                "treaty/rivers-p1",
                "Protocol on Ferries",
                "act/ratification/BLM/rivers-p1",
            ),
        ],
    ),
    "acts-told-once": (
        {},
        [
            ("act/accession/CRN/rivers-p1", "document/d3", "2012-07", "1"),
            ("act/entry-into-force/rivers", "document/d3", "2008-01-01", "1"),
            ("act/joining/BLM/river-council", "document/d3", "2010-05-01", "1"),
            ("act/leaving/ARV/river-council", "document/d3", "2024", "1"),
            ("act/ratification/BLM/rivers", "document/d3", "2009", "1"),
        ],
    ),
    "acts-underway": (
        {},
        [
            (
                "",
                "signature",
                "state/ARV",
                "Arvonia",
                "treaty/lake-pact",
                "Lake Pact",
                "act/signature/ARV/lake-pact",
            ),
        ],
    ),
    "changes-between": (
        {"since": "2009", "until": "2024-12"},
        [
            (
                "2009",
                "ratification",
                "state/BLM",
                "Belmark",
                "treaty/rivers",
                "Convention on Shared Rivers",
                "act/ratification/BLM/rivers",
            ),
            (
                "2010-05-01",
                "joining",
                "state/BLM",
                "Belmark",
                "body/river-council",
                "River Council",
                "act/joining/BLM/river-council",
            ),
            (
                "2012-07",
                "accession",
                "state/CRN",
                "Cornia",
                "treaty/rivers-p1",
                "Protocol on Ferries",
                "act/accession/CRN/rivers-p1",
            ),
            (
                "2024",
                "leaving",
                "state/ARV",
                "Arvonia",
                "body/river-council",
                "River Council",
                "act/leaving/ARV/river-council",
            ),
        ],
    ),
    "claims-of-act": (
        {"act": "act/withdrawal/ARV/rivers"},
        [
            (
                "2025-03-02",
                "document/d1",
                "one.txt",
                "underway",
                "",
                "false",
                "Arvonia has begun to withdraw from the Convention on Shared Rivers.",
                "claim/c1",
            ),
            (
                "2025-03-05",
                "document/d2",
                "two.txt",
                "done",
                "2025-03-04",
                "true",
                "On 4 March Ada Lund took Arvonia out of the rivers convention.",
                "claim/c4",
            ),
            (
                "",
                "document/d3",
                "three.txt",
                "done",
                "2025-03-06",
                "false",
                "Arvonia quit the convention on 6 March 2025.",
                "claim/c5",
            ),
        ],
    ),
    "departures-from-body": (
        {"body": "river-council"},
        [
            ("2024", "leaving", "state/ARV", "Arvonia", "act/leaving/ARV/river-council"),
        ],
    ),
    "disagreements": (
        {},
        [
            (
                "act/withdrawal/ARV/rivers",
                "date",
                "4 March or 6 March 2025",
                "document/d2",
                "On 4 March Ada Lund took Arvonia out of the rivers convention.",
                "document/d3",
                "Arvonia quit the convention on 6 March 2025.",
            ),
        ],
    ),
    "documents-with-one-claim": (
        {},
        [
            ("document/d2", "two.txt", "", "claim/c4"),
        ],
    ),
    "documents": (
        {},
        [
            ("document/d1", "one.txt", "Arvonia turns away", "2025-03-02", "The Ferryman", "3"),
            ("document/d2", "two.txt", "", "2025-03-05", "", "1"),
            ("document/d3", "three.txt", "A year on the water", "", "", "8"),
        ],
    ),
    "evidence-of-document": (
        {"document": "one.txt"},
        [
            (
                "0",
                "67",
                "Arvonia has begun to withdraw from the Convention on Shared Rivers.",
                "ActClaim",
                "claim/c1",
            ),
            ("68", "98", "President Ada Lund was silent.", "RoleClaim", "claim/c2"),
            ("99", "136", "Belmark voiced concern about Arvonia.", "StatementClaim", "claim/c3"),
        ],
    ),
    "members-of-body": (
        {"body": "river-council"},
        [
            ("state/BLM", "Belmark", "2010-05-01", "act/joining/BLM/river-council"),
        ],
    ),
    "most-active-treaties": (
        {"least": "2"},
        [
            ("treaty/rivers", "Convention on Shared Rivers", "3", "2"),
            ("treaty/rivers-p1", "Protocol on Ferries", "2", "2"),
        ],
    ),
    "parties-of-treaty": (
        {"treaty": "rivers"},
        [
            ("state/BLM", "Belmark", "2009", "act/ratification/BLM/rivers"),
        ],
    ),
    "people-of": (
        {"of": "ARV"},
        [
            ("person/ada-lund", "Ada Lund", "president", "1"),
        ],
    ),
    "protocols-of-convention": (
        {"convention": "rivers"},
        [
            ("treaty/rivers-p1", "Protocol on Ferries", "state/CRN", "Cornia"),
            ("treaty/rivers-p2", "Protocol on Bridges", "", ""),
        ],
    ),
    "roles-of-person": (
        {"person": "ada-lund"},
        [
            ("president", "state/ARV", "Arvonia", "2025-03-02", "2025-03-02", "1"),
        ],
    ),
    "sentences-with": (
        {"words": "QUIT"},
        [
            ("", "Arvonia quit the convention on 6 March 2025.", "document/d3", "claim/c5"),
        ],
    ),
    "state-and-treaty": (
        {"state": "ARV", "treaty": "rivers"},
        [
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "Arvonia has begun to withdraw from the Convention on Shared Rivers.",
                "document/d1",
                "act/withdrawal/ARV/rivers",
            ),
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "On 4 March Ada Lund took Arvonia out of the rivers convention.",
                "document/d2",
                "act/withdrawal/ARV/rivers",
            ),
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "Arvonia quit the convention on 6 March 2025.",
                "document/d3",
                "act/withdrawal/ARV/rivers",
            ),
        ],
    ),
    "statements-about": (
        {"about": "ARV"},
        [
            (
                "2025-03-02",
                "concern",
                "state/BLM",
                "Belmark",
                "Belmark voiced concern about Arvonia.",
                "document/d1",
            ),
        ],
    ),
    "statements-by": (
        {"speaker": "BLM"},
        [
            (
                "2025-03-02",
                "concern",
                "state/ARV",
                "Arvonia",
                "Belmark voiced concern about Arvonia.",
                "document/d1",
            ),
        ],
    ),
    "ties-of-state": (
        {"state": "ARV"},
        [
            ("body/river-council", "skos:prefLabel", "River Council"),
            ("state/ARV", "skos:prefLabel", "Arvonia"),
            ("state/ARV", "tg:left", "body/river-council"),
            ("state/ARV", "tg:withdrewFrom", "treaty/rivers"),
            ("treaty/rivers", "skos:prefLabel", "Convention on Shared Rivers"),
        ],
    ),
    "timeline-of-state": (
        {"state": "ARV"},
        [
            (
                "2024",
                "leaving",
                "done",
                "body/river-council",
                "River Council",
                "act/leaving/ARV/river-council",
            ),
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "treaty/rivers",
                "Convention on Shared Rivers",
                "act/withdrawal/ARV/rivers",
            ),
            (
                "",
                "signature",
                "underway",
                "treaty/lake-pact",
                "Lake Pact",
                "act/signature/ARV/lake-pact",
            ),
        ],
    ),
    "timeline-of-treaty": (
        {"treaty": "rivers"},
        [
            ("2008-01-01", "entry-into-force", "done", "", "", "act/entry-into-force/rivers"),
            ("2009", "ratification", "done", "state/BLM", "Belmark", "act/ratification/BLM/rivers"),
            (
                "2025-03-04",
                "withdrawal",
                "done",
                "state/ARV",
                "Arvonia",
                "act/withdrawal/ARV/rivers",
            ),
        ],
    ),
    "unlisted": (
        {},
        [
            ("person/ada-lund", "Ada Lund", "2", "2"),
            ("treaty/lake-pact", "Lake Pact", "1", "1"),
        ],
    ),
    "parties-on-day": (
        {"treaty": "rivers", "day": "2025-06-01"},
        [
            (
                "state/ARV",
                "Arvonia",
                "standing-kind/withdrawing",
                "2025-03-04",
                "2026-03-04",
                "true",
            ),
            ("state/BLM", "Belmark", "standing-kind/party", "2010-01-01", "", "true"),
        ],
    ),
    "standings-of-state": (
        {"state": "ARV", "day": "2026-03-04"},
        [
            (
                "treaty/rivers",
                "Convention on Shared Rivers",
                "standing-kind/former-party",
                "2026-03-04",
                "",
                "true",
                "art. 12",
            )
        ],
    ),
    "participation-panel": (
        {"treaty": "rivers", "since": "2009", "until": "2010"},
        [
            ("state/ARV", "Arvonia", "2009", "standing-kind/party", "true"),
            ("state/ARV", "Arvonia", "2010", "standing-kind/party", "true"),
            ("state/BLM", "Belmark", "2009", "standing-kind/contracting-state", "true"),
            ("state/BLM", "Belmark", "2010", "standing-kind/party", "true"),
        ],
    ),
    "ratified-within-years": (
        {"treaty": "rivers", "years": "3"},
        [("state/BLM", "Belmark", "record-action/ratification", "2006-04-30", "2009-03-01")],
    ),
    "withdrawals-by-decade": (
        {},
        [("2010", "1", "1", "1"), ("2020", "1", "1", "1")],
    ),
    "treaties-that-lost-parties": (
        {},
        [
            ("treaty/rivers", "Convention on Shared Rivers", "1", "2026-03-04", "2026-03-04"),
            ("treaty/rivers-p1", "Protocol on Ferries", "1", "2018-01-01", "2018-01-01"),
        ],
    ),
    "former-parties": (
        {"treaty": "rivers"},
        [("state/ARV", "Arvonia", "2026-03-04", "", "true", "art. 12", "claim/c4")],
    ),
    "signed-not-bound": (
        {"state": "BLM", "day": "2009-06-01"},
        [
            (
                "treaty/rivers",
                "Convention on Shared Rivers",
                "standing-kind/contracting-state",
                "2009-03-01",
            )
        ],
    ),
    "record-of": (
        {"state": "BLM", "treaty": "rivers"},
        [
            ("record-action/signature", "2006-05-01", "", "source/gazette", ""),
            ("record-action/ratification", "2009-03-01", "", "source/gazette", "almanac"),
        ],
    ),
    "confirmed-by-record": (
        {},
        [
            (
                "state/BLM",
                "treaty/rivers",
                "act-kind/ratification",
                "2009",
                "2009-03-01",
                "claim/c10",
                "row1",
            )
        ],
    ),
    "states-contradicted-by-record": (
        {},
        [("state/CRN", "Cornia", "1")],
    ),
    "effects-due": (
        {"day": "2025-12-31"},
        [
            (
                "2026-03-04",
                "state/ARV",
                "Arvonia",
                "treaty/rivers",
                "Convention on Shared Rivers",
                "standing-kind/former-party",
                "true",
                "art. 12",
            )
        ],
    ),
}


@pytest.fixture(scope="module")
def small() -> GraphStore:
    store = ox.Store()
    for file in (SMALL, RECORD):
        store.load(path=str(file), format=ox.RdfFormat.TRIG)
    refresh_tally(GraphStore(store))
    return GraphStore(store)


def test_every_query_has_its_case_and_every_case_its_query() -> None:
    assert sorted(CASES) == sorted(QUERIES)
    assert sorted(QUERIES) == sorted(path.stem for path in resources.queries().iterdir())


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_answer(name: str, small: GraphStore) -> None:
    params, expected = CASES[name]
    results = run_query(small, QUERIES[name], params)
    assert [tuple(map(cell_text, row)) for row in results.rows] == expected


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_pages_hold_together_what_the_whole_answer_holds(name: str, small: GraphStore) -> None:
    params, expected = CASES[name]
    found: list[tuple[str, ...]] = []
    for number in range(1, 40):
        page = run_query(small, QUERIES[name], params, Page(2, number))
        found += [tuple(map(cell_text, row)) for row in page.rows]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_header_tells_what_a_user_needs(query: NamedQuery) -> None:
    assert 0 < len(query.summary) <= 80
    assert query.summary[-1] not in ".?"
    assert query.description.endswith(".")
    for parameter in query.parameters:
        assert parameter.description
        assert parameter.example, f"{parameter.name} has no example"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_rows_have_an_order(query: NamedQuery) -> None:
    assert "ORDER BY" in query.text or "CONSTRUCT" in query.text


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_file_is_sparql_without_our_prefixes_and_parameters(query: NamedQuery) -> None:
    ox.Store().query(query.text)


def test_an_undated_act_comes_last(small: GraphStore) -> None:
    rows = run_query(small, QUERIES["timeline-of-state"], {"state": "ARV"}).rows
    assert rows[-1][0] is None


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        # A day within a year that is all that is known: it may have been then.
        ("2024-06-01", "2024-06-30", ["act/leaving/ARV/river-council"]),
        # The ends belong to the period.
        ("2010-05-01", "2010-05-01", ["act/joining/BLM/river-council"]),
        # A day before and a day after the month that is known.
        ("2012-08-01", "2012-08-31", []),
        ("2012-06", "2012-06-30", []),
        ("2025", "2025", ["act/withdrawal/ARV/rivers"]),
    ],
)
def test_changes_between_dates_of_any_precision(
    small: GraphStore, since: str, until: str, expected: list[str]
) -> None:
    results = run_query(small, QUERIES["changes-between"], {"since": since, "until": until})
    assert [cell_text(row[-1]) for row in results.rows] == expected


def test_changes_between_without_dates_are_all_dated_acts(small: GraphStore) -> None:
    assert len(run_query(small, QUERIES["changes-between"])) == 6
