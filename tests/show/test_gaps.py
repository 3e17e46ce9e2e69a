from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from stemma.model import Case, Passage, Pointer, Removed, Span
from stemma.show.gaps import gaps_of
from stemma.show.labels import Labels
from stemma.show.page import render
from stemma.show.terminal import print_ledger
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


BY_NAMES_ONLY = "Reports compared with other languages by names, numbers and dates only"


def in_languages(**languages: str | None) -> Case:
    """The silo case with other languages of some reports."""
    case = silo_case()
    return replace(
        case, reports=tuple(replace(made, language=languages.get(made.id, made.language)) for made in case.reports)
    )


def test_reports_in_a_language_without_meanings_were_compared_by_names_only() -> None:
    found = {gap.heading: gap for gap in gaps_of(Labels(in_languages(echo="fi", post=None, wire="pl")))}
    assert found[BY_NAMES_ONLY].reports == ("echo", "post")
    assert "in the same language" in found[BY_NAMES_ONLY].meaning


def test_where_all_languages_are_covered_nothing_is_said() -> None:
    assert BY_NAMES_ONLY not in counts()


def test_the_ledger_and_the_page_say_it() -> None:
    case = in_languages(echo="fi")
    sink = io.StringIO()
    print_ledger(case, Console(file=sink, width=100))
    assert f"1  {BY_NAMES_ONLY}" in sink.getvalue()
    assert BY_NAMES_ONLY in render(case, title="Silo")
    assert BY_NAMES_ONLY not in render(silo_case(), title="Silo")


FAULT = "ZeroDivisionError in stemma.read.numbers, line 212"


def test_a_report_that_could_not_be_read_is_told_with_the_reason_and_under_no_other_heading() -> None:
    case = silo_case()
    unread = replace(case, reports=tuple(replace(r, unread=FAULT if r.id == "echo" else None) for r in case.reports))
    found = {gap.heading: gap for gap in gaps_of(Labels(unread))}
    gap = found["Reports that could not be read because of an error in Stemma"]
    assert gap.reports == ("echo",)
    assert FAULT in gap.meaning
    assert "echo" not in getattr(found.get("Reports in which no claim was found"), "reports", ())
    assert FAULT in render(unread, title="Silo")


def test_how_many_reports_were_removed_is_told_and_not_which() -> None:
    rows = tuple(Removed(f"secret-{n}", "a" * 64, "b" * 64, "2031-06-01") for n in range(2))
    page = render(replace(silo_case(), removed=rows), title="Silo")
    assert "<b>2</b> Reports that were removed from this case" in page
    assert "secret-1" not in page
