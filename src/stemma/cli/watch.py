"""`stemma watch`: feeds into a case again and again, and what changes in it to whoever wants to know."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from stemma.cli.progress import progress_bars
from stemma.collect.clock import SYSTEM
from stemma.collect.fetch import is_address
from stemma.collect.opml import MOST_BYTES, read_opml
from stemma.model import InputError, NotedChange, StemmaError, Watch
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName
from stemma.run.inputs import terms_of
from stemma.run.pool import available_cores
from stemma.run.telling import Channel, open_channel
from stemma.run.watching import Round, Watcher, interval, keep_watching, open_to_watch, tell_all
from stemma.run.webhook import SECRET_VARIABLE, Webhook, checked_webhook, key_of
from stemma.show.changes import print_change
from stemma.show.export.atom import MOST_ENTRIES, atom_feed
from stemma.show.export.changes import change_document
from stemma.show.labels import counted
from stemma.show.paper import Paper
from stemma.show.writing import write_text
from stemma.store import Store
from stemma.store.alone import alone

_MOST_SAID = 1000


@click.command("watch")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("addresses", nargs=-1, metavar="[FEED]...")
@click.option("--feeds", "lists", multiple=True, type=click.Path(path_type=Path), help="A list of feeds (OPML).")
@click.option("--every", default="10m", show_default=True, metavar="TIME", help="How often to ask: 30s, 10m, 2h, 1d.")
@click.option("--once", is_flag=True, help="Ask once and end, for a scheduler such as cron.")
@click.option("--follow", is_flag=True, help="Fetch the pages too that entries of feeds lead to.")
@click.option("--atom", type=click.Path(path_type=Path), default=None, help="An Atom feed of the changes to write.")
@click.option("--webhook", "hooks", multiple=True, metavar="URL", help="Where to POST each change as JSON.")
@click.option(
    "--reader",
    type=click.Choice(READERS),
    default=None,
    help=f"Who reads the reports; default: who read the case so far, {DEFAULT_READER} for a new one.",
)
@click.option("--ignore-robots", is_flag=True, help="Fetch addresses even where robots.txt asks programs not to.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--quiet", "-q", is_flag=True, help="Changes and errors only.")
def watch_command(
    case: Path,
    addresses: Sequence[str],
    lists: Sequence[Path],
    every: str,
    once: bool,
    follow: bool,
    atom: Path | None,
    hooks: Sequence[str],
    reader: ReaderName | None,
    ignore_robots: bool,
    workers: int | None,
    quiet: bool,
) -> int:
    """Ask feeds for what is new, add it to CASE, and tell what changed in what the case says: a claim has a second
    independent origin, is denied, is no longer in a report that was edited, its figure is another.

    FEED is the address of a feed, or of a page that is looked at for edits. What CASE holds when it is first watched
    is no news. Ctrl-C ends it; the same command goes on from there, and tells what changed meanwhile. Each change is
    told once, also of what `stemma build` or the desk adds.

    A webhook is sent each change until it answers with 200 to 299, with the header webhook-id, which is always the
    same for one change. With STEMMA_WEBHOOK_SECRET set it is signed (standardwebhooks.com).
    """
    seconds = interval(every)
    named = _Feeds(addresses, lists)
    named()
    endpoints = [checked_webhook(hook) for hook in dict.fromkeys(hooks)]
    key = key_of(os.environ.get(SECRET_VARIABLE))
    terms = terms_of(check_digests=False, ignore_robots=ignore_robots, follow=follow)
    with _ended_by_sigterm(), open_to_watch(case, reader) as store, alone(case, "watching"):
        bars = partial(progress_bars, quiet)
        watcher = Watcher(store, case, terms, reader, workers or available_cores(), progress=bars)
        told = _Told(store, watcher.begin(), case.resolve().name, atom, quiet)
        channels = told.channels(endpoints, key)
        if once:
            told.came(watcher.round(named()))
            whole = tell_all(store, channels, SYSTEM, told.trouble)
            return 0 if whole and not told.troubles and not named.problems else 2
        if not quiet:
            click.echo(f"watching {case}: {counted(len(named()), 'feed')}, every {every} (Ctrl-C ends it)", err=True)
        with suppress(KeyboardInterrupt):
            keep_watching(watcher, named, channels, seconds, came=told.came, trouble=told.trouble)
        click.echo("stemma: stopped watching; the same command goes on from there", err=True)
    return 0


@dataclass(slots=True)
class _Feeds:
    """The feeds that the user named, looked up anew each time, so that a list may be edited while it is watched."""

    addresses: Sequence[str]
    lists: Sequence[Path]
    problems: list[str] = field(default_factory=list)
    _kept: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)

    def __call__(self) -> tuple[str, ...]:
        """All of them. Raises StemmaError where one can't be used, unless it could before."""
        for address in self.addresses:
            if not is_address(address):
                raise InputError(address, "is no http or https address; name a list of feeds with --feeds")
        found = [*self.addresses, *(address for path in self.lists for address in self._listed(path))]
        if not found:
            raise StemmaError("no feed is named; name addresses of feeds, or a list of them with --feeds")
        return tuple(dict.fromkeys(found))

    def _listed(self, path: Path) -> tuple[str, ...]:
        try:
            with path.open("rb") as file:
                read = read_opml(file.read(MOST_BYTES + 1), str(path))
        except OSError as error:
            return self._as_before(path, InputError(str(path), f"can't be read: {error.strerror or error}"))
        except InputError as error:
            return self._as_before(path, error)
        for note in read.notes:
            if note not in self._noted:
                self._noted.add(note)
                click.echo(f"note: {note}", err=True)
        self._kept[path] = read.feeds
        return read.feeds

    def _as_before(self, path: Path, error: InputError) -> tuple[str, ...]:
        if path not in self._kept:
            raise error
        self._say(f"stemma: {error}; its feeds as they were are asked")
        return self._kept[path]

    def _say(self, words: str) -> None:
        """Say what is amiss in a list once, not every time that it is read."""
        if words not in self.problems:
            self.problems.append(words)
            click.echo(words, err=True)


@dataclass(slots=True)
class _Told:
    """What is said of the work itself, on standard error, and the Atom feed that is written after each round."""

    store: Store
    watch: Watch
    name: str
    atom: Path | None
    quiet: bool
    troubles: int = 0
    _said: set[str] = field(default_factory=set)

    def channels(self, endpoints: Sequence[str], key: bytes | None) -> list[Channel]:
        """The terminal, then the webhooks; what a webhook is sent is signed with `key`."""
        printing = partial(_print, paper=Paper(Console(highlight=False), None))
        made = [Channel("terminal", printing)]
        open_channel(self.store, made[0], from_start=True)
        for endpoint in endpoints:
            hook = Webhook(endpoint, key, partial(change_document, watch=self.watch, case=self.name))
            made.append(Channel(hook.channel, hook.send))
            open_channel(self.store, made[-1])
        return made

    def came(self, done: Round) -> None:
        """Say what a round brought, and bring the Atom feed up to date."""
        for problem in done.intake.problems:
            self.trouble(problem)
        if not self.quiet:
            for note in done.intake.notes:
                self._say(f"note: {note}")
            if done.intake.new:
                asked = counted(done.asked, "address", "addresses")
                click.echo(f"{counted(done.intake.new, 'new report')} from {asked}", err=True)
        if self.atom is not None:
            feed = atom_feed(self.store.changes(last=MOST_ENTRIES), self.watch, self.name).decode("utf-8")
            self._write(self.atom, feed)

    def trouble(self, error: StemmaError) -> None:
        """Say what went wrong, the same only once while it is watched."""
        self.troubles += 1
        self._say(f"stemma: {error}")

    def _say(self, words: str) -> None:
        # What is wrong with a feed is wrong with it all day.
        if words not in self._said:
            self._said = {*self._said, words} if len(self._said) < _MOST_SAID else {words}
            click.echo(words, err=True)

    def _write(self, path: Path, text: str) -> None:
        with suppress(OSError, UnicodeError):
            if path.read_text(encoding="utf-8") == text:
                return
        try:
            write_text(path, text)
        except StemmaError as error:
            self.trouble(error)


def _print(noted: NotedChange, paper: Paper) -> None:
    print_change(noted, paper)
    # It is remembered as told after this; what waits in a buffer would be lost with the process.
    paper.console.file.flush()


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Take a service manager's signal for Ctrl-C meanwhile: an exception, so that what was begun is undone or ended."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
