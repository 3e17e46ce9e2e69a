"""The annotated corpora as labelled paragraphs: who said what (PolNeAR), and names (ner-worldwide)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from evaluation.corpora import is_held_out, named_text, printed, source_of
from stemma.model import EntityKind, Span
from stemma.read.quotations import find_quotations
from stemma.text.offsets import normalise
from stemma.text.sentences import paragraphs, sentences_in

ROLES = ("source", "cue", "content")
# O, then B and I of each class, in this order.
SPEECH_LABELS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
ENTITIES: tuple[EntityKind, ...] = get_args(EntityKind)
ENTITY_LABELS = ("O", *(f"{prefix}-{kind}" for kind in ENTITIES for prefix in "BI"))


@dataclass(frozen=True, slots=True)
class Attributed:
    """One annotated attribution; spans in its text's offsets, in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised text with its paragraphs, as sentences, and what was annotated on it.

    `attributions` is None where nobody annotated who said what, `entities` where nobody marked the names.
    """

    name: str
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]
    quoted: tuple[Span, ...]
    attributions: tuple[Attributed, ...] | None = None
    entities: tuple[tuple[Span, str], ...] | None = None


def polnear(folder: Path) -> Iterator[Text]:
    """The articles of a part of PolNeAR, once for each annotator who did them."""
    for path in sorted((folder / "text").glob("*.txt")):
        raw = path.read_bytes().decode("utf-8")
        for annotated in sorted((folder / "attributions").glob(f"{path.stem}_????.ann")):
            spans, events = _brat(annotated.read_text(encoding="utf-8"))
            yield _text(annotated.stem, raw, attributions=[_event(parts, spans) for parts in events])


def worldwide(folder: Path) -> Iterator[tuple[Text, bool]]:
    """The articles of ner-worldwide, and whether each is kept for measuring."""
    for path in sorted(folder.glob("*.tsv")):
        named = named_text(path)
        yield _text(named.id, named.text, entities=named.names), is_held_out(source_of(path))


def plain(name: str, raw: str) -> Text:
    """A text on which nothing is annotated."""
    return _text(name, raw)


def _text(
    name: str,
    raw: str,
    attributions: Sequence[Attributed] | None = None,
    entities: Sequence[tuple[Span, str]] | None = None,
) -> Text:
    page = normalise(raw)
    if page.starts:
        back = _Back(page.text, page.offset, len(raw))
        attributions = attributions and [
            Attributed(back.all(one.source), back.all(one.cue), back.all(one.content)) for one in attributions
        ]
        entities = entities and [(back(span), kind) for span, kind in entities]
    body = paragraphs(page.text)
    return Text(
        name,
        page.text,
        tuple(sentences_in(page.text, [one], "en") for one in body),
        tuple(one.span for one in find_quotations(page.text, body)),
        None if attributions is None else tuple(attributions),
        None if entities is None else tuple(entities),
    )


class _Back:
    """From the raw text's offsets to the normalised text's."""

    def __init__(self, text: str, offset: object, length: int) -> None:
        assert callable(offset)
        self._to = [0] * (length + 1)
        last = 0
        for position in range(len(text) + 1):
            raw = min(offset(position), length)
            for at in range(last, raw + 1):
                self._to[at] = position
            last = raw + 1
        for at in range(last, length + 1):
            self._to[at] = len(text)

    def __call__(self, span: Span) -> Span:
        return Span(self._to[span.start], self._to[span.end])

    def all(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(map(self, spans))


def _brat(annotation: str) -> tuple[dict[str, tuple[Span, ...]], list[list[tuple[str, str]]]]:
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in annotation.splitlines():
        if re.match(r"T\d+\t", line):
            key, body = line.split("\t")[:2]
            spans[key] = tuple(Span(*map(int, piece.split())) for piece in body.split(" ", 1)[1].split(";"))
        elif re.match(r"E\d+\t", line):
            parts = (part.split(":") for part in line.split("\t")[1].split())
            events.append([(re.sub(r"\d+$", "", role).lower(), key) for role, key in parts])
    return spans, events


def _event(parts: Sequence[tuple[str, str]], spans: dict[str, tuple[Span, ...]]) -> Attributed:
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    for role, key in parts:
        if role in found:
            found[role] += spans.get(key, ())
    source, cue, content = (tuple(sorted(found[role])) for role in ROLES)
    return Attributed(source, cue, content)


def paragraph(tokens: Sequence[str], labels: Sequence[str]) -> tuple[str, set[tuple[str, int, int]]]:
    """Tokens of a paragraph as text, and the fragments that BIO `labels` mark: role, start, end."""
    text, spans = printed([tokens])
    found: set[tuple[str, int, int]] = set()
    running, begun = "", 0
    for number, label in enumerate((*labels, "O")):
        prefix, _, role = label.partition("-")
        if running and not (prefix == "I" and role == running):
            found.add((running, begun, spans[number - 1].end))
            running = ""
        if prefix == "B":
            running, begun = role, spans[number].start
    return text, found


def labels_on(words: Sequence[Span], spans: Sequence[tuple[Span, int]]) -> list[int]:
    """BIO labels of `words`: 0 outside; 2k+1 on the first word of a span of class k, 2k+2 on its others.

    A word belongs to a span when at least half of its characters do; where spans overlap, the first given wins.
    """
    labels = [0] * len(words)
    for span, kind in spans:
        inside = [
            number
            for number, word in enumerate(words)
            if word.start < span.end
            and span.start < word.end
            and 2 * (min(word.end, span.end) - max(word.start, span.start)) >= word.length
        ]
        if inside and not any(labels[number] for number in inside):
            for number in inside:
                labels[number] = 2 * kind + 2
            labels[inside[0]] = 2 * kind + 1
    return labels
