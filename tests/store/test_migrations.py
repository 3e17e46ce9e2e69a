"""Old case files stay readable: every version of the schema leads to the current one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from stemma.model import Case, CaseError
from stemma.store import CASE_FILE, SqlStore, migrations, open_case, schema
from tests.store.factories import case, judgement, reports

# As version 1 made it. Never edit this: a case of that time looks so for ever.
VERSION_1 = """
CREATE TABLE meta ("key" VARCHAR NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE collected (
    id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, text_sha256 VARCHAR NOT NULL, plain TEXT NOT NULL,
    PRIMARY KEY (id, sha256, text_sha256)
);
CREATE TABLE readings (
    reader VARCHAR NOT NULL, digest VARCHAR NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (reader, digest)
);
CREATE TABLE judgements (
    number INTEGER NOT NULL, id VARCHAR NOT NULL, verb VARCHAR NOT NULL, author VARCHAR NOT NULL,
    made VARCHAR NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id)
);
CREATE TABLE reports (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, title VARCHAR, url VARCHAR,
    publisher VARCHAR, published VARCHAR, captured VARCHAR, language VARCHAR, revision_of VARCHAR, story VARCHAR,
    plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE actors (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, body VARCHAR,
    side VARCHAR, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE mentions (
    position INTEGER NOT NULL, report VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    kind VARCHAR NOT NULL, actor VARCHAR, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE statements (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, report VARCHAR NOT NULL, span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL, manner VARCHAR NOT NULL, stance VARCHAR NOT NULL, speaker VARCHAR, via VARCHAR,
    access VARCHAR NOT NULL, in_title BOOLEAN NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE passages (
    position INTEGER NOT NULL, left_report VARCHAR NOT NULL, left_start INTEGER NOT NULL, left_end INTEGER NOT NULL,
    right_report VARCHAR NOT NULL, right_start INTEGER NOT NULL, right_end INTEGER NOT NULL, score FLOAT NOT NULL,
    boilerplate BOOLEAN NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE utterances (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, speaker VARCHAR, members INTEGER NOT NULL,
    reports INTEGER NOT NULL, drift INTEGER NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE claims (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, status VARCHAR NOT NULL, hedged BOOLEAN NOT NULL,
    gloss VARCHAR NOT NULL, members INTEGER NOT NULL, reports INTEGER NOT NULL, origins INTEGER NOT NULL,
    at_most INTEGER NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE lineage (
    position INTEGER NOT NULL, report VARCHAR NOT NULL, source_report VARCHAR, outside VARCHAR, actor VARCHAR,
    kind VARCHAR NOT NULL, score FLOAT NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE places (
    position INTEGER NOT NULL, report VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    name VARCHAR NOT NULL, kind VARCHAR NOT NULL, latitude FLOAT, longitude FLOAT, geonameid INTEGER,
    plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE times (
    position INTEGER NOT NULL, report VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    type VARCHAR NOT NULL, value VARCHAR, starts VARCHAR, ends VARCHAR, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE TABLE applied_judgements (
    position INTEGER NOT NULL, id VARCHAR NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position)
);
CREATE INDEX reports_id ON reports (id);
CREATE INDEX actors_id ON actors (id);
CREATE INDEX mentions_actor ON mentions (actor);
CREATE INDEX mentions_report ON mentions (report);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX utterances_id ON utterances (id);
CREATE INDEX utterances_speaker ON utterances (speaker);
CREATE INDEX claims_status ON claims (status);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX lineage_source_report ON lineage (source_report);
CREATE INDEX lineage_report ON lineage (report);
CREATE INDEX places_report ON places (report);
CREATE INDEX times_report ON times (report);
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, id UNINDEXED, report UNINDEXED, title, words,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
INSERT INTO meta VALUES ('format', 'stemma-case-store'), ('schema_version', '1');
INSERT INTO collected VALUES ('storm.txt', 'ab12', 'cd34',
    '{"id":"storm.txt","text":"The storm took the pier.","sha256":"ab12","title":null,"links":[]}');
INSERT INTO judgements VALUES (1, 'j1', 'same actor', 'desk', '2031-05-08T09:00:00Z',
    '{"id":"j1","verb":"same actor","subjects":["a1","a2"],"author":"desk","made":"2031-05-08T09:00:00Z"}');
INSERT INTO search (kind, id, report, title, words) VALUES
    ('report', 'storm.txt', 'storm.txt', '', 'The storm took the pier.');
"""

Shape = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case as version 1 left it."""
    with closing(sqlite3.connect(tmp_path / CASE_FILE)) as connection:
        connection.executescript(VERSION_1)
    return tmp_path


def shape(path: Path) -> Shape:
    """Every table's columns and every index's, however the SQL that made them was spelled."""
    with closing(sqlite3.connect(path)) as raw:
        entries = raw.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        pragma = {"table": "table_info", "index": "index_info"}
        return {name: raw.execute(f"PRAGMA {pragma[kind]}({name})").fetchall() for kind, name in sorted(entries)}


def test_a_case_of_version_1_opens_with_all_that_it_holds(old: Path) -> None:
    with open_case(old, create=False) as store:
        (storm,) = store.reports()
        assert (storm.id, storm.text) == ("storm.txt", "The storm took the pier.")
        assert store.judgements() == (judgement("j1", "same actor", "a1", "a2"),)
        assert [hit.id for hit in store.search("pier")] == ["storm.txt"]
        store.add_reports(reports())
        store.put_case(case(), "f")
        assert store.case() == case()


def test_a_case_of_version_1_becomes_like_a_new_one(old: Path, tmp_path: Path) -> None:
    open_case(old, create=False).close()
    open_case(tmp_path / "new", create=True).close()
    assert shape(old / CASE_FILE) == shape(tmp_path / "new" / CASE_FILE)


def test_a_case_that_version_1_derived_was_read_by_the_rules(old: Path) -> None:
    with closing(sqlite3.connect(old / CASE_FILE)) as connection:
        connection.executescript("INSERT INTO meta VALUES ('fingerprint', 'f')")
    with open_case(old, create=False) as store:
        assert store.reader() == "rules"
        assert store.case() == Case(reports=())


def test_a_case_that_version_1_only_collected_has_no_reader_yet(old: Path) -> None:
    with open_case(old, create=False) as store:
        assert store.reader() is None


def test_every_step_leads_on_from_the_one_before(old: Path) -> None:
    with SqlStore(old / CASE_FILE) as store:
        migrate(store, add_mood, name_moods)
        with store._transaction() as connection:
            assert migrations.version(connection) == migrations.current() + 2
            assert connection.execute(text("SELECT name FROM moods")).scalars().all() == ["calm"]
        migrate(store, add_mood, name_moods)


def test_a_step_that_fails_is_undone_and_those_before_it_stay(old: Path) -> None:
    with SqlStore(old / CASE_FILE) as store:
        with pytest.raises(ZeroDivisionError):
            migrate(store, add_mood, fail_half_way)
        with store._transaction() as connection:
            assert migrations.version(connection) == migrations.current() + 1
            assert connection.execute(text("SELECT count(*) FROM moods")).scalar() == 0
        migrate(store, add_mood, name_moods)


def test_a_step_may_have_the_case_derived_anew(old: Path) -> None:
    with SqlStore(old / CASE_FILE) as store:
        store.put_case(case(), "f")
        migrate(store, migrations.underive)
        assert store.fingerprint() is None
        assert store.case() is None


def test_a_step_of_another_process_is_not_taken_twice(old: Path) -> None:
    with SqlStore(old / CASE_FILE) as here, SqlStore(old / CASE_FILE) as there:
        migrate(there, add_mood)
        migrate(here, add_mood)


def test_a_case_that_is_ahead_is_refused(old: Path) -> None:
    with SqlStore(old / CASE_FILE) as store:
        migrate(store, add_mood)
        with pytest.raises(migrations.NewerSchema):
            migrate(store)
        with pytest.raises(CaseError, match="newer version"):
            SqlStore(old / CASE_FILE)


def test_a_new_case_has_the_current_version(tmp_path: Path) -> None:
    with open_case(tmp_path, create=True) as store, store._transaction() as connection:
        assert migrations.version(connection) == migrations.current()
        assert connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "format")).scalar()


def migrate(store: SqlStore, *steps: Callable[[Connection], None]) -> None:
    """Take `steps` after those that there are."""
    migrations.migrate(lambda: store._transaction(writing=True), (*migrations.STEPS, *steps))


def add_mood(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE moods (name TEXT)"))


def name_moods(connection: Connection) -> None:
    connection.execute(text("INSERT INTO moods VALUES ('calm')"))


def fail_half_way(connection: Connection) -> None:
    name_moods(connection)
    connection.execute(insert(schema.meta), [{"key": "mood", "value": str(1 // 0)}])
