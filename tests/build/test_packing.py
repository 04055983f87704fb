"""What travels between processes: nothing that both have."""

from __future__ import annotations

import pickle

from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.packing import pack, unpack
from treatygraph.build.workers import extractor
from treatygraph.extract.parsing import PIPELINE
from treatygraph.model import Document


def test_knowledge_travels_without_its_catalogue() -> None:
    knowledge = Knowledge()
    assert knowledge.catalogue()
    sent = pickle.dumps(knowledge)
    assert len(sent) < 1000
    assert pickle.loads(sent) == knowledge  # noqa: S301 - our own bytes


def test_extractions_come_back_as_they_were_sent() -> None:
    documents = [
        Document("a", "Chile signed the Kyoto Protocol."),
        Document("b", "Peru and Fiji signed a fisheries treaty."),
        Document("c", "Nothing was signed."),
    ]
    reader = extractor()
    told = list(reader.pipe(documents))
    assert any(claim.object.unlisted for claim in told[1].claims)
    sent = pack(told, documents, reader.catalogue)
    back = unpack(sent, documents, reader.catalogue)
    assert back == told
    assert back[0].document is documents[0]
    assert back[0].claims[0].party is reader.catalogue["state/CHL"]


def test_states_travel_by_their_keys() -> None:
    documents = [Document("a", "The United States signed the Kyoto Protocol.")]
    reader = extractor()
    sent = pack(list(reader.pipe(documents)), documents, reader.catalogue)
    assert b"state/USA" in sent
    assert b"America" not in sent


def test_a_process_makes_one_extractor_however_it_is_asked_for() -> None:
    assert extractor() is extractor(PIPELINE, OWN)
