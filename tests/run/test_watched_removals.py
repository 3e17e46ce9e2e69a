"""Removing from a case that is watched: no word is left, nothing comes back by itself, nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import stemma.run.local as local
from stemma.model import Reading, Report
from stemma.read.readers import ReaderName
from stemma.run.local import build_case, derived_case
from stemma.run.merging import merge_cases
from stemma.run.packing import pack_case
from stemma.run.removing import remove_reports
from stemma.run.stages import read_to_compare
from stemma.run.watching import Round
from stemma.store import open_case
from tests.collect.sites import serving
from tests.run.watched import DENIAL, LIGHT, WITNESS, Hours, Site, watching

WHEN = "2031-06-01T10:00:00+00:00"
CALM = "The sea off Holm was calm, the coast guard said."
DOUBT = "The town denied that the light on Marne Point had been dark since Sunday."
STORM = "Harbour master Ilse Varga denied that the sea off Holm was calm."


@pytest.fixture
def site(socket_enabled: None) -> Iterator[Site]:
    found = Site()
    with serving() as serve:
        found.address = serve(found.answers)
        yield found


def ask(folder: Path, site: Site, *items: tuple[str, str], follow: bool = False) -> Round:
    """A round in which the feed has these items."""
    site.post(*((name, name.title(), words) for name, words in items))
    with watching(folder, Hours(), follow=follow) as watcher:
        return watcher.round([f"{site.address}/feed"])


def noted(folder: Path) -> list[tuple[int, str]]:
    with open_case(folder, create=False) as store:
        return [(one.number, one.change.kind) for one in store.changes()]


def named(folder: Path, name: str) -> str:
    return next(report.id for report in derived_case(folder).reports if report.id.endswith(name))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    """A watched case in which two things were denied."""
    case = tmp_path / "case"
    ask(case, site, ("light", LIGHT), ("calm", CALM))
    ask(case, site, ("light", LIGHT), ("calm", CALM), ("denial", DENIAL), ("storm", STORM))
    assert noted(case) == [(1, "denied"), (2, "denied")]
    return case


def test_no_byte_of_it_is_left_and_other_changes_stay(folder: Path) -> None:
    assert b"Brandt Lines" in everything_in(folder)
    plan = remove_reports(folder, [named(folder, "denial")], when=WHEN)
    assert b"Brandt" not in everything_in(folder)
    assert b"Ilse Varga" in everything_in(folder)
    assert len(plan.changes) == 1
    assert [kind for _, kind in noted(folder)] == ["denied"]


def test_a_removal_is_no_news_and_what_comes_after_it_is(folder: Path, site: Site) -> None:
    remove_reports(folder, [named(folder, "denial"), named(folder, "storm")], when=WHEN)
    assert noted(folder) == []
    done = ask(folder, site, ("light", LIGHT), ("calm", CALM), ("witness", WITNESS))
    assert done.intake.new == 1
    ask(folder, site, ("light", LIGHT), ("calm", CALM), ("doubt", DOUBT))
    assert [number for number, _ in noted(folder)] == [3]


def test_a_round_leaves_out_what_was_removed_and_tells_it(folder: Path, site: Site) -> None:
    remove_reports(folder, [named(folder, "denial")], when=WHEN)
    done = ask(folder, site, ("light", LIGHT), ("denial", DENIAL), ("calm", CALM))
    assert done.intake.new == 0
    assert [note for note in done.intake.notes if "removed from the case before and left out now" in note]
    assert b"Brandt" not in everything_in(folder)


def test_a_followed_page_that_was_removed_stays_out(site: Site, tmp_path: Path) -> None:
    site.page("light", LIGHT)
    ask(tmp_path, site, ("light", "Sea."), follow=True)
    page = named(tmp_path, "light.html")
    remove_reports(tmp_path, [page], when=WHEN)
    site.page("light", f"{LIGHT}<!-- set anew -->")
    site.post(("light", "Light", "Sea again."))
    hours = Hours(passed=86_400.0)
    with watching(tmp_path, hours, follow=True) as watcher:
        done = watcher.round([f"{site.address}/feed"])
    assert site.asked.count("/light.html") == 2
    assert [note for note in done.intake.notes if "light.html was removed" in note]
    assert b"Marne" not in everything_in(tmp_path)


def test_nothing_of_a_watch_is_packed_or_merged(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(LIGHT, encoding="utf-8")
    build_case(tmp_path / "other", [tmp_path / "other.txt"], workers=1, reader="rules")
    merge_cases(tmp_path / "other", [folder], workers=1)
    with open_case(tmp_path / "other", create=False) as store:
        assert (store.watch(), store.visits(), store.changes()) == (None, (), ())
        assert store.told("terminal") is None
    names = {part.name.partition("/")[0] for part in pack_case(folder, tmp_path / "packed.zip").manifest.parts}
    assert names == {"README.txt", "reports.jsonl", "judgements.jsonl", "removed.jsonl", "originals"} | (
        names & {"manifest.json"}
    )


def test_what_a_merge_changes_in_a_watched_case_is_noted(site: Site, tmp_path: Path) -> None:
    ask(tmp_path / "case", site, ("light", LIGHT))
    (tmp_path / "b.txt").write_text(DENIAL, encoding="utf-8")
    build_case(tmp_path / "other", [tmp_path / "b.txt"], workers=1, reader="rules")
    merge_cases(tmp_path / "case", [tmp_path / "other"], workers=1)
    assert noted(tmp_path / "case") == [(1, "denied")]


def test_what_could_not_be_read_is_tried_again_when_something_comes_in(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def stumbling(report: Report, name: ReaderName) -> Reading:
        tried.append(report.id.rpartition("/")[2])
        if len(tried) < 3 and "denied" in report.text:
            raise ZeroDivisionError
        return read_to_compare(report, name)

    monkeypatch.setattr(local, "read_to_compare", stumbling)
    ask(tmp_path, site, ("light", LIGHT))
    done = ask(tmp_path, site, ("light", LIGHT), ("denial", DENIAL))
    (problem,) = done.intake.problems
    assert "could not be read because of an error in Stemma" in problem.why
    assert noted(tmp_path) == []
    ask(tmp_path, site, ("light", LIGHT), ("denial", DENIAL))
    assert len(tried) == 2
    ask(tmp_path, site, ("light", LIGHT), ("denial", DENIAL), ("calm", CALM))
    assert sorted(tried[2:]) == sorted({*tried[2:]})
    assert noted(tmp_path) == [(1, "denied")]


def test_reports_that_another_version_can_not_read_do_not_hide_what_changed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(report: Report, name: ReaderName) -> Reading:
        if "calm" in report.text:
            raise ZeroDivisionError
        return read_to_compare(report, name)

    monkeypatch.setattr(local, "read_to_compare", stumbling)
    ask(tmp_path, site, ("light", LIGHT), ("calm", CALM))
    monkeypatch.setattr("stemma.run.stages.DERIVATION_VERSION", "of another version")
    ask(tmp_path, site, ("light", LIGHT), ("calm", CALM), ("denial", DENIAL))
    assert noted(tmp_path) == [(1, "denied")]
