"""`stemma verify`: a case altered by hand in every way that one can, and what is said of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from stemma.collect.originals import Originals
from stemma.model import Change, ChangePlace, Span, Visit, sha256_of
from stemma.run.packing import pack_case
from stemma.run.removing import remove_reports
from stemma.store import News, open_case
from tests.conftest import Command
from tests.show.evidence import built, copy_of
from tests.store.test_migrations import VERSION_1

POST = "https://post.example/crane"
LENA = "“Nobody was on it,” Voss said."


@pytest.fixture(scope="module")
def sound_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("evidence"))


@pytest.fixture
def case(sound_case: Path, tmp_path: Path) -> Path:
    return copy_of(sound_case, tmp_path)


def execute(case: Path, sql: str, *values: object) -> None:
    """Alter the database by hand."""
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection, connection:
        assert connection.execute(sql, values).rowcount


def rewrite(case: Path, table: str, where: str, alter: dict[str, Any], *values: object) -> None:
    """Alter fields of the value in one row."""
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection, connection:
        ((rowid, plain),) = connection.execute(f"SELECT rowid, plain FROM {table} WHERE {where}", values).fetchall()
        altered = json.dumps(json.loads(plain) | alter, ensure_ascii=False, separators=(",", ":"))
        connection.execute(f"UPDATE {table} SET plain = ? WHERE rowid = ?", (altered, rowid))


def text_of(case: Path, report: str = POST) -> str:
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        ((plain,),) = connection.execute("SELECT plain FROM collected WHERE id = ?", (report,)).fetchall()
    return str(json.loads(plain)["text"])


def original_of(case: Path, report: str = POST) -> Path:
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        ((sha,),) = connection.execute("SELECT sha256 FROM collected WHERE id = ?", (report,)).fetchall()
    return case.joinpath("originals", sha[:2], sha[2:4], sha)


def verdict(stemma: Command, case: Path, *options: str) -> dict[str, Any]:
    ended = stemma("verify", case, "--as", "json", "--workers", "1", *options)
    told: dict[str, Any] = json.loads(ended.out)
    assert ended.code == (1 if told["findings"] else 0)
    return told


def found(stemma: Command, case: Path, *options: str) -> list[tuple[str, str, str]]:
    """What, where and about which item."""
    return [(one["what"], one["where"], one["item"]) for one in verdict(stemma, case, *options)["findings"]]


def test_an_untouched_case_is_sound_and_stays_as_it_is(stemma: Command, case: Path) -> None:
    def state() -> dict[Path, str]:
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in case.rglob("*") if path.is_file()}

    before = state()
    ended = stemma("verify", case, "--again", "--workers", "1")
    assert ended.code == 0
    assert "Sound: every hash and every offset is as stated" in ended.out
    assert "4 reports, 4 originals" in " ".join(ended.out.split())
    assert state() == before


def test_an_altered_original_is_named_by_its_report(stemma: Command, case: Path) -> None:
    path = original_of(case)
    path.write_bytes(path.read_bytes().replace(b"Nobody", b"Nelson"))
    ((what, where, item),) = found(stemma, case)
    assert (what, item) == ("altered", POST)
    assert where == path.relative_to(case).as_posix()
    told = stemma("verify", case).out
    assert "“Crane falls at Ostrand quay”" in told
    assert "no longer have the SHA-256" in told


def test_missing_originals_and_such_as_nobody_names(stemma: Command, case: Path) -> None:
    original_of(case).unlink()
    extra = Originals(case / "originals").put(b"put in by hand")
    assert [(what, item) for what, _, item in found(stemma, case)] == [("missing", POST), ("added", extra)]


def test_an_altered_text_is_named_with_both_hashes(stemma: Command, case: Path) -> None:
    rewrite(case, "collected", "id = ?", {"text": text_of(case).replace("Nobody", "Nelson")}, POST)
    told = verdict(stemma, case)["findings"]
    assert ("altered", "collected", POST) in [(one["what"], one["where"], one["item"]) for one in told]
    assert any("does not have the SHA-256 it was kept under" in one["why"] for one in told)
    assert any("though the same program extracted it" in one["why"] for one in told)


def test_a_text_altered_with_its_hash_is_named_by_its_original(stemma: Command, case: Path) -> None:
    text = text_of(case).replace("Nobody", "Nelson")
    rewrite(case, "collected", "id = ?", {"text": text}, POST)
    execute(case, "UPDATE collected SET text_sha256 = ? WHERE id = ?", sha256_of(text), POST)
    rewrite(case, "reports", "id = ?", {"text": text}, POST)
    assert found(stemma, case)[0] == ("altered", "text", POST)


def test_altered_facts_are_named_with_both_values(stemma: Command, case: Path) -> None:
    rewrite(case, "collected", "id = ?", {"published": "2031-05-04"}, POST)
    told = " ".join(one["why"] for one in verdict(stemma, case)["findings"])
    assert (
        "published is '2031-05-04' as collected and '2031-05-05' in the derived case: the collected row was altered"
        in told
    )
    assert "published is '2031-05-04', the original says '2031-05-05'" in told


def test_a_report_that_was_taken_out_is_missing(stemma: Command, case: Path) -> None:
    execute(case, "DELETE FROM collected WHERE id = ?", POST)
    sha = original_of_name(case)
    assert {("missing", "collected", POST), ("added", f"originals/{sha[:2]}/{sha[2:4]}", sha)} == set(
        found(stemma, case)
    )


def original_of_name(case: Path) -> str:
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        ((sha,),) = connection.execute("SELECT sha256 FROM reports WHERE id = ?", (POST,)).fetchall()
    return str(sha)


def test_a_row_whose_columns_and_value_differ_is_named(stemma: Command, case: Path) -> None:
    execute(case, "UPDATE statements SET stance = 'denies' WHERE position = 0")
    ((what, where, item),) = found(stemma, case)
    assert (what, where, item[0]) == ("altered", "statements", "s")


def test_a_row_altered_all_through_is_named_by_deriving_again(stemma: Command, case: Path) -> None:
    execute(case, "UPDATE claims SET status = 'contested' WHERE position = 0")
    rewrite(case, "claims", "position = 0", {"status": "contested"})
    assert found(stemma, case) == []
    ((what, where, item),) = found(stemma, case, "--again")
    assert (what, where, item[0]) == ("altered", "claims", "c")


def test_rows_taken_out_of_the_middle_or_the_end_are_missing(stemma: Command, case: Path) -> None:
    execute(case, "DELETE FROM mentions WHERE position = 1")
    execute(case, "DELETE FROM statements WHERE position = (SELECT max(position) FROM statements)")
    assert ("missing", "mentions", "") in found(stemma, case)
    assert any((what, where) == ("missing", "statements") for what, where, _ in found(stemma, case, "--again"))


def test_a_span_out_of_its_text_and_a_reference_into_nothing(stemma: Command, case: Path) -> None:
    rewrite(case, "mentions", "position = 0", {"span": [5, 90_000], "actor": "p0"})
    told = " ".join(one["why"] for one in verdict(stemma, case)["findings"])
    assert "span [5, 90000] is no place in the text" in told
    assert "1 row(s) lead to it" in told


def test_a_cached_reading_that_was_altered_is_named_by_reading_again(stemma: Command, case: Path) -> None:
    execute(case, "UPDATE readings SET plain = replace(plain, '\"indirect\"', '\"direct\"')")
    assert ("altered", "readings", POST) in found(stemma, case, "--again")


def test_judgements_altered_or_taken_out(stemma: Command, case: Path) -> None:
    for who in ("Ada", "Ben"):
        ids = [row["id"] for row in json.loads(stemma("export", case).out)["actors"]][:2]
        assert stemma("judge", case, "same", *ids, "--author", who).code == 0
    stemma("show", case)
    assert found(stemma, case) == []
    rewrite(case, "judgements", "author = 'Ada'", {"author": "Eve"})
    ((what, where, _), *_) = found(stemma, case)
    assert (what, where) == ("altered", "judgements")
    execute(case, "DELETE FROM judgements WHERE author = 'Ben'")
    assert ("missing", "judgements") in [(what, where) for what, where, _ in found(stemma, case)]


def test_a_row_that_cannot_be_read_spoils_no_other_check(stemma: Command, case: Path) -> None:
    execute(case, "UPDATE collected SET plain = '{' WHERE id = 'kurier-1'")
    original_of(case).unlink()
    told = found(stemma, case)
    assert ("altered", "collected", "kurier-1") in told
    assert ("missing", POST) in [(what, item) for what, _, item in told]


def test_another_version_of_the_extractor_is_no_alteration(stemma: Command, case: Path) -> None:
    text = text_of(case).replace(LENA, "")
    rewrite(case, "collected", "id = ?", {"text": text, "extractor": "stemma 0"}, POST)
    execute(case, "UPDATE collected SET text_sha256 = ? WHERE id = ?", sha256_of(text), POST)
    told = verdict(stemma, case)
    assert any("extracted by stemma 0, checked with stemma" in one["why"] for one in told["notes"])
    assert not any(one["where"] == "text" for one in told["findings"])


def test_what_another_process_has_just_written_is_seen(stemma: Command, case: Path) -> None:
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE statements SET stance = 'denies' WHERE position = 0")
        connection.commit()
        assert [where for _, where, _ in found(stemma, case)] == ["statements"]


def test_a_build_that_was_cut_short_is_a_note_where_only_reports_came_in(stemma: Command, case: Path) -> None:
    for table in ("reports", "actors", "mentions", "statements", "utterances", "claims", "lineage", "entities"):
        with closing(sqlite3.connect(case / "stemma.sqlite")) as connection, connection:
            connection.execute(f"DELETE FROM {table}")
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection, connection:
        connection.execute("DELETE FROM meta WHERE key = 'fingerprint'")
        for table in ("places", "times", "figures", "quantities", "passages"):
            connection.execute(f"DELETE FROM {table}")
    told = verdict(stemma, case)
    assert told["sound"]
    assert "there is no derived case" in told["notes"][0]["why"]


def test_a_case_of_an_older_schema_is_checked_and_stays_of_that_schema(
    stemma: Command, case: Path, sound_case: Path
) -> None:
    for path in case.glob("stemma.sqlite*"):
        path.unlink()
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        connection.executescript(VERSION_1)
        connection.execute("ATTACH ? AS newer", (str(sound_case / "stemma.sqlite"),))
        connection.execute("INSERT INTO collected SELECT * FROM newer.collected")
        connection.commit()
    rewrite(case, "collected", "id = ?", {"text": "Words of another."}, POST)
    assert ("altered", "collected", POST) in found(stemma, case)
    with closing(sqlite3.connect(case / "stemma.sqlite")) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("1",)


def test_a_wacz_and_an_export_are_checked_too(stemma: Command, case: Path, tmp_path: Path) -> None:
    ended = stemma("export", case, "--as", "wacz", "-o", tmp_path / "c.wacz")
    assert ended.code == 0
    digest = verdict(stemma, tmp_path / "c.wacz")["digest"]
    assert f"c.wacz: digest of datapackage.json {digest}" in ended.err
    stemma("export", case, "-o", tmp_path / "c.json")
    told = verdict(stemma, tmp_path / "c.json")
    assert (told["kind"], told["sound"], len(told["notes"])) == ("export", True, 1)
    text = (tmp_path / "c.json").read_text(encoding="utf-8").replace("Nobody was on it", "Nelson was on it")
    (tmp_path / "c.json").write_text(text, encoding="utf-8")
    assert found(stemma, tmp_path / "c.json")[0] == ("altered", "reports", POST)


def test_a_text_in_a_wacz_that_its_original_does_not_give_is_named(stemma: Command, case: Path, tmp_path: Path) -> None:
    text = text_of(case).replace("Nobody", "Nelson")
    for table in ("collected", "reports"):
        rewrite(case, table, "id = ?", {"text": text}, POST)
    execute(case, "UPDATE collected SET text_sha256 = ? WHERE id = ?", sha256_of(text), POST)
    stemma("export", case, "--as", "wacz", "-o", tmp_path / "c.wacz")
    assert found(stemma, tmp_path / "c.wacz") == [("altered", "text", POST)]


@pytest.mark.parametrize(
    ("content", "told"), [(b"not a database", "damaged"), (b"", "is not a case yet"), (None, "is not a case")]
)
def test_what_is_no_case_ends_with_2_and_says_so(stemma: Command, case: Path, content: bytes | None, told: str) -> None:
    for path in case.glob("stemma.sqlite*"):
        path.unlink()
    if content is not None:
        (case / "stemma.sqlite").write_bytes(content)
    ended = stemma("verify", case)
    assert ended.code == 2
    assert ended.err.startswith(f"stemma: {case}")
    assert told in ended.err


def test_other_files_end_with_2(stemma: Command, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>no case", encoding="utf-8")
    shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path)
    for name in ("page.html", "other.zip", "nowhere"):
        ended = stemma("verify", tmp_path / name)
        assert (ended.code, ended.out) == (2, "")


def test_a_case_is_sound_after_a_removal(stemma: Command, case: Path) -> None:
    remove_reports(case, [POST], when="2031-06-01")
    assert found(stemma, case, "--again") == []


def test_the_bytes_of_a_removal_that_was_cut_short_are_known_as_such(stemma: Command, case: Path) -> None:
    original = original_of(case).read_bytes()
    remove_reports(case, [POST], when="2031-06-01")
    Originals(case / "originals").put(original)
    told = verdict(stemma, case)
    assert told["findings"] == []
    assert any("its report was removed" in one["why"] for one in told["notes"])


def test_a_case_that_came_without_originals_is_known_as_such(stemma: Command, case: Path, tmp_path: Path) -> None:
    pack_case(case, tmp_path / "bare.zip", originals=False)
    assert stemma("unpack", tmp_path / "bare.zip", tmp_path / "bare", "--workers", "1").code == 0
    told = verdict(stemma, tmp_path / "bare")
    assert told["findings"] == []
    assert sum("leaves originals out" in one["why"] for one in told["notes"]) == 4


def watched(case: Path) -> Path:
    """The case with two changes noted, the terminal told of both, and a feed remembered."""
    place = ChangePlace(report=POST, span=Span(0, 7), words="A crane")
    noted = [Change(kind="denied", claim=None, gloss=gloss, why="", places=(place,)) for gloss in ("One.", "Two.")]
    with open_case(case, create=False) as store:
        now = store.fingerprint()
        kept = store.case()
        assert kept is not None
        assert now is not None
        store.put_case(kept, now, store.reader(), News(since=now, made="2031-05-06", changes=tuple(noted)))
        store.note_told("terminal", 2)
        store.put_visits([Visit(address="https://post.example/feed", kind="feed", due=None)])
    return case


def test_a_watched_case_is_sound_also_after_a_removal(stemma: Command, case: Path) -> None:
    assert found(stemma, watched(case)) == []
    remove_reports(case, [POST], when="2031-06-01")
    with open_case(case, create=False) as store:
        assert store.changes() == ()
    assert found(stemma, case) == []


@pytest.mark.parametrize(
    ("sql", "what", "where", "item"),
    [
        ("DELETE FROM changes WHERE number = 1", "missing", "changes", "change 1"),
        ("DELETE FROM changes WHERE number = 2", "missing", "changes", "terminal"),
        ("UPDATE changes SET plain = '{' WHERE number = 2", "altered", "changes", "change 2"),
        ("UPDATE changes SET kind = 'affirmed' WHERE number = 2", "altered", "changes", "change 2"),
        ("UPDATE visits SET due = '2031'", "altered", "visits", "https://post.example/feed"),
        ("UPDATE visits SET plain = '[]'", "altered", "visits", "https://post.example/feed"),
    ],
)
def test_what_a_watch_keeps_is_checked_too(
    stemma: Command, case: Path, sql: str, what: str, where: str, item: str
) -> None:
    execute(watched(case), sql)
    assert found(stemma, case) == [(what, where, item)]
