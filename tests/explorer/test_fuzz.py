"""Whatever the description of the interface allows to be asked, the answer is one that it describes."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

from treatygraph.explorer.openapi import description

EXAMPLES = 30
OPERATIONS = {
    operation.ok().label: operation.ok()
    for operation in schemathesis.openapi.from_dict(
        description("http://127.0.0.1")
    ).get_all_operations()
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_request_breaks_it(name: str, site: str) -> None:
    """No error of ours (500), no form, status or header that is not described."""

    @hypothesis.given(OPERATIONS[name].as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case: Any) -> None:
        # What is a query or a key, no schema can say: a wrong one is refused.
        case.call_and_validate(base_url=site, excluded_checks=[positive_data_acceptance])

    ask()


def test_every_way_in_is_described() -> None:
    assert len(OPERATIONS) > 15
