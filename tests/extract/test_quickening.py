"""The pipeline that looks things up at once gives what spaCy's own gives."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from treatygraph.extract import embedding
from treatygraph.extract.embedding import remember_words
from treatygraph.extract.parsing import PIPELINE
from treatygraph.extract.quickening import QuickRuler, quicken

FAMILIES = Path(__file__).parent / "families"


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(PIPELINE, exclude=["ner"])


@pytest.fixture(scope="module")
def quick() -> Language:
    nlp = spacy.load(PIPELINE, exclude=["ner"])
    quicken(nlp)
    return nlp


def analysis(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.lemma_, t.tag_, t.pos_, t.dep_, str(t.morph), str(t.head.i)) for t in doc]


def test_the_analysis_is_the_same(plain: Language, quick: Language) -> None:
    texts = [
        case["text"]
        for path in sorted(FAMILIES.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]
    assert isinstance(quick.get_pipe("attribute_ruler"), QuickRuler)
    for one, other in zip(plain.pipe(texts), quick.pipe(texts), strict=True):
        assert analysis(one) == analysis(other)


def test_the_vectors_are_the_same_bit_for_bit(
    plain: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering = spacy.load(PIPELINE, exclude=["ner"])
    remember_words(remembering)
    monkeypatch.setattr(embedding, "_MOST", 8)  # it forgets, and forgets amid a load
    texts = [
        "Chad signs it.",
        "",
        "Chad signed it, Mali did not.",
        " ",
        "One two three four five six seven.",
    ]
    texts.append("Eight, nine, ten states have signed what Chad signed; who else?")
    for _ in range(2):
        docs = [plain.make_doc(text) for text in texts]
        for load in (docs[:1], docs[1:2], docs):
            own = plain.get_pipe("tok2vec").predict(load)  # type: ignore[attr-defined]  # a Tok2Vec
            found = remembering.get_pipe("tok2vec").predict(load)  # type: ignore[attr-defined]
            assert [v.tobytes() for v in found] == [v.tobytes() for v in own]


@pytest.mark.parametrize(
    "text",
    [
        "Let's see what's gonna happen, y'all.",
        "C'mon, there's nothin' they've gotta do:  they don't, won't and can't.",
        "What you did, it did to you and me \n and I'd rather it hadn't.",
    ],
)
def test_words_of_talk_are_the_same(plain: Language, quick: Language, text: str) -> None:
    assert analysis(plain(text)) == analysis(quick(text))


def test_a_ruler_with_longer_patterns_is_left_alone() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    pattern = [{"LOWER": "one"}, {"LOWER": "of"}, {"LOWER": "us"}]
    ruler.add([pattern], {"LEMMA": "we"}, index=2)  # type: ignore[attr-defined]  # a ruler
    quicken(nlp)
    assert not isinstance(nlp.get_pipe("attribute_ruler"), QuickRuler)
    assert nlp("One of us")[2].lemma_ == "we"
