"""How well a reader finds names: precision, recall and F1 on articles of sources that it was not trained on.

    python -m evaluation.entities [--reader accurate]

A name counts as found when it covers the same tokens and is of the same class; `untyped` asks for the tokens alone. A
token belongs to a name when at least half of its characters do.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path

from evaluation.commands import Json, stemma
from evaluation.corpora import NAME_KINDS, NamedText, held_out, named_text, names_folder, shared_folder
from stemma.model import Span, WeightsError
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName, reader

# In which article, from which token, to before which, of which class.
Found = tuple[str, int, int, str]


def entity_figures(paths: Iterable[Path], name: ReaderName, scratch: Path) -> Json:
    """Read the articles at `paths` with the installed command and score the names in the readings."""
    articles = [named_text(path) for path in paths]
    reports, readings = scratch / "reports.jsonl", scratch / "readings.jsonl"
    rows = ({"id": article.id, "lang": "en", "text": article.text} for article in articles)
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    stemma("read", reports, "--as", "jsonl", "--reader", name, "--workers", "1", output=readings)
    lines = readings.read_text(encoding="utf-8").splitlines()
    return figures(articles, {row["report"]: row["entities"] for row in map(json.loads, lines)})


def figures(articles: Iterable[NamedText], entities: dict[str, list[Json]]) -> Json:
    """The figures of all classes together, of the names without their class, and of each class."""
    gold: set[Found] = set()
    found: set[Found] = set()
    for article in articles:
        marked = [(Span(*entity["span"]), entity["kind"]) for entity in entities.get(article.id, [])]
        gold |= runs(article, article.names)
        found |= runs(article, marked)
    classes = {kind: scores(of_kind(gold, kind), of_kind(found, kind)) for kind in NAME_KINDS.values()}
    return scores(gold, found) | {"untyped": scores(untyped(gold), untyped(found))} | classes


def runs(article: NamedText, names: Iterable[tuple[Span, str]]) -> set[Found]:
    """Each name as the run of tokens that it covers; one that covers none stands between two of them."""
    return {(article.id, *run_of(article.tokens, span), kind) for span, kind in names}


def run_of(tokens: Sequence[Span], span: Span) -> tuple[int, int]:
    """The first of the tokens in `span`, and the one after the last. A token is in it with half of its characters."""
    start = bisect_right(tokens, span.start, key=lambda token: token.end)
    touched = takewhile(lambda number: tokens[number].start < span.end, range(start, len(tokens)))
    inside = [number for number in touched if 2 * tokens[number].shared(span) >= tokens[number].length]
    return (inside[0], inside[-1] + 1) if inside else (start, start)


def scores(gold: set[Found], found: set[Found]) -> Json:
    """Precision, recall and F1; 0 where there is nothing to divide by."""
    right = len(gold & found)
    precision, recall = (right / len(part) if part else 0.0 for part in (found, gold))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "names": len(gold)}


def of_kind(names: set[Found], kind: str) -> set[Found]:
    """Those of one class."""
    return {name for name in names if name[3] == kind}


def untyped(names: set[Found]) -> set[Found]:
    """All, without their class."""
    return {(*name[:3], "") for name in names}


def table(measured: Json) -> str:
    """The figures, a line a class."""
    parts = {"all": measured} | {part: row for part, row in measured.items() if isinstance(row, dict)}
    columns = ("p", "r", "f1", "names")
    lines = [f"  {'':<14}" + "".join(f"{column:>9}" for column in columns)]
    return "\n".join(
        lines + [f"  {part:<14}" + "".join(f"{row[column]:>9}" for column in columns) for part, row in parts.items()]
    )


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where the reader can't be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER)
    asked = parser.parse_args(argv)
    paths = held_out(names_folder(shared_folder()))
    if not paths:
        print(f"entities: no annotated names at {names_folder(shared_folder())} (set STEMMA_SHARED); nothing measured")
        return 0
    try:
        reader(asked.reader)
    except WeightsError as error:
        print(f"entities: {error}; nothing measured", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        measured = entity_figures(paths, asked.reader, Path(scratch))
    print(f"{asked.reader}, on {len(paths)} articles of sources that nothing was trained on\n{table(measured)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
