"""Extraction: a document in, its claims out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from spacy.language import Language

from treatygraph.extract.acts import find_acts
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.lexicon import Lexicon, load_lexicon
from treatygraph.extract.merging import Told, merge
from treatygraph.extract.names import Mention, NameIndex
from treatygraph.extract.parsing import PIPELINE, load_pipeline, parse, passages, prepare
from treatygraph.extract.roles import find_roles, with_full_names
from treatygraph.extract.speakers import author
from treatygraph.extract.statements import find_statements
from treatygraph.extract.titles import with_titles
from treatygraph.model import ActClaim, Catalogue, Document, Extraction, RoleClaim, Span


class Extractor:
    """Reads documents. Holds the parser and the index of names; make one and use it for all."""

    def __init__(
        self, catalogue: Catalogue, *, pipeline: str = PIPELINE, lexicon: Lexicon | None = None
    ) -> None:
        self.catalogue = catalogue
        self.lexicon = lexicon or load_lexicon()
        self.index = NameIndex(catalogue)
        self.nlp: Language = load_pipeline(pipeline)

    def extract(self, document: Document) -> Extraction:
        """The claims that a document makes, in text order. Odd text never raises."""
        named = [m for m in self.index.find(document.text) if not _within(m, document.ignored)]
        mentions = with_titles(document.text, named)
        discourse = Discourse(self.catalogue, self.index, mentions, text=document.text)
        prepared = [
            prepare(self.nlp, passage, _in(mentions, passage.start, passage.end), document.text)
            for passage in passages(document.text, document.title)
            if not any(Span(passage.start, passage.end) in span for span in document.ignored)
        ]
        if not mentions:
            prepared = []
        parsed = list(parse(self.nlp, prepared))
        roles: list[RoleClaim] = []
        for passage in parsed:
            roles.extend(find_roles(passage, discourse, document))
            discourse.author = author(document.text, document.title, roles)
        roles = with_full_names(roles, discourse)
        told = [Told(role) for role in roles]
        for passage in parsed:
            found = list(find_acts(passage, discourse, document, self.lexicon))
            acts = [each.claim for each in found if isinstance(each.claim, ActClaim)]
            told.extend(found)
            told.extend(map(Told, find_statements(passage, discourse, document, acts)))
        return Extraction(document, merge(_with_days(told, discourse)))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of many documents, in order."""
        return map(self.extract, documents)


def _with_days(told: list[Told], discourse: Discourse) -> list[Told]:
    """Lists of signatories have the day on which the text says that the treaty was signed."""
    found = []
    for each in told:
        claim = each.claim
        if isinstance(claim, ActClaim) and claim.date is None and claim.reason.rule == "signatory":
            day = discourse.dated.get((claim.kind, claim.object.key))
            found.append(Told(dataclasses.replace(claim, date=day), each.weight))
        else:
            found.append(each)
    return found


def _within(mention: Mention, spans: Iterable[Span]) -> bool:
    return any(Span(mention.start, mention.end) in span for span in spans)


def _in(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if start <= m.start and m.end <= end]
