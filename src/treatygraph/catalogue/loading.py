"""From the Turtle of the reference graph to the catalogue in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from treatygraph.catalogue.files import catalogue_files, read_triples
from treatygraph.catalogue.terms import (
    BILATERAL_PARTY,
    FOUNDED_BY,
    ID,
    KIND_OF,
    LABEL_PROPERTIES,
    LITERAL_FORM,
    NAME_KIND,
    PART_OF,
    RDF_TYPE,
    SAME_AS,
    SINCE,
    SKOS,
    SKOSXL,
    UNLISTED,
    UNTIL,
)
from treatygraph.errors import ResourceError
from treatygraph.model import Catalogue, Entity, EntityKind, Name, NameKind, PartialDate

_KIND_ORDER: Final = {kind: number for number, kind in enumerate(NameKind)}
_NAME_KINDS: Final = {kind.value: kind for kind in NameKind}
_XL_LABELS: Final = frozenset(SKOSXL + local for local in LABEL_PROPERTIES)
_PREF_LABEL: Final = SKOS + "prefLabel"


@dataclass
class _Gathered:
    """What the files say, sorted by what the catalogue needs. Keys are IRIs of subjects."""

    classes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    name_kinds: dict[str, str] = field(default_factory=dict)
    links: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def read(self, file: Path) -> None:
        """Takes in one Turtle file."""
        linked = (PART_OF, FOUNDED_BY, BILATERAL_PARTY, SINCE, UNTIL)
        for subject, predicate, value in read_triples(file):
            if predicate == RDF_TYPE:
                self.classes[subject].append(value.value)
            elif predicate in _XL_LABELS:
                self.names[subject].add(value.value)
            elif predicate == LITERAL_FORM and isinstance(value, ox.Literal):
                self.forms[subject] = (value.value, value.language or "und")
            elif predicate == NAME_KIND:
                self.name_kinds[subject] = value.value
            elif predicate == _PREF_LABEL:
                self.labels[subject] = value.value
            elif predicate in linked:
                self.links[subject].setdefault(predicate, []).append(value.value)


def _gather(folder: Path | None, extra: Sequence[Path]) -> _Gathered:
    gathered = _Gathered()
    for file in catalogue_files(folder, extra):
        gathered.read(file)
    return gathered


def _key(iri: str) -> str:
    return iri.removeprefix(ID)


def _name(node: str, gathered: _Gathered) -> Name:
    kind = _NAME_KINDS.get(gathered.name_kinds.get(node, ""))
    form = gathered.forms.get(node)
    if kind is None or form is None:
        raise ResourceError(
            f"<{node}> is used as a name, but has no literal form or no kind that is known "
            f"({', '.join(_NAME_KINDS)}). Write the reference graph again"
        )
    return Name(form[0], kind, form[1])


def _date(texts: list[str] | None, iri: str) -> PartialDate | None:
    if not texts:
        return None
    try:
        return PartialDate.parse(min(texts))
    except ValueError as error:
        raise ResourceError(f"<{iri}>: {error}") from error


def _entity(iri: str, kind: EntityKind, gathered: _Gathered, known: frozenset[str]) -> Entity:
    label = gathered.labels.get(iri)
    if label is None:
        raise ResourceError(f"<{iri}> has a class but no skos:prefLabel. Give it one")
    names = (_name(node, gathered) for node in gathered.names.get(iri, ()))
    links = gathered.links.get(iri, {})

    def keys(predicate: str) -> list[str]:
        return sorted(_key(other) for other in links.get(predicate, ()) if other in known)

    return Entity(
        key=_key(iri),
        kind=kind,
        label=label,
        names=tuple(sorted(names, key=lambda n: (_KIND_ORDER[n.kind], n.language, n.text))),
        part_of=next(iter(keys(PART_OF)), None),
        founded_by=next(iter(keys(FOUNDED_BY)), None),
        parties=tuple(keys(BILATERAL_PARTY)),
        since=_date(links.get(SINCE), iri),
        until=_date(links.get(UNTIL), iri),
        unlisted=UNLISTED in gathered.classes[iri],
    )


def load_catalogue(folder: Path | None = None, extra: Sequence[Path] = ()) -> Catalogue:
    """The catalogue of a folder of Turtle files, by default of the reference graph, and of the user's
    own files (``extra``: Turtle, or tables of names in CSV).

    What has names but no class is not in it, and links to it are left out: so a file can be taken
    away (for its licence, say) and the rest still loads. Entities come in the order of their keys.

    Raises ResourceError for files that are missing, not Turtle, or incomplete.
    """
    gathered = _gather(folder, extra)
    kinds = {
        iri: KIND_OF[found]
        for iri, classes in gathered.classes.items()
        for found in classes
        if found in KIND_OF
    }
    known = frozenset(kinds)
    return Catalogue(_entity(iri, kinds[iri], gathered, known) for iri in sorted(kinds))


def load_aliases(folder: Path | None = None) -> Mapping[str, str]:
    """Keys that the source tables use for an entity that has another key: ``owl:sameAs``.

    The tables have the European Union as ``state/EUE`` too; it is ``body/european-union``.
    """
    return {
        _key(value.value): _key(subject)
        for file in catalogue_files(folder)
        for subject, predicate, value in read_triples(file)
        if predicate == SAME_AS and value.value.startswith(ID)
    }
