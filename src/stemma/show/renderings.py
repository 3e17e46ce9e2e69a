"""Utterances side by side: the same speech in the words of several reports, with what differs marked."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Case, Drift, Pointer, Span, Utterance, UtteranceMember
from stemma.show.characters import visible
from stemma.show.collation import Slot, collate
from stemma.show.labels import Labels, Quote
from stemma.text.tokens import Token, tokenise

# With fewer of the shorter one's words in both, marking every other word would say nothing.
_COMPARABLE = 0.5
# Longer renderings are not sentences; comparing them word by word would take quadratic time.
_LONGEST_COMPARED = 400
_LONGEST_SHOWN = 2_000
# Changes of meaning, the loudest first; a name is often only spelt another way.
_LOUD = ("number", "negation", "hedge", "name")
_SAID = ("number", "negation", "hedge")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a rendering's characters; `kind` says how they differ from the first rendering, None if they don't."""

    text: str
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One wording and the reports that carry it, the earliest first.

    `first` marks the earliest wording in its language, with which the others are compared; `note` says why one was not.
    """

    quotes: tuple[Quote, ...]
    pieces: tuple[Piece, ...]
    first: bool
    note: str | None
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A wording's words over so many columns of an apparatus; `same` where the first wording has them too."""

    pieces: tuple[Piece, ...]
    columns: int
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One wording in an apparatus: its cells are together as wide as those of every other line."""

    rendering: Rendering
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """An utterance's wordings in one language: those that go word by word as `lines`, all `others` as they stand.

    `renders` says of which wordings in another language they are renderings, where reports say so.
    """

    language: str | None
    lines: tuple[Line, ...]
    others: tuple[Rendering, ...]
    renders: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel:
    """An utterance's renderings in parallel. `changes` are the sentences for changes of number, negation or hedge."""

    utterance: Utterance
    speaker: str | None
    reports: int
    tongues: tuple[Tongue, ...]
    changes: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def renderings(self) -> tuple[Rendering, ...]:
        """All wordings, the earliest of each language before the others."""
        found = [one for tongue in self.tongues for one in (*(line.rendering for line in tongue.lines), *tongue.others)]
        return tuple(found)


def parallels(labels: Labels, most: int | None = None) -> tuple[Parallel, ...]:
    """Every utterance that more than one report renders: those in several wordings first, then by number of reports.

    No more than the first `most` of them are worked out.
    """
    several: list[tuple[Utterance, list[list[UtteranceMember]]]] = []
    single: list[tuple[Utterance, list[list[UtteranceMember]]]] = []
    for utterance in sorted(rendered_by_several(labels.case), key=_reports, reverse=True):
        if most is not None and len(several) >= most:
            break
        wordings = _wordings(utterance, labels)
        (several if len(wordings) > 1 else single).append((utterance, wordings))
    return tuple(_parallel(utterance, wordings, labels) for utterance, wordings in [*several, *single][:most])


def rendered_by_several(case: Case) -> list[Utterance]:
    """The utterances that more than one report renders."""
    return [utterance for utterance in case.utterances if _reports(utterance) > 1]


def _reports(utterance: Utterance) -> int:
    return len({member.report for member in utterance.members})


def _parallel(utterance: Utterance, wordings: list[list[UtteranceMember]], labels: Labels) -> Parallel:
    tongues = (_tongue(group, utterance, labels) for group in _by_language(wordings, labels))
    return Parallel(
        utterance=utterance,
        speaker=labels.actor(utterance.speaker),
        reports=_reports(utterance),
        # What is rendered stands before its renderings.
        tongues=tuple(sorted(tongues, key=lambda tongue: tongue.renders is not None)),
        changes=tuple(dict.fromkeys(drift.why for drift in utterance.drift if drift.kind in _SAID)),
        evidence=tuple(dict.fromkeys(evidence.why for evidence in utterance.evidence)),
    )


def _tongue(wordings: list[list[UtteranceMember]], utterance: Utterance, labels: Labels) -> Tongue:
    first = wordings[0]
    shown = [_rendering(first, wording, utterance.drift, labels) for wording in wordings]
    aligned = [number for number, rendering in enumerate(shown) if rendering.note is None]
    lines = _lines(
        [wordings[number][0] for number in aligned], [shown[number] for number in aligned], utterance, labels
    )
    return Tongue(
        language=labels.reports[first[0].report].language,
        lines=lines,
        others=tuple(one for number, one in enumerate(shown) if not lines or number not in aligned),
        renders=_rendered(wordings, utterance, labels),
    )


def _lines(
    members: Sequence[UtteranceMember], renderings: Sequence[Rendering], utterance: Utterance, labels: Labels
) -> tuple[Line, ...]:
    """The wordings as an apparatus; nothing where there are fewer than two, or they make no table."""
    tokens = [_tokens(member, labels) for member in members]
    if len(members) < 2 or not all(tokens):
        return ()
    base, *others = ([token.folded for token in found] for found in tokens)
    table = collate(base, others)
    if table is None:
        return ()
    return tuple(
        Line(rendering, tuple(_cells(member, found, slots, utterance.drift, labels)))
        for member, rendering, found, slots in zip(members, renderings, tokens, table, strict=True)
    )


def _cells(
    member: UtteranceMember, tokens: Sequence[Token], slots: Iterable[Slot], drift: Iterable[Drift], labels: Labels
) -> Iterator[Cell]:
    """A line's cells. Each holds its words with the marks that follow them; what stands before the first is its too."""
    text = labels.reports[member.report].text
    drifted = list(_drifted(member, drift))
    for slot in slots:
        if slot.start == slot.end:
            yield Cell((), slot.columns, slot.same)
            continue
        start = member.span.start if slot.start == 0 else tokens[slot.start].span.start
        end = member.span.end if slot.end == len(tokens) else tokens[slot.end].span.start
        marks = [] if slot.same else list(_marks(tokens[slot.start : slot.end]))
        yield Cell(tuple(_pieces(text, Span(start, end), [*marks, *drifted])), slot.columns, slot.same)


def _rendered(wordings: Sequence[Sequence[UtteranceMember]], utterance: Utterance, labels: Labels) -> str | None:
    """ "renders Wire, 2 May 2031": a report of the utterance in another language that one of these says it renders."""
    own = {member.report for wording in wordings for member in wording}
    language = labels.reports[wordings[0][0].report].language
    others = {m.report for m in utterance.members if m.report in labels.reports and m.report not in own}
    others = {report for report in others if labels.reports[report].language != language}
    for edge in labels.case.lineage:
        if edge.kind == "renders" and edge.report in own and edge.takes_from.report in others:
            source = edge.takes_from.report
            return f"{labels.publisher(edge.report)} renders {labels.publisher(source)}, {labels.when(source)}"
    return None


def _wordings(utterance: Utterance, labels: Labels) -> list[list[UtteranceMember]]:
    """Members by equal words (case, punctuation and diacritics aside), the earliest wording and report first."""
    known = [member for member in utterance.members if labels.quote(Pointer(member.report, member.span))]
    known.sort(key=lambda member: (labels.earliest_first(member.report), member.span))
    grouped: dict[tuple[str, ...], list[UtteranceMember]] = {}
    for member in known:
        key = tuple(token.folded for token in _tokens(member, labels))
        grouped.setdefault(key, []).append(member)
    return list(grouped.values())


def _by_language(wordings: list[list[UtteranceMember]], labels: Labels) -> list[list[list[UtteranceMember]]]:
    """Wordings of one language together, the language with most of them first: only they compare word by word."""
    grouped: dict[str | None, list[list[UtteranceMember]]] = {}
    for wording in wordings:
        grouped.setdefault(labels.reports[wording[0].report].language, []).append(wording)
    return sorted(grouped.values(), key=lambda group: -len(group))


def _tokens(member: UtteranceMember, labels: Labels) -> list[Token]:
    return tokenise(labels.reports[member.report].text, member.span)


def _rendering(
    first: Sequence[UtteranceMember], wording: Sequence[UtteranceMember], drift: Iterable[Drift], labels: Labels
) -> Rendering:
    member = wording[0]
    marks, left_out, note = ([], [], None) if wording is first else _compared(first[0], member, labels)
    quotes = (labels.quote(Pointer(other.report, other.span)) for other in wording)
    text = labels.reports[member.report].text
    span = Span(member.span.start, min(member.span.end, member.span.start + _LONGEST_SHOWN))
    return Rendering(
        quotes=tuple(quote for quote in quotes if quote),
        first=wording is first,
        pieces=tuple(_pieces(text, span, [*marks, *_drifted(member, drift)])),
        note=note or ("not shown to its end" if span != member.span else None),
        left_out=tuple(left_out),
    )


def _compared(
    first: UtteranceMember, member: UtteranceMember, labels: Labels
) -> tuple[list[tuple[Span, str]], list[str], str | None]:
    """Marks on the words of `member` that differ, the words of `first` left out in between, a note in place of both."""
    before, after = _tokens(first, labels), _tokens(member, labels)
    if max(len(before), len(after)) > _LONGEST_COMPARED:
        return [], [], "too long to compare word by word"
    matcher = difflib.SequenceMatcher(None, [t.folded for t in before], [t.folded for t in after], autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < _COMPARABLE * min(len(before), len(after)):
        return [], [], "other words throughout"
    marks: list[tuple[Span, str]] = []
    left_out: list[str] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("replace", "insert"):
            marks += _marks(after[j1:j2])
        elif tag == "delete" and i1 > 0 and i2 < len(before):
            span = Span(before[i1].span.start, before[i2 - 1].span.end)
            left_out.append(visible(span.of(labels.reports[first.report].text)))
    return marks, left_out, None


def _marks(tokens: Sequence[Token]) -> Iterator[tuple[Span, str]]:
    """One mark over neighbouring words; numbers get a louder one of their own."""
    plain: list[Token] = []
    for token in tokens:
        if any(char.isdigit() for char in token.text):
            yield token.span, "number"
        else:
            plain.append(token)
    if plain and len(plain) == len(tokens):
        yield Span(plain[0].span.start, plain[-1].span.end), "words"
    elif plain:
        yield from ((token.span, "words") for token in plain)


def _drifted(member: UtteranceMember, drift: Iterable[Drift]) -> Iterator[tuple[Span, str]]:
    for change in (change for change in drift if change.kind in _LOUD):
        for pointer in (change.before, change.after):
            if pointer and pointer.report == member.report and pointer.span.overlaps(member.span):
                yield pointer.span, change.kind


def _pieces(text: str, span: Span, marks: Iterable[tuple[Span, str]]) -> Iterator[Piece]:
    """The characters of `span` cut where a mark begins or ends; the louder kind wins where marks overlap."""
    clipped = [(max(mark.start, span.start), min(mark.end, span.end), kind) for mark, kind in marks]
    cuts = sorted({span.start, span.end, *(cut for start, end, _ in clipped if start < end for cut in (start, end))})
    for start, end in itertools.pairwise(cuts):
        kinds = [kind for mark_start, mark_end, kind in clipped if mark_start <= start and end <= mark_end]
        loudest = min(kinds, key=_loudness) if kinds else None
        yield Piece(visible(text[start:end]), loudest)


def _loudness(kind: str) -> tuple[int, str]:
    return (_LOUD.index(kind) if kind in _LOUD else len(_LOUD), kind)
