from __future__ import annotations

from dataclasses import replace

from stemma.model import Passage, Pointer, Span
from stemma.show.gaps import gaps_of
from stemma.show.labels import Labels
from tests.show.cases import silo_case


def counts() -> dict[str, int]:
    return {gap.heading: gap.count for gap in gaps_of(Labels(silo_case()))}


def test_undated_reports_and_unresolved_speakers_are_said() -> None:
    assert counts()["Reports without a date"] == 1
    assert counts()["Speakers named by words that could not be resolved"] == 1


def test_what_is_known_is_not_listed() -> None:
    assert "Shared text of which the direction is not decided" not in counts()


def test_shared_text_without_an_edge_is_undecided() -> None:
    passage = Passage(left=Pointer("echo", Span(0, 5)), right=Pointer("wire", Span(0, 5)), score=1.0, evidence=())
    settled = replace(passage, right=Pointer("post", Span(0, 5)))
    case = replace(silo_case(), passages=(passage, settled))
    found = {gap.heading: gap.pointers for gap in gaps_of(Labels(case))}
    assert found["Shared text of which the direction is not decided"] == (passage.left,)
