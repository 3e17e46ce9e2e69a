"""Whether an annotated event is well-formed: what its writers run, and what a test holds.

python -m evaluation.annotations [FOLDER...]      each has reports.jsonl and gold.json; without one, all invented events
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from evaluation.commands import Json
from evaluation.corpora import event_folders
from stemma.model import ClaimStance, LineageKind, Stance, Status

_FIELDS = frozenset({"id", "url", "publisher", "published", "title", "lang", "text"})
_PARTS = ("actors", "statements", "utterances", "claims", "lineage", "places")
_NOBODY = ("unattributed", None)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event's texts by report, its actors' ids, and its gold."""

    texts: dict[str, str]
    actors: frozenset[str]
    gold: Json

    def unsaid(self, report: str, words: str | None, where: str) -> Iterator[str]:
        """A line where the report is none of the event's or has not these words; None is no words."""
        if report not in self.texts:
            yield f"{where}: no report {report!r}"
        elif words is not None and (not words.strip() or words not in self.texts[report]):
            yield f"{where}: {report} does not say {words!r}"

    def nobody(self, actor: str | None, where: str) -> Iterator[str]:
        """A line where an id is no actor's."""
        if actor not in self.actors and actor not in _NOBODY:
            yield f"{where}: no actor {actor!r}"


def problems(folder: Path) -> tuple[str, ...]:
    """What is wrong with the event in `folder`, a line each; nothing where it is well-formed.

    Every report has its fields and an id of its own; every word of the gold stands in its report; every reference has
    its target; stances, kinds and statuses are the model's; nothing is annotated twice; a status fits its claim.
    """
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports: list[Json] = [json.loads(line) for line in lines if line.strip()]
    gold: Json = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found = [*_of_reports(reports), *(f"gold has no {part}" for part in _PARTS if part not in gold)]
    if not found:
        actors = frozenset(actor["id"] for actor in gold["actors"])
        event = _Event({report["id"]: report["text"] for report in reports}, actors, gold)
        found = [
            *_of_names(event),
            *_of_statements(event),
            *_of_utterances(event),
            *_of_claims(event),
            *_of_edges(event),
        ]
    return tuple(found)


def _of_reports(reports: Sequence[Json]) -> Iterator[str]:
    for number, report in enumerate(reports, 1):
        if missing := sorted(_FIELDS - report.keys()):
            yield f"report {number} has no {', '.join(missing)}"
        elif not report["text"].strip():
            yield f"report {number} has no text"
    yield from _twice((report.get("id") for report in reports), "reports")


def _of_names(event: _Event) -> Iterator[str]:
    for part in ("actors", "utterances", "claims"):
        yield from _twice((row["id"] for row in event.gold[part]), part)


def _of_statements(event: _Event) -> Iterator[str]:
    rows: list[Json] = event.gold["statements"]
    for number, row in enumerate(rows, 1):
        where = f"statement {number}"
        if not row["content"]:
            yield f"{where} has no content"
        for words in (*row["content"], row["source"], row["cue"]):
            yield from event.unsaid(row["report"], words, where)
        yield from event.nobody(row["speaker"], where)
        yield from _other(row["stance"], get_args(Stance), where)
    # One content may have two sources: "the paper, and a man in the laboratory, said".
    yield from _twice(((row["report"], *row["content"], row["speaker"]) for row in rows), "statements")


def _of_utterances(event: _Event) -> Iterator[str]:
    for row in event.gold["utterances"]:
        yield from event.nobody(row["speaker"], f"utterance {row['id']}")
        yield from _of_members(event, row, f"utterance {row['id']}")


def _of_claims(event: _Event) -> Iterator[str]:
    for row in event.gold["claims"]:
        where = f"claim {row['id']}"
        yield from _of_members(event, row, where)
        for member in row["members"]:
            yield from event.nobody(member["actor"], where)
            yield from _other(member["stance"], get_args(ClaimStance), where)
        yield from _other(row["status"], get_args(Status), where)
        yield from _twice(row["origins"], f"the origins of {where}")
        if not _fits(row):
            yield f"{where} is {row['status']} with {len(row['origins'])} origins and its members' stances"


def _of_members(event: _Event, row: Json, where: str) -> Iterator[str]:
    if not row["members"]:
        yield f"{where} has no members"
    for member in row["members"]:
        yield from event.unsaid(member["report"], member["text"], where)
    yield from _twice(((member["report"], member["text"]) for member in row["members"]), f"the members of {where}")


def _of_edges(event: _Event) -> Iterator[str]:
    rows: list[Json] = event.gold["lineage"]
    for row in rows:
        where = f"the edge {row['report']} <- {row['takes_from']}"
        yield from event.unsaid(row["report"], row["evidence"], where)
        yield from _other(row["kind"], get_args(LineageKind), where)
        yield from _other(row["certainty"], ("explicit", "inferred"), where)
        if row["report"] == row["takes_from"] or not row["takes_from"].strip():
            yield f"{where} leads nowhere"
    yield from _twice(((row["report"], row["takes_from"], row["kind"]) for row in rows), "edges")


def _fits(claim: Json) -> bool:
    """Whether a claim's status agrees with the number of its origins, or somebody contests it."""
    origins = len(claim["origins"])
    if claim["status"] == "contested":
        return any(member["stance"] == "denies" for member in claim["members"])
    bounds = {"unattributed": (0, 0), "single-origin": (1, 1), "corroborated": (2, origins)}
    least, most = bounds.get(claim["status"], (0, origins))
    return least <= origins <= most


def _other(value: str, known: Sequence[str], where: str) -> Iterator[str]:
    if value not in known:
        yield f"{where}: {value!r} is none of {', '.join(known)}"


def _twice(values: Iterable[Hashable], where: str) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{where} have {value!r} {count} times"


def main(argv: Sequence[str] | None = None) -> int:
    """Print what is wrong with each event; 1 where something is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    folders = parser.parse_args(argv).folders or event_folders()
    found = [f"{folder.name}: {line}" for folder in folders for line in problems(folder)]
    print("\n".join([*found, f"{len(folders)} events, {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
