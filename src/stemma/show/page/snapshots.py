"""A report's text as markup: every character as it stands, statements marked, and a target for each place led to."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from stemma.model import Pointer, Report, Span, Statement
from stemma.show.characters import ACTING, visible
from stemma.show.labels import Labels

# Characters around a place that are shown where a report is too large to be shown whole.
_AROUND = 100
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where words of a report lead: `fragment` is an address in the page, `words` say what stands there.

    A reference of `kind` "claim" stands behind its words as a number, one to a "place" or "time" is its words.
    """

    span: Span
    kind: Literal["claim", "place", "time"]
    fragment: str | None
    words: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that holds over `span`: a role (`css`), a place that is led to (`target`), or words that lead on."""

    span: Span
    css: str | None = None
    target: str | None = None
    title: str | None = None
    link: str | None = None


_CSS = {"place": "pl", "time": "ti"}


def snapshot(
    report: Report,
    statements: Iterable[Statement],
    places: Mapping[Pointer, str],
    labels: Labels,
    *,
    whole: bool,
    references: Iterable[Reference] = (),
) -> Markup:
    """The report's text with its statements, `places` and `references` marked; unless `whole`, only what stands around
    the places, and only these marked.

    The text content of the elements whose `data-p` names a place is exactly the characters of that place, save that a
    lone surrogate and a null, which no HTML can hold, are U+FFFD.
    """
    marks = [_Mark(pointer.span, target=name) for pointer, name in places.items()]
    behind: dict[int, list[Reference]] = {}
    if whole:
        marks += _roles(statements, labels)
        for found in references:
            if found.kind == "claim":
                behind.setdefault(found.span.end, []).append(found)
            else:
                marks.append(_Mark(found.span, css=_CSS[found.kind], title=found.words, link=found.fragment))
    windows = [Span(0, len(report.text))] if whole else _windows(report.text, [pointer.span for pointer in places])
    parts: list[str] = []
    reached = 0
    for window in windows:
        parts += _gap(window.start - reached)
        parts += _segments(report.text, window, marks, behind)
        reached = window.end
    parts += _gap(len(report.text) - reached)
    return Markup("".join(parts))


def _gap(characters: int) -> list[str]:
    return [f'<span class="gap">[{characters:,} characters left out on this page]</span>'] if characters else []


def _roles(statements: Iterable[Statement], labels: Labels) -> Iterator[_Mark]:
    for statement in statements:
        who = labels.actor(statement.speaker) or "speaker not resolved"
        title = f"{who}: {statement.stance}, {statement.manner}"
        for span in statement.content:
            yield _Mark(span, css="con")
        if statement.source:
            yield _Mark(statement.source, css="src", title=None if statement.cue else title)
        if statement.cue:
            yield _Mark(statement.cue, css="cue", title=title)


def _windows(text: str, spans: Iterable[Span]) -> list[Span]:
    """The stretches of text around `spans`, widened to white space and joined where they meet."""
    windows: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
        space = _SPACE.search(text, start, span.start)
        start = space.end() if space and start else start
        if windows and start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, max(windows[-1].end, end))
        else:
            windows.append(Span(start, end))
    return windows


def _segments(text: str, window: Span, marks: list[_Mark], behind: Mapping[int, Sequence[Reference]]) -> Iterator[str]:
    """The markup of `window`, cut wherever a mark begins or ends, with the references `behind` each character."""
    inside = [mark for mark in marks if mark.span.overlaps(window)]
    edges = itertools.chain(behind, *(mark.span for mark in inside))
    cuts = sorted({*window, *(cut for cut in edges if window.start < cut < window.end)})
    active: list[list[_Mark]] = [[] for _ in cuts]
    for mark in inside:
        first = bisect.bisect_left(cuts, max(mark.span.start, window.start))
        for place in range(first, bisect.bisect_left(cuts, min(mark.span.end, window.end))):
            active[place].append(mark)
    for (start, end), holding in zip(itertools.pairwise(cuts), active, strict=False):
        yield from (f'<i class="a" id="{m.target}"></i>' for m in holding if m.target and m.span.start == start)
        yield _segment(exact(text[start:end]), holding)
        yield from map(_number, behind.get(end, ()))


def _segment(markup: str, marks: list[_Mark]) -> str:
    if not marks:
        return markup
    css = " ".join(sorted({mark.css for mark in marks if mark.css}))
    targets = " ".join(mark.target for mark in marks if mark.target)
    title = next((mark.title for mark in marks if mark.title), None)
    link = next((f"#{mark.link}" for mark in marks if mark.link), None)
    held = (("href", link), ("class", css), ("data-p", targets), ("title", title))
    attributes = "".join(f' {name}="{escape(visible(value))}"' for name, value in held if value)
    element = "a" if link else "span"
    return f"<{element}{attributes}>{markup}</{element}>"


def _number(found: Reference) -> str:
    """A reference behind its words. The number is no text of the page, so that what is copied is the report's."""
    words = escape(visible(found.words))
    return f'<a class="ref" href="#{found.fragment}" data-n="{found.number}" title="{words}" aria-label="{words}"></a>'


def exact(text: str) -> str:
    """`text` as markup that shows it and changes nothing in it.

    A character that would reorder the line or do nothing visible stands isolated in an element of its own, so that it
    acts on nothing beside it, with its name shown in its place.
    """
    return ACTING.sub(_isolated, str(escape(text)))


def _isolated(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\r":
        return "&#13;"
    kept = "\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char
    return f'<bdi class="ctl" data-c="{ord(char):04X}">{kept}</bdi>'
