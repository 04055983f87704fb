"""Confidence: from how a claim was read, by weights that are data."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.errors import ResourceError
from treatygraph.extract.confidence import features, load_weights
from treatygraph.extract.extractor import Extractor
from treatygraph.model import Claim, Document


def claim(extractor: Extractor, text: str) -> Claim:
    return extractor.extract(Document("x", text)).claims[-1]


def test_a_claim_read_from_names_is_surer_than_one_read_from_references(
    extractor: Extractor,
) -> None:
    named = claim(extractor, "Chile ratified the Kyoto Protocol in 2002.")
    referred = claim(extractor, "Chile signed the Kyoto Protocol. Peru did the same.")
    assert "object-named" in features(named)
    assert "echo" in features(referred)
    assert 0.99 >= named.confidence > referred.confidence > 0.5


def test_a_described_treaty_and_a_plan_make_a_claim_less_sure(extractor: Extractor) -> None:
    named = claim(extractor, "Chile signed the Kyoto Protocol.")
    planned = claim(extractor, "Chile will sign a fisheries treaty.")
    assert "object-described" in features(planned)
    assert "status-proposed" in features(planned)
    assert planned.confidence < named.confidence


def test_weights_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"confidence\.toml"):
        load_weights(tmp_path)
    (tmp_path / "confidence.toml").write_text(
        "[act]\nx = 1\n[statement]\nbase = 1\n[role]\nbase = 1\n"
    )
    with pytest.raises(ResourceError, match="base"):
        load_weights(tmp_path)
