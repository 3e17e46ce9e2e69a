"""Paragraphs and sentences of a text, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from stemma.model import Span, trimmed
from stemma.vocabulary.abbreviations import Abbreviations, abbreviations

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
# A mark that may end a sentence, closing quotes and brackets on it, and the space after it.
_MARK = re.compile(
    r"([.!?…。！？]{1,6})([ \u00a0\u202f]»(?=\s|$)|[\"”’»“')\]]{0,3})(?=\s|$|[A-ZÀ-ÞŁŚŻŹĆ“„«\"‘]|[。！？])"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”„«»‘’'()\[\]—]+$")
_OPENERS = "\"“„«‘'([—-– "
_ENDS = ".!?…:;\"”»'’)"
# Column-wrapped text has lines of about this many characters.
_WRAPPED = (45, 100)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Trimmed spans of the paragraphs. A line is one, unless lines were wrapped at a column width."""
    wrapped = _is_wrapped(text)
    found: list[Span] = []
    for block in _blocks(text):
        start = block.start
        for newline in _hard_newlines(text, block, wrapped):
            found.append(trimmed(text, Span(start, newline)))
            start = newline + 1
        found.append(trimmed(text, Span(start, block.end)))
    return tuple(span for span in found if span.length)


def split(text: str, language: str | None = None) -> tuple[Span, ...]:
    """Trimmed spans of the sentences, in text order, none across a paragraph's end."""
    return sentences_in(text, paragraphs(text), language)


def sentences_in(text: str, within: Sequence[Span], language: str | None = None) -> tuple[Span, ...]:
    """Trimmed spans of the sentences in the paragraphs `within`, in text order."""
    known = abbreviations(language)
    return tuple(span for paragraph in within for span in _sentences(text, paragraph, known))


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for match in _BLANK.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _hard_newlines(text: str, block: Span, wrapped: bool) -> Iterator[int]:
    newline = text.find("\n", block.start, block.end)
    line = block.start
    while newline >= 0:
        after = newline + 1
        while after < block.end and text[after] == " ":
            after += 1
        if not _is_soft(text, line, newline, after, wrapped):
            yield newline
        line = newline + 1
        newline = text.find("\n", newline + 1, block.end)


def _is_soft(text: str, line: int, newline: int, after: int, wrapped: bool) -> bool:
    """Whether a single newline only wraps a line."""
    if newline - line < _WRAPPED[0] or after >= len(text):
        return False
    if wrapped:
        return newline - line <= _WRAPPED[1]
    return text[after].islower() and text[newline - 1] not in _ENDS


def _is_wrapped(text: str) -> bool:
    """Whether the text's lines look cut at a column: of like length, and mostly not where a sentence ends."""
    lines = [
        line
        for block in _blocks(text[:20_000])
        for line in text[block.start : block.end].split("\n")[:-1]
        if line.strip()
    ]
    if len(lines) < 3:
        return False
    low, high = _WRAPPED
    inner = sum(1 for line in lines if line.rstrip()[-1:] not in _ENDS)
    return low <= median(map(len, lines)) <= high and max(map(len, lines)) <= high and inner >= 0.6 * len(lines)


def _sentences(text: str, paragraph: Span, known: Abbreviations) -> Iterator[Span]:
    start = paragraph.start
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _ends_sentence(text, match, paragraph, known):
            span = trimmed(text, Span(start, match.end()))
            if span.length:
                yield span
            start = match.end()
    last = trimmed(text, Span(start, paragraph.end))
    if last.length:
        yield last


def _ends_sentence(text: str, match: re.Match[str], paragraph: Span, known: Abbreviations) -> bool:
    after = match.end()
    glued = not text[after].isspace()
    while after < paragraph.end and (text[after] in _OPENERS or text[after].isspace()):
        after += 1
    if after >= paragraph.end:
        return False
    following = text[after]
    if glued:
        return _ends_glued(text, match, after)
    if following.islower() or following in ",;:)]" or (following == "»" and text[after + 1 : after + 2] in ",;:"):
        return False
    if match.group(1) != ".":
        return True
    return _ends_after_word(text, match, paragraph, after, known)


def _ends_glued(text: str, match: re.Match[str], after: int) -> bool:
    """Two sentences without a space between them: "the end.The next" but not "U.S.A" or "3.Com"."""
    if match.group(1) in "。！？":
        return True
    before = text[max(0, match.start() - 3) : match.start()]
    return len(before) == 3 and before.islower() and before.isalpha() and text[after + 1 : after + 2].islower()


def _ends_after_word(text: str, match: re.Match[str], paragraph: Span, after: int, known: Abbreviations) -> bool:
    """Whether a single full stop after a word ends the sentence, rather than an abbreviation or initial."""
    if match.group(2):
        return True
    found = _WORD_BEFORE.search(text, max(paragraph.start, match.start() - 24), match.start())
    word = found.group() if found else ""
    low = word.lower()
    if low in known.never:
        return False
    if low in known.before_number:
        return not text[after].isdigit()
    if known.after_ordinal and re.fullmatch(r"(?:.*\D)?\d\d?", word):
        following = re.match(r"\w+", text[after : after + 20])
        return following is None or following.group().lower() not in known.after_ordinal
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    if initial or (("." in word) and len(word) <= 5 and word[:1].isalpha()):
        following = re.match(r"\w+", text[after : after + 20])
        return following is not None and following.group().lower() in known.starters and not (initial and low == "i")
    return True
