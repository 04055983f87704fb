"""What a claim rests on stands in its evidence, or is linked to the place that names it."""

from __future__ import annotations

import pytest

from treatygraph.extract.extractor import Extractor
from treatygraph.model import Document, Span

TEXTS = [
    "Ethiopia expels two diplomats. The European Union criticises the expulsions.",
    "Hungary signed the Rome Statute in 1999. The country ratified it two years later.",
    "Chad sent a letter. President Ada Lund was silent. Ministers in N'Djamena applauded.",
    "Japan has ratified the Kyoto Protocol.\n\nWashington has not.",
    "Mali, Niger and Chad met. The trio walked out of ECOWAS. It regretted nothing.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_each_anchor_is_in_the_evidence_or_linked(extractor: Extractor, text: str) -> None:
    claims = extractor.extract(Document("case", text)).claims
    assert claims
    for claim in claims:
        spans = [Span(e.start, e.end) for e in claim.evidence]
        for anchor in claim.reason.anchors:
            inside = any(Span(anchor.start, anchor.end) in span for span in spans)
            assert inside or anchor.antecedent is not None, anchor
