"""Finding what somebody means by ``RUS``, ``state/RUS``, ``cets-126`` or a name."""

from __future__ import annotations

import difflib

from pyoxigraph import Literal, NamedNode

from treatygraph.errors import QueryError
from treatygraph.store.graph import GraphStore
from treatygraph.store.labels import typed_form
from treatygraph.store.prefixes import ALT_LABEL, ID, PREF_LABEL, TG

ISO2, ISO3 = TG + "iso2", TG + "iso3"
KINDS = ("state", "treaty", "body", "person")
"""The kinds of entity that a bare code is tried with, in this order."""


def find_entity(store: GraphStore, text: str, kind: str | None = None) -> NamedNode:
    """The entity of the graph that is meant: by IRI, key, code or label.

    ``kind`` is the first part of the key that it must have (``state``). Raises QueryError with
    suggestions if there is no such entity, or with the candidates if there are several.
    """
    wanted = text.strip()
    for candidate in _candidates(wanted, kind):
        if next(store.matching(candidate), None) or next(store.matching(object=candidate), None):
            return candidate
    found = _search(store, wanted, kind)
    if len(found) == 1:
        return NamedNode(found[0])
    what = kind or "entity"
    if found:
        options = ", ".join(iri.removeprefix(ID) for iri in found[:8])
        raise QueryError(f"{text!r} is the name of several things: {options}. Say which")
    near = _near(store, wanted, kind)
    hint = f"Did you mean {', '.join(near)}?" if near else "Give a code, a key or a full name"
    raise QueryError(f"The graph has no {what} {text!r}. {hint}")


def _candidates(text: str, kind: str | None) -> list[NamedNode]:
    """The IRIs that the text can stand for as it is written, likeliest first."""
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if "://" in text:
        iris = [text]
    elif "/" in text:
        iris = [ID + text]
    else:
        iris = [f"{ID}{each}/{text}" for each in ((kind,) if kind else KINDS)]
    try:
        nodes = [NamedNode(iri) for iri in iris]
    except ValueError:  # a name with spaces is no part of an IRI
        return []
    return [node for node in nodes if kind is None or node.value.startswith(f"{ID}{kind}/")]


def _search(store: GraphStore, text: str, kind: str | None) -> list[str]:
    """The IRIs of the entities with this label or code, however it is spelt; labels before other names."""
    form = typed_form(text)
    if not form:
        return []
    for predicates in ((PREF_LABEL, ISO3, ISO2), (ALT_LABEL,)):
        found = {
            iri
            for predicate in predicates
            for iri, label in _labels(store, predicate, kind)
            if form in (typed_form(label), typed_form(iri.rpartition("/")[2]))
        }
        if found:
            return sorted(found)
    return []


def _near(store: GraphStore, text: str, kind: str | None) -> list[str]:
    names: dict[str, str] = {}
    for predicate in (PREF_LABEL, ALT_LABEL):
        for iri, label in sorted(_labels(store, predicate, kind)):
            key = iri.removeprefix(ID)
            names.setdefault(typed_form(label), key)
            names.setdefault(typed_form(iri.rpartition("/")[2]), key)
    matches = difflib.get_close_matches(typed_form(text), names, n=6, cutoff=0.6)
    return list(dict.fromkeys(names[match] for match in matches))[:3]


def _labels(store: GraphStore, predicate: str, kind: str | None) -> set[tuple[str, str]]:
    start = f"{ID}{kind}/" if kind else ID
    return {
        (quad.subject.value, quad.object.value)
        for quad in store.matching(predicate=NamedNode(predicate))
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.subject.value.startswith(start)
    }
