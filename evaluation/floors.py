"""Pinned figures: what was reached once is not lost without being said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

# Figures where 0 is best; all others are between 0 and 1 and higher is better.
LOWER_IS_BETTER = ("origin_count_mae", "false_corroboration", "missed_corroboration")
# The output is deterministic, so a figure that is worse by more than its last printed digit is worse.
TOLERANCE = 0.00005
# Another kind of processor sums floating-point numbers in another order, and what is a hair apart may fall on the other
# side of a threshold: by how much a figure may then be worse, from the figures of one commit on two kinds. What hangs
# on a few items (statuses; two or three claims of several origins) moves by whole items.
_ELSEWHERE = {
    "missed_corroboration": 0.5,
    "false_corroboration": 0.07,
    "status_macro_f1": 0.08,
    "origin_count_mae": 0.06,
    "utterances.f1": 0.03,
    "same_language_f1": 0.03,
    "claims.f1": 0.02,
}
_ELSEWHERE_OTHERWISE = 0.005


def allowance(name: str) -> float:
    """By how much a figure may be worse on another kind of processor than its floor was measured on."""
    return next((most for end, most in _ELSEWHERE.items() if name.endswith(end)), _ELSEWHERE_OTHERWISE)


def worse(name: str, measured: float, floor: float, allowed: float = TOLERANCE) -> bool:
    """Whether `measured` falls short of `floor` by more than is `allowed`, minding which way is better."""
    if name.endswith(LOWER_IS_BETTER):
        return measured > floor + allowed
    return measured < floor - allowed


@dataclass(slots=True)
class Floors:
    """The pinned figures, the hashes of the data that they hold for, and every lowering with its reason.

    `arithmetic` tells the kind of processor that they were measured on, see `evaluation.arithmetic`.
    """

    figures: dict[str, float] = field(default_factory=dict)
    corpora: dict[str, str] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)
    arithmetic: str = ""

    @classmethod
    def load(cls, path: Path) -> Floors:
        """Read the file; no file means no floors yet."""
        if not path.exists():
            return cls()
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        """Write the file, sorted, one figure a line, so that a change reads well in a diff."""
        document = {
            "figures": dict(sorted(self.figures.items())),
            "corpora": dict(sorted(self.corpora.items())),
            "lowered": self.lowered,
            "arithmetic": self.arithmetic,
        }
        path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def failures(self, measured: dict[str, float], arithmetic: str = "") -> list[str]:
        """One line for each pinned figure that fell. A pinned figure that was not measured counts as fallen
        when its corpus was: leaving a figure out is not a way around its floor. Where `arithmetic` is not that of
        the floors, a little is allowed."""
        elsewhere = arithmetic != self.arithmetic
        corpora = {name.split("/")[0] for name in measured}
        lines = []
        for name, floor in sorted(self.figures.items()):
            if name.split("/")[0] not in corpora:
                continue
            if name not in measured:
                lines.append(f"{name}: no longer measured, floor {floor:.4f}")
            elif worse(name, measured[name], floor, allowance(name) if elsewhere else TOLERANCE):
                lines.append(f"{name}: {measured[name]:.4f}, floor {floor:.4f}")
        return lines

    def changed_corpora(self, hashes: dict[str, str]) -> list[str]:
        """The names of corpora that are not the ones which the floors were measured on."""
        return sorted(name for name, sha in hashes.items() if self.corpora.get(name, sha) != sha)

    def forget(self, corpora: list[str]) -> None:
        """Drop the floors of corpora that are no longer the data they were measured on."""
        self.figures = {name: floor for name, floor in self.figures.items() if name.split("/")[0] not in corpora}

    def raise_to(self, measured: dict[str, float]) -> list[str]:
        """Pin what is better than before or new; returns what was raised. Never lowers."""
        raised = []
        for name, value in sorted(measured.items()):
            floor = self.figures.get(name)
            if floor is None or worse(name, floor, value):
                self.figures[name] = value
                raised.append(f"{name}: {'new' if floor is None else f'{floor:.4f}'} → {value:.4f}")
        return raised

    def lower(self, name: str, measured: dict[str, float], because: str, on: str) -> None:
        """Lower one floor to what was measured, and keep the reason. Raises KeyError for an unknown figure,
        ValueError without a reason."""
        if not because.strip():
            raise ValueError(f"{name} can't be lowered without a reason: --because '...'")
        entry: dict[str, str | float] = {"figure": name, "from": self.figures[name], "to": measured[name]}
        self.lowered.append(entry | {"because": because.strip(), "on": on})
        self.figures[name] = measured[name]
