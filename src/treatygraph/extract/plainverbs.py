"""Verbs that are nouns, too: "Chile and Peru sign association agreements", "parliament votes to leave".

The tagger takes many of them for nouns, and then the sentence has no verb and the act no subject. Where
what stands in front and behind shows a verb in the present tense, the parser sees another verb of the same
use that is nothing else ("accept", "agree"); afterwards each word stands in the tree as the text has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import DETERMINERS, load_nouns
from treatygraph.model import EntityKind, NameKind

# The verb that stands in for those with an object, and for those with "to", each with its "-s".
_DIRECT = ("accept", "accepts")
_TOWARDS = ("agree", "agrees")
_GIVING = ("award", "grant")
# What follows a verb with an object, and one that looks ahead; not what follows a noun.
_OBJECT = frozenset(
    [
        *DETERMINERS,
        "these",
        "those",
        "both",
        "new",
        "two",
        "three",
        "four",
        "five",
    ]
)
_AHEAD = frozenset(["to", "in", "for", "against", "on", "by", "overwhelmingly", "unanimously"])
_FINITE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
    ]
)
_PLURAL_DOERS = frozenset(
    [
        "ambassadors",
        "ambassador",
        "countries",
        "deputies",
        "governments",
        "lawmakers",
        "leaders",
        "legislators",
        "members",
        "ministers",
        "mps",
        "nations",
        "parliaments",
        "parties",
        "presidents",
        "representatives",
        "senators",
        "signatories",
        "states",
        "voters",
    ]
)


def find_plain_verbs(
    words: Sequence[str], names: Sequence[Mention | None]
) -> Mapping[int, tuple[str, str]]:
    """For the place of each such verb among the words that the parser sees: the verb that stands in for
    it, and its own dictionary form."""
    nouns = load_nouns()
    found: dict[int, tuple[str, str]] = {}
    for place, word in enumerate(words):
        lemma = nouns.verbs_as_nouns.get(word)
        if lemma is None or names[place] is not None or place == 0 or place + 1 == len(words):
            continue
        if lemma in _GIVING and "to" not in words[place + 2 : place + 12]:
            continue  # "awards Ana Tora the prize": the other verb has no two objects
        plural = word == lemma
        if not _has_doer(words, names, place, plural=plural):
            continue
        towards = lemma in nouns.towards
        if _has_complement(words, names, place, towards=towards):
            found[place] = ((_TOWARDS if towards else _DIRECT)[not plural], lemma)
    return found


def _has_doer(
    words: Sequence[str], names: Sequence[Mention | None], place: int, *, plural: bool
) -> bool:
    """Whether somebody who can do it stands in front, in the number of the verb."""
    before = place - 1
    while before > 0 and (words[before].endswith("ly") or words[before] in ("also", "both", "now")):
        before -= 1
    mention, word = names[before], words[before].lower()
    if plural and _is_said_of_many(words, before):
        return True
    if mention is None:
        several = word in _PLURAL_DOERS
        single = word in load_nouns().state or word in ("voter", "bloc", "organisation", "court")
        return several if plural else single
    candidate = mention.candidates[0]
    if candidate.name.kind is NameKind.DEMONYM or candidate.entity.kind.is_treaty:
        return False
    joined = before > 0 and words[before - 1].lower() in ("and", "&")
    joined = joined or (
        before > 1 and words[before - 2].lower() == "and" and words[before - 1].lower() == "the"
    )
    of_several = (
        candidate.entity.kind is not EntityKind.PERSON
        and before > 1
        and words[before - 1].lower() == "of"
    )
    if plural:
        return joined or (of_several and words[before - 2].lower() in _PLURAL_DOERS)
    return not joined


# What says which many they are: "countries bordering the lake", "members of the group".
_LINKS = frozenset(
    [
        *("of", "in", "on", "from", "around", "along", "bordering", "sharing", "near", "across"),
        *("surrounding", "outside", "within"),
    ]
)


def _is_said_of_many(words: Sequence[str], last: int) -> bool:
    """Whether a few words say which many they are, up to the ``last``: "the states around the lake"."""
    for place in range(last - 1, max(-1, last - 7), -1):
        word = words[place].lower()
        if word in _PLURAL_DOERS:
            return place + 1 < last and words[place + 1].lower() in _LINKS
        if not word.isalpha() or word in _FINITE or word in ("and", "that", "which", "who"):
            return False
    return False


def _has_complement(
    words: Sequence[str], names: Sequence[Mention | None], place: int, *, towards: bool
) -> bool:
    """Whether what follows goes on from a verb: an object, or "to leave", "in favour of leaving"."""
    behind = words[place + 1].lower()
    if behind in _FINITE or behind in ("of", ",", ".", "'s", ")", "and"):
        return False
    if towards:
        return behind in _AHEAD
    if behind in _OBJECT or names[place + 1] is not None:
        return True
    return behind.isalpha() and behind.islower() and behind not in _AHEAD and len(behind) > 3
