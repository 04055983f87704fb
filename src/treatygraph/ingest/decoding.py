"""From bytes to text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from treatygraph.ingest.documents import normalise_newlines
from treatygraph.ingest.problem import BadDocumentError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where several fit equally well, the detection prefers the first.
_CANDIDATES = [
    *("cp1252", "cp1251", "cp1250", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp866"),
]
_LATIN_PAGES = ("cp1250", "cp1252", "cp1257")
_SIGN_IN_WORD = re.compile(r"[A-Za-zÀ-ÿ][¡-¿][A-Za-zÀ-ÿ]")
_META = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
# Codecs that pages are written in. Python knows others ("hex", "idna") that no page can mean.
_PAGE_CODEC = re.compile(
    r"windows-\d+|cp\d+|iso-?8859-\d+|latin-?1|us-ascii|ascii|koi8-[ru]|utf-?(?:8|16(?:le|be)?)|"
    r"gbk|gb2312|gb18030|big5|shift[_-]jis|sjis|euc-(?:jp|kr)|iso-2022-jp|macintosh",
    re.IGNORECASE,
)
# What says "Latin-1" is Windows-1252, as browsers have long read it.
_LATIN = re.compile(r"iso-?8859-1|latin-?1|us-ascii|ascii", re.IGNORECASE)
# Control characters that no text holds: not tab, line ends and page feeds.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MOST_CONTROLS = 0.01
_NOT_TEXT = "This is no text: it holds bytes of a binary file. Convert it to text or HTML first"


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, or by the likeliest encoding.

    Raises BadDocumentError if no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    if b"\0" in data:
        raise BadDocumentError(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _detected(data)


def decode_page(data: bytes) -> str:
    """The text of an HTML page: as ``decode`` does, but what the page declares goes before guessing.

    UTF-8 goes before the declaration: text in another encoding is hardly ever valid UTF-8, and a
    page that was saved anew often keeps its old declaration.
    """
    declared = _META.search(data[:4096])
    label = declared[1].decode("ascii", "replace") if declared else ""
    if _PAGE_CODEC.fullmatch(label) and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        for encoding in ("utf-8", "cp1252" if _LATIN.fullmatch(label) else label):
            try:
                return data.decode(encoding)
            except (LookupError, UnicodeError):
                continue
    return decode(data)


def checked(text: str) -> str:
    r"""The text with ``\n`` line ends, if it is one that can be read.

    Raises BadDocumentError if it is empty, or holds what no text holds.
    """
    text = normalise_newlines(text)
    if not text.strip():
        raise BadDocumentError("It holds no text. Give it some, or leave it out")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\0" in text or controls > _MOST_CONTROLS * len(text):
        raise BadDocumentError(_NOT_TEXT)
    if _SURROGATE.search(text):
        raise BadDocumentError(
            "The text holds half of a surrogate pair, which is no character. Write the text anew"
        )
    return text


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadDocumentError(
            f"It begins as {encoding.removesuffix('-sig').upper()} but breaks off from it at byte "
            f"{error.start:,}. Save it as UTF-8"
        ) from error


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 in which few bytes are wrong, each shown as U+FFFD; None if it is something else."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - wrong
    return text if wrong * 10 <= right else None


def _detected(data: bytes) -> str:
    """The text in the likeliest encoding of one byte a letter, or of East Asia.

    Between the Latin ones the detection often ties. Then it is Windows-1252, in which most such
    English text is, unless that would put signs such as ``³`` into the midst of words.
    """
    matches = charset_normalizer.from_bytes(data, cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        raise BadDocumentError("Its encoding is not recognised. Save it as UTF-8")
    if best.encoding not in _LATIN_PAGES:
        return str(best)
    western = data.decode("cp1252", "replace")
    if "\ufffd" not in western and not _SIGN_IN_WORD.search(western):
        return western
    others = (match for match in matches if match.encoding != "cp1252")
    return str(next(others, best))
