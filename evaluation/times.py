"""How well times are found and read, on TimeBank and AQUAINT as TempEval-3 corrected them.

    python -m evaluation.times [--errors]

Scored as TempEval-3 does it (UzZaman et al. 2013): `strict` asks for the gold words exactly, `relaxed` for one
character of them; `type` and `value` are the relaxed F1 times the share of the times so matched whose type or value is
the gold one's. A document's own creation time is given to the reader as its date of publication and is not scored.
Half of the documents, by a hash of their names, are held out: `--errors` shows only what is wrong in the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from evaluation.commands import Json, stemma
from evaluation.corpora import shared_folder
from stemma.model import Span


@dataclass(frozen=True, slots=True)
class Timed:
    """Words that name a time, with its TIMEX3 type and value."""

    span: Span
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class TimedText:
    """A document on which somebody marked the times; `published` is its creation time."""

    id: str
    text: str
    published: str | None
    times: tuple[Timed, ...]


def time_corpora(shared: Path) -> dict[str, tuple[Path, ...]]:
    """The documents of each corpus that is there, by name."""
    folder = shared / "data" / "time" / "TBAQ-cleaned"
    found = {name: tuple(sorted((folder / name).glob("*.tml"))) for name in ("TimeBank", "AQUAINT")}
    return {f"times-{name.lower()}": paths for name, paths in found.items() if paths}


def is_held_out(path: Path) -> bool:
    """Whether nobody looks at the errors in this document: every second one, by a hash of its name."""
    return hashlib.sha256(path.stem.encode()).digest()[0] % 2 == 0


def timed_text(path: Path) -> TimedText:
    """A document in TimeML: the text in TEXT without its marks, and the TIMEX3 marks in it. Raises XMLSyntaxError."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if body is None:
        return TimedText(path.stem, "", None, ())
    text, times = _marked(body)
    return TimedText(path.stem, text, created.get("value") if created is not None else None, times)


def _marked(body: etree._Element) -> tuple[str, tuple[Timed, ...]]:
    parts: list[str] = []
    times: list[Timed] = []
    length = 0
    starts: list[int] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            starts.append(length)
            words = element.text or ""
        else:
            start = starts.pop()
            if element.tag == "TIMEX3":
                times.append(Timed(Span(start, length), element.get("type", ""), element.get("value")))
            words = (element.tail or "") if element is not body else ""
        parts.append(words)
        length += len(words)
    return "".join(parts), tuple(time for time in times if time.span.length)


@dataclass(frozen=True, slots=True)
class Match:
    """A gold time with what was found at its words, in `text`; one of the two is None where the other stands alone."""

    text: TimedText
    gold: Timed | None
    found: Timed | None


def matches(text: TimedText, found: Sequence[Timed]) -> Iterator[Match]:
    """Each gold time with the first that was found on one of its characters, then what was found beside all of them."""
    for gold in text.times:
        yield Match(text, gold, next((one for one in found if one.span.overlaps(gold.span)), None))
    for one in found:
        if not any(one.span.overlaps(gold.span) for gold in text.times):
            yield Match(text, None, one)


def figures(texts: Iterable[TimedText], readings: Mapping[str, Sequence[Timed]]) -> Json:
    """Precision, recall and F1 of the words, strict and relaxed, and the F1 of types and values."""
    texts = tuple(texts)
    pairs = [match for text in texts for match in matches(text, readings.get(text.id, ()))]
    gold = sum(match.gold is not None for match in pairs)
    found = sum(len(readings.get(text.id, ())) for text in texts)
    both = [(match.gold, match.found) for match in pairs if match.gold and match.found]
    beside = sum(match.gold is None for match in pairs)
    exact = sum(one.span == other.span for one, other in both)
    relaxed = _scores(found - beside, len(both), found, gold)
    return {
        "strict": _scores(exact, exact, found, gold),
        "relaxed": relaxed,
        "type": _attribute(relaxed, [one.type == other.type for one, other in both]),
        "value": _attribute(relaxed, [one.value == other.value for one, other in both]),
        "times": gold,
    }


def _scores(right: int, hit: int, found: int, gold: int) -> Json:
    precision, recall = (right / found if found else 0.0), (hit / gold if gold else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if right and hit else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _attribute(relaxed: Json, right: Sequence[bool]) -> Json:
    accuracy = sum(right) / len(right) if right else 0.0
    return {"accuracy": round(accuracy, 4), "f1": round(relaxed["f1"] * accuracy, 4)}


def time_readings(texts: Iterable[TimedText], scratch: Path) -> dict[str, list[Timed]]:
    """Read the documents with the installed command; the times that it found, by the document's id."""
    reports, readings = scratch / "reports.jsonl", scratch / "readings.jsonl"
    rows = ({"id": text.id, "lang": "en", "text": text.text, "published": text.published} for text in texts)
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    stemma("read", reports, "--as", "jsonl", "--reader", "rules", "--workers", "1", output=readings)
    lines = map(json.loads, readings.read_text(encoding="utf-8").splitlines())
    return {
        row["report"]: [Timed(Span(*time["span"]), time["type"], time["value"]) for time in row["times"]]
        for row in lines
    }


def time_figures(paths: Iterable[Path], scratch: Path) -> Json:
    """The figures of all documents at `paths`, and of the two halves of them."""
    paths = tuple(paths)
    texts = {path: timed_text(path) for path in paths}
    readings = time_readings(texts.values(), scratch)
    halves = {"held-out": True, "development": False}
    parts = {
        name: figures([texts[path] for path in paths if is_held_out(path) is held], readings)
        for name, held in halves.items()
    }
    return figures(texts.values(), readings) | parts


def table(measured: Json) -> str:
    """The figures, a line a part of the corpus."""
    lines = [f"  {'':<14}{'strict':>9}{'relaxed':>9}{'type':>9}{'value':>9}{'accuracy':>10}{'times':>7}"]
    for name, row in (("all", measured), *((part, measured[part]) for part in ("held-out", "development"))):
        columns = "".join(f"{row[part]['f1']:>9.4f}" for part in ("strict", "relaxed", "type", "value"))
        lines.append(f"  {name:<14}{columns}{row['value']['accuracy']:>10.4f}{row['times']:>7}")
    return "\n".join(lines)


def errors(paths: Iterable[Path], scratch: Path) -> Iterator[str]:
    """A line for each time of the development half that was missed, found without being there, or read wrongly."""
    texts = [timed_text(path) for path in paths if not is_held_out(path)]
    readings = time_readings(texts, scratch)
    for text in texts:
        for match in matches(text, readings.get(text.id, ())):
            gold, found = match.gold, match.found
            if gold is None or found is None or gold.value != found.value or gold.span != found.span:
                yield _error(match)


def _error(match: Match) -> str:
    text, gold, found = match.text.text, match.gold, match.found
    kind = "beside" if gold is None else "missed" if found is None else "value" if gold.value != found.value else "span"
    place = (gold or found or Timed(Span(0, 0), "", None)).span
    around = " ".join(text[max(0, place.start - 60) : place.end + 40].split())
    sides = (f"{one.span.of(text)!r} {one.type} {one.value}" if one else "nothing" for one in (gold, found))
    return f"{kind}\t{match.text.id} {match.text.published}\t{' | '.join(sides)}\t{around}"


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="the errors in the development half, a line each")
    asked = parser.parse_args(argv)
    corpora = time_corpora(shared_folder())
    if not corpora:
        print(f"times: no annotated times at {shared_folder()} (set STEMMA_SHARED); nothing measured")
    for name, paths in corpora.items():
        with tempfile.TemporaryDirectory() as scratch:
            if asked.errors:
                print(*errors(paths, Path(scratch)), sep="\n")
            else:
                print(f"{name}\n{table(time_figures(paths, Path(scratch)))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
