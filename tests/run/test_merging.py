"""Several cases into one: as if all had been collected into one case from the beginning."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.collect.originals import Originals
from stemma.model import Case, CaseError, InputError, Judgement, sha256_of
from stemma.model.rulings import place_of, rulings_of
from stemma.run import local
from stemma.run.judging import judge, undo
from stemma.run.local import build_case, derived_case
from stemma.run.merging import Merged, merge_cases
from stemma.run.packing import pack_case
from stemma.run.removing import remove_reports, removed_reports
from stemma.store import open_case
from tests.cases.ferry import write_files

MADE = "2031-05-08T09:00:00.000+00:00"
OTHER_LETTER = '"The lamp went out on Sunday," keeper Odo Krill said. A ferry ran aground.\n'


def build(folder: Path, *files: Path, reader: str = "rules") -> Path:
    build_case(folder, files, workers=1, reader=reader)  # type: ignore[arg-type]
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A case of a page, a feed and a letter."""
    page, letter, feed = write_files(tmp_path / "in")
    letter.write_text(OTHER_LETTER, encoding="utf-8")
    return build(tmp_path / "here", page, feed, letter)


@pytest.fixture
def there(tmp_path: Path, here: Path) -> Path:
    """A case of the same page and another letter of the same name."""
    page, letter, _ = write_files(tmp_path / "in-there")
    return build(tmp_path / "there", page, letter)


def merge(into: Path, *sources: Path, bring_back: bool = False) -> Merged:
    return merge_cases(into, sources, workers=1, bring_back=bring_back)


def undated(case: Case) -> Case:
    return replace(case, reports=tuple(replace(each, captured=None) for each in case.reports))


def copied(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder, folder.with_name(name)))


def letters(case: Case) -> dict[str, str]:
    """By the letters' words, their ids."""
    return {report.text[:12]: report.id for report in case.reports if report.id.startswith("letter.txt")}


def test_merged_cases_are_the_case_of_all_their_inputs(here: Path, there: Path, tmp_path: Path) -> None:
    merge(here, there)
    for path in (tmp_path / "in", tmp_path / "in-there"):
        build_case(tmp_path / "at-once", [path], workers=1, reader="rules")
    assert undated(derived_case(here)) == undated(derived_case(tmp_path / "at-once"))
    assert list(Originals(here / "originals")) == list(Originals(tmp_path / "at-once" / "originals"))


def test_equal_reports_are_one_and_differing_ones_of_one_name_are_two(here: Path, there: Path) -> None:
    merged = merge(here, there)
    assert (merged.built.intake.new, merged.built.reports) == (1, 5)
    assert any("letter.txt: the id stands for another text here" in note for note in merged.built.intake.notes)


def test_which_is_merged_into_which_makes_no_difference(here: Path, there: Path) -> None:
    one, other = copied(here, "one"), copied(there, "other")
    merge(one, there)
    merge(other, here)
    assert undated(derived_case(one)) == undated(derived_case(other))


def test_the_cases_that_are_taken_in_stay_as_they_are(here: Path, there: Path) -> None:
    before = derived_case(there)
    merge(here, there)
    assert derived_case(there) == before


def test_merging_again_changes_nothing(here: Path, there: Path) -> None:
    judge(there, "dependent", ["letter.txt", "ferry-aground"], author="Bo", made=MADE)
    merge(here, there)
    before = derived_case(here)
    again = merge(here, there)
    assert (again.built.intake.new, again.judgements) == (0, 0)
    assert derived_case(here) == before


def test_a_new_case_is_made_of_two_by_the_reader_of_the_first(here: Path, there: Path, tmp_path: Path) -> None:
    merged = merge(tmp_path / "new", here, there)
    assert (merged.built.reader, merged.built.reports) == ("rules", 5)


def test_a_packed_case_is_taken_in_like_a_folder(here: Path, there: Path, tmp_path: Path) -> None:
    pack_case(there, tmp_path / "there.zip")
    one = copied(here, "one")
    merge(here, there)
    merge(one, tmp_path / "there.zip")
    assert derived_case(one) == derived_case(here)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_packed_case_without_originals_is_taken_in_and_that_is_told(here: Path, there: Path, tmp_path: Path) -> None:
    pack_case(there, tmp_path / "bare.zip", originals=False)
    intake = merge(here, tmp_path / "bare.zip").built.intake
    assert any("1 of its reports came without their original bytes" in note for note in intake.notes)
    assert intake.problems == []


def test_an_original_that_is_altered_is_not_taken_and_told(here: Path, there: Path) -> None:
    (letter,) = (report for report in derived_case(there).reports if report.id == "letter.txt")
    sha = letter.sha256
    (there / "originals" / sha[:2] / sha[2:4] / sha).write_bytes(b"something else")
    (problem,) = merge(here, there).built.intake.problems
    assert "missing or altered" in str(problem)
    assert not Originals(here / "originals").has(sha)


def test_judgements_come_with_their_undoings_and_are_one_where_both_have_them(here: Path, there: Path) -> None:
    row = judge(there, "dependent", ["letter.txt", "ferry-aground"], author="Bo", made=MADE).row
    undo(there, row.id, author="Bo", made=MADE)
    merge(here, there)
    assert [each.verb for each in derived_case(here).judgements] == ["dependent", "undo"]
    assert derived_case(here).judgements[0].undone_by is not None


def test_a_judgement_on_a_report_is_about_that_report_still(here: Path, there: Path) -> None:
    for folder, author in ((here, "Ada"), (there, "Bo")):
        judge(folder, "dependent", ["letter.txt", "ferry-aground"], author=author, made=MADE)
    merge(here, there)
    case = derived_case(here)
    meant = {ruling.judgement.author: ruling.sides[0].name for ruling in rulings_of(case.judgements, case.reports)}
    assert meant == {"Ada": letters(case)[OTHER_LETTER[:12]], "Bo": letters(case)["Ferry on the"]}


def test_a_judgement_that_names_a_report_by_its_id_alone_is_told_what_it_meant(here: Path, there: Path) -> None:
    bare = Judgement(
        id="j1", verb="dependent", subjects=("report:letter.txt", "actor:Ilse Varga"), author="Bo", made=MADE
    )
    with open_case(there, create=False) as store:
        store.add_judgement(bare)
    merge(here, there)
    case = derived_case(here)
    (ruling,) = rulings_of(case.judgements, case.reports)
    assert ruling.sides[0].name == letters(case)["Ferry on the"]
    assert merge(here, there).judgements == 0


def test_a_judgement_on_words_finds_them_under_their_new_id(here: Path, there: Path) -> None:
    judge(there, "same", ["letter.txt:92", "ferry-aground:146"], author="Bo", made=MADE)
    merge(here, there)
    case = derived_case(here)
    (ruling,) = rulings_of(case.judgements, case.reports)
    reports = {report.id: report for report in case.reports}
    places = [place for side in ruling.sides for place in side.places]
    assert letters(case)["Ferry on the"] in {place.pointer.report for place in places}
    assert all(place_of(reports[place.pointer.report], place.pointer.span) == place for place in places)


def test_another_judgement_under_a_taken_id_is_told_and_left(here: Path, there: Path) -> None:
    for folder, author in ((here, "Ada"), (there, "Bo")):
        row = Judgement(id="j1", verb="dependent", subjects=("actor:A", "actor:B"), author=author, made=MADE)
        with open_case(folder, create=False) as store:
            store.add_judgement(row)
    (problem,) = merge(here, there).built.intake.problems
    assert "judgement j1 was not taken in" in str(problem)
    assert [row.author for row in derived_case(here).judgements] == ["Ada"]


def test_what_was_removed_here_stays_out_with_judgements_in_its_words(here: Path, there: Path) -> None:
    merge(there, here)
    judge(there, "dependent", ["Odo Krill", "Ilse Varga"], author="Bo", made=MADE)
    remove_reports(here, ["letter.txt"], when="2031-06-01")
    intake = merge(here, there).built.intake
    assert any("letter.txt was removed from the case before and left out" in note for note in intake.notes)
    assert OTHER_LETTER[:12] not in letters(derived_case(here))
    assert b"Krill" not in b"".join(path.read_bytes() for path in here.rglob("*") if path.is_file())


def test_what_was_removed_here_comes_back_where_that_is_asked_for(here: Path, there: Path) -> None:
    merge(there, here)
    remove_reports(here, ["letter.txt"], when="2031-06-01")
    merge(here, there, bring_back=True)
    assert OTHER_LETTER[:12] in letters(derived_case(here))
    assert removed_reports(here) == ()


def test_what_was_removed_there_is_remembered_here_and_what_is_here_stays(here: Path, there: Path) -> None:
    remove_reports(there, ["letter.txt", "ferry-aground"], when="2031-06-01")
    intake = merge(here, there).built.intake
    assert any("ferry-aground: removed there before, and stay here" in note for note in intake.notes)
    assert [row.id for row in removed_reports(here)] == ["letter.txt"]
    assert len(derived_case(here).reports) == 4


def test_another_reader_there_is_told_and_ours_reads_all(here: Path, there: Path) -> None:
    with open_case(there, create=False) as store:
        store.put_case(derived_case(there), "f", "fast")
    merged = merge(here, there)
    assert merged.built.reader == "rules"
    assert any("was read by fast; all of it is read by rules here" in note for note in merged.built.intake.notes)


def test_what_was_read_there_is_not_read_again(here: Path, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = build(here.with_name("page"), here.with_name("in") / "post.html")

    def unasked(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(local, "read_to_compare", unasked)
    merged = merge(page, here)
    assert merged.built.intake.problems == []


def test_a_case_is_not_merged_into_itself(here: Path) -> None:
    with pytest.raises(CaseError, match="into itself"):
        merge(here, here.parent / "x" / ".." / "here")


def test_nothing_is_taken_in_where_one_of_them_can_not_be_used(here: Path, there: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    before = derived_case(here)
    with pytest.raises(InputError, match=r"broken\.zip"):
        merge(here, there, tmp_path / "broken.zip")
    with pytest.raises(CaseError, match="is not a case"):
        merge(here, there, tmp_path / "nothing")
    assert derived_case(here) == before


CUTS = {
    "while originals come in": ("stemma.collect.originals.Originals.put", 1),
    "before reports are entered": ("stemma.store.sql.SqlStore.add_reports", 1),
    "before judgements are entered": ("stemma.store.sql.SqlStore.add_judgement", 2),
    "before the case is derived": ("stemma.run.local.derive", 1),
}
DYING = """
import os, pkgutil, sys
name, count, into, source = sys.argv[1:]
owner, _, attribute = name.rpartition(".")
owner, left = pkgutil.resolve_name(owner), int(count)
whole = getattr(owner, attribute)
def dies(*given, **named):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return whole(*given, **named)
setattr(owner, attribute, dies)
from pathlib import Path
from stemma.run.merging import merge_cases
merge_cases(Path(into), [Path(source)], workers=1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize("cut", CUTS)
def test_a_merge_that_is_cut_short_is_mended_by_merging_again(here: Path, there: Path, cut: str) -> None:
    row = judge(there, "dependent", ["letter.txt", "ferry-aground"], author="Bo", made=MADE).row
    undo(there, row.id, author="Bo", made=MADE)
    whole = copied(here, "whole")
    merge(whole, there)
    name, count = CUTS[cut]
    died = subprocess.run(
        [sys.executable, "-c", DYING, name, str(count), here, there], capture_output=True, check=False
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    merge(here, there)
    assert derived_case(here) == derived_case(whole)
    assert {sha256_of(Originals(here / "originals").get(sha)) for sha in Originals(whole / "originals")} == set(
        Originals(here / "originals")
    )
