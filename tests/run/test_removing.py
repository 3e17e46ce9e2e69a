"""Reports taken out of a case: nothing of them is left, and they do not come back by themselves."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.collect.originals import Originals
from stemma.model import Case, Reading, Report, StemmaError, sha256_of
from stemma.read.readers import ReaderName
from stemma.run.inputs import Terms
from stemma.run.judging import asked_to_note, enter, judge
from stemma.run.local import build_case, derived_case
from stemma.run.removing import Plan, plan_removal, remove_reports, removed_reports
from stemma.run.stages import read_to_compare
from stemma.store import open_case
from tests.cases.ferry import write_files

PAGE = "https://harbour-post.example/ferry-aground"
LETTER = "letter.txt"
# Words that stand in the letter only.
SECRET = "Brandt Lines reportedly knew"
WHEN = "2031-06-01T10:00:00+00:00"
MADE = "2031-05-08T09:00:00.000+00:00"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    write_files(tmp_path / "in")
    return tmp_path / "in"


@pytest.fixture
def folder(files: Path, tmp_path: Path) -> Path:
    build(tmp_path / "case", files)
    return tmp_path / "case"


def build(folder: Path, *inputs: Path, bring_back: bool = False) -> list[str]:
    """The notes of a build."""
    terms = Terms(bring_back=bring_back)
    return build_case(folder, inputs, workers=1, reader="rules", terms=terms).intake.notes


def take_out(folder: Path, *names: str, with_original: bool = False) -> Plan:
    return remove_reports(folder, names, when=WHEN, with_original=with_original)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def ids(case: Case) -> list[str]:
    return [report.id for report in case.reports]


def undated(case: Case) -> Case:
    """The case without when its bytes came in and what was removed."""
    return replace(case, reports=tuple(replace(each, captured=None) for each in case.reports), removed=())


def test_no_byte_of_a_removed_report_is_left(folder: Path) -> None:
    assert SECRET.encode() in everything_in(folder)
    take_out(folder, LETTER)
    assert SECRET.encode() not in everything_in(folder)
    assert b"reportedly" not in everything_in(folder)


def test_what_is_left_is_the_case_that_never_had_it(folder: Path, files: Path, tmp_path: Path) -> None:
    take_out(folder, LETTER)
    (files / LETTER).unlink()
    build(tmp_path / "without", files)
    assert undated(derived_case(folder)) == undated(derived_case(tmp_path / "without"))


def test_several_go_at_once_by_id_or_by_the_end_of_their_address(folder: Path) -> None:
    assert take_out(folder, LETTER, "ferry-aground").reports == (PAGE, LETTER)
    assert ids(derived_case(folder)) == ["coast-1", "coast-2"]


def test_the_last_report_can_go_too(folder: Path) -> None:
    take_out(folder, *ids(derived_case(folder)))
    assert derived_case(folder).reports == ()
    assert list(Originals(folder / "originals")) == []


def test_a_name_that_is_nothing_changes_nothing(folder: Path) -> None:
    with pytest.raises(StemmaError, match=r"'wire\.html' can't be removed"):
        take_out(folder, LETTER, "wire.html")
    assert len(derived_case(folder).reports) == 4


def test_it_does_not_come_back_by_itself(folder: Path, files: Path) -> None:
    take_out(folder, LETTER)
    (note,) = build(folder, files)
    assert "letter.txt was removed from the case before and left out now" in note
    assert LETTER not in ids(derived_case(folder))
    assert SECRET.encode() not in everything_in(folder)


def test_what_is_removed_while_a_build_reads_is_in_no_case_afterwards(folder: Path, tmp_path: Path) -> None:
    def read_meanwhile(report: Report, name: ReaderName) -> Reading:
        with open_case(folder, create=False) as store:
            there = any(kept.id == LETTER for kept in store.reports())
        if there:
            take_out(folder, LETTER)
        return read_to_compare(report, name)

    more = tmp_path / "more.txt"
    more.write_text("The harbour master said that the ferry was afloat again.", encoding="utf-8")
    built = build_case(folder, [more], workers=1, reader="rules", read=read_meanwhile)
    assert built.reports == len(ids(derived_case(folder)))
    assert LETTER not in ids(derived_case(folder))
    assert SECRET.encode() not in everything_in(folder)


def test_it_comes_back_where_that_is_asked_for(folder: Path, files: Path) -> None:
    before = undated(derived_case(folder))
    take_out(folder, LETTER)
    (note,) = build(folder, files, bring_back=True)
    assert "letter.txt was removed from the case before and brought back" in note
    assert undated(derived_case(folder)) == before
    assert build(folder, files) == []


def test_another_version_of_it_comes_in_and_that_is_told_once(folder: Path, files: Path) -> None:
    take_out(folder, LETTER)
    (files / LETTER).write_text("The ferry Alda is afloat again, Ilse Varga said.\n", encoding="utf-8")
    (note,) = build(folder, files)
    assert "letter.txt was taken in; a version with other words was removed" in note
    assert build(folder, files) == []


def test_only_ids_hashes_and_the_moment_are_remembered(folder: Path) -> None:
    (letter,) = (report for report in derived_case(folder).reports if report.id == LETTER)
    take_out(folder, LETTER)
    (row,) = removed_reports(folder)
    assert (row.id, row.sha256, row.text_sha256, row.removed) == (LETTER, letter.sha256, sha256_of(letter.text), WHEN)
    assert derived_case(folder).removed == (row,)


def test_a_page_fetched_twice_goes_with_both_fetches(folder: Path, files: Path) -> None:
    page = files / "post.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<nav>", "<!-- 12:01 --><nav>"), encoding="utf-8")
    build(folder, page)
    assert len(list(Originals(folder / "originals"))) == 5
    take_out(folder, PAGE)
    assert len(list(Originals(folder / "originals"))) == 3
    assert b"nobody is missing" in everything_in(folder)
    assert b"The ferry Alda ran aground" not in everything_in(folder)


def test_one_version_goes_and_the_other_stays(folder: Path, files: Path) -> None:
    page = files / "post.html"
    page.write_text(page.read_text(encoding="utf-8").replace("212 people", "221 people"), encoding="utf-8")
    build(folder, page)
    plan = take_out(folder, PAGE)
    assert len(plan.versions) == 1
    (left,) = (report for report in derived_case(folder).reports if "Marne Point early" in report.text)
    assert (left.id, left.revision_of) == (PAGE, None)
    assert b"212 people" not in everything_in(folder)


def twins(folder: Path) -> None:
    """Two further reports of one original, as readers of later formats may make them."""
    data = b"Two notices on one sheet: the lamp is dark. The pier is shut."
    one = Report(id="sheet#1", text="The lamp is dark.", sha256=sha256_of(data), language="en")
    with open_case(folder, create=False) as store:
        Originals(folder / "originals").put(data)
        store.add_reports([one, replace(one, id="sheet#2", text="The pier is shut.")])


def test_bytes_stay_as_long_as_another_report_came_out_of_them_and_that_is_told(folder: Path) -> None:
    twins(folder)
    assert take_out(folder, "sheet#1").sharing == ("sheet#2",)
    assert b"the lamp is dark" in everything_in(folder)
    take_out(folder, "sheet#2")
    assert b"the lamp is dark" not in everything_in(folder)


def test_all_that_came_out_of_the_same_bytes_can_go_at_once(folder: Path) -> None:
    twins(folder)
    assert take_out(folder, "sheet#1", with_original=True).reports == ("sheet#1", "sheet#2")
    assert b"the lamp is dark" not in everything_in(folder)


def test_a_judgement_that_names_it_stays_and_holds_again_when_it_comes_back(folder: Path, files: Path) -> None:
    row = judge(folder, "dependent", [LETTER, "coast-1"], author="Ada", made=MADE).row
    plan = take_out(folder, LETTER)
    assert (plan.judgements, plan.judgements_kept) == ((), (row,))
    assert derived_case(folder).judgements == (row,)


def test_a_judgement_by_a_name_that_stood_nowhere_else_goes(folder: Path, files: Path) -> None:
    (files / "tip.txt").write_text('"I saw the lamp go out," keeper Odo Krill said.\n', encoding="utf-8")
    build(folder, files)
    row = judge(folder, "dependent", ["Odo Krill", "Ilse Varga"], author="Ada", made=MADE).row
    assert take_out(folder, "tip.txt").judgements == (row,)
    assert derived_case(folder).judgements == ()
    assert b"Krill" not in everything_in(folder)


@pytest.mark.parametrize(
    ("about", "words", "goes"),
    [
        ([LETTER], "Ask her again.", True),
        ([LETTER, "coast-1"], "Ask her again.", False),
        (["coast-1"], "It was said: Brandt Lines, reportedly, knew!", True),
        (["coast-1"], "They say the light on Marne Point was dark.", False),
    ],
)
def test_a_note_goes_where_it_is_about_nothing_else_or_quotes(
    folder: Path, about: list[str], words: str, goes: bool
) -> None:
    asked = asked_to_note(derived_case(folder), words, about)
    row = enter(folder, asked, author="Ada", made=MADE).row
    assert (row in take_out(folder, LETTER).judgements) == goes
    assert (derived_case(folder).judgements == ()) == goes


def test_what_was_removed_can_be_named_again(folder: Path, files: Path) -> None:
    page = files / "post.html"
    page.write_text(page.read_text(encoding="utf-8").replace("212 people", "221 people"), encoding="utf-8")
    build(folder, page)
    (later,) = (name for name in ids(derived_case(folder)) if name.startswith(f"{PAGE}~"))
    assert take_out(folder, later).reports == (later,)
    assert take_out(folder, later).gone == (later,)
    assert PAGE in ids(derived_case(folder))


def test_a_plan_changes_nothing(folder: Path) -> None:
    before = everything_in(folder)
    assert plan_removal(folder, [LETTER]).reports == (LETTER,)
    assert everything_in(folder) == before


# Where a removal can be cut: what is called there when the process dies.
CUTS = (
    "stemma.store.sql.SqlStore.finish_removals",
    "stemma.collect.originals.Originals.discard",
    "stemma.store.sqlite.rewrite",
    "stemma.run.local.derive",
)
DYING = """
import os, pkgutil, sys
name, folder, *reports = sys.argv[1:]
owner, _, attribute = name.rpartition(".")
owner = pkgutil.resolve_name(owner)
calls = []
whole = getattr(owner, attribute)
def dies(*given, **named):
    calls.append(1)
    if len(calls) == (2 if attribute == "finish_removals" else 1):
        os.kill(os.getpid(), 9)
    return whole(*given, **named)
setattr(owner, attribute, dies)
from pathlib import Path
from stemma.run.removing import remove_reports
remove_reports(Path(folder), reports, when="2031-06-01")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("mended_by", ["the same again", "a build"])
def test_a_removal_that_is_cut_short_is_finished_by(folder: Path, files: Path, cut: str, mended_by: str) -> None:
    page = files / "post.html"
    page.write_text(page.read_text(encoding="utf-8").replace("212 people", "221 people"), encoding="utf-8")
    build(folder, page)
    died = subprocess.run([sys.executable, "-c", DYING, cut, folder, PAGE], capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    if mended_by == "a build":
        build(folder)
    else:
        take_out(folder, PAGE)
    # The other version has the name now, and is not what was meant.
    assert b"221 people" in everything_in(folder)
    assert b"212 people" not in everything_in(folder)
    with open_case(folder, create=False) as store:
        had = {report.sha256 for report in store.reports()}
    assert set(Originals(folder / "originals")) == had
