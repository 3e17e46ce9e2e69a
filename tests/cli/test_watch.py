"""`stemma watch` as its user meets it, against feeds of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from stemma.collect.fetch import Guard
from stemma.collect.opml import read_opml
from stemma.store.alone import alone
from tests.collect.sites import Posted, send, serving
from tests.conftest import Command
from tests.run.watched import DENIAL, LIGHT, WITNESS, Site

OPEN = partial(Guard, allowed=lambda _: True, pause=0.0)
# The command in a process of its own, which may ask this machine and is cut short where it is told to be.
OPEN_COMMAND = """
import os, sys
from functools import partial
import stemma.run.inputs as inputs
import stemma.run.telling as telling
inputs.Guard = partial(inputs.Guard, allowed=lambda _: True, pause=0.0)
cut, *arguments = sys.argv[1:]
if cut == "before telling":
    import stemma.cli.watch as watch
    watch._print = lambda *_, **__: os._exit(9)
from stemma.cli import main
main(arguments)
"""


@pytest.fixture
def posted() -> list[Posted]:
    return []


@pytest.fixture
def site(socket_enabled: None, posted: list[Posted], monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("stemma.run.inputs.Guard", OPEN)
    found = Site()
    with serving(posted) as serve:
        found.address = serve(found.answers)
        found.post(("a", "Light", LIGHT))
        yield found


def arguments(case: Path, site: Site, *more: str | Path) -> list[str]:
    return ["watch", str(case), f"{site.address}/feed", "--reader", "rules", "--workers", "1", *map(str, more)]


def process(cut: str, *given: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPEN_COMMAND, cut, *given]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )


def deny(site: Site) -> None:
    site.post(("a", "Light", LIGHT), ("b", "Denial", DENIAL))


def test_what_changed_is_printed_once(stemma: Command, site: Site, tmp_path: Path) -> None:
    watch = partial(stemma, *arguments(tmp_path / "case", site, "--once"))
    first = watch()
    assert (first.code, first.out, first.err) == (0, "", "1 new report from 1 address\n")
    deny(site)
    second = watch()
    assert second.code == 0
    heading, gloss, why, words = second.out.strip().splitlines()[:4]
    assert heading.endswith("DENIED  contested")
    assert gloss.strip().startswith("The light on Marne Point had been dark since Sunday  c")
    assert why.strip() == "Brandt Lines now denies it."
    assert words.strip().startswith("“that the light on Marne Point")
    third = watch()
    assert (third.code, third.out, third.err) == (0, "", "")


def test_an_atom_feed_and_a_webhook(
    stemma: Command, site: Site, posted: list[Posted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMMA_WEBHOOK_SECRET", "secret")
    site.put("/hook", send(b"", 500))
    atom, hook = tmp_path / "changes.xml", f"{site.address}/hook"
    watch = partial(stemma, *arguments(tmp_path / "case", site, "--once", "--atom", atom, "--webhook", hook))
    watch()
    assert b"<entry>" not in atom.read_bytes()
    deny(site)
    failed = watch()
    assert failed.code == 2
    assert "/…: answered 500; it is tried again" in failed.err
    assert atom.read_bytes().count(b"<entry>") == 1
    site.put("/hook", send(b"", 204))
    atom.unlink()
    assert (watch().code, watch().code) == (0, 0)
    assert atom.read_bytes().count(b"<entry>") == 1
    first, second = posted
    assert first[1]["webhook-id"] == second[1]["webhook-id"]
    assert second[1]["webhook-signature"].startswith("v1,")


def test_a_list_of_feeds_and_pages_that_they_lead_to(stemma: Command, site: Site, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(f'<opml><outline xmlUrl="{site.address}/feed"/></opml>', encoding="utf-8")
    site.page("a", WITNESS)
    ended = stemma("watch", tmp_path / "case", "--feeds", feeds, "--follow", "--once", "--reader", "rules")
    assert (ended.code, ended.err) == (0, "2 new reports from 2 addresses\n")


def test_a_list_that_breaks_while_it_is_watched_is_asked_as_it_was(tmp_path: Path) -> None:
    from stemma.cli.watch import _Feeds

    path = tmp_path / "feeds.opml"
    path.write_text('<opml><outline xmlUrl="https://a.example/f"/></opml>', encoding="utf-8")
    feeds = _Feeds((), [path])
    assert feeds() == read_opml(path.read_bytes(), "feeds").feeds
    path.write_text("<opml", encoding="utf-8")
    assert feeds() == ("https://a.example/f",)
    path.unlink()
    assert feeds() == ("https://a.example/f",)
    assert len(feeds.problems) == 2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "no feed is named"),
        (["feeds.opml"], "is no http or https address"),
        (["--feeds", "gone.opml"], "can't be read"),
        (["https://a.example/f", "--every", "5s"], "every 30 seconds at most"),
        (["https://a.example/f", "--every", "often"], "is no interval"),
        (["https://a.example/f", "--webhook", "localhost:9"], "is no http or https address"),
    ],
)
def test_what_can_not_be_meant_is_said_before_anything_is_made(
    stemma: Command, tmp_path: Path, given: list[str], why: str
) -> None:
    ended = stemma("watch", tmp_path / "case", *given)
    assert (ended.code, why in ended.err) == (2, True), ended.err
    assert not (tmp_path / "case").exists()


def test_a_case_is_watched_by_one_process_at_a_time(stemma: Command, site: Site, tmp_path: Path) -> None:
    watch = partial(stemma, *arguments(tmp_path / "case", site, "--once"))
    watch()
    with alone(tmp_path / "case", "watching"):
        ended = watch()
    assert (ended.code, "another process is watching it" in ended.err) == (2, True)


def test_a_watch_that_is_killed_goes_on_where_it_was(stemma: Command, site: Site, tmp_path: Path) -> None:
    case = tmp_path / "case"
    once = partial(stemma, *arguments(case, site, "--once"))
    once()
    deny(site)
    with process("before telling", *arguments(case, site)) as dying:
        dying.wait(timeout=120)
    assert once().out.count("DENIED") == 1
    assert once().out == ""


def test_a_watch_that_is_killed_after_it_told_something_does_not_tell_it_again(
    stemma: Command, site: Site, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    atom = tmp_path / "changes.xml"
    once = partial(stemma, *arguments(case, site, "--once"))
    once()
    deny(site)
    site.put("/hook", send(b"", 204))
    # The webhook is told after the terminal, so that its answer shows that the terminal's turn is over.
    hook = f"{site.address}/hook"
    with process("", *arguments(case, site, "--atom", atom, "--webhook", hook)) as dying:
        assert dying.stdout is not None
        while "DENIED" not in (line := dying.stdout.readline()):
            assert line
        while not any(path == "/hook" for path in site.asked):
            assert dying.poll() is None
        dying.kill()
    assert once().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without telling them")
def test_a_watch_that_is_asked_to_end_does(stemma: Command, site: Site, tmp_path: Path) -> None:
    case = tmp_path / "case"
    with process("", *arguments(case, site, "--every", "1d")) as watching:
        assert watching.stderr is not None
        assert watching.stderr.readline().startswith("watching ")
        assert watching.stderr.readline() == "1 new report from 1 address\n"
        watching.terminate()
        assert watching.wait(timeout=60) == 0
        assert "goes on from there" in watching.stderr.read()
    deny(site)
    assert "DENIED" in stemma(*arguments(case, site, "--once")).out
