"""Quotations: where direct speech and quoted words stand, for every style of quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model import Span, trimmed

_CLOSERS = {"“": "”“", "„": '”“"', "«": "»", "»": "«", "‘": "’", '"': '"”', "'": "'"}
_MARKS = re.compile("[“”„«»‘’\"']")
# Words that begin with an apostrophe.
_ELISIONS = re.compile(r"['’‘](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n\b)", re.IGNORECASE)
# A dash that opens a line of dialogue, and one that stands between it and the words that attribute it.
_DIALOGUE = re.compile(r"(?:\A|(?<=\n)|(?<=[.!?…\"”]\s))[-—]\s+(?=[A-ZŁŚŻŹĆÓ„“\"(])")
_BREAK = re.compile(r"\s+[-—]\s+")
# How many marks ahead a closing one is looked for; keeps text with thousands of stray marks linear.
_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted words.

    `span` includes the marks. `open` is true where the closing mark is missing because the speech runs on into
    the next paragraph, `continues` where it runs on from the one before. `dash` marks a line of dash dialogue.
    """

    span: Span
    open: bool = False
    continues: bool = False
    dash: bool = False

    @property
    def inner(self) -> Span:
        """The words without their marks."""
        return self.span if self.dash else Span(self.span.start + 1, self.span.end - (0 if self.open else 1))


def find_quotations(text: str, paragraphs: Sequence[Span], dialogue: bool = False) -> tuple[Quotation, ...]:
    """The outermost quotations of normalised `text`, in text order, none across a paragraph's end.

    `dialogue` asks to read a dash that opens a paragraph as the opening of speech, as Polish does.
    """
    found: list[Quotation] = []
    running = ""
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        here = list(_in_paragraph(text, paragraph, text[following : following + 1], dialogue))
        if running and here and here[0].span.start == paragraph.start and text[paragraph.start] == running:
            here[0] = replace(here[0], continues=True)
        running = text[here[-1].span.start] if here and here[-1].open else ""
        found += here
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, following: str, dialogue: bool) -> Iterable[Quotation]:
    if dialogue:
        spoken = tuple(_dialogue(text, paragraph))
        if spoken:
            return sorted([*spoken, *_marked(text, paragraph, following, spoken)], key=lambda one: one.span)
    return _marked(text, paragraph, following)


def _marked(text: str, paragraph: Span, following: str, taken: Sequence[Quotation] = ()) -> Iterable[Quotation]:
    """The quotations in quotation marks, outside of those already found."""
    marks = [
        match.start()
        for match in _MARKS.finditer(text, paragraph.start, paragraph.end)
        if not _is_apostrophe(text, match.start(), paragraph)
    ]
    found = _paired(text, paragraph, marks, following)
    return [one for one in found if not any(other.span.overlaps(one.span) for other in taken)]


def _is_apostrophe(text: str, at: int, paragraph: Span) -> bool:
    """Whether the mark stands within a word ("isn't"), or opens one ("'em")."""
    if text[at] not in "’'‘":
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isalnum() and after.isalnum()) or (not before.isalnum() and bool(_ELISIONS.match(text, at)))


def _paired(text: str, paragraph: Span, marks: list[int], following: str) -> Iterator[Quotation]:
    number = 0
    while number < len(marks):
        at = marks[number]
        if not _may_open(text, at, paragraph):
            number += 1
            continue
        closing = _closing(text, paragraph, marks, number)
        if closing is not None:
            yield Quotation(Span(at, marks[closing] + 1))
            number = closing + 1
        elif _runs_on(text, at, paragraph, following):
            yield Quotation(trimmed(text, Span(at, paragraph.end)), open=True)
            return
        else:
            number += 1


def _may_open(text: str, at: int, paragraph: Span) -> bool:
    mark = text[at]
    if mark not in _CLOSERS or at + 1 >= paragraph.end:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1]
    if mark in "“„«‘":
        return not after.isspace()
    if mark == "»":
        return before.isspace() and after.isalnum()
    return (before.isspace() or before in "([—-“‘„:,'\"/…") and not after.isspace()


def _closing(text: str, paragraph: Span, marks: list[int], number: int) -> int | None:
    """The index in `marks` of the mark that closes the one at `number`, or None."""
    opener = text[marks[number]]
    if opener in "'‘":
        return _closing_single(text, paragraph, marks, number)
    depth = 1
    fallback = None
    for index in range(number + 1, min(len(marks), number + _FARTHEST)):
        at = marks[index]
        mark = text[at]
        if mark == opener and _may_open(text, at, paragraph) and not _looks_closing(text, at, paragraph):
            depth += 1
        elif mark in _CLOSERS[opener]:
            fallback = index if fallback is None else fallback
            depth -= 1
            if depth == 0:
                return index
    return fallback if opener == '"' else None


def _looks_closing(text: str, at: int, paragraph: Span) -> bool:
    """A straight mark right after a word or punctuation closes, unless a bracket or dash went before."""
    before = text[at - 1] if at > paragraph.start else " "
    return text[at] in "\"'" and not before.isspace() and before not in "([—-“‘„"


def _closing_single(text: str, paragraph: Span, marks: list[int], number: int) -> int | None:
    """A single mark closes at the first fitting one; "fighters' base" is one only if no better follows."""
    closers = _CLOSERS[text[marks[number]]] + ("'" if text[marks[number]] == "‘" else "")
    possible = None
    for index in range(number + 1, min(len(marks), number + _FARTHEST)):
        at = marks[index]
        if text[at] in '“"„' or (text[at] not in closers and possible is not None):
            break
        if text[at] not in closers or text[at - 1].isspace():
            continue
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if not text[at - 1].isalnum() or not after.isspace() or text[at - 1] not in "sS":
            return index
        possible = index if possible is None else possible
    return possible


def _runs_on(text: str, at: int, paragraph: Span, following: str) -> bool:
    """An unclosed mark is speech to the paragraph's end where the next paragraph opens with the same mark."""
    if text[at] not in '“"„«':
        return False
    introduced = at == paragraph.start or text[max(paragraph.start, at - 2) : at].rstrip()[-1:] in (":", ",")
    return following == text[at] or (introduced and paragraph.end - at > 40 and text[paragraph.end - 1] in ".!?…")


def _dialogue(text: str, paragraph: Span) -> Iterator[Quotation]:
    """The spoken parts of dash dialogue: "— Spoken. — said X. — Spoken again.", at a paragraph's start or within it."""
    at = paragraph.start
    while (opening := _DIALOGUE.search(text, at, paragraph.end)) is not None:
        aside = _aside(text, opening.end(), paragraph.end)
        spoken = trimmed(text, Span(opening.end(), aside or paragraph.end))
        if spoken.length:
            yield Quotation(spoken, dash=True)
        if aside is None:
            return
        at = aside + 2


def _aside(text: str, start: int, end: int) -> int | None:
    """Where the words that attribute a line of dialogue begin: after a dash, in lower case."""
    for found in _BREAK.finditer(text, start, end):
        if text[found.end() : found.end() + 1].islower():
            return found.start()
    return None
