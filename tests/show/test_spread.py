from __future__ import annotations

from dataclasses import replace

from stemma.show.labels import Labels
from stemma.show.spread import axis_of, spread_of
from tests.show.cases import silo_case


def test_each_dated_report_is_a_step_up_and_each_denial_one_down() -> None:
    labels = Labels(silo_case())
    spread = spread_of(labels.case.claims[0], labels, axis_of(labels))
    assert spread
    assert spread.affirmed.count("V") == 3
    assert spread.denied.count("V") == 1
    assert spread.words == (
        "Over time: 3 dated reports, 2 May 2031 to 3 May 2031; denials in 1 dated report, 2 May 2031"
    )


def test_without_two_moments_there_is_no_curve() -> None:
    case = silo_case()
    labels = Labels(replace(case, reports=tuple(replace(report, published=None) for report in case.reports)))
    assert axis_of(labels) is None
    assert spread_of(case.claims[0], labels, None) is None
    undated = Labels(case)
    assert spread_of(case.claims[2], undated, axis_of(undated)) is None
