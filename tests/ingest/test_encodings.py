"""Encodings: what is read whole, what is guessed, and what is refused."""

from __future__ import annotations

import pytest

from treatygraph.ingest.decoding import checked, decode, decode_page
from treatygraph.ingest.problem import BadDocumentError

ENGLISH = "The minister met Bjørn Åsen in Tromsø, then José in Malmö. No date was set."
RUSSIAN = "Норвегия вчера подписала конвенцию в Женеве. Президент объявил об этом."
POLISH = "Prezydent podpisał ustawę o wypowiedzeniu konwencji, żądając więcej."
GREEK = "Η χώρα υπέγραψε τη σύμβαση στη Γενεύη χθες."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "latin-1"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (POLISH, "cp1250"),
        (GREEK, "cp1253"),
        ("The “pact” — he said — isn’t dead.", "cp1252"),
    ],
)
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_are_told_by_their_mark(encoding: str) -> None:
    assert decode(("\ufeff" + RUSSIAN).encode(encoding)) == RUSSIAN


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    data = RUSSIAN.encode()
    assert decode(data[:17] + b"\xff" + data[17:]).replace("\ufffd", "") == RUSSIAN


@pytest.mark.parametrize("data", [b"a\0b", "no mark".encode("utf-16-le"), b"\x89PNG\r\n\x1a\n\0"])
def test_bytes_of_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(BadDocumentError, match="no text"):
        decode(data)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<META http-equiv=Content-Type content="text/html; charset=windows-1251">', "cp1251"),
        ("<?xml version='1.0' encoding='koi8-r'?>", "koi8_r"),
        # saved anew in UTF-8 under the old declaration
        ('<meta charset="windows-1251">', "utf-8"),
        # declarations that mean nothing
        ('<meta charset="no-such-thing">', "cp1251"),
        ('<meta charset="rot13">', "cp1251"),
        ('<meta charset="utf-8">', "cp1251"),
    ],
)
def test_a_page_may_declare_its_encoding(head: str, encoding: str) -> None:
    assert RUSSIAN in decode_page(f"{head}<p>{RUSSIAN}</p>".encode(encoding))


def test_a_page_that_says_latin_1_is_windows_1252() -> None:
    page = '<meta charset="iso-8859-1"><p>the “pact”</p>'
    assert "“pact”" in decode_page(page.encode("cp1252"))


def test_line_ends_become_one_and_all_else_stays() -> None:
    text = "\ufeffa\r\nb\rc\n\ne\u0301\u00a0\u200b\ufb01\f"
    assert checked(text) == "a\nb\nc\n\ne\u0301\u00a0\u200b\ufb01\f"


@pytest.mark.parametrize("text", ["", " \n ", "\0", "\x01\x02 ab", "\ud800 half"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadDocumentError):
        checked(text)


def test_a_stray_control_character_is_no_reason_to_refuse_a_text() -> None:
    assert checked("x" * 500 + "\x1b")
