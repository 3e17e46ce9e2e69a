"""A case as exported, with the questions that tests ask of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Exported:
    """An exported case; every answer is in the reports' own words."""

    def __init__(self, path: Path) -> None:
        self.document: Json = json.loads(path.read_text(encoding="utf-8"))
        self.texts = {report["id"]: report["text"] for report in self.document["reports"]}
        self.actors = {actor["id"]: actor for actor in self.document["actors"]}

    def words(self, report: str, span: list[int] | None) -> str | None:
        """The characters that a span marks."""
        return None if span is None else self.texts[report][span[0] : span[1]]

    def statements(self, report: str | None = None) -> list[Json]:
        """Statements with their spans as words; `speaker` as the actor's name."""
        return [self._spelled(s) for s in self.document["statements"] if report in (None, s["report"])]

    def _spelled(self, statement: Json) -> Json:
        report = statement["report"]
        return statement | {
            "source": self.words(report, statement["source"]),
            "cue": self.words(report, statement["cue"]),
            "content": [self.words(report, span) for span in statement["content"]],
            "speaker": self.actors[statement["speaker"]]["name"] if statement["speaker"] else None,
        }

    def saying(self, words: str, **wanted: str | None) -> list[Json]:
        """Statements whose content holds `words`, and whose fields are as wanted."""
        holding = [s for s in self.statements() if any(words in content for content in s["content"])]
        return [s for s in holding if all(s[field] == value for field, value in wanted.items())]

    def utterances(self) -> list[list[tuple[str, str]]]:
        """Each utterance as (report, words) of its renderings."""
        return [
            [(m["report"], self.words(m["report"], m["span"]) or "") for m in utterance["members"]]
            for utterance in self.document["utterances"]
        ]

    def rendered_together(self, *words: str) -> bool:
        """Whether one utterance has, for each of `words`, a rendering that holds them."""
        return any(all(any(w in text for _, text in group) for w in words) for group in self.utterances())

    def edges(self, report: str) -> list[tuple[str, str, list[str]]]:
        """What a report takes from: (target, kind, evidence in its words)."""
        return [
            (
                edge["takes_from"].get("report") or edge["takes_from"]["outside"],
                edge["kind"],
                [self.words(e["report"], e["span"]) or "" for e in edge["evidence"]],
            )
            for edge in self.document["lineage"]
            if edge["report"] == report
        ]

    def claims_with(self, words: str) -> list[Json]:
        """Claims that have a member whose words hold `words`."""
        return [
            claim
            for claim in self.document["claims"]
            if any(words in (self.words(m["report"], m["span"]) or "") for m in claim["members"])
        ]
