"""What it costs to know what a report's clauses mean: CPU time beside that of reading it, and room in the case's store.

    python -m benchmarks.meaning [--articles 40] [--reader NAME]

Articles of 750 words are drawn from real news text. Each is read, and then its clauses are encoded; printed are the
medians over the articles, in milliseconds of this process's CPU time, which count all that runs in it. How many bytes
the meanings take in a stored reading is counted on the reading as the store writes it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from benchmarks.reports import WORDS, drawn, paragraphs
from evaluation.corpora import shared_folder
from stemma.compare.meanings import meanings
from stemma.model import Report, sha256_of
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName, reader
from stemma.store.encoding import encode
from stemma.text.meaning import trained_meaning


def costs(texts: Sequence[str], name: ReaderName) -> list[tuple[float, ...]]:
    """For each text: milliseconds to read it and to encode it, clauses, bytes of the reading without them and with."""
    read, encoder = reader(name), trained_meaning()
    found = []
    for number, text in enumerate(texts):
        report = Report(id=f"r{number}", text=text, sha256=sha256_of(text), language="en")
        start = time.process_time()
        reading = read(report)
        done = time.process_time()
        known = meanings(report, reading, encoder)
        ended = time.process_time()
        sizes = (len(encode(one).encode()) for one in (reading, replace(reading, meanings=known)))
        found.append((1000 * (done - start), 1000 * (ended - done), len(known), *sizes))
    return found[1:]  # the first loads what is loaded once a process


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER)
    asked = parser.parse_args(argv)
    news = shared_folder() / "data" / "polnear" / "dev" / "text"
    if not news.is_dir():
        print(f"benchmark: no news text at {news}; set STEMMA_SHARED to where it is", file=sys.stderr)
        return 2
    texts = [row["text"] for row in drawn(paragraphs(news), max(2, asked.articles + 1))]
    reading, encoding, clauses, bare, whole = map(median, zip(*costs(texts, asked.reader), strict=True))
    print(f"{len(texts) - 1} articles of {WORDS} words, reader {asked.reader}, medians an article")
    print(f"  reading   {reading:8.1f} ms CPU")
    print(f"  encoding  {encoding:8.1f} ms CPU, {clauses:.0f} clauses")
    print(f"  stored    {bare:8.0f} bytes without their meanings, {whole:.0f} with")
    return 0


if __name__ == "__main__":
    sys.exit(main())
