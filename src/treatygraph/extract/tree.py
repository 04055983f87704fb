"""Reading a dependency tree: what governs a word, what it governs."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
OBJECTS = ("dobj", "obj", "attr", "oprd", "dative")
# "Its ratification will follow", "its accession would come next year": what is said of an act to come.
COMING = ("follow", "come", "happen", "occur", "proceed")
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "prep")


def children(token: Token, *deps: str) -> list[Token]:
    """Children with one of these relations, in text order."""
    doc = token.doc
    return [doc[place] for place, dep in _below(doc)[token.i] if dep in deps]


class _Last:
    """The tree that was asked last: for each of its words the places of the words right below it, with their
    relations, for they are asked for again and again."""

    below: tuple[Doc, list[list[tuple[int, str]]]] | None = None


def _below(doc: Doc) -> list[list[tuple[int, str]]]:
    last = _Last.below
    if last is not None and last[0] is doc:
        return last[1]
    found: list[list[tuple[int, str]]] = [[] for _ in range(len(doc))]
    relations: dict[int, str] = {}
    distances, deps = doc.to_array(["HEAD", "DEP"]).T
    for place, (distance, dep) in enumerate(
        zip(distances.astype("int64").tolist(), deps.tolist(), strict=True)
    ):
        if distance:
            if dep not in relations:
                relations[dep] = doc.vocab.strings[dep]
            found[place + distance].append((place, relations[dep]))
    _Last.below = (doc, found)
    return found


def noun_lemma(token: Token) -> str:
    """The dictionary form of a noun, also where a capital hides it: "the Accords", "Signatories"."""
    word = token.lower_
    if token.tag_ != "NNPS":
        return token.lemma_.lower()
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated behind it ("A, B and C"), in text order."""
    found = [token]
    for child in token.children:
        # "France, the European Union and Japan": the second of a list may pass for an apposition.
        listed = child.dep_ == "appos" and (
            children(child, "cc") or (child.pos_ == "PROPN" and children(child, "conj"))
        )
        if child.dep_ == "conj" or listed:
            found.extend(with_conjuncts(child))
    return found


def ancestors(token: Token) -> Iterator[tuple[Token, str]]:
    """Each governor up to the root, with the relation by which it governs."""
    while token.head.i != token.i:
        yield token.head, token.dep_
        token = token.head


def is_negated(token: Token) -> bool:
    """Whether the word itself is denied: not, never, no, nor."""
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "not", "n't", "n’t", "nor", "neither"):
            return True
        if child.dep_ == "det" and child.lower_ == "no":
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and _is_nobody(child):
            return True
        if _means_neither(child):
            return True
    return False


def _means_neither(child: Token) -> bool:
    """ "Has joined neither", "signed neither treaty", "acceded to neither of them", "ratified neither the
    pact nor its protocol"."""
    objects = [child] if child.dep_ == "dobj" else children(child, "pobj")
    return any(t.lower_ == "neither" for o in objects for t in (o, *children(o, "det", "preconj")))


def _is_nobody(subject: Token) -> bool:
    """ "None of the three", "neither Chile nor Peru", "no state"."""
    nobody = ("no", "neither", "none", "nobody")
    return subject.lower_ in nobody or any(
        c.lower_ in nobody for c in subject.children if c.dep_ in ("det", "preconj", "predet")
    )


def auxiliaries(token: Token) -> list[Token]:
    """The helping verbs of a verb."""
    return children(token, "aux", "auxpass")


def is_infinitive(token: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def is_passive(token: Token) -> bool:
    """Whether the verb is in the passive."""
    return bool(children(token, "nsubjpass", "auxpass"))


def own_subject(token: Token) -> Token | None:
    """The subject that stands with the verb itself; also where the parser made it a part of the verb's name:
    "Fiji joins, the fiftieth to do so"."""
    found = [t for t in children(token, "nsubj", "nsubjpass") if t.i != token.i]
    if not found and token.dep_ == "ROOT" and token.tag_ in ("VBZ", "VBD"):
        found = [t for t in children(token, "compound") if t.i == token.i - 1]
    return found[0] if found else None


def is_short_passive(verb: Token) -> bool:
    """ "Rome Statute signed in May", "pact ratified by Chile", "May 2001: ratified by Chile": the passive of
    headlines and lists, without its verb."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBN"):
        return False
    if auxiliaries(verb) or children(verb, *OBJECTS):
        return False
    subjects = children(verb, "nsubj")
    by = any(p.lower_ == "by" for p in children(verb, "prep", "agent"))
    if not subjects:
        # "Signed by the prime minister": the text itself, where it stands
        return by and verb.i == verb.sent.start and verb.lemma_ != "sign"
    alone = len(subjects) == 1 and not children(subjects[0], "conj")
    return alone and subjects[0].ent_type_ == "LAW" and (by or verb.lemma_ in _DONE_TO_TREATIES)


_DONE_TO_TREATIES = ("sign", "ratify", "adopt", "conclude", "denounce", "approve")


def undergoers(verb: Token) -> list[Token]:
    """What is done something to: the subject of a passive, also of one without its verb, else the object."""
    if is_short_passive(verb):
        return children(verb, "nsubj")
    return children(verb, "nsubjpass") if is_passive(verb) else children(verb, *OBJECTS)
