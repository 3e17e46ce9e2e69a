from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from stemma.model import Case, ClaimInterval, Pointer, Span
from stemma.show.terminal import print_ledger
from tests.show.cases import hostile_case, silo_case


def printed(case: Case, *, limit: int | None = 20, encoding: str = "utf-8", width: int = 80) -> str:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=encoding, newline="\n") as stream:
        print_ledger(case, Console(file=stream, width=width), limit=limit)
        stream.flush()
        return raw.getvalue().decode(encoding)


def test_a_claim_says_its_status_its_range_and_who_denies() -> None:
    out = printed(silo_case())
    assert "◐ CONTESTED  3 reports · 1 origin shown, at most 2 · denied in 1 report" in out
    assert "Denied by    Halm Grain: “that the east silo had burned” Northern Wire" in out


def test_words_stand_with_their_report_and_offset() -> None:
    assert "[echo:22]" in printed(silo_case())


def test_no_line_is_longer_than_the_terminal() -> None:
    assert max(map(len, printed(silo_case()).splitlines())) <= 80


def test_a_pipe_gets_no_colours_and_no_boxes() -> None:
    out = printed(silo_case())
    assert "\x1b" not in out
    assert not set(out) & set("│┃─━┏┓└┘")


def test_a_report_cannot_act_on_the_terminal() -> None:
    out = printed(hostile_case())
    assert not [char for char in out if ord(char) < 32 and char != "\n"]
    assert "␛[31mred" in out


def test_brackets_in_a_report_are_no_markup() -> None:
    assert "[bold]loud[/bold]" in printed(hostile_case(), width=400)


def test_a_terminal_without_unicode_gets_plain_marks() -> None:
    out = printed(silo_case(), encoding="ascii")
    assert ">< CONTESTED  3 reports | 1 origin shown, at most 2" in out
    assert '"that the east silo had burned"' in out


def test_the_limit_says_what_it_leaves_out() -> None:
    out = printed(silo_case(), limit=1)
    assert "… and 2 further claims" in out
    assert "… and 2 further ties" in out
    assert "further claim" not in printed(silo_case(), limit=None)


def test_what_is_not_known_is_printed() -> None:
    assert "1  Reports without a date" in printed(silo_case())


def test_an_empty_case_prints_its_head() -> None:
    assert printed(Case(reports=())).startswith("0 reports · publishers unknown · no dates known")


def test_several_stories_have_a_heading_each() -> None:
    case = silo_case()
    told = tuple(replace(one, story="arson" if one.id == "rumour" else "fire") for one in case.reports)
    out = printed(replace(case, reports=told))
    assert out.index("Silo burns at Port Ressel\n4 reports · 2 – 3 May 2031") < out.index("They say the east silo")
    assert "4 reports · 2 – 3 May" not in printed(case)


def test_a_claim_says_when_its_reports_put_it() -> None:
    case = silo_case()
    dawn = ClaimInterval(start="2031-05-04", end="2031-05-05", words=(case.claims[0].first or Pointer("", Span(0, 0)),))
    told = replace(case, claims=(replace(case.claims[0], intervals=(dawn,)), *case.claims[1:]))
    assert "When         4 May 2031, as 1 report puts it" in printed(told)
    assert "When " not in printed(case)
