"""Copied passages: runs of words that stand in two reports, give or take a few changed ones.

Each report is compared with those published before it that an index over shingles brings up (`shingles`), and aligned
with them along the shingles that both hold (`runs`). Nothing of it depends on reports that came later but for what is
boilerplate, so a case can grow report by report: `ShingleIndex.add`, then `runs_into` for the report and for those
that it `ShingleIndex.touched`.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

from stemma.compare.boilerplate import Boilerplate
from stemma.compare.pieces import Material
from stemma.compare.runs import Forms, Run, chained, shared_blocks
from stemma.compare.shingles import SHINGLE, Hashes, Ints, Key, ShingleIndex, publication_key, shingles, word_hashes
from stemma.model import Evidence, Passage, Pointer, Report, Span
from stemma.text.tokens import fold

# A passage has this many words in common, or fewer that are rare enough in the language. At 4 the names of bodies and
# anniversaries in full come up as copies, at 5.5 short quotations are lost.
_LEAST_WORDS = 12
_RARE_WEIGHT = 5.0


def find_passages(material: Material) -> tuple[Passage, ...]:
    """All copied passages of the case, by left and right place. Furniture is left out, and so are revisions.

    Left is the report that was published first (by id where that is not known).
    """
    pages = Pages(material)
    index = ShingleIndex()
    index.extend((pages.key(number), pages.hashes(number)) for number in range(len(pages)))
    boilerplate = Boilerplate(index, pages.publishers, pages.items)
    found = []
    for right in range(len(pages)):
        for left, run in runs_into(pages, index, right):
            found.append(_passage(pages, (left, right), run, boilerplate))
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right)))


class Pages:
    """A case's reports as they are compared: numbered in order of publication, by their words without furniture.

    `items` says by number which item a report is a version of, `publishers` who put it out: a number, or -1 where that
    is not known.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        reports = material.reports
        self._order = sorted(range(len(reports)), key=lambda n: publication_key(reports[n].published, reports[n].id))
        self._kept = [_own_words(material, number) for number in self._order]
        self._hashes = word_hashes(material.lexicon.forms)
        ordered = [reports[number] for number in self._order]
        self.items, self.publishers = _items(ordered), _publishers(ordered)
        self._versions: dict[int, list[int]] = {}
        for number, item in enumerate(self.items.tolist()):
            self._versions.setdefault(item, []).append(number)

    def __len__(self) -> int:
        return len(self._order)

    def key(self, number: int) -> Key:
        """What the index orders the report by."""
        report = self.report(number)
        return publication_key(report.published, report.id)

    def report(self, number: int) -> Report:
        """The report of this number."""
        return self._material.reports[self._order[number]]

    def forms(self, number: int) -> Forms:
        """The numbers of the report's words."""
        return np.asarray(self._material.words[self._order[number]].forms, dtype=np.int32)[self._kept[number]]

    def hashes(self, number: int) -> Hashes:
        """The report's shingles, by place."""
        return shingles(self._hashes[self.forms(number)])

    def versions(self, number: int) -> Sequence[int]:
        """The reports that are versions of the same item, this one included."""
        return self._versions[int(self.items[number])]

    def same_publisher(self, one: int, other: int) -> bool:
        """Whether both reports have the same publisher, as far as that is known."""
        return bool(self.publishers[one] == self.publishers[other] >= 0)

    def span(self, number: int, first: int, last: int) -> Span:
        """The characters from word `first` to before word `last`."""
        words, kept = self._material.words[self._order[number]], self._kept[number]
        return Span(words.starts[int(kept[first])], words.ends[int(kept[last - 1])])

    def rarity(self, number: int, first: int, last: int) -> float:
        """How much the distinct words of that range weigh together, by how rare they are in the language."""
        words, lexicon = self._material.words[self._order[number]], self._material.lexicon
        stems = {words.stems[place] for place in self._kept[number][first:last].tolist()}
        return float(sum(lexicon.prior[stem] for stem in sorted(stems) if lexicon.content[stem]))


def runs_into(pages: Pages, index: ShingleIndex, right: int) -> list[tuple[int, Run]]:
    """What a report shares with earlier ones, as their numbers with runs of words: enough of them to be no accident."""
    hashes = pages.hashes(right)
    lefts = index.partners(right, hashes, pages.versions(right)).tolist()
    forms = pages.forms(right)
    found = []
    for place, blocks in shared_blocks([pages.hashes(left) for left in lefts], hashes):
        left = lefts[place]
        for run in chained(blocks, pages.forms(left), forms):
            if run.shared >= _LEAST_WORDS or _is_rare(pages, left, right, run):
                found.append((left, run))
    return found


def _is_rare(pages: Pages, left: int, right: int, run: Run) -> bool:
    """Whether a few words are such as two do not hit on by themselves; one newsroom has its own turns of phrase."""
    if pages.same_publisher(left, right):
        return False
    return pages.rarity(left, run.left, run.left_end) >= _RARE_WEIGHT


def _own_words(material: Material, number: int) -> Forms:
    """Indexes of a report's words that do not stand in furniture."""
    words = material.words[number]
    keep = np.ones(len(words.starts), dtype=bool)
    for span in material.readings[number].furniture:
        first, last = words.within(span)
        keep[first:last] = False
    return np.flatnonzero(keep).astype(np.int32)


def _items(reports: Sequence[Report]) -> Ints:
    """A number for the item that each report is a version of, by its first version that is known."""
    earlier = {report.id: report.revision_of for report in reports}
    numbers: dict[str, int] = {}
    found = []
    for report in reports:
        root, seen = report.id, {report.id}
        while (before := earlier.get(root)) is not None and before not in seen:
            root = before
            seen.add(root)
        found.append(numbers.setdefault(root, len(numbers)))
    return np.array(found, dtype=np.int64)


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


def _passage(pages: Pages, pair: tuple[int, int], run: Run, boilerplate: Boilerplate) -> Passage:
    left = Pointer(pages.report(pair[0]).id, pages.span(pair[0], run.left, run.left_end))
    right = Pointer(pages.report(pair[1]).id, pages.span(pair[1], run.right, run.right_end))
    lengths = run.left_end - run.left, run.right_end - run.right
    changed = max(lengths) - run.shared
    evidence = Evidence(
        kind="copied words",
        value=float(run.shared),
        why=f"{max(lengths)} words in a row stand in both" + (f", {changed} changed" if changed > 0 else ""),
        left=left,
        right=right,
    )
    return Passage(
        left=left,
        right=right,
        score=round(min(1.0, run.shared / min(lengths)), 4),
        evidence=(evidence,),
        boilerplate=_is_boilerplate(pages, pair, run, boilerplate),
    )


def _is_boilerplate(pages: Pages, pair: tuple[int, int], run: Run, boilerplate: Boilerplate) -> bool:
    left, right = pair
    if not pages.same_publisher(left, right):
        return False
    copied = pages.hashes(right)[run.right : run.right_end - SHINGLE + 1]
    return boilerplate.covers(copied, int(pages.publishers[right]))
