"""Watching feeds of the test's own: what is asked, what is remembered, and that nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import stemma.run.local as local
import stemma.run.stages as stages
from stemma.collect.originals import Originals
from stemma.model import CaseError, NotedChange, StemmaError, Visit
from stemma.run.inputs import Terms
from stemma.run.local import build_case
from stemma.run.telling import Channel, NotTold, open_channel
from stemma.run.watching import Round, Watcher, interval, keep_watching
from stemma.store import SqlStore, open_case
from tests.collect.sites import Answer, send, serving
from tests.run.watched import DENIAL, LIGHT, WITNESS, Hours, Site, watching

Serve = Callable[[dict[str, Answer | bytes]], str]


@pytest.fixture
def site(socket_enabled: None) -> Iterator[Site]:
    found = Site()
    with serving() as serve:
        found.address = serve(found.answers)
        yield found


def ask(folder: Path, site: Site, hours: Hours, **how: Any) -> Round:
    with watching(folder, hours, **how) as watcher:
        return watcher.round([f"{site.address}/feed"])


def noted(folder: Path) -> list[tuple[int, str]]:
    with open_case(folder, create=False) as store:
        return [(one.number, one.change.kind) for one in store.changes()]


def reports(folder: Path) -> list[str]:
    with open_case(folder, create=False) as store:
        return [report.id.rpartition("/")[2] for report in store.reports()]


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("10m", 600), ("2h", 7200), ("1d", 86400), ("1H30M", 5400), (" 90s ", 90)]
)
def test_intervals(text: str, seconds: float) -> None:
    assert interval(text) == seconds


@pytest.mark.parametrize("text", ["", "10", "m", "10 m", "-5m", "1.5h", "29s", "0m", "8d", "9999999s", "10m!", "m10"])
def test_what_is_no_interval(text: str) -> None:
    with pytest.raises(StemmaError):
        interval(text)


def test_what_the_first_answer_holds_is_no_news_and_what_comes_later_is(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.post(("a", "Light", LIGHT))
    assert ask(tmp_path, site, hours).intake.new == 1
    assert noted(tmp_path) == []
    site.post(("a", "Light", LIGHT), ("b", "Denial", DENIAL))
    assert ask(tmp_path, site, hours).intake.new == 1
    assert noted(tmp_path) == [(1, "denied")]
    assert ask(tmp_path, site, hours).intake.new == 0
    assert noted(tmp_path) == [(1, "denied")]


def test_what_a_case_holds_when_it_is_first_watched_is_no_news(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIGHT, encoding="utf-8")
    build_case(tmp_path / "case", [tmp_path / "a.txt"], workers=1, reader="rules")
    site.post(("b", "Denial", DENIAL))
    ask(tmp_path / "case", site, Hours())
    assert noted(tmp_path / "case") == [(1, "denied")]


def test_what_a_build_changes_in_a_watched_case_is_noted_too(site: Site, tmp_path: Path) -> None:
    site.post(("a", "Light", LIGHT))
    ask(tmp_path / "case", site, Hours())
    (tmp_path / "b.txt").write_text(DENIAL, encoding="utf-8")
    build_case(tmp_path / "case", [tmp_path / "b.txt"], workers=1)
    assert noted(tmp_path / "case") == [(1, "denied")]


def test_a_case_that_nobody_watches_has_no_changes(tmp_path: Path) -> None:
    for name, text in (("a.txt", LIGHT), ("b.txt", DENIAL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        build_case(tmp_path / "case", [tmp_path / name], workers=1, reader="rules")
    assert noted(tmp_path / "case") == []


def test_what_another_version_derives_otherwise_is_no_change(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post(("a", "Light", LIGHT))
    ask(tmp_path, site, Hours())
    monkeypatch.setattr("stemma.run.stages.DERIVATION_VERSION", "of another version")
    derived: list[int] = []
    whole = stages.derive

    def counted(given: Any, *rest: Any) -> Any:
        derived.append(len(given))
        return whole(given, *rest)

    monkeypatch.setattr(local, "derive", counted)
    site.post(("a", "Light", LIGHT), ("b", "Denial", DENIAL))
    ask(tmp_path, site, Hours())
    assert derived == [2, 1]  # all reports, and those of before once more
    assert noted(tmp_path) == [(1, "denied")]


def test_an_edited_entry_is_a_version_whose_claim_is_missed(site: Site, tmp_path: Path) -> None:
    calm = "The sea was calm, the coast guard said."
    hours = Hours()
    site.post(("a", "Light", f"{LIGHT} {calm}"))
    ask(tmp_path, site, hours)
    site.post(("a", "Light", calm))
    hours.sleep(600)
    ask(tmp_path, site, hours)
    assert noted(tmp_path) == [(1, "vanished")]


def test_feeds_are_asked_whether_they_changed_also_after_a_restart(site: Site, tmp_path: Path) -> None:
    site.post(("a", "Light", LIGHT))
    answers: list[int] = []
    inner = site.answers["/feed"]

    def counted(to: Any) -> None:
        sent = to.send_response

        def noted(status: int, *rest: Any) -> None:
            answers.append(status)
            sent(status, *rest)

        to.send_response = noted
        assert callable(inner)
        inner(to)

    site.answers["/feed"] = counted
    for _ in range(3):
        ask(tmp_path, site, Hours())
    assert answers == [200, 304, 304]


def test_a_feed_that_fails_is_told_waited_for_and_costs_only_itself(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.put("/feed", send(b"", 500))
    site.post(("a", "Light", LIGHT), path="/other")
    with watching(tmp_path, hours) as watcher:
        done = watcher.round([f"{site.address}/feed", f"{site.address}/other"])
        assert (done.asked, done.waiting, done.intake.new) == (2, 0, 1)
        (problem,) = done.intake.problems
        assert problem.name == f"{site.address}/feed"
        assert problem.why == "the server answered 500; it is asked again after 2031-05-06 10:05 UTC"
    hours.sleep(299)
    assert (again := ask(tmp_path, site, hours)).asked == 0
    assert again.waiting == 1
    hours.sleep(1)
    assert ask(tmp_path, site, hours).asked == 1


def test_a_host_that_asks_to_be_let_alone_is(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.put("/feed", send(b"", 429, Retry_After="7200"))
    site.put("/other", send(b"", 200))
    with watching(tmp_path, hours) as watcher:
        assert watcher.round([f"{site.address}/feed", f"{site.address}/other"]).asked == 1
        assert site.asked == ["/feed"]
    hours.sleep(7199)
    assert ask(tmp_path, site, hours).asked == 0
    hours.sleep(1)
    assert ask(tmp_path, site, hours).asked == 1


def test_a_feed_that_is_gone_is_let_be(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.put("/feed", send(b"", 410))
    ask(tmp_path, site, hours)
    hours.sleep(29 * 86_400)
    assert ask(tmp_path, site, hours).asked == 0


def test_a_feed_that_moved_is_asked_where_it_is(site: Site, tmp_path: Path) -> None:
    site.put("/feed", send(b"", 301, Location="/new"))
    site.post(("a", "Light", LIGHT), path="/new")
    done = ask(tmp_path, site, Hours())
    assert done.intake.notes == [f"{site.address}/feed: has moved to {site.address}/new for good; change your list"]
    assert ask(tmp_path, site, Hours()).intake.notes == []
    assert site.asked == ["/feed", "/new", "/new"]


def test_robots_txt_is_honoured(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = b"User-agent: *\nDisallow: /feed"
    site.post(("a", "Light", LIGHT))
    assert "robots.txt" in ask(tmp_path, site, Hours()).intake.problems[0].why
    assert site.asked == []


def test_pages_that_entries_lead_to_are_followed_once(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.post(("a", "Light", "Dark again."), ("b", "Gone", "Nobody knows."))
    site.page("a", LIGHT)
    done = ask(tmp_path, site, hours, follow=True)
    assert done.intake.new == 3  # two entries and a page
    assert [problem.name for problem in done.intake.problems] == [f"{site.address}/b.html"]
    assert reports(tmp_path) == ["#a", "#b", "a.html"]
    ask(tmp_path, site, hours, follow=True)
    assert site.asked.count("/a.html") == 1


def test_pages_are_looked_at_again_for_edits(site: Site, tmp_path: Path) -> None:
    hours = Hours()
    site.post(("a", "Light", "Dark again."))
    site.page("a", f"{LIGHT} The sea was calm, the coast guard said.")
    ask(tmp_path, site, hours, follow=True)
    site.page("a", "The sea was calm, the coast guard said.")
    hours.sleep(3600)
    ask(tmp_path, site, hours, follow=True)
    assert noted(tmp_path) == [(1, "vanished")]


def test_a_page_is_due_again_when_its_entry_was_edited(site: Site, tmp_path: Path) -> None:
    site.post(("a", "Light", "Dark again."))
    site.page("a", LIGHT)
    ask(tmp_path, site, Hours(), follow=True)
    site.post(("a", "Light", "Dark again. Updated."))
    ask(tmp_path, site, Hours(), follow=True)
    assert site.asked.count("/a.html") == 2


def test_pages_are_bounded_and_the_rest_waits(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.run.asking.Asking.ask_pages.__defaults__", (None, 2))
    items = [(name, f"Light {name}", f"Dark {name}.") for name in "abc"]
    site.post(*items)
    for name, _, _ in items:
        site.page(name, f"{name}: {LIGHT}")
    assert ask(tmp_path, site, Hours(), follow=True).intake.notes == [
        "1 further page(s) that entries lead to are fetched next time"
    ]
    assert ask(tmp_path, site, Hours(), follow=True).intake.new == 1


CUTS = ["while originals are kept", "after reports are kept", "after pages are queued", "before the case is kept"]


@pytest.mark.parametrize("cut", CUTS)
def test_a_watch_that_is_cut_short_loses_and_doubles_nothing(
    cut: str, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = Hours()
    site.post(("a", "Light", LIGHT))
    site.page("a", WITNESS)
    ask(tmp_path, site, hours, follow=True)
    site.post(("a", "Light", LIGHT), ("b", "Denial", DENIAL))
    site.page("b", f"{DENIAL} Its owner said so twice.")
    with monkeypatch.context() as dying:
        die_at(cut, dying)
        with pytest.raises(KeyboardInterrupt):
            ask(tmp_path, site, hours, follow=True)
    ask(tmp_path, site, hours, follow=True)
    assert reports(tmp_path) == ["#a", "#b", "a.html", "b.html"]
    assert [number for number, kind in noted(tmp_path) if kind == "denied"] == [1]
    before = noted(tmp_path)
    ask(tmp_path, site, hours, follow=True)
    assert noted(tmp_path) == before


def die_at(cut: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    if cut == "while originals are kept":
        monkeypatch.setattr(Originals, "put", dies)
    elif cut == "before the case is kept":
        monkeypatch.setattr(SqlStore, "put_case", dies)
    else:
        kind = "page" if cut == "after reports are kept" else "feed"
        whole = SqlStore.put_visits

        def put_but(self: SqlStore, visits: Any) -> None:
            given = list(visits)
            if any(visit.kind == kind for visit in given):
                raise KeyboardInterrupt
            whole(self, given)

        monkeypatch.setattr(SqlStore, "put_visits", put_but)


def channel(sent: list[int], failing: Callable[[], bool] = lambda: False) -> Channel:
    def send_one(one: NotedChange) -> None:
        if failing():
            raise NotTold("no answer")
        sent.append(one.number)

    return Channel("desk", send_one)


class Ended(Exception):  # noqa: N818
    """The process was ended while it slept."""


def test_rounds_come_at_their_interval_and_what_could_not_be_told_is_tried_between(site: Site, tmp_path: Path) -> None:
    hours, sent, troubles = Hours(), list[int](), list[str]()
    site.post(("a", "Light", LIGHT))
    ask(tmp_path, site, hours)
    site.post(("a", "Light", LIGHT), ("b", "Denial", DENIAL))
    rounds: list[float] = []
    until = 1300

    def slept(seconds: float) -> None:
        hours.sleep(seconds)
        if hours.passed > until:
            raise Ended

    with watching(tmp_path, hours) as watcher:
        object.__setattr__(watcher, "clock", type(hours.clock)(hours.clock.now, hours.clock.monotonic, slept))
        hook = channel(sent, lambda: hours.passed < 40)
        open_channel(watcher.store, hook)
        with pytest.raises(Ended):
            keep_watching(
                watcher, lambda: [f"{site.address}/feed"], [hook], 600.0,
                came=lambda _: rounds.append(hours.passed), trouble=lambda error: troubles.append(str(error)),
            )  # fmt: skip
    assert rounds == [0, 600, 1200]
    assert (sent, len(troubles)) == ([1], 2)  # at once and after 15 seconds; told after 45
    assert hours.slept[:2] == [15, 30]


def test_what_stands_in_the_way_of_a_round_does_not_end_the_watch(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours, troubles, came = Hours(), list[str](), list[Round]()
    site.post(("a", "Light", LIGHT))
    whole = Watcher.round

    def full_at_first(self: Watcher, feeds: Any) -> Round:
        if not troubles:
            raise CaseError("the disk is full")
        if came:
            raise Ended
        return whole(self, feeds)

    monkeypatch.setattr(Watcher, "round", full_at_first)
    with watching(tmp_path, hours) as watcher, pytest.raises(Ended):
        keep_watching(
            watcher, lambda: [f"{site.address}/feed"], [], 60.0,
            came=came.append, trouble=lambda error: troubles.append(str(error)),
        )  # fmt: skip
    assert (troubles, len(came)) == (["the disk is full"], 1)


def test_another_process_that_derives_meanwhile_is_given_way(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two see the same change; it is noted once."""
    site.post(("a", "Light", LIGHT))
    ask(tmp_path, site, Hours())
    (tmp_path / "b.txt").write_text(DENIAL, encoding="utf-8")
    whole, quicker = stages.derive, [True]

    def slow(*given: Any) -> Any:
        made = whole(*given)
        if quicker.pop() if quicker else False:
            build_case(tmp_path, [], workers=1)
        return made

    monkeypatch.setattr(local, "derive", slow)
    build_case(tmp_path, [tmp_path / "b.txt"], workers=1)
    assert noted(tmp_path) == [(1, "denied")]


def test_a_build_follows_feeds_too(site: Site, tmp_path: Path) -> None:
    site.post(("a", "Light", "Dark again."), ("b", "Gone", "Nobody knows."))
    site.page("a", LIGHT)
    with watching(tmp_path / "none", Hours()) as watcher:
        terms = Terms(guard=watcher.terms.guard, follow=True)
    address = f"{site.address}/feed"
    built = build_case(tmp_path / "case", [address], workers=1, reader="rules", terms=terms)
    assert (built.reports, [problem.name for problem in built.intake.problems]) == (3, [f"{site.address}/b.html"])
    build_case(tmp_path / "case", [address], workers=1, terms=terms)
    assert site.asked.count("/a.html") == 1
    read = list(local.read_inputs([address], workers=1, reader="rules", terms=terms))
    assert sum(not isinstance(one, StemmaError) for one in read) == 3


def test_visits_of_a_feed_and_a_page_at_one_address_are_two(tmp_path: Path) -> None:
    with open_case(tmp_path, create=True) as store:
        store.put_visits([Visit(address="https://a.example/", kind=kind, due=None) for kind in ("feed", "page")])
        assert len(store.visits()) == 2
