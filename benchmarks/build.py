"""How long `stemma build` takes, how that grows, and what memory it needs.

    python -m benchmarks.build [--reports 1000] [--workers 4] [--peer]

Builds a case of N and one of 2N reports of 750 words, drawn from real news text. With --peer the same texts go, in the
same run and on as many processes, through a blank spaCy pipeline (tokeniser and rule sentence splitter, no model),
the yardstick that most text pipelines know: uv run --group bench python -m benchmarks.build --peer
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.memory import Run, measured
from benchmarks.reports import paragraphs, write
from evaluation.corpora import shared_folder
from stemma.run.pool import available_cores

# The goal for 1,000 reports on 4 cores, and for the growth when there are twice as many.
SECONDS, MEGABYTES, GROWTH = 60.0, 1000.0, 2.3


def build(scratch: Path, source: list[str], count: int, workers: int) -> Run:
    """One measured build of `count` reports into a new case."""
    inputs = scratch / f"reports-{count}.jsonl"
    write(inputs, source, count)
    case = scratch / f"case-{count}"
    return measured([sys.executable, "-m", "stemma", "build", str(case), str(inputs), "--workers", str(workers), "-q"])


def spacy_pass(scratch: Path, count: int, workers: int) -> Run:
    """The same texts through a blank spaCy pipeline."""
    script = (
        "import json, sys, spacy\n"
        "if __name__ == '__main__':\n"
        "    nlp = spacy.blank('en'); nlp.add_pipe('sentencizer'); nlp.max_length = 10**8\n"
        "    texts = (json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8'))\n"
        "    for _ in nlp.pipe(texts, n_process=int(sys.argv[2]), batch_size=50): pass\n"
    )
    path = scratch / "spacy_pass.py"
    path.write_text(script, encoding="utf-8")
    return measured([sys.executable, str(path), str(scratch / f"reports-{count}.jsonl"), str(workers)])


def line(label: str, count: int, run: Run) -> str:
    """One row of the table."""
    return f"{label:<28}{count:>8}{run.seconds:>10.1f}{count / run.seconds:>12.1f}{run.megabytes:>9.0f}"


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=min(4, available_cores()))
    parser.add_argument("--peer", action="store_true", help="also run a blank spaCy pipeline (dependency group bench)")
    asked = parser.parse_args()
    texts = shared_folder() / "data" / "polnear" / "train" / "text"
    if not texts.is_dir():
        print(f"benchmark: no news text at {texts}; set STEMMA_SHARED to where it is", file=sys.stderr)
        return 2
    source = paragraphs(texts)
    print(f"{asked.workers} processes\n{'':<28}{'reports':>8}{'seconds':>10}{'reports/s':>12}{'MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        once = build(scratch, source, asked.reports, asked.workers)
        print(line("stemma build", asked.reports, once))
        twice = build(scratch, source, 2 * asked.reports, asked.workers)
        print(line("stemma build", 2 * asked.reports, twice))
        if asked.peer:
            print(line("spaCy, blank, sentencizer", asked.reports, spacy_pass(scratch, asked.reports, asked.workers)))
    growth = twice.seconds / once.seconds
    print(f"twice the reports, {growth:.2f} times the time (goal: at most {GROWTH})")
    allowed = SECONDS * asked.reports / 1000
    print(f"goals: {allowed:.0f} s, {MEGABYTES:.0f} MB")
    return int(growth > GROWTH or once.seconds > allowed or once.megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
