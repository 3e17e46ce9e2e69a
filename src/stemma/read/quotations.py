"""Quotations: where direct speech and quoted words stand, for every style of quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.model import Span, trimmed
from stemma.vocabulary.dialogue import Dialogue

_CLOSERS = {"“": "”“", "„": '”“"', "«": "»", "»": "«", "‘": "’", '"': '"”', "'": "'"}
_MARKS = re.compile("[“”„«»‘’\"']")
# Words that begin with an apostrophe.
_ELISIONS = re.compile(r"['’‘](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n\b)", re.IGNORECASE)
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


def find_quotations(text: str, paragraphs: Sequence[Span], dialogue: Dialogue | None = None) -> tuple[Quotation, ...]:
    """The outermost quotations of normalised `text`, in text order, none across a paragraph's end.

    `dialogue` says how the language sets speech apart with dashes; None where it does not.
    """
    found: list[Quotation] = []
    running = ""
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        next_mark = text[following : following + 1]
        if running == "«" and text[paragraph.start] == "»":
            here = list(_resumed(text, paragraph, next_mark, dialogue))
        else:
            here = list(_in_paragraph(text, paragraph, next_mark, dialogue))
        if running and here and here[0].span.start == paragraph.start and text[paragraph.start] == running:
            here[0] = replace(here[0], continues=True)
        running = text[here[-1].span.start].replace("»", "«") if here and here[-1].open else ""
        found += here
    return tuple(found)


def _resumed(text: str, paragraph: Span, following: str, dialogue: Dialogue | None) -> Iterator[Quotation]:
    """The quotations of a paragraph that a closing mark opens: so speech in guillemets goes on in a new one."""
    closing = text.find("»", paragraph.start + 1, paragraph.end)
    if closing < 0:
        yield Quotation(trimmed(text, paragraph), open=True, continues=True)
        return
    yield Quotation(Span(paragraph.start, closing + 1), continues=True)
    yield from _in_paragraph(text, Span(closing + 1, paragraph.end), following, dialogue)


def _in_paragraph(text: str, paragraph: Span, following: str, dialogue: Dialogue | None) -> Iterable[Quotation]:
    if dialogue is not None:
        spoken = tuple(_spoken(text, paragraph, dialogue))
        if spoken:
            return sorted([*spoken, *_marked(text, paragraph, following, spoken)], key=lambda one: one.span)
    marked = _marked(text, paragraph, following)
    if dialogue is None or dialogue.inserted is None:
        return marked
    return [part for one in marked for part in _without_insertion(text, one, dialogue.inserted)]


def _marked(text: str, paragraph: Span, following: str, taken: Sequence[Quotation] = ()) -> Iterable[Quotation]:
    """The quotations in quotation marks, outside of those already found."""
    marks = [
        match.start()
        for match in _MARKS.finditer(text, paragraph.start, paragraph.end)
        if not _is_apostrophe(text, match.start(), paragraph)
    ]
    found = _paired(text, paragraph, marks, following)
    return [one for one in found if not any(other.span.overlaps(one.span) for other in taken)]


def _without_insertion(text: str, one: Quotation, inserted: re.Pattern[str]) -> Iterator[Quotation]:
    """The spoken parts of a quotation that names its speaker within its marks: «A, — said X, — B»."""
    start, opened = one.span.start, False
    for aside in inserted.finditer(text, one.inner.start, one.inner.end):
        yield Quotation(
            Span(start, aside.start()), open=not opened, continues=one.continues and not opened, dash=opened
        )
        start, opened = aside.end(), True
    yield Quotation(Span(start, one.span.end), dash=True) if opened else one


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
    if mark == "«" and after == " ":
        return before.isspace() or before in "([—'’"
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
    goes_on = following == text[at] or (text[at] == "«" and following == "»")
    return goes_on or (introduced and paragraph.end - at > 40 and text[paragraph.end - 1] in ".!?…")


def _spoken(text: str, paragraph: Span, dialogue: Dialogue) -> Iterator[Quotation]:
    """The spoken parts of dash dialogue: "— Spoken. — said X. — Spoken again.", at a paragraph's start or within it."""
    opening = dialogue.opens.search(text, paragraph.start, paragraph.end)
    first = True
    while opening is not None:
        breaks = dialogue.breaks.search(text, opening.end(), paragraph.end)
        if first and breaks is None and dialogue.attributed:
            return
        spoken = trimmed(text, Span(opening.end(), breaks.start() if breaks else paragraph.end))
        if spoken.length:
            yield Quotation(spoken, dash=True)
        if breaks is None:
            return
        opening = dialogue.resumes.search(text, breaks.end(), paragraph.end)
        first = False
