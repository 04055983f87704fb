"""Reading a SOURCE: which documents come out, and what is told of those that do not."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from treatygraph.errors import SourceError
from treatygraph.ingest import LIMIT, Problem, read
from treatygraph.model import Document, PartialDate

NEWS = "Norway signed the protocol on Monday."


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def documents(source: Path | str, **options: object) -> list[Document]:
    found = list(read(str(source), **options))  # type: ignore[arg-type]  # passed through
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def problem(source: Path | str, **options: object) -> Problem:
    [found] = read(str(source), **options)  # type: ignore[arg-type]  # passed through
    assert isinstance(found, Problem), found
    return found


# What a source can be


def test_a_file_is_one_document_called_by_its_name(tmp_path: Path) -> None:
    [found] = documents(write(tmp_path / "deep" / "news.txt", NEWS))
    assert (found.identifier, found.text) == ("news.txt", NEWS)


def test_a_folder_is_read_with_all_below_it_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "B.htm"):
        write(tmp_path / name, f"<p>{NEWS}</p>" if "htm" in name else NEWS)
    assert [d.identifier for d in documents(tmp_path)] == ["B.htm", "a/b/c.html", "a/z.md", "b.txt"]


def test_identifiers_do_not_tell_where_the_folder_lies(tmp_path: Path) -> None:
    for place in ("here", "there/further"):
        write(tmp_path / place / "x" / "news.txt", NEWS)
    here, there = documents(tmp_path / "here"), documents(tmp_path / "there" / "further")
    assert [d.hash for d in here] == [d.hash for d in there]
    assert documents(f"{tmp_path}/here/") == here


def test_a_folder_passes_over_hidden_files_and_what_is_no_document(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/notes.txt", "picture.png", "style.css", "seen.txt"):
        write(tmp_path / name, NEWS)
    assert [d.identifier for d in documents(tmp_path)] == ["seen.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("s*/?.txt", ["sub/c.txt"]),
    ],
)
def test_a_pattern_is_the_files_that_match(
    tmp_path: Path, pattern: str, expected: list[str]
) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        write(tmp_path / name, NEWS)
    assert [d.identifier for d in documents(tmp_path / pattern)] == expected


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path: Path) -> None:
    assert documents(write(tmp_path / "news [1].txt", NEWS))[0].identifier == "news [1].txt"


def test_a_file_of_another_name_is_read_as_text(tmp_path: Path) -> None:
    assert documents(write(tmp_path / "notes", NEWS))[0].text == NEWS


def test_a_page_is_known_by_its_beginning_where_its_name_does_not_tell(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><p>{NEWS}</p></body></html>"
    assert documents(write(tmp_path / "page.php", page))[0].text == NEWS


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path / "a.html", f"<h1>News</h1><p>{NEWS}</p>")
    write(tmp_path / "b.md", f"# News\n\n{NEWS}")
    assert documents(tmp_path) == documents(tmp_path)


def test_a_date_is_given_to_documents_that_do_not_tell_theirs(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", NEWS)
    write(tmp_path / "b.txt", f"Published: 2020-02-02\n\n{NEWS}")
    found = documents(tmp_path, published=PartialDate(2025, 8))
    assert [d.published for d in found] == [PartialDate(2025, 8), PartialDate(2020, 2, 2)]


# A source that cannot be used at all raises at once


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("missing.txt", "does not exist"),
        ("*.txt", "No file matches"),
        ("", "holds no documents"),
        ("nul\0name", "does not exist"),
        ("x" * 5000, "cannot be looked up"),
    ],
)
def test_a_source_with_nothing_to_read_raises(tmp_path: Path, source: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read(f"{tmp_path}/{source}")  # already here, not at the first document
    assert source in caught.value.source


def test_a_link_to_nothing_raises(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="link to something that is not there"):
        read(str(tmp_path / "link.txt"))


# One document that cannot be read is a problem, and the others are read


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("empty.html", b"", "is empty"),
        ("empty.jsonl", b"", "holds no lines"),
        ("blank.jsonl", b"\n\n \n", "holds no lines"),
        ("blank.txt", b" \n\t\n", "holds no text"),
        ("blank.md", b"---\ntitle: Only this\n---\n\n", "holds no text"),
        ("header.txt", b"Published: 2020\nSource: A\n", "holds no text"),
        ("mark.txt", b"\xef\xbb\xbf", "holds no text"),
        ("nul.txt", b"PK\x03\x04\0\0\0\0", "no text"),
        ("nul.html", b"<p>a\0b</p>", "no text"),
        ("control.md", b"\x01\x02\x03\x04 abc", "no text"),
        ("cut.txt", "\ufeffab".encode("utf-16-le")[:-1], "breaks off"),
        ("no-text.html", b"<html><head><script>x()</script></head><body></body></html>", "No text"),
        ("deep.html", b"<div>" * 20_000 + b"text", "No text"),
        ("date.txt", b"Published: yesterday\n\nText.", "date of publication"),
        ("date.md", b"---\ndate: 31/12/2020\n---\nText.", "date of publication"),
        ("paper.pdf", b"%PDF-1.7", "PDF is not supported"),
        ("feed.xml", b"<rss/>", "not supported"),
        ("feed.rss", b"<rss/>", "not supported"),
        ("feed.atom", b"<feed/>", "not supported"),
    ],
)
def test_a_bad_document_is_told_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    bad = write(tmp_path / name, content)
    write(tmp_path / "0.txt", NEWS)
    write(tmp_path / "z.txt", NEWS)
    before, found, after = read(str(tmp_path))
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(found, Problem)
    assert found.source == str(bad)
    assert says in found.message
    assert str(found).startswith(str(bad))


def test_a_bad_header_is_told_with_its_line(tmp_path: Path) -> None:
    found = problem(write(tmp_path / "a.txt", "Title\n\nSource: A\nPublished: soon\n\nText."))
    assert found.line == 4
    assert "YYYY-MM-DD" in found.message


def test_a_file_above_the_limit_is_told_with_the_option(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x" * 101)
    found = problem(path, limit=100)
    assert "100 bytes" in found.message
    assert "--max-bytes" in found.message
    assert documents(path, limit=101)
    assert LIMIT == 20_000_000


def test_a_file_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", NEWS)
    locked = write(tmp_path / "b.txt", NEWS)
    really = Path.open

    def refusing(self: Path, *args: object) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return really(self, *args)  # type: ignore[call-overload]  # passed through

    monkeypatch.setattr(Path, "open", refusing)
    first, found = read(str(tmp_path))
    assert isinstance(first, Document)
    assert found == Problem(
        str(locked), "It cannot be opened: Permission denied. Check its permissions"
    )


def test_a_link_to_nothing_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "No such file" in problem(tmp_path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt", NEWS)
    assert [d.identifier for d in documents(tmp_path)] == ["a.txt"]


def test_a_name_that_is_not_utf8_becomes_an_identifier_that_can_be_written(tmp_path: Path) -> None:
    try:
        write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xff.txt")), NEWS)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [found] = documents(tmp_path)
    assert found.identifier == r"n\xff.txt"


@pytest.mark.parametrize("address", ["https://news.example/a", "HTTP://news.example", "ftp://x/y"])
def test_addresses_are_told_as_not_supported(address: str) -> None:
    found = problem(address)
    assert found.source == address
    assert "not supported" in found.message


# Standard input


def test_standard_input_is_text() -> None:
    [found] = documents("-", stdin=io.BytesIO(f"\n\nHeadline\n\n{NEWS}".encode()))
    assert found.title == "Headline"
    assert found.text.endswith(NEWS)


def test_standard_input_is_called_by_its_content() -> None:
    first, again, other = (
        documents("-", stdin=io.BytesIO(text))[0].identifier for text in (b"one", b"one", b"two")
    )
    assert first == again != other


@pytest.mark.parametrize("before", [b"", b"\n  \n", b"\xef\xbb\xbf"])
def test_standard_input_is_json_lines_where_the_first_line_is_an_object(before: bytes) -> None:
    lines = before + b'{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}'
    assert [d.identifier for d in documents("-", stdin=io.BytesIO(lines))] == ["1", "2"]


@pytest.mark.parametrize("text", [b"{curly} things are text.", b"[1]\n2", b"{\n} text"])
def test_standard_input_that_only_looks_like_json_is_text(text: bytes) -> None:
    assert documents("-", stdin=io.BytesIO(text))[0].text == text.decode()


def test_a_bad_line_of_standard_input_is_told_with_its_number() -> None:
    stream = io.BytesIO(b'{"text": "One."}\n{"text": 2}\n{"text": "Three."}\n')
    first, found, last = read("-", stdin=stream)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(found, Problem)
    assert (found.source, found.line) == ("-", 2)


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "is empty"), (b"a\0b", "no text"), (b" \n", "no text")]
)
def test_bad_standard_input_is_told(data: bytes, says: str) -> None:
    found = problem("-", stdin=io.BytesIO(data))
    assert found.source == "-"
    assert says in found.message


def test_endless_standard_input_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(b"abc " * 1000)
    assert "--max-bytes" in problem("-", stdin=stream, limit=100).message
    assert stream.tell() < 1000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    for item in read("-", stdin=io.BytesIO(data)):
        assert isinstance(item, Document | Problem)
        if isinstance(item, Document):
            item.text.encode()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.binary(max_size=300), suffix=st.sampled_from([".md", ".jsonl", ".jsonl.gz", ".html"])
)
def test_no_bytes_whatever_raise_in_any_format(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write(tmp_path / f"a{suffix}", data)
    assert all(isinstance(item, Document | Problem) for item in read(str(path)))


def test_gzipped_lines_are_read_from_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl.gz", gzip.compress(json.dumps({"text": NEWS}).encode()))
    [found] = documents(tmp_path)
    assert (found.identifier, found.text) == ("a.jsonl.gz#1", NEWS)
