"""What can happen to a case's file: other processes, full disks, other programs, damage."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from stemma.model import Case, CaseError
from stemma.store import CASE_FILE, Removal, SqlStore, open_case
from tests.store.factories import case, judgement, reading, report, reports

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder with everything in it, closed."""
    made = tmp_path / "case"
    with open_case(made, create=True) as store:
        store.add_reports(reports())
        store.put_case(case(), "first", "rules")
        store.add_judgement(judgement("j1"))
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def run_sql(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / CASE_FILE)) as connection:
        connection.executescript(sql)


def python(code: str, *arguments: Path | str) -> subprocess.Popen[str]:
    """Another process that runs `code`, with `arguments` in sys.argv[1:]."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def someone_without_rights() -> Iterator[None]:
    """Root may write anywhere, so that whoever runs the tests as root becomes somebody else meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_case_is_one_file_while_it_is_closed(folder: Path) -> None:
    assert list(contents(folder)) == [CASE_FILE]


def test_everything_is_there_when_it_is_opened_again(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        assert len(store.reports()) == 2
        assert store.case() == case()
        assert store.judgements() == (judgement("j1"),)
        assert [hit.id for hit in store.search("Tuesday")] == ["harbour.html"]


def test_opening_a_case_again_as_if_to_make_it_keeps_it(folder: Path) -> None:
    with open_case(folder, create=True) as store:
        assert store.fingerprint() == "first"


def test_a_folder_that_does_not_exist_is_no_case_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"nowhere: is not a case .* stemma build"):
        open_case(tmp_path / "nowhere", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_things_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("milk, bread")
    with pytest.raises(CaseError, match="is not a case"):
        open_case(tmp_path, create=False)


def test_a_file_is_no_case_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    with pytest.raises(CaseError, match="is a file, not a case folder"):
        open_case(tmp_path / "page.html", create=True)


def test_a_case_below_a_file_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    with pytest.raises(CaseError, match="can't be made: Not a directory"):
        open_case(tmp_path / "page.html" / "case", create=True)


def test_a_case_whose_making_was_cut_short_says_so_and_can_be_made_again(tmp_path: Path) -> None:
    (tmp_path / CASE_FILE).touch()
    with pytest.raises(CaseError, match="cut short"):
        open_case(tmp_path, create=False)
    with open_case(tmp_path, create=True) as store:
        assert store.reports() == ()


def test_a_case_of_a_newer_version_is_refused_and_left_as_it_is(folder: Path) -> None:
    run_sql(folder, "UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    before = contents(folder)
    for create in (False, True):
        with pytest.raises(CaseError, match=r"newer version of Stemma \(schema 999.*update Stemma"):
            open_case(folder, create=create)
    assert contents(folder) == before


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    run_sql(tmp_path, "CREATE TABLE meta (key, value); CREATE TABLE birds (name); INSERT INTO birds VALUES ('wren')")
    before = contents(tmp_path)
    with pytest.raises(CaseError, match="made by another program"):
        open_case(tmp_path, create=True)
    assert contents(tmp_path) == before


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / CASE_FILE).write_bytes(b"Dear diary, " * 1_000)
    with pytest.raises(CaseError, match="is damaged or was not made by Stemma"):
        open_case(tmp_path, create=True)


def test_a_damaged_page_says_so(folder: Path) -> None:
    data = bytearray((folder / CASE_FILE).read_bytes())
    data[4096:] = b"\x99" * (len(data) - 4096)
    (folder / CASE_FILE).write_bytes(data)
    with pytest.raises(CaseError, match="damaged"):
        open_case(folder, create=False)


def test_a_damaged_collected_report_says_so(folder: Path) -> None:
    run_sql(folder, "UPDATE collected SET plain = substr(plain, 1, 40)")
    with open_case(folder, create=False) as store, pytest.raises(CaseError, match="a report in it is damaged"):
        store.reports()


def test_a_derived_case_or_reading_that_can_not_be_read_is_as_good_as_none(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        store.put_readings("r", [("d", reading("a"))])
        run_sql(folder, """UPDATE claims SET plain = '{"id":"c1"}'; UPDATE readings SET plain = '[1'""")
        assert store.case() is None
        assert store.readings("r", ["d"]) == {}


def test_a_writer_waits_for_another_only_so_long_and_readers_not_at_all(folder: Path) -> None:
    with (
        SqlStore(folder / CASE_FILE, busy_seconds=0.01) as store,
        closing(sqlite3.connect(folder / CASE_FILE)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="another process is writing to it"):
            store.add_reports([report("new", "The tide is out.")])
        assert store.case() == case()
        other.rollback()
        assert store.add_reports([report("new", "The tide is out.")]) == 1


def test_a_full_disk_says_so_and_leaves_the_old_case(folder: Path) -> None:
    pages = (folder / CASE_FILE).stat().st_size // 4096
    with open_case(folder, create=False) as store:
        event.listen(store._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))
        store._engine.dispose()
        huge = Case(reports=tuple(report(str(number), "Fog at sea. " * 2_000) for number in range(20)))
        with pytest.raises(CaseError, match="disk is full and nothing of this step was kept"):
            store.put_case(huge, "second", "accurate")
        assert store.case() == case()
        assert (store.fingerprint(), store.reader()) == ("first", "rules")
        assert [hit.id for hit in store.search("Tuesday")] == ["harbour.html"]


def test_a_folder_that_can_not_be_written_to_says_so() -> None:
    place = Path(tempfile.mkdtemp())
    place.chmod(0o555)
    try:
        with someone_without_rights():
            with pytest.raises(CaseError, match="can't be opened; see that the folder"):
                open_case(place, create=True)
            with pytest.raises(CaseError, match="case folder can't be made: Permission denied"):
                open_case(place / "case", create=True)
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)


def test_a_case_in_a_folder_that_can_not_be_written_to_says_so(folder: Path) -> None:
    place = Path(tempfile.mkdtemp())
    shutil.copy(folder / CASE_FILE, place)
    place.chmod(0o555)
    try:
        with someone_without_rights(), pytest.raises(CaseError, match="written to"):
            open_case(place, create=False)
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)


def test_a_file_that_can_not_be_written_to_says_so(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        event.listen(store._engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
        store._engine.dispose()
        with pytest.raises(CaseError, match="can't be written to"):
            store.add_judgement(judgement("j2"))


def test_readers_and_writers_do_not_wait_for_each_other(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        store.case()
        with closing(sqlite3.connect(folder / CASE_FILE)) as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


INTERRUPTED = """
import sys
from pathlib import Path
from stemma.store import open_case
from tests.store.factories import case

class UntilKilled(tuple):
    def __iter__(self):
        print("half way", flush=True)
        sys.stdin.read()

other = case()
object.__setattr__(other, "claims", ())
object.__setattr__(other, "times", UntilKilled())
open_case(Path(sys.argv[1]), create=False).put_case(other, "second")
"""


def test_a_writer_that_is_killed_half_way_leaves_the_old_case(folder: Path) -> None:
    with ended(python(INTERRUPTED, folder)) as writer:
        assert heard(writer) == "half way"
        with open_case(folder, create=False) as meanwhile:
            assert meanwhile.case() == case()
        writer.kill()
        writer.wait()
    with open_case(folder, create=False) as store:
        assert (store.case(), store.fingerprint()) == (case(), "first")
        assert [hit.id for hit in store.search("Tuesday")] == ["harbour.html"]
        store.put_case(Case(reports=()), "third")
        assert store.case() == Case(reports=())


BUSY_BUILDER = """
import sys
from pathlib import Path
from stemma.model import Case
from stemma.store import open_case
from tests.store.factories import case

with open_case(Path(sys.argv[1]), create=False) as store:
    while True:
        store.put_case(Case(reports=case().reports), "small")
        store.put_case(case(), "first")
        print("again", flush=True)
"""


def test_a_reader_sees_whole_cases_while_another_process_builds(folder: Path) -> None:
    small = Case(reports=reports())
    with open_case(folder, create=False) as store, ended(python(BUSY_BUILDER, folder)) as builder:
        for _ in range(15):
            assert heard(builder) == "again"
            assert store.case() in (case(), small)
            assert store.search("Tuesday")


BUILDER = """
import sys
from pathlib import Path
from stemma.store import open_case
from tests.store.factories import report

sys.stdin.readline()
with open_case(Path(sys.argv[1]), create=True) as store:
    for number in range(5):
        store.add_reports([report(f"{sys.argv[2]}-{number}", f"Bulletin {number} of station {sys.argv[2]}")])
"""


def test_several_processes_may_make_and_fill_one_case_at_once(tmp_path: Path) -> None:
    builders = [python(BUILDER, tmp_path / "case", name) for name in "abc"]
    for builder in builders:
        builder.communicate("go\n")
    assert [builder.returncode for builder in builders] == [0, 0, 0]
    with open_case(tmp_path / "case", create=False) as store:
        assert len(store.reports()) == 15
        assert len(store.search("bulletin")) == 15


def removed(folder: Path) -> None:
    """The first report, taken out and everything done that is left to do."""
    with open_case(folder, create=False) as store:
        store.remove(Removal(reports=reports()[:1], when="2031-06-01"))
        store.finish_removals(lambda sha: None)


def test_no_word_of_a_removed_report_is_left_in_the_files(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        store.put_readings("rules", [("d1", reading("harbour.html"))])
    assert b"ran aground" in contents(folder)[CASE_FILE]
    removed(folder)
    assert b"aground" not in b"".join(contents(folder).values())
    assert b"Lind" not in b"".join(contents(folder).values())


def test_not_even_while_somebody_has_the_case_open(folder: Path) -> None:
    with open_case(folder, create=False) as looking:
        assert len(looking.reports()) == 2
        removed(folder)
        assert b"aground" not in b"".join(contents(folder).values())
        assert len(looking.reports()) == 1


def test_what_was_deleted_before_by_a_program_that_leaves_it_is_wiped_too(folder: Path) -> None:
    run_sql(
        folder,
        "PRAGMA secure_delete = OFF; CREATE TABLE scrap (words TEXT); "
        "INSERT INTO scrap SELECT printf('%.5000c', 'x') || 'the lamp was dark' FROM collected; DROP TABLE scrap;",
    )
    assert b"the lamp was dark" in contents(folder)[CASE_FILE]
    removed(folder)
    assert b"the lamp was dark" not in contents(folder)[CASE_FILE]


def test_a_removal_says_so_where_somebody_reads_and_is_finished_later(folder: Path) -> None:
    with SqlStore(folder / CASE_FILE, busy_seconds=0.1) as store:
        with closing(sqlite3.connect(folder / CASE_FILE)) as looking:
            looking.execute("BEGIN")
            looking.execute("SELECT * FROM collected").fetchall()
            store.remove(Removal(reports=reports()[:1], when="2031-06-01"))
            with pytest.raises(CaseError, match="another process reads it"):
                store.finish_removals(lambda sha: None)
        assert store.finish_removals(lambda sha: None)
    assert b"aground" not in b"".join(contents(folder).values())


def test_a_file_that_can_not_be_written_anew_leaves_the_rest_of_a_removal_to_be_done(folder: Path) -> None:
    with open_case(folder, create=False) as store:
        store.remove(Removal(reports=reports()[:1], when="2031-06-01"))

        def read_only(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute("PRAGMA query_only = ON")

        event.listen(store._engine, "checkout", read_only)
        with pytest.raises(CaseError, match="can't be written to"):
            store.finish_removals(lambda sha: None)
    with open_case(folder, create=False) as store:
        assert store.finish_removals(lambda sha: None)
