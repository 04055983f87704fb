"""Finding what a user means by a name, fast: the names of the reference by their typed form, made once."""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import CLASS_OF, ID, RDF_TYPE, SAME_AS, SKOS
from treatygraph.errors import QueryError, StoreError
from treatygraph.model import EntityKind
from treatygraph.rdf.terms import ALT_LABEL, PREF_LABEL, key_of, tg
from treatygraph.store import GraphStore, find_entity
from treatygraph.store.labels import typed_form

FILE = "names.json"

_EXACT_MATCH = SKOS + "exactMatch"
_WIKIDATA = "http://www.wikidata.org/entity/"

# Which entities can be a party, and which can have parties or members.
_PARTIES = ("state", "body")
_OBJECTS = ("treaty", "body")
_SHOWN = 4


@dataclass(frozen=True)
class Names:
    """The names of the reference: typed form to keys, the preferred ones and codes before the others.

    ``aliases`` lead from keys that were merged to those they are now; ``members`` are the keys of courts and
    committees, which one joins by a treaty, not for themselves.
    """

    preferred: dict[str, list[str]]
    others: dict[str, list[str]]
    aliases: dict[str, str]
    without_members: frozenset[str]

    def find(self, text: str, kinds: Sequence[str]) -> list[str]:
        """The keys of these kinds (``state``, ``treaty``, ``body``) that are meant by a text: by key, code,
        identifier of Wikidata, or name."""
        wanted = text.strip().removeprefix("<").removesuffix(">").removeprefix(ID)
        wanted = wanted.removeprefix("wd:").removeprefix(_WIKIDATA)
        key = self.aliases.get(wanted, wanted)
        form = typed_form(wanted.rpartition("/")[2] if "/" in wanted else wanted)
        for table in (self.preferred, self.others):
            found = [k for k in table.get(form, ()) if k.partition("/")[0] in kinds]
            if key in found:
                return [key]
            if "/" not in wanted and found:
                joined = [k for k in found if k not in self.without_members]
                return joined or found
        return []

    def near(self, text: str, kinds: Sequence[str]) -> list[str]:
        """Keys whose names look like the text, the likest first."""
        forms = {
            form: key
            for table in (self.others, self.preferred)
            for form, keys in table.items()
            for key in keys
            if key.partition("/")[0] in kinds
        }
        close = difflib.get_close_matches(typed_form(text), forms, n=8, cutoff=0.6)
        return list(dict.fromkeys(forms[form] for form in close))[:_SHOWN]


def collect_names(quads: Iterable[Quad]) -> Names:
    """The names that the catalogue's quads give."""
    preferred: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    aliases: dict[str, str] = {}
    without: set[str] = set()
    courts = {CLASS_OF[EntityKind.COURT], CLASS_OF[EntityKind.COMMITTEE]}
    first = {PREF_LABEL, tg("iso2"), tg("iso3")}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ID):
            continue
        key = key_of(subject)
        if key.partition("/")[0] not in {*_PARTIES, *_OBJECTS}:
            continue
        if isinstance(value, Literal):
            if quad.predicate in first:
                preferred[typed_form(value.value)].add(key)
                preferred[typed_form(key.rpartition("/")[2])].add(key)
            elif quad.predicate == ALT_LABEL:
                others[typed_form(value.value)].add(key)
        elif isinstance(value, NamedNode):
            if quad.predicate.value == SAME_AS and value.value.startswith(ID):
                aliases[key_of(value)] = key
                preferred[typed_form(value.value.rpartition("/")[2])].add(key)
            elif quad.predicate.value == _EXACT_MATCH and value.value.startswith(_WIKIDATA):
                preferred[typed_form(value.value.removeprefix(_WIKIDATA))].add(key)
            elif quad.predicate.value == RDF_TYPE and value.value in courts:
                without.add(key)
    return Names(
        {form: sorted(keys) for form, keys in sorted(preferred.items())},
        {form: sorted(keys) for form, keys in sorted(others.items())},
        aliases,
        frozenset(without),
    )


def write_names(names: Names, folder: Path) -> None:
    """Keeps the names beside the compiled reference."""
    told = {
        "preferred": names.preferred,
        "others": names.others,
        "aliases": names.aliases,
        "without_members": sorted(names.without_members),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text, encoding="utf-8")


def read_names(folder: Path) -> Names:
    """The names of a compiled reference. Raises StoreError where the file is missing or broken."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Names(
            told["preferred"],
            told["others"],
            told["aliases"],
            frozenset(told["without_members"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(
            f"The compiled reference at {folder} is damaged. Delete the folder; it is made again"
        ) from error


def party_named(names: Names, text: str, store: GraphStore | None = None) -> str:
    """The key of the state or body that is meant as a party. Raises QueryError with suggestions."""
    return _named(names, text, _PARTIES, "state", store)


def object_named(names: Names, text: str, store: GraphStore | None = None) -> str:
    """The key of the treaty or body that is meant. Raises QueryError with suggestions."""
    return _named(names, text, _OBJECTS, "treaty or body", store)


def _named(
    names: Names, text: str, kinds: Sequence[str], what: str, store: GraphStore | None
) -> str:
    found = names.find(text, kinds)
    if len(found) > 1:
        # "the ECHR" is a convention and a court: with a state beside it, what it can be a party to is meant.
        first = [key for key in found if key.startswith(f"{kinds[0]}/")]
        found = first if len(first) == 1 else found
    if len(found) == 1:
        return found[0]
    if found:
        options = ", ".join(found[:8])
        raise QueryError(f"{text!r} is the name of several things: {options}. Say which")
    if store is not None:
        try:
            node = key_of(find_entity(store, text))  # what only the documents name
        except QueryError:
            node = ""
        if node.partition("/")[0] in kinds:
            return node
    near = names.near(text, kinds)
    hint = f"Did you mean {', '.join(near)}?" if near else "Give a code, a key or a full name"
    raise QueryError(f"There is no {what} {text!r}. {hint}")
