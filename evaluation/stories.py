"""How well reports of many events are set apart: folders of one event each, poured together.

    python -m evaluation.stories FOLDER...        each folder holds one event's reports.jsonl; files are passed over

Prints B-cubed precision, recall and F1 (A. Bagga and B. Baldwin, 1998) and the same over pairs of reports, beside two
baselines: all reports one story, and single-pass clustering by TF-IDF (J. Allan et al., Topic detection and tracking
pilot study, 1998). Besides the plain mix there are harder ones: no report dated, all events in one week, and there
every two in one place. Name the folders of events of one kind to see how like events are told apart. The last line
tells how many of the folders stay one story when they are built alone.
"""

from __future__ import annotations

import argparse
import datetime
import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stemma.collect import collect
from stemma.compare.pieces import Material, gather
from stemma.compare.stories import find_stories
from stemma.model import InputError, Reading, Report
from stemma.read.readers import READERS, ReaderName, reader

# The best of 0.05 to 0.5 for the baseline, on the mixes that find_stories was developed on.
_TFIDF_LEAST = 0.15
_FIRST_DAY = datetime.date(2021, 3, 1)
_CONSONANTS, _VOWELS = "BDFGKLMNPRSTVZ", "aeiou"
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][^\W\d_]{3,}")

Event = tuple[Report, ...]
Labels = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"


def b_cubed(gold: Labels, found: Labels) -> Scores:
    """The mean, over reports, of how pure its story is and how much of its event is in it. At least one report."""
    events, stories, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    squares = {pair: count * count for pair, count in both.items()}
    pure = sum(square / stories[story] for (_, story), square in squares.items())
    whole = sum(square / events[event] for (event, _), square in squares.items())
    return Scores(pure / len(gold), whole / len(gold))


def pairwise(gold: Labels, found: Labels) -> Scores:
    """Of the pairs of reports put into one story those that belong there, and the other way round."""
    together = _pairs(zip(gold, found, strict=True))
    return Scores(together / (_pairs(found) or 1), together / (_pairs(gold) or 1))


def _pairs(labels: Iterable[Hashable]) -> int:
    return sum(math.comb(count, 2) for count in Counter(labels).values())


def one_story(material: Material) -> Labels:
    """The baseline that sets nothing apart."""
    return [0] * len(material.reports)


def single_pass(material: Material, least: float = _TFIDF_LEAST) -> Labels:
    """The baseline that puts each report, first published first, into the story whose TF-IDF centroid is nearest.

    It knows beforehand in how many reports each word stands, and opens a story where no cosine is `least`.
    """
    held = [Counter(words.stems) for words in material.words]
    counts = Counter(stem for terms in held for stem in terms)
    vectors = [_tfidf(terms, counts, len(held)) for terms in held]
    centroids: list[Counter[int]] = []
    found = [0] * len(held)
    dated = [(report.published is None, report.published or "", report.id) for report in material.reports]
    for number in sorted(range(len(held)), key=lambda number: dated[number]):
        nearest = max(
            ((_cosine(vectors[number], one), -story) for story, one in enumerate(centroids)), default=(0.0, 0)
        )
        if nearest[0] < least:
            nearest = (0.0, -len(centroids))
            centroids.append(Counter())
        found[number] = -nearest[1]
        centroids[found[number]].update(vectors[number])
    return found


def _tfidf(terms: Counter[int], counts: Counter[int], reports: int) -> Counter[int]:
    weights = {term: (1 + math.log(count)) * math.log(reports / counts[term]) for term, count in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    vector: Counter[int] = Counter()
    vector.update({term: weight / length for term, weight in weights.items()})
    return vector


def _cosine(one: Counter[int], centroid: Counter[int]) -> float:
    length = math.sqrt(sum(weight * weight for weight in centroid.values())) or 1.0
    return sum(weight * centroid.get(term, 0) for term, weight in one.items()) / length


def loaded(folder: Path) -> Event:
    """The reports of an event's folder, ids prefixed with its name. Raises InputError for a bad one."""
    file = folder / "reports.jsonl"
    found = []
    for item in collect(file.read_bytes(), file.name, None, 1):
        if isinstance(item, InputError):
            raise item
        found.append(replace(item.report, id=f"{folder.name}/{item.report.id}"))
    return tuple(found)


def undated(event: Event, number: int) -> Event:
    """The event without dates of publication."""
    return tuple(replace(report, published=None) for report in event)


def in_one_week(event: Event, number: int) -> Event:
    """The event moved in time so that it begins in the week in which all do."""
    days = [datetime.date.fromisoformat(report.published[:10]) for report in event if report.published]
    if not days:
        return event
    shift = _FIRST_DAY + datetime.timedelta(days=number % 7) - min(days)
    return tuple(
        replace(report, published=(datetime.date.fromisoformat(report.published[:10]) + shift).isoformat())
        if report.published
        else report
        for report in event
    )


def in_one_place(event: Event, number: int) -> Event:
    """The event in that week, with the name that most of its reports hold, often its place, shared by two events."""
    moved = in_one_week(event, number)
    held = Counter(name for report in moved for name in sorted(set(_NAME.findall(report.text))))
    if not held:
        return moved
    name = min(held, key=lambda name: (-held[name], name))
    consonant, vowel = number // 2 % len(_CONSONANTS), number // 2 // len(_CONSONANTS) % len(_VOWELS)
    place = f"{_CONSONANTS[consonant]}{_VOWELS[vowel]}lmanta"
    return tuple(replace(report, text=report.text.replace(name, place)) for report in moved)


Change = Callable[[Event, int], Event]
MIXES: dict[str, Change] = {
    "as dated": lambda event, number: event,
    "undated": undated,
    "one week": in_one_week,
    "one place for two": in_one_place,
}
SYSTEMS: dict[str, Callable[[Material], Labels]] = {
    "stemma": find_stories,
    "TF-IDF, single pass": single_pass,
    "all one story": one_story,
}


def material_of(reports: Iterable[Report], read: Callable[[Report], Reading]) -> Material:
    """What stories are found in: the reports by their ids, read."""
    ordered = sorted(reports, key=lambda report: report.id)
    return gather(ordered, [read(report) for report in ordered], ())


def _print_scores(name: str, material: Material) -> None:
    gold = [report.id.split("/")[0] for report in material.reports]
    print(f"\n{name}: {len(gold)} reports of {len(set(gold))} events")
    print(f"  {'':<20} {'stories':>7}  B-cubed P R F1     pairs P R F1")
    for system, label in SYSTEMS.items():
        found = label(material)
        print(f"  {system:<20} {len(set(found)):>7}  {b_cubed(gold, found)}  {pairwise(gold, found)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the folders named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.stories", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--reader", choices=READERS, default="rules")
    options = parser.parse_args(arguments)
    name: ReaderName = options.reader
    read = reader(name)
    folders = sorted((path for path in options.folders if not path.is_file()), key=lambda folder: str(folder.name))
    if not folders:
        parser.error("files alone, and no folder of an event")
    events = {folder: loaded(folder) for folder in folders}
    alone = []
    for mix, change in MIXES.items():
        poured = [report for number, folder in enumerate(folders) for report in change(events[folder], number)]
        _print_scores(mix, material_of(poured, read))
    for folder in folders:
        found = find_stories(material_of(events[folder], read))
        if len(set(found)) > 1:
            alone.append(f"{folder.name} ({len(set(found))})")
    print(
        f"\nalone, {len(folders) - len(alone)} of {len(folders)} folders stay one story; not: {', '.join(alone) or '-'}"
    )


if __name__ == "__main__":
    main()
