"""The lexicon: each entry reads its own example, and not its counter-example."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.errors import ResourceError
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.lexicon import Entry, load_lexicon
from treatygraph.model import ActClaim, Document

ENTRIES = load_lexicon().entries


def acts(extractor: Extractor, text: str) -> list[ActClaim]:
    claims = extractor.extract(Document("example", text)).claims
    return [claim for claim in claims if isinstance(claim, ActClaim)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_reads_its_example(extractor: Extractor, entry: Entry) -> None:
    found = acts(extractor, entry.example)
    assert {entry.treaty, entry.body} & {claim.kind for claim in found}
    assert all(claim.reason.rule for claim in found)


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.counter], ids=lambda entry: entry.id
)
def test_an_entry_does_not_read_its_counter_example(extractor: Extractor, entry: Entry) -> None:
    rules = [claim.reason.rule for claim in acts(extractor, entry.counter or "")]
    assert entry.id not in rules


def test_entries_have_names_of_their_own() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(
    "text",
    [
        "[[entry]\n",
        '[[entry]]\nid = "x"\nlemma = "x"\npos = "verb"\nobject = []\nexample = ""\ntreaty = "no"\n',
        '[[entry]]\nid = "x"\nnonsense = 1\n',
    ],
    ids=["no-toml", "no-such-kind", "no-such-field"],
)
def test_a_malformed_lexicon_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "acts.toml").write_text(text)
    (tmp_path / "status.toml").write_text("")
    with pytest.raises(ResourceError, match=r"acts\.toml"):
        load_lexicon(tmp_path)
