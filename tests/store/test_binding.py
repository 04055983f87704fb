"""Values stand for variables, and for nothing else that looks like one."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from treatygraph.errors import QueryError
from treatygraph.store.binding import asks_elsewhere, bind, parameters_in

X = {"x": NamedNode("https://example.org/x")}
BOUND = "<https://example.org/x>"


@pytest.mark.parametrize(
    "text",
    [
        "{ ?s ?p ?x }",  # a variable of the query itself
        "{ ?s ?p '$x' }",
        '{ ?s ?p "a \\" $x" }',
        "{ ?s ?p '''it's $x''' }",
        '{ ?s ?p """a "quoted" $x""" }',
        "{ ?s ?p <https://example.org/$x> }",
        "{ ?s ?p tg:a\\$x }",
        "{ ?s ?p ?o } # $x",
        "{ ?s ?p $xy }",
    ],
)
def test_only_the_parameter_is_bound(text: str) -> None:
    assert bind(text, X) == text
    assert "x" not in parameters_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ $x ?p $x }", f"{{ {BOUND} ?p {BOUND} }}"),
        ("{ ?s ?p '#', $x }", f"{{ ?s ?p '#', {BOUND} }}"),
        ("# it's a comment\n{ $x ?p ?o }", f"# it's a comment\n{{ {BOUND} ?p ?o }}"),
        ("{ ?s <https://example.org/#p> $x }", f"{{ ?s <https://example.org/#p> {BOUND} }}"),
        ("FILTER(?a < ?b && ?c > $x)", f"FILTER(?a < ?b && ?c > {BOUND})"),
    ],
)
def test_the_parameter_is_bound_wherever_it_stands(text: str, expected: str) -> None:
    assert bind(text, X) == expected
    assert parameters_in(text) == ["x"]


def test_a_value_is_not_read_for_parameters() -> None:
    assert bind("$a $b", {"a": Literal("$b"), "b": Literal("$a")}) == '"$b" "$a"'


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(QueryError, match="blank node"):
        bind("{ ?s ?p $x }", {"x": BlankNode("b")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ SERVICE <https://example.org/> { } }", True),
        ("{ service?x{ } }", True),
        ("{ ?service ?p <https://example.org/SERVICE> }", False),
        ("{ ?s tg:SERVICE 'SERVICE' } # SERVICE", False),
    ],
)
def test_asking_elsewhere_is_seen(text: str, expected: bool) -> None:
    assert asks_elsewhere(text) is expected
