"""JSON Lines: fields, bad lines among good ones, sizes, and compressed files that are damaged."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from treatygraph.ingest import Problem, read
from treatygraph.ingest.jsonl import read_jsonl
from treatygraph.model import Document, PartialDate


def lines(*items: object) -> bytes:
    return b"".join(
        (item if isinstance(item, bytes) else json.dumps(item).encode()) + b"\n" for item in items
    )


def reading(data: bytes, limit: int = 1000) -> list[Document | Problem]:
    return list(read_jsonl(io.BytesIO(data), "news.jsonl", "news.jsonl", None, limit))


def test_every_field_is_read() -> None:
    line = {
        "id": "n-1",
        "title": "Chile joins",
        "text": "Chile joined the pact.",
        "published": "2025-08-25T10:00:00Z",
        "source": "Example News",
        "url": "https://news.example/1",
        "other": [1, {"a": None}],
    }
    assert reading(lines(line)) == [
        Document(
            identifier="n-1",
            text="Chile joined the pact.",
            title="Chile joins",
            published=PartialDate(2025, 8, 25),
            publisher="Example News",
            address="https://news.example/1",
        )
    ]


def test_the_text_is_kept_as_it_is_but_for_line_ends() -> None:
    text = "  One\r\ntwo\rthree \u2028 e\u0301 \U0001f54a\n"
    [found] = reading(lines({"title": "Not put before it", "text": text}))
    assert isinstance(found, Document)
    assert found.text == "  One\ntwo\nthree \u2028 e\u0301 \U0001f54a\n"


@pytest.mark.parametrize(
    ("line", "identifier"),
    [
        ({"text": "a", "id": 7}, "7"),
        ({"text": "a"}, "news.jsonl#1"),
        ({"text": "a", "id": None}, "news.jsonl#1"),
        ({"text": "a", "id": ""}, "news.jsonl#1"),
    ],
)
def test_identifiers(line: dict[str, object], identifier: str) -> None:
    [found] = reading(lines(line))
    assert isinstance(found, Document)
    assert found.identifier == identifier


def test_missing_and_empty_fields_are_none() -> None:
    [found] = reading(lines({"text": "a", "title": None, "published": "", "source": " "}))
    assert isinstance(found, Document)
    assert (found.title, found.published, found.publisher) == (None, None, None)


def test_a_year_without_quotes_is_a_date() -> None:
    [found] = reading(lines({"text": "a", "published": 1997}))
    assert isinstance(found, Document)
    assert found.published == PartialDate(1997)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{bad", "This is no JSON"),
        (b'{"text": "cut', "This is no JSON"),
        (b'["text"]', "no JSON object"),
        (b'"text"', "no JSON object"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 5000, "cannot be read"),
        (b'{"n": ' + b"9" * 5000 + b"}", "cannot be read"),
        ({"title": "no text"}, '"text" is missing'),
        ({}, "no fields"),
        ({"text": None}, '"text" is missing'),
        ({"text": ["a"]}, '"text" is missing'),
        ({"text": ""}, "holds no text"),
        ({"text": " \n"}, "holds no text"),
        ({"text": "a\0b"}, "binary"),
        (b'{"text": "half \\ud83d of one"}', "surrogate"),
        ({"text": "a", "published": "last week"}, "date of publication"),
        ({"text": "a", "published": "2025-02-30"}, "date of publication"),
        ({"text": "a", "title": 3}, '"title" is int'),
        ({"text": "a", "id": ["x"]}, '"id" is list'),
        ({"text": "x" * 20_000}, "--max-bytes"),
    ],
)
def test_a_bad_line_in_the_middle_is_told_and_the_others_are_read(bad: object, says: str) -> None:
    data = lines({"text": "One."}, b"", bad, {"text": "Four."})
    first, found, last = reading(data, limit=12_000)
    assert isinstance(first, Document)
    assert isinstance(found, Problem)
    assert (found.source, found.line) == ("news.jsonl", 3)
    assert says in found.message
    assert isinstance(last, Document)
    assert last.identifier == "news.jsonl#4"


def test_a_line_at_the_limit_is_read_whatever_its_end() -> None:
    line = lines({"text": "abc"}).rstrip()
    for end in (b"", b"\n", b"\r\n"):
        [found] = reading(line + end, limit=len(line))
        assert isinstance(found, Document), end


def test_a_line_without_end_is_given_up() -> None:
    stream = io.BytesIO(b"x" * 1_000_000 + b"\n" + lines({"text": "Behind."}))
    [found] = read_jsonl(stream, "news.jsonl", "news.jsonl", None, 1000)
    assert isinstance(found, Problem)
    assert "behind it is not read" in found.message
    assert stream.tell() < 20_000


def test_utf16_is_told_once() -> None:
    [found] = reading(lines({"text": "One."}).decode().encode("utf-16"))
    assert isinstance(found, Problem)
    assert "UTF-16" in found.message


def test_lines_are_read_one_at_a_time() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield lines({"text": "Again."})

    class Stream(io.RawIOBase):
        source = endless()

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(self.source)

    found = read_jsonl(Stream(), "-", None, None, 1000)  # type: ignore[arg-type]  # reads lines
    assert isinstance(next(found), Document)


# Compressed


def test_a_compressed_file_that_is_cut_short_gives_what_stands_before(tmp_path: Path) -> None:
    texts = [{"text": f"Number {n}. " + str(hash(str(n)) % 7) * 50} for n in range(2000)]
    packed = gzip.compress(lines(*texts))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])
    *found, last = read(str(path))
    assert len(found) > 100
    assert all(isinstance(item, Document) for item in found)
    assert isinstance(last, Problem)
    assert "cut short" in last.message
    assert last.line == len(found) + 1


def test_a_compressed_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(lines(*({"text": f"Number {n}."} for n in range(50)))))
    packed[-6] ^= 0xFF  # its check sum
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed)
    assert isinstance(list(read(str(path)))[-1], Problem)


def test_a_file_that_is_not_compressed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(lines({"text": "One."}))
    [found] = read(str(path))
    assert isinstance(found, Problem)
    assert "damaged" in found.message


def test_a_small_file_that_would_unpack_to_a_huge_line_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + b"a" * 5_000_000 + b'"}\n'))
    [found] = read(str(path), limit=10_000)
    assert isinstance(found, Problem)
    assert "--max-bytes" in found.message
