"""Bytes to text: byte order mark, then UTF-8, then what the page declares, then a guess; never a silent mix-up."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^<>]{0,500}?charset|\?xml[^<>]{0,200}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_DECLARED_WITHIN = 4096  # the HTML standard looks for a declaration in the first 1,024 bytes; real pages are later
# Browsers read these labels as the larger Windows code page (WHATWG Encoding Standard, section 4.2).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# For what is not in Latin letters. Between the Latin code pages `_latin` decides, which the guess confuses.
_GUESSES = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1255", "cp1256",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_HIGH_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_TAG = re.compile(rb"<[^<>]*>")
_SIGNS = frozenset("“”„‘’‚«»‹›–—…€§°·©®™\u00a0\u00ad")
_WESTERN = frozenset("àâäáãåçéèêëíìîïñóòôöõøúùûüÿýßœæþðÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜŒÆÞ¡¿") | _SIGNS
_TURKISH = frozenset("çğıöşüâîûÇĞİÖŞÜ") | _SIGNS
_CENTRAL = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäôöüőűÄÔÖÜŐŰßđĐăâîşţĂÂÎŞŢ") | _SIGNS
# In order of preference where several fit equally.
_LATIN = (("cp1254", _TURKISH), ("cp1252", _WESTERN), ("cp1250", _CENTRAL), ("iso8859_2", _CENTRAL))
_SAMPLE = 20_000
# In UTF-8 with a slip, nearly every sequence is still whole; in another encoding nearly none is by chance.
_WHOLE_TO_BROKEN = 10


def decode(data: bytes) -> tuple[str, int]:
    """The text of `data` without a byte order mark, and how many places stand as U+FFFD because no letter fits.

    Order: byte order mark; UTF-8 where all of it is valid; the encoding that an HTML page declares; UTF-8 with
    single slips; a guess among the code pages in use before UTF-8. Raises UnicodeError where none fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    if (declared := _declared(data)) is not None:
        return declared, 0
    text, broken = _replacing(data, "utf-8")
    if broken * _WHOLE_TO_BROKEN <= sum(character > "\x7f" for character in text) - broken:
        return text, broken
    return _guessed(data), 0


def _replacing(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, "replace")
    return text, text.count("\ufffd")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    try:
        label = codecs.lookup(match[1].decode("ascii")).name
        return data.decode(_SUPERSETS.get(label, label))
    except (LookupError, UnicodeError):
        return None  # a wrong declaration is common; the guess below does better


def _guessed(data: bytes) -> str:
    # A sample of the lines that have other than ASCII bytes: the guess is slow and learns nothing from the rest.
    telling = b"\n".join(line[:2000] for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    if _is_latin(telling):
        encoding = _latin(telling)
    else:
        best = from_bytes(telling, cp_isolation=_GUESSES).best()
        encoding = best.encoding if best is not None else "cp1252"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    text, broken = _replacing(data, encoding)
    if broken * _WHOLE_TO_BROKEN > sum(character > "\x7f" for character in text) - broken:
        raise UnicodeError("no encoding fits its bytes")
    return text


def _is_latin(data: bytes) -> bool:
    """Whether the words with other than ASCII bytes are mostly ASCII: a letter with an accent among plain ones."""
    words = b"".join(_HIGH_WORD.findall(_TAG.sub(b" ", data)))
    return 5 * sum(byte < 0x80 for byte in words) > 2 * len(words)


def _latin(data: bytes) -> str:
    """The Latin code page under which fewest signs are foreign to the languages that it is used for."""

    def foreign(encoding: str, letters: frozenset[str]) -> int:
        return sum(sign > "\x7f" and sign not in letters for sign in data.decode(encoding, "replace"))

    return min(_LATIN, key=lambda option: foreign(*option))[0]
