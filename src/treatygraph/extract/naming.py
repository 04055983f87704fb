"""Entities for what a text names and no catalogue lists: persons, bodies and offices."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from treatygraph.model import Entity, EntityKind, Name, NameKind


def slug(name: str) -> str:
    """A name as the last part of an IRI."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def person(name: str) -> Entity:
    """A person that a text names."""
    return Entity(f"person/{slug(name)}", EntityKind.PERSON, name, names=_names(name))


def unlisted_body(name: str) -> Entity:
    """A body that no catalogue lists."""
    key = f"body/unlisted-{slug(name)}"
    return Entity(key, EntityKind.ORGANISATION, name, names=_names(name), unlisted=True)


def group(name: str) -> Entity:
    """Several holders of an office who speak with one voice: "the Benelux trade ministers"."""
    key = f"office/unlisted-{slug(name)}"
    return Entity(key, EntityKind.OFFICE, name, names=_names(name), unlisted=True)


def office(name: str, owner: Entity) -> Entity:
    """An office of a state or body that no catalogue lists: "the Russian foreign ministry"."""
    return dataclasses.replace(group(name), part_of=owner.key)


def _names(name: str) -> tuple[Name, ...]:
    return (Name(name, NameKind.COMMON, "und"),)
