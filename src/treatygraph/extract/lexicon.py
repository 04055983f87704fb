"""The lexicon of trigger words and of what changes an act's status: data, read from ``ontology/lexicon/``."""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import ActKind, EntityKind, Status


@dataclass(frozen=True)
class Entry:
    """A word that tells of an act; the file ``acts.toml`` explains each field."""

    id: str
    lemma: str
    pos: str
    object: tuple[str, ...]
    example: str
    treaty: ActKind | None = None
    body: ActKind | None = None
    needs: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    counter: str | None = None
    said: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ranked: bool = False
    causative: bool = False
    others: bool = False
    partyless: bool = False
    needs_governor: bool = False
    needs_date: bool = False
    elliptic: bool = False
    resumes: bool = False
    topical: bool = False
    persons: bool = True
    voted: bool = False
    gathered: bool = False
    swapped: bool = False
    headed: bool = False
    status: Status = Status.DONE

    @property
    def sorts(self) -> tuple[str, ...]:
        """The sorts of object that the word takes: "treaty", "body"."""
        return tuple(self.kinds)

    @property
    def kinds(self) -> Mapping[str, ActKind]:
        """The kinds of act that the word tells, by the sort of its object."""
        both = {"treaty": self.treaty, "body": self.body}
        return {sort: kind for sort, kind in both.items() if kind is not None}

    def kind_for(self, kind: EntityKind) -> ActKind | None:
        """The kind of act when the object is of this kind."""
        if kind.is_treaty:
            return self.treaty
        if kind.is_body:
            return self.body
        return None


@dataclass(frozen=True)
class StatusWords:
    """The words that govern an act and change how far it got; see ``status.toml``."""

    not_done: frozenset[str]
    proposed: frozenset[str]
    underway: frozenset[str]
    done: frozenset[str]
    modals: frozenset[str]
    conditional: frozenset[str]
    legislature: frozenset[str]
    electorate: frozenset[str]
    reporting: frozenset[str]
    future: frozenset[str]
    lifted: frozenset[str]
    asked: frozenset[str]
    advising: frozenset[str]
    undoing: frozenset[str]
    ending: frozenset[str]
    barred: frozenset[str]
    begun: frozenset[str]
    reacting: frozenset[str]
    recalling: frozenset[str]
    recalled: frozenset[str]
    performing: frozenset[str]
    rumour: frozenset[str]
    untrue: frozenset[str]
    filing: frozenset[str]
    light: frozenset[str]
    fates: frozenset[str]
    circumstances: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All entries, and the status words."""

    entries: tuple[Entry, ...]
    status: StatusWords
    hash: str

    @cached_property
    def by_lemma(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries by their word, those that need more words first."""
        found: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries, key=lambda e: not (e.needs or e.gathered)):
            for word in (entry.lemma, *entry.forms):
                found.setdefault(word, []).append(entry)
        return {lemma: tuple(group) for lemma, group in found.items()}


_LISTS = ("with", "without", "forms", "object", "counterpart", "said", "only")
_NEEDED = ("id", "lemma", "pos", "object", "example")
_BOOLEANS = frozenset(f.name for f in dataclasses.fields(Entry) if f.type == "bool")


def _entry(data: dict[str, object], path: Path) -> Entry:
    """An entry from its block, each field checked first: a text where a list belongs would be read as
    a list of letters."""
    where = f"{path}: entry {data.get('id')!r}"
    for name in _NEEDED:
        if name not in data:
            raise ResourceError(f"{where} has no field {name!r}", path)
    for name, value in data.items():
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if name in _LISTS and not texts:
            raise ResourceError(f'{where}: {name} must be a list of texts: {name} = ["of"]', path)
        if name in _BOOLEANS and not isinstance(value, bool):
            raise ResourceError(f"{where}: {name} must be true or false", path)
        if name not in _LISTS and name not in _BOOLEANS and not isinstance(value, str):
            raise ResourceError(f"{where}: {name} must be a text", path)
    if data["pos"] not in ("verb", "noun"):
        raise ResourceError(f'{where}: pos must be "verb" or "noun"', path)
    if "treaty" not in data and "body" not in data:
        raise ResourceError(f"{where} tells no kind of act: give it treaty, body or both", path)
    try:
        fields = dict(data)
        fields["needs"] = tuple(fields.pop("with", ()))  # type: ignore[arg-type]  # TOML list
        fields["without"] = tuple(fields.get("without", ()))  # type: ignore[arg-type]  # TOML list
        fields["counterpart"] = tuple(fields.get("counterpart", ()))  # type: ignore[arg-type]  # TOML list
        fields["forms"] = tuple(fields.get("forms", ()))  # type: ignore[arg-type]  # TOML list
        fields["object"] = tuple(fields["object"])  # type: ignore[arg-type]  # TOML list
        fields["said"] = tuple(fields.get("said", ()))  # type: ignore[arg-type]  # TOML list
        fields["only"] = tuple(fields.get("only", ()))  # type: ignore[arg-type]  # TOML list
        for key in ("treaty", "body"):
            if key in fields:
                fields[key] = ActKind(fields[key])
        if "status" in fields:
            fields["status"] = Status(fields["status"])
        return Entry(**fields)  # type: ignore[arg-type]  # checked by the dataclass's names
    except (TypeError, ValueError, KeyError) as error:
        raise ResourceError(f"{path}: entry {data.get('id')!r}: {error}", path) from error


@cache
def load_prominence(folder: Path | None = None) -> Mapping[str, str]:
    """Ambiguous names, in lower case, with the key of what news nearly always means by them.

    Raises ResourceError if the file is malformed.
    """
    path = (folder or resources.ontology() / "lexicon") / "prominence.toml"
    try:
        default = tomllib.loads(path.read_text("utf-8"))["default"]
        return {str(name).casefold(): str(key) for name, key in default.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error


@cache
def load_lexicon(folder: Path | None = None, extra: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon in a folder, by default the program's own, with the entries of the user's own files
    (``extra``), which take the place of those of the same id. Raises ResourceError if one is malformed."""
    folder = folder or resources.ontology() / "lexicon"
    digest = hashlib.sha256()
    tables = {}
    for name in ("acts.toml", "status.toml"):
        path = folder / name
        try:
            raw = path.read_bytes()
            tables[name] = tomllib.loads(raw.decode())
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise ResourceError(f"{path} cannot be read: {error}", path) from error
    for path in sorted(folder.glob("*.toml")):  # the other lists change what is read, too
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    entries = {
        entry.id: entry
        for entry in (_entry(data, folder / "acts.toml") for data in tables["acts.toml"]["entry"])
    }
    for path in extra:
        digest.update(path.read_bytes())
        entries |= {entry.id: entry for entry in read_entries(path)}
    words = StatusWords(**{key: frozenset(value) for key, value in tables["status.toml"].items()})
    return Lexicon(tuple(entries.values()), words, digest.hexdigest()[:32])


def read_entries(path: Path) -> list[Entry]:
    """The entries of a user's own file. Raises ResourceError, which names the entry and the field."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error
    blocks = data.get("entry")
    if not isinstance(blocks, list) or set(data) != {"entry"}:
        raise ResourceError(
            f"{path}: a lexicon consists of [[entry]] blocks and nothing else", path
        )
    entries = [_entry(block, path) for block in blocks]
    ids = [entry.id for entry in entries]
    for each in ids:
        if ids.count(each) > 1:
            raise ResourceError(f"{path}: two entries have the id {each!r}; give one another", path)
    return entries
