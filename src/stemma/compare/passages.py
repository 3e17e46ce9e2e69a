"""Copied passages: runs of words that stand in two reports, give or take a few changed ones.

Shingles (runs of five words, hashed) go into an inverted index; pairs of reports that share enough of them are
aligned along the shared shingles. After U. Manber, Finding similar files in a large file system (1994), and
S. Schleimer et al., Winnowing (2003), without sampling: a case is small enough to keep every shingle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from stemma.compare.pieces import Material
from stemma.model import Evidence, Passage, Pointer, Report, Span
from stemma.text.tokens import fold

Ints = npt.NDArray[np.int64]

_SHINGLE = 5
# A shingle that at most this many reports hold pairs them all; one that more hold pairs each with the first few of
# them, in order of publication, so that a story that hundreds carry stays linear and leads to where it was first.
_PAIR_ALL = 8
_FIRST_FEW = 3
# Two runs belong to one passage when no more than these words stand between them, changed or not.
_CHANGED = 3
_WIDEST_GAP = 12
# A passage has this many words in common, or fewer that are rare enough.
_LEAST_WORDS = 12
_LEAST_RARE_WORDS = 8
_RARE_WEIGHT = 4.0
# So many pages of one publisher share what its pages carry anyway.
_PAGES_FOR_BOILERPLATE = 3


class _Block(NamedTuple):
    """Words that two reports share in a row: first word on either side, and how many."""

    left: int
    right: int
    length: int
    boilerplate: bool


class _Run(NamedTuple):
    """Blocks chained: ranges of words on either side, how many are shared, how many of these are boilerplate."""

    left: int
    left_end: int
    right: int
    right_end: int
    shared: int
    boilerplate: int


def find_passages(material: Material) -> tuple[Passage, ...]:
    """All copied passages of the case, by left and right place. Furniture is left out, and so are revisions.

    Left is the report that was published first (by id where that is not known).
    """
    if len(material.reports) < 2:
        return ()
    kept = [_own_words(material, number) for number in range(len(material.reports))]
    forms = [np.asarray(words.forms, dtype=np.int64)[keep] for words, keep in zip(material.words, kept, strict=True)]
    order = _by_publication(material.reports)
    roots = _roots(material.reports)
    found: list[Passage] = []
    for left, right, blocks in _blocks(forms, order, _publishers(material.reports)):
        if roots[left] == roots[right]:
            continue
        for run in _runs(blocks, forms[left], forms[right]):
            if _is_enough(material, left, kept[left], run):
                found.append(_passage(material, (left, right), (kept[left], kept[right]), run))
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right)))


def _own_words(material: Material, number: int) -> Ints:
    """Indexes of a report's words that do not stand in furniture."""
    words = material.words[number]
    keep = np.ones(len(words.starts), dtype=bool)
    for span in material.readings[number].furniture:
        first, last = words.within(span)
        keep[first:last] = False
    return np.flatnonzero(keep)


def _by_publication(reports: Sequence[Report]) -> list[int]:
    """Indexes of the reports, first published first; the undated come last."""
    return sorted(range(len(reports)), key=lambda n: (reports[n].published is None, reports[n].published or "", n))


def _roots(reports: Sequence[Report]) -> list[str]:
    """For each report, the id of the first version of it that is known."""
    earlier = {report.id: report.revision_of for report in reports}
    roots = []
    for report in reports:
        root, seen = report.id, {report.id}
        while (before := earlier.get(root)) is not None and before not in seen:
            root = before
            seen.add(root)
        roots.append(root)
    return roots


def _publishers(reports: Sequence[Report]) -> Ints:
    """A number for each report's publisher, or its host where no publisher is named; -1 where neither is known."""
    numbers: dict[str, int] = {}
    found = []
    for report in reports:
        name = fold(report.publisher) if report.publisher else _host(report.url)
        found.append(numbers.setdefault(name, len(numbers)) if name else -1)
    return np.array(found, dtype=np.int64)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def _shingles(forms: Ints) -> npt.NDArray[np.uint64]:
    """One hash for each run of words, by the number of its first word."""
    count = len(forms) - _SHINGLE + 1
    hashes = np.zeros(max(count, 0), dtype=np.uint64)
    for step in range(_SHINGLE):
        mixed = (forms[step : step + len(hashes)].astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        hashes = hashes * np.uint64(0x100000001B3) ^ (mixed ^ (mixed >> np.uint64(29)))
    return hashes


def _blocks(forms: Sequence[Ints], order: Sequence[int], publishers: Ints) -> Iterator[tuple[int, int, list[_Block]]]:
    """Pairs of reports (indexes, in order of publication) with the blocks they share, in order of the left side."""
    hashes = [_shingles(forms[number]) for number in order]
    ranks = np.repeat(np.arange(len(order)), [len(found) for found in hashes])
    places = np.concatenate([np.arange(len(found)) for found in hashes])
    pairs = _shared_shingles(np.concatenate(hashes), ranks, places, publishers[np.asarray(order)])
    if not len(pairs):
        return
    codes, lefts, rights, known = pairs
    breaks = (codes[1:] != codes[:-1]) | (lefts[1:] != lefts[:-1] + 1) | (rights[1:] != rights[:-1] + 1)
    starts = np.flatnonzero(np.concatenate([[True], breaks]))
    ends = np.concatenate([starts[1:], [len(codes)]])
    marked = np.concatenate([[0], np.cumsum(known)])
    plain = (2 * (marked[ends] - marked[starts]) > ends - starts).tolist()
    rows = zip(
        codes[starts].tolist(),
        lefts[starts].tolist(),
        rights[starts].tolist(),
        (ends - starts).tolist(),
        plain,
        strict=True,
    )
    current = -1
    blocks: list[_Block] = []
    for code, left, right, length, boilerplate in rows:
        if code != current:
            if blocks:
                yield order[current // len(order)], order[current % len(order)], blocks
            current, blocks = code, []
        blocks.append(_Block(left, right, length + _SHINGLE - 1, boilerplate))
    yield order[current // len(order)], order[current % len(order)], blocks


def _shared_shingles(hashes: npt.NDArray[np.uint64], ranks: Ints, places: Ints, publishers: Ints) -> Ints:
    """Four rows, sorted by columns: code of the pair of ranks, place on the left, on the right, is it boilerplate."""
    order = np.lexsort((places, ranks, hashes))
    hashes, ranks, places = hashes[order], ranks[order], places[order]
    # Within one report only a shingle's first place counts.
    first = np.ones(len(hashes), dtype=bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (ranks[1:] != ranks[:-1])
    hashes, ranks, places = hashes[first], ranks[first], places[first]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else np.zeros(0, int)
    sizes = np.diff(np.concatenate([starts, [len(hashes)]]))
    count = len(publishers)
    found: list[Ints] = []
    for size in np.unique(sizes[sizes > 1]).tolist():
        groups = starts[sizes == size]
        one, other = np.triu_indices(size, 1)
        if size > _PAIR_ALL:
            few = one < _FIRST_FEW
            one, other = one[few], other[few]
        held = ranks[groups[:, None] + np.arange(size)]
        own = publishers[held]
        same = (own == own[:, :1]).all(axis=1) & (own[:, 0] >= 0) & (size >= _PAGES_FOR_BOILERPLATE)
        codes = held[:, one] * count + held[:, other]
        at = places[groups[:, None] + np.arange(size)]
        known = np.repeat(same[:, None], len(one), axis=1).astype(np.int64)
        found.append(np.stack([codes.ravel(), at[:, one].ravel(), at[:, other].ravel(), known.ravel()]))
    if not found:
        return np.zeros((0, 0), dtype=np.int64)
    rows = np.concatenate(found, axis=1)
    return rows[:, np.lexsort((rows[2], rows[1], rows[0]))]


def _runs(blocks: Sequence[_Block], left: Ints, right: Ints) -> Iterator[_Run]:
    """Blocks chained over a few changed words, in order of the left side."""
    run: _Run | None = None
    for block in blocks:
        joined = _joined(run, block, left, right) if run is not None else None
        if run is not None and joined is None:
            yield run
        plain = block.length if block.boilerplate else 0
        start = _Run(
            block.left, block.left + block.length, block.right, block.right + block.length, block.length, plain
        )
        run = joined or start
    if run is not None:
        yield run


def _joined(run: _Run, block: _Block, left: Ints, right: Ints) -> _Run | None:
    """The run with the block at its end, or None where they don't follow each other on both sides."""
    left_gap, right_gap = block.left - run.left_end, block.right - run.right_end
    # Blocks around one changed word may claim the same word twice.
    overlap = max(0, -min(left_gap, right_gap))
    if overlap >= block.length or max(left_gap, right_gap) + overlap > _WIDEST_GAP:
        return None
    common = 0
    if left_gap > 0 and right_gap > 0:
        between = left[run.left_end : block.left].tolist(), right[run.right_end : block.right].tolist()
        common = LCSseq.similarity(*between)
    if max(left_gap, right_gap) + overlap > _CHANGED and 2 * common < max(left_gap, right_gap):
        return None
    added = block.length - overlap
    ends = block.left + block.length, block.right + block.length
    plain = run.boilerplate + (added if block.boilerplate else 0)
    return _Run(run.left, ends[0], run.right, ends[1], run.shared + common + added, plain)


def _is_enough(material: Material, left: int, kept: Ints, run: _Run) -> bool:
    if run.shared >= _LEAST_WORDS:
        return True
    if run.shared < _LEAST_RARE_WORDS:
        return False
    words, lexicon = material.words[left], material.lexicon
    stems = {words.stems[number] for number in kept[run.left : run.left_end].tolist()}
    return bool(sum(lexicon.weights[number] for number in stems if lexicon.content[number]) >= _RARE_WEIGHT)


def _passage(material: Material, pair: tuple[int, int], kept: tuple[Ints, Ints], run: _Run) -> Passage:
    pointers = [
        Pointer(
            material.reports[number].id,
            Span(material.words[number].starts[int(own[first])], material.words[number].ends[int(own[last - 1])]),
        )
        for number, own, first, last in (
            (pair[0], kept[0], run.left, run.left_end),
            (pair[1], kept[1], run.right, run.right_end),
        )
    ]
    lengths = run.left_end - run.left, run.right_end - run.right
    changed = max(lengths) - run.shared
    evidence = Evidence(
        kind="copied words",
        value=float(run.shared),
        why=f"{max(lengths)} words in a row stand in both" + (f", {changed} changed" if changed > 0 else ""),
        left=pointers[0],
        right=pointers[1],
    )
    return Passage(
        left=pointers[0],
        right=pointers[1],
        score=round(min(1.0, run.shared / min(lengths)), 4),
        evidence=(evidence,),
        boilerplate=2 * run.boilerplate > run.shared,
    )
