"""How well and how fast main text is found in web pages, beside trafilatura alone and others.

    python -m evaluation.extraction FOLDER [--part first|second|all] [--only NAME...]

FOLDER is a public benchmark, whose pages are not ours to publish: a checkout of Zyte's article-extraction-benchmark
(`ground-truth.json` and `html/`), or the folder `tests` of trafilatura's sources (`evaldata.json`, `eval/`, `cache/`).

Quality is what the benchmark's own program computes. Zyte's: precision and recall over runs of four words, the mean of
the pages. trafilatura's: passages that have to be there and passages that must not, counted over all pages. Behind the
recall stands how it differs from trafilatura's, with the 95% interval of 1,000 draws of the pages with replacement.

Pages per second are those of one core, from decoded text: of the main text alone, and of a whole page to a report, with
its address, headline, publisher, byline, date, links and language. `--part` takes every other page, so that thresholds
can be chosen on some and judged on others. `uv sync --group bench` brings resiliparse, without which the cascade is
left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from evaluation import cascade
from stemma.collect import html
from stemma.collect.article import main_text
from stemma.collect.encodings import decode
from stemma.collect.markup import parse
from stemma.model import InputError

Counts = tuple[float, float, float]
Extractor = Callable[[HtmlElement, str], str]
_WORD = re.compile(r"\w+")
_RUN = 4
_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a benchmark: its key, its text as decoded, and what finds hits, false hits and misses in an answer."""

    key: str
    markup: str
    judged: Callable[[str], Counts]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Pages, and what makes precision and recall out of their counts."""

    pages: tuple[Page, ...]
    scores: Callable[[Sequence[Counts]], tuple[float, float]]


def load(folder: Path) -> Benchmark:
    """The benchmark in `folder`. Raises InputError where it is of neither layout."""
    if (folder / "ground-truth.json").is_file():
        return Benchmark(tuple(_zyte(folder)), means)
    if (folder / "evaldata.json").is_file():
        return Benchmark(tuple(_passages(folder)), sums)
    raise InputError(str(folder), "holds neither ground-truth.json (Zyte) nor evaldata.json (trafilatura)")


def _zyte(folder: Path) -> list[Page]:
    truth = _json(folder / "ground-truth.json")
    return [
        Page(
            key,
            decode(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))[0],
            partial(by_runs, truth[key].get("articleBody", "")),
        )
        for key in sorted(truth)
    ]


def _passages(folder: Path) -> list[Page]:
    data = _json(folder / "evaldata.json")
    found = []
    for key in sorted(data):
        item = data[key]
        path = next((p for part in ("cache", "eval") if (p := folder / part / item["file"]).is_file()), None)
        if path is not None:
            judged = partial(by_passages, item["with"], item["without"])
            found.append(Page(key, decode(path.read_bytes())[0], judged))
    return found


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def by_runs(gold: str, text: str) -> Counts:
    """Runs of four words that both have, only the answer has and only the truth has, as shares of all."""
    true, found = _runs(gold), _runs(text)
    counts = ((true & found).total(), (found - true).total(), (true - found).total())
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
    return Counter(run for run in runs if run)


def by_passages(wanted: Sequence[str], unwanted: Sequence[str], text: str) -> Counts:
    """How many passages are rightly there, wrongly there and wrongly missing."""
    plain = " ".join(text.split())
    there = sum(" ".join(passage.split()) in plain for passage in wanted)
    return there, sum(" ".join(passage.split()) in plain for passage in unwanted), len(wanted) - there


def means(counts: Sequence[Counts]) -> tuple[float, float]:
    """Precision and recall, the mean of the pages for which each is defined."""
    precision = [hit / (hit + false) if hit + false else 0.0 for hit, false, _ in counts if hit + false > 0]
    recall = [hit / (hit + missed) for hit, _, missed in counts if hit + missed > 0]
    return statistics.fmean(precision or [0.0]), statistics.fmean(recall or [0.0])


def sums(counts: Sequence[Counts]) -> tuple[float, float]:
    """Precision and recall over all passages of all pages."""
    hit, false, missed = (sum(one[n] for one in counts) for n in range(3))
    return hit / (hit + false or 1), hit / (hit + missed or 1)


def harmonic(scores: tuple[float, float]) -> float:
    """F1."""
    return 2 * scores[0] * scores[1] / (sum(scores) or 1)


def by_stemma(tree: HtmlElement, markup: str) -> str:
    """What Stemma takes for the main text."""
    return main_text(tree, None)[0]


def by_trafilatura(tree: HtmlElement, markup: str, fast: bool = False) -> str:
    """trafilatura alone: its text as it prints it."""
    found = bare_extraction(tree, include_comments=False, include_tables=True, fast=fast)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def by_cascade(tree: HtmlElement, markup: str) -> str:
    """Fast extractors where they agree, else what Stemma does."""
    found = cascade.quick(tree, markup)
    return by_stemma(tree, markup) if found is None else found


def contenders() -> dict[str, Extractor]:
    """Those that can be had here, by name."""
    found: dict[str, Extractor] = {
        "trafilatura": by_trafilatura,
        "trafilatura, fast": lambda tree, markup: by_trafilatura(tree, markup, fast=True),
        "Stemma": by_stemma,
    }
    if cascade.is_there():
        found["resiliparse"] = lambda tree, markup: cascade.by_resiliparse(markup)
        found["cascade"] = by_cascade
    return found


def answers(pages: Sequence[Page], extract: Extractor) -> tuple[list[str], float]:
    """The texts of the pages, "" for one that can't be read, and how many a second of one core's time are read."""
    found, seconds = [], 0.0
    for page in pages:
        try:
            tree = parse(page.markup, page.key)
            begun = time.process_time()
            found.append(extract(tree, page.markup))
            seconds += time.process_time() - begun
        except (InputError, RecursionError):
            found.append("")
    return found, len(pages) / max(seconds, 1e-9)


def whole_pages(pages: Sequence[Page], extract: Extractor) -> float:
    """How many pages a second of one core's time become reports where `extract` finds the main text."""

    def found(tree: HtmlElement, address: str | None) -> tuple[str, tuple[()]]:
        return extract(tree, markup), ()

    seconds = 0.0
    # Stemma's own goes its own way, links included.
    swapped = mock.patch.object(html, "main_text", main_text if extract is by_stemma else found)
    with swapped:
        for page in pages:
            markup = page.markup
            begun = time.process_time()
            with suppress(InputError):
                html.read_html(markup, b"", page.key, None)
            seconds += time.process_time() - begun
    return len(pages) / max(seconds, 1e-9)


def interval(
    one: Sequence[Counts], other: Sequence[Counts], figure: Callable[[Sequence[Counts]], float]
) -> tuple[float, float, float]:
    """How much higher `figure` is for `one` than for `other` on the same pages, and the bounds of 95% of the draws."""
    draw = random.Random(1912)
    differences = []
    for _ in range(_DRAWS):
        taken = draw.choices(range(len(one)), k=len(one))
        differences.append(figure([one[n] for n in taken]) - figure([other[n] for n in taken]))
    differences.sort()
    return figure(one) - figure(other), differences[_DRAWS // 40], differences[-_DRAWS // 40]


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("first", "second", "all"), default="all", help="which half of the pages")
    parser.add_argument("--only", nargs="+", default=None, help="the contenders to measure")
    asked = parser.parse_args(argv)
    try:
        benchmark = load(asked.folder)
    except InputError as error:
        parser.error(str(error))
    pages = {"first": benchmark.pages[::2], "second": benchmark.pages[1::2], "all": benchmark.pages}[asked.part]
    print(f"{len(pages)} pages{'':<21}F1  precision  recall  (beside trafilatura's)     pages/s  whole pages/s")
    beside: list[Counts] | None = None
    for name, extract in contenders().items():
        if asked.only is not None and name not in asked.only:
            continue
        answers(pages[:3], extract)  # what is loaded once
        texts, pace = answers(pages, extract)
        counts = [page.judged(text) for page, text in zip(pages, texts, strict=True)]
        precision, recall = benchmark.scores(counts)
        beside = counts if name == "trafilatura" else beside
        told = ""
        if beside is not None and beside is not counts:
            told = "{:+.3f} ({:+.3f} to {:+.3f})".format(*interval(counts, beside, lambda c: benchmark.scores(c)[1]))
        figures = f"{harmonic((precision, recall)):7.3f}{precision:10.3f}{recall:9.3f}  {told:<26}"
        print(f"{name:<24}{figures}{pace:8.0f}{whole_pages(pages, extract):13.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
