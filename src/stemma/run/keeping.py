"""What came out of inputs, into the case: original bytes before the rows that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.collect import Collected
from stemma.collect.originals import Originals
from stemma.model import InputError
from stemma.run.returning import Gate
from stemma.store import Store


@dataclass(slots=True)
class Intake:
    """What came out of the inputs: how many reports were new, what could not be taken, what was taken otherwise.

    `leads` are the pages that entries of feeds lead to, each with the SHA-256 of the entry.
    """

    new: int = 0
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    leads: list[tuple[str, str]] = field(default_factory=list)


def keep(
    store: Store, originals: Originals, items: Sequence[Collected | InputError], intake: Intake, gate: Gate
) -> int:
    """Keep what was collected and `gate` admits, in one transaction, and note it in `intake`; how many reports there
    were, with those that were left out.

    Raises CaseError where the case can't be written; what was kept by then stays.
    """
    found = [item for item in items if isinstance(item, Collected)]
    admitted = set(map(id, gate.admitted(item.report for item in found)))
    kept = [item for item in found if id(item.report) in admitted]
    for item in kept:
        originals.put(item.original)
        intake.notes += item.notes
        if item.leads_to is not None:
            intake.leads.append((item.leads_to, item.report.sha256))
    intake.problems += [item for item in items if isinstance(item, InputError)]
    intake.new += store.add_reports(item.report for item in kept)
    return len(found)
