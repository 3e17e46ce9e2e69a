"""Which judgements hold: rows are never changed, so undoing one is another row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from stemma.model import CaseError, Judgement
from stemma.model.rulings import UNDO


def admit(judgement: Judgement, kept: Mapping[str, Judgement]) -> Judgement | None:
    """`judgement` as the row to keep beside the rows `kept` (by id), or None when it is kept already.

    Raises CaseError for another judgement under a kept id, and for an undoing of one that is not kept. So no
    two undoings can ever undo each other.
    """
    row = replace(judgement, undone_by=None)
    if row.id in kept:
        if kept[row.id] == row:
            return None
        raise CaseError(f"judgement {row.id} is kept already and says something else; judgements are never changed")
    missing = sorted(set(row.subjects) - kept.keys()) if row.verb == UNDO else []
    if missing:
        raise CaseError(f"judgement {missing[0]} can't be undone: this case has none of that id")
    return row


def resolved(rows: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """`rows` in the order of their making, each with the undoing that holds against it.

    `rows` are given in the order of their coming, which no clock can spoil.
    An undoing that is itself undone does not hold; of several that do, the first made is named.
    """
    undone: dict[str, Judgement] = {}
    # What undoes a row came after it: from the last back, whether a row holds is settled before its turn.
    for row in reversed(rows):
        if row.verb == UNDO and row.id not in undone:
            for subject in row.subjects:
                undone[subject] = min(undone.get(subject, row), row, key=_made)
    undoings = {subject: row.id for subject, row in undone.items()}
    return tuple(replace(row, undone_by=undoings.get(row.id)) for row in sorted(rows, key=_made))


def undoings_last(rows: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """`rows` in an order in which they can be kept: each after all that it undoes, else as they are given.

    Those that undo what is not among them come last.
    """
    waiting, ordered = list(rows), dict[str, Judgement]()
    while waiting:
        left = []
        for row in waiting:
            if row.verb != UNDO or ordered.keys() >= set(row.subjects):
                ordered[row.id] = row
            else:
                left.append(row)
        if len(left) == len(waiting):
            break
        waiting = left
    return (*ordered.values(), *waiting)


def with_undoings(rows: Iterable[Judgement], ids: Iterable[str]) -> set[str]:
    """`ids` of judgements with the ids of all that undo them, those that undo these, and so on."""
    found = set(ids)
    # What undoes a row came after it, so one look at the rows in the order of their coming is enough.
    for row in rows:
        if row.verb == UNDO and found.intersection(row.subjects):
            found.add(row.id)
    return found


def _made(row: Judgement) -> tuple[str, str]:
    return row.made, row.id
