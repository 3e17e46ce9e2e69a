"""How well a reader finds who said what: F1 of sources, cues and contents on the development parts of PolNeAR.

python -m evaluation.attributions [--reader accurate]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from evaluation.commands import Json, scored, stemma
from evaluation.corpora import attribution_sets, shared_folder
from stemma.model import WeightsError
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName, reader


def attribution_figures(gold: Path, scorer: Path, name: ReaderName, scratch: Path) -> Json:
    """Read the texts of an attribution corpus with the installed command and score the statements."""
    reports, readings = scratch / "reports.jsonl", scratch / "readings.jsonl"
    with reports.open("wb") as sink:
        subprocess.run([sys.executable, str(scorer), "prepare", str(gold)], stdout=sink, check=True)
    stemma("read", reports, "--as", "jsonl", "--reader", name, "--workers", "1", output=readings)
    return scored(scorer, "score", gold, readings)


def table(measured: Json) -> str:
    """The figures, a line a role."""
    return "\n".join(f"  {part:<14} {json.dumps(values)}" for part, values in measured.items())


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where the reader can't be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER)
    asked = parser.parse_args(argv)
    shared = shared_folder()
    try:
        reader(asked.reader)
    except WeightsError as error:
        print(f"attributions: {error}; nothing measured", file=sys.stderr)
        return 2
    for name, gold in attribution_sets(shared).items():
        with tempfile.TemporaryDirectory() as scratch:
            figures = attribution_figures(gold, shared / "bench" / "score_attribution.py", asked.reader, Path(scratch))
        print(f"{asked.reader}, {name}\n{table(figures)}")
    if not attribution_sets(shared):
        print(f"attributions: no annotated articles at {shared} (set STEMMA_SHARED); nothing measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())
