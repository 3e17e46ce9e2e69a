"""How well a likeness tells which words say the same: the sentence encoder's, and that of shared words.

    python -m evaluation.encoder [--weights FOLDER] [--events]

The members of gold claims, and of gold utterances, are given as they were annotated. Of all pairs of them in different
reports, those above one threshold are taken to say the same; printed is the F1 of the best threshold for each case. It
is chosen on the case itself, so the figures compare likenesses with each other and are no figures of the finished
comparison, which has to find the clauses, groups them, and has one threshold for all cases. Measured on pairs in one
language, and on all; words of languages that the encoder does not read are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from evaluation.corpora import GoldCase, gold_cases, invented_events, shared_folder
from stemma.model import Span, WeightsError
from stemma.text.encoder import WEIGHTS
from stemma.text.glossary import glossary
from stemma.text.meaning import TrainedMeaning, is_read
from stemma.text.sentences import split
from stemma.text.tokens import fold, stem, stopwords, tokenise

Json = dict[str, Any]
Floats = npt.NDArray[np.float32]
Kind = Literal["claims", "utterances"]
KINDS: tuple[Kind, ...] = ("claims", "utterances")


@dataclass(frozen=True, slots=True)
class Member:
    """Words that were annotated as part of claims or utterances: `span` of `context`, the sentences they stand in.

    `start` is where the words begin in their report. `groups` are the ids of what they are part of, and of what words
    are part of that they share half of the shorter with.
    """

    report: str
    language: str | None
    context: str
    span: Span
    start: int
    groups: frozenset[str]

    @property
    def words(self) -> str:
        """The annotated words."""
        return self.span.of(self.context)


Likeness = Callable[[Sequence[Member]], Floats]


def members(case: GoldCase, kind: Kind) -> tuple[Member, ...]:
    """What is annotated in a case, in the order of the gold file, each place once; languages that are read only."""
    rows = map(json.loads, filter(str.strip, case.reports.read_text(encoding="utf-8").split("\n")))
    reports: dict[str, Json] = {row["id"]: row for row in rows}
    groups: dict[tuple[str, str], set[str]] = {}
    for group in json.loads(case.gold.read_text(encoding="utf-8"))[kind]:
        for member in group["members"]:
            groups.setdefault((member["report"], member["text"]), set()).add(group["id"])
    sentences = {name: split(row["text"], row.get("lang")) for name, row in reports.items()}
    found = [
        _member(reports[name], words, sentences[name], frozenset(ids))
        for (name, words), ids in groups.items()
        if words and words in reports[name]["text"] and is_read(reports[name].get("lang"))
    ]
    return tuple(_sharing(found))


def _member(report: Json, words: str, sentences: Sequence[Span], groups: frozenset[str]) -> Member:
    start = report["text"].find(words)
    end = start + len(words)
    around = [sentence for sentence in sentences if sentence.start < end and start < sentence.end]
    context = Span(min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)]))
    span = Span(start - context.start, end - context.start)
    return Member(report["id"], report.get("lang"), context.of(report["text"]), span, start, groups)


def _sharing(found: Sequence[Member]) -> Iterator[Member]:
    """The members, those that share half of the shorter's characters with the groups of both."""
    in_report: dict[str, list[Member]] = {}
    for one in found:
        in_report.setdefault(one.report, []).append(one)
    for one in found:
        near = (other.groups for other in in_report[one.report] if _overlap(one, other))
        yield replace(one, groups=one.groups.union(*near))


def _overlap(one: Member, other: Member) -> bool:
    shared = min(one.start + one.span.length, other.start + other.span.length) - max(one.start, other.start)
    return 2 * shared >= min(one.span.length, other.span.length)


def best_f1(likeness: Floats, same: npt.NDArray[np.bool_]) -> float | None:
    """The F1 of the best threshold on pairs' `likeness`; None where no pair is the `same`."""
    if not same.any():
        return None
    order = np.argsort(-likeness, kind="stable")
    ordered, right = likeness[order], np.cumsum(same[order])
    taken = np.arange(1, len(order) + 1)
    # A threshold takes all pairs that are equally alike, or none of them.
    last = np.append(ordered[1:] != ordered[:-1], True)
    return float((2 * right / (taken + same.sum()))[last].max())


def separation(found: Sequence[Member], likeness: Floats, across: bool = False) -> float | None:
    """The best F1 over members in different reports, in one language or, where `across`, in any; None without a pair.

    `likeness`: (members, members).
    """
    one, other = np.triu_indices(len(found), 1)
    reports = np.array([member.report for member in found])
    languages = np.array([member.language or "" for member in found])
    apart = reports[one] != reports[other]
    if not across:
        apart &= languages[one] == languages[other]
    one, other = one[apart], other[apart]
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    same = np.array([not found[a].groups.isdisjoint(found[b].groups) for a, b in pairs], bool)
    return best_f1(likeness[one, other], same)


def by_meaning(encoder: TrainedMeaning) -> Likeness:
    """The cosine of the encoder's vectors, each member within its sentence."""

    def likeness(found: Sequence[Member]) -> Floats:
        vectors = [encoder(member.context, [member.span], member.language) for member in found]
        rows = np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float32)
        return np.asarray(rows @ rows.T, np.float32)

    return likeness


def by_words(found: Sequence[Member]) -> Floats:
    """Dice's coefficient of the sets of stems, stop words left out; other languages by their glossary's English."""
    held = [stems(member) for member in found]
    numbers = {name: number for number, name in enumerate(sorted({name for one in held for name in one}))}
    rows = np.zeros((len(held), len(numbers)), np.float32)
    for row, names in zip(rows, held, strict=True):
        row[[numbers[name] for name in names]] = 1
    sizes = rows.sum(1)
    return np.asarray(2 * (rows @ rows.T) / np.maximum(sizes[:, None] + sizes, 1), np.float32)


def stems(member: Member) -> frozenset[str]:
    """The English stems of a member's words without its stop words."""
    known = glossary(member.language)
    words = (token.folded if known is None else known.english(token.text) for token in tokenise(member.words))
    parts = (fold(part) for word in words for part in word.split())
    return frozenset(stem(part, "en") for part in parts if part not in stopwords("en"))


def by_both(encoder: TrainedMeaning) -> Likeness:
    """The meanings' likeness and half the words', as the comparison of claims weighs them."""
    meaning = by_meaning(encoder)
    return lambda found: np.asarray(meaning(found) + 0.5 * by_words(found), np.float32)


def figures(case: GoldCase, likenesses: dict[str, Likeness]) -> Iterator[tuple[str, list[float | None]]]:
    """A row for each kind and likeness: in one language, across languages."""
    for kind in KINDS:
        found = members(case, kind)
        for name, likeness in likenesses.items():
            table = likeness(found)
            yield f"{kind:<12}{name:<10}", [separation(found, table, across) for across in (False, True)]


def averaged(rows: Iterable[tuple[str, list[float | None]]]) -> Iterator[tuple[str, list[float | None]]]:
    """The means of the rows of one name, over those that have a figure."""
    by_name = groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0])
    for name, some in by_name:
        columns = zip(*(values for _, values in some), strict=True)
        known = [[value for value in column if value is not None] for column in columns]
        yield name, [mean(column) if column else None for column in known]


def _print(title: str, rows: Iterable[tuple[str, list[float | None]]]) -> None:
    print(f"{title:<32}{'one language':>14}{'any':>8}")
    for name, (within, across) in rows:
        print(f"  {name:<30}{_figure(within):>14}{_figure(across):>8}", flush=True)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".removeprefix("0")


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where the encoder can't be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="a folder with other weights to measure")
    parser.add_argument("--events", action="store_true", help="print each held-out event, not their means alone")
    asked = parser.parse_args(argv)
    try:
        encoder = TrainedMeaning(asked.weights)
    except WeightsError as error:
        print(f"encoder: {error}; nothing measured", file=sys.stderr)
        return 2
    likenesses = {"meaning": by_meaning(encoder), "words": by_words, "both": by_both(encoder)}
    for case in gold_cases(shared_folder()):
        _print(case.name, figures(case, likenesses))
    events = invented_events(held_out=True)
    rows = []
    for event in events:
        rows.append(list(figures(event, likenesses)))
        if asked.events:
            _print(event.name, rows[-1])
    _print(f"{len(events)} held-out events, mean", averaged(row for some in rows for row in some))
    return 0


if __name__ == "__main__":
    sys.exit(main())
