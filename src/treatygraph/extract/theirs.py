"""Acts of which only the owner is named: "Peru lodged a reservation; Chile's came in 2003", "Niger scrapped its
own", "Hungary withdrew theirs".

The thing that is owned is what the text told last: a reservation, a signature, a departure.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.gaps import is_state
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.tree import children, own_subject
from treatygraph.model import ActKind, Status

MAKING = ("make", "lodge", "enter", "file", "submit", "add", "attach", "append")
UNDOING = (
    *("scrap", "drop", "withdraw", "lift", "retract", "strike", "rescind", "revoke", "cancel"),
    *("abandon", "remove", "annul"),
)
_COMES = ("come", "follow", "arrive")
# What lasts until it is taken back, and can be made more than once.
LASTING = (ActKind.RESERVATION, ActKind.DEROGATION, ActKind.SUSPENSION)
_LASTS = ("stand", "remain", "persist")
# The verbs that such an owner may stand with.
_SPOKEN = frozenset((*MAKING, *UNDOING, *_COMES, *_LASTS))
_DEPARTURES = (ActKind.WITHDRAWAL, ActKind.LEAVING)


def owner_behind(verb: Token, parsed: Parsed) -> Token | None:
    """Who did it: Niger in "Niger scrapped its own", Chile in "Chile's came in 2003"."""
    lemma = verb.lemma_.lower()
    if lemma not in _SPOKEN:
        return None
    subject = own_subject(verb)
    if subject is None or not is_state(subject, parsed):
        return None
    owned = any(t.tag_ == "POS" for t in subject.children)
    if owned:
        stands = lemma in _LASTS and not children(verb, "acomp", "attr", "xcomp", "ccomp")
        return subject if stands or (lemma in _COMES and _says_when(verb)) else None
    its_own = any(_is_theirs(t) for t in children(verb, "dobj", "obj"))
    return subject if its_own and lemma in (*MAKING, *UNDOING) else None


def status_of_theirs(verb: Token, kind: ActKind, told: Status) -> Status | None:
    """How far the act of the owner got, where the text told last that such an act was so far; None where
    the words cannot mean it: nobody lifts a signature."""
    lemma = verb.lemma_.lower()
    if lemma in UNDOING:
        if kind in LASTING:
            return Status.NOT_DONE
        return told if kind in _DEPARTURES else None
    if lemma in MAKING or lemma in _LASTS:
        return Status.DONE if kind in LASTING else None
    return told


def _is_theirs(noun: Token) -> bool:
    if noun.lower_ == "theirs":
        return True
    return noun.lower_ == "own" and any(t.lower_ in ("its", "their") for t in noun.children)


def _says_when(verb: Token) -> bool:
    return any(c.dep_ in ("prep", "npadvmod", "advmod") for c in verb.children)
