"""What the user named, as a stream of inputs: files, folders and standard input, what can't be taken said in place."""

from __future__ import annotations

import errno
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from stemma.collect.archive import Member
from stemma.collect.fetch import Fetched, Fetcher, Guard, is_address
from stemma.collect.http_body import Response
from stemma.collect.nesting import within
from stemma.collect.sniff import begins_warc
from stemma.collect.warc import Opener, Revisits
from stemma.model import InputError
from stemma.run.containers import WebArchive, member_bytes, taken_apart, wacz_openers, worth_reading, zip_members

T = TypeVar("T")
R = TypeVar("R")

# A page or text is parsed whole, at some 10 times its size in memory; no news item comes near it.
WHOLE_LIMIT = 100_000_000
# JSON lines are read in parts, so their size costs only time.
LINES_LIMIT = 2_000_000_000
# A part of JSON lines: enough that handing it to a worker process costs little, little enough for its memory.
PART = 8_000_000
STDIN = "-"
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Input:
    """One input, or one part of a large file of JSON lines.

    `name` is as the user named it, `first_line` the number of the part's first line, `size` its bytes. Exactly one
    of `path` (read from `offset`, or from `member` of a ZIP archive) and `data` (what came through standard input, from
    the web or out of a web archive) is set; for an address also the `response` that the data came with.
    """

    name: str
    size: int
    path: Path | None = None
    offset: int = 0
    data: bytes | None = None
    first_line: int = 1
    member: Member | None = None
    response: Response | None = None

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The bytes. Raises InputError where the file can't be read or has shrunk to nothing meanwhile."""
        if self.path is None:
            return self.data or b""
        try:
            if self.member is not None:
                return member_bytes(self.path, self.member)
            with self.path.open("rb") as file:
                file.seek(self.offset)
                data = file.read(self.size)
        except OSError as error:
            raise InputError(self.name, _reason(error)) from None
        if not data:
            raise InputError(self.name, "is empty")
        return data


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes above which an input is refused (`whole`, `lines`) and at which JSON lines are cut (`part`)."""

    whole: int = WHOLE_LIMIT
    lines: int = LINES_LIMIT
    part: int = PART


@dataclass(frozen=True, slots=True)
class Terms:
    """How the user wants inputs to be taken.

    `check_digests` of web archives' records against what they state; `guard` says what may be fetched; `follow` whether
    the pages are fetched that entries of feeds lead to. With `bring_back` reports that were removed from the case are
    taken in too.
    """

    check_digests: bool = False
    guard: Guard = field(default_factory=Guard)
    follow: bool = False
    bring_back: bool = False


def terms_of(check_digests: bool, ignore_robots: bool, follow: bool = False, *, bring_back: bool = False) -> Terms:
    """Terms from what the user asked for on the command line."""
    return Terms(check_digests, Guard(robots=not ignore_robots), follow, bring_back)


# How a function that streams what a stranger's file holds is run, with what says that it failed: here, or apart.
Runs = Callable[[Callable[[Any], Iterator[Any]], Any, Callable[[Any, str], Any]], Iterator[Any]]


def here(function: Callable[[T], Iterator[R]], item: T, failed: Callable[[T, str], R]) -> Iterator[R]:
    """What `function(item)` yields, made in this process, without limits."""
    return function(item)


@dataclass(slots=True)
class _Archives:
    """The archives among the inputs: how they are taken apart, and the revisits of pages that other ones have."""

    check_digests: bool
    runs: Runs
    opened: list[WebArchive] = field(default_factory=list)
    revisits: Revisits = field(default_factory=Revisits)

    def directory(self, path: Path) -> tuple[str | None, tuple[Member, ...]]:
        """The format and the members of a ZIP archive. Raises InputError."""
        (found,) = self.runs(zip_members, path, lambda _, why: InputError(str(path), why))
        if isinstance(found, InputError):
            raise found
        kind, inside = found
        return kind, inside

    def pages(self, openers: tuple[Opener, ...], name: str) -> Iterator[Input | InputError]:
        """A web archive's pages in parts."""
        archive = WebArchive(openers, name, self.check_digests)
        self.opened.append(archive)
        yield from self._taken(archive)

    def revisited(self) -> Iterator[Input | InputError]:
        """The pages that revisits repeat from another archive, and what is said of those that none has."""
        for archive in self.opened:
            if self.revisits.waiting:
                yield from self._taken(replace(archive, wanted=self.revisits.wanted()))
        yield from self.revisits.told()

    def _taken(self, archive: WebArchive) -> Iterator[Input | InputError]:
        for item in self.runs(taken_apart, archive, lambda _, why: InputError(archive.name, why)):
            if isinstance(item, Revisits):
                for key, kept in item.waiting.items():
                    left = self.revisits.add(key, archive.name, [record for _, record in kept])
                    if left:
                        yield InputError(archive.name, f"{left} revisit record(s) are more than can be looked up")
            elif isinstance(item, frozenset):
                for key in item:
                    self.revisits.waiting.pop(key, None)
            else:
                yield item if isinstance(item, InputError) else Input(archive.name, len(item), data=item)


def walk(
    paths: Sequence[Path | str | Input], limits: Limits = Limits(), terms: Terms = Terms(), runs: Runs = here
) -> Iterator[Input | InputError]:
    """The inputs at `paths`, in their order: files, folders with all below them by name, web addresses, "-" for stdin.

    What is an input already is passed on as it is.

    Each file in a ZIP archive is an input of its own; web archives (WARC, WACZ) come in parts of some pages each.

    In folders, hidden files, README files (they tell about the folder), links to other folders or to themselves, and
    the companion folder of a saved page ("Page_files" beside "Page.html") are passed over. Missing, unreadable, empty,
    overlarge and special files come out as InputErrors. What is named twice comes once. JSON lines over `limits.part`
    bytes come in parts, each cut at a line end. Pages that a web archive only has as revisits of another archive's
    come last, where that other one was named too. `runs` takes archives apart.
    """
    archives = _Archives(terms.check_digests, runs)
    yield from _each(paths, limits, terms, archives)
    yield from archives.revisited()


def _each(
    paths: Sequence[Path | str | Input], limits: Limits, terms: Terms, archives: _Archives
) -> Iterator[Input | InputError]:
    seen: set[Path | str] = set()
    fetcher = Fetcher(terms.guard)
    for named in paths:
        if isinstance(named, Input):
            yield named
            continue
        if str(named) == STDIN:
            if STDIN not in seen:
                seen.add(STDIN)
                yield from _stream(sys.stdin.buffer, limits)
            continue
        if is_address(str(named)):
            if str(named) not in seen:
                seen.add(str(named))
                yield fetched_input(str(named), fetcher)
            continue
        yield from _at(Path(named), (limits, archives), seen)


def fetched_input(address: str, fetcher: Fetcher) -> Input | InputError:
    """The page at an address, or why it was not had."""
    try:
        return input_of(fetcher.fetch(address))
    except InputError as error:
        return error


def input_of(found: Fetched) -> Input:
    """What was fetched, to be parsed."""
    return Input(found.address, len(found.response.body), data=b"", response=found.response)


def _at(path: Path, how: tuple[Limits, _Archives], seen: set[Path | str]) -> Iterator[Input | InputError]:
    try:
        real = path.resolve()
        if real in seen:
            return
        seen.add(real)
        if path.is_dir():
            for entry in _entries(path):
                yield from _at(entry, how, seen)
        else:
            yield from _file(path, *how)
    except InputError as error:
        yield error
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links; ValueError: a NUL in the name
        yield InputError(str(path), _reason(error))


def _entries(folder: Path) -> list[Path]:
    entries = sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=lambda e: e.name)
    pages = {entry.stem for entry in entries if entry.suffix.lower() in {".html", ".htm"}}
    return [entry for entry in entries if not _passed_over(entry, pages)]


def _passed_over(entry: Path, pages: set[str]) -> bool:
    if entry.stem.lower() == "readme":
        return True
    if not entry.is_symlink():
        return entry.name.removesuffix("_files") in pages and entry.is_dir()
    try:
        # A folder behind a link may hold this one, or the whole disk; the user did not name it.
        return stat.S_ISDIR(entry.stat().st_mode)
    except OSError as error:
        return error.errno == errno.ELOOP


def _file(path: Path, limits: Limits, archives: _Archives) -> Iterator[Input | InputError]:
    name, status = str(path), path.stat()
    if not stat.S_ISREG(status.st_mode):
        yield InputError(name, "is not a file that can be read from start to end (a pipe, a socket or a device)")
    elif status.st_size == 0:
        yield InputError(name, "is empty")
    else:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            if begins_warc(head):
                yield from archives.pages((partial(_opened, path),), name)
            elif head.startswith(b"PK\x03\x04"):
                yield from _zip(Input(name, status.st_size, path), path, limits, archives)
            else:
                yield from _sized(Input(name, status.st_size, path), file, limits)


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _zip(whole: Input, path: Path, limits: Limits, archives: _Archives) -> Iterator[Input | InputError]:
    kind, found = archives.directory(path)
    if kind == "wacz":
        yield from archives.pages(wacz_openers(path, found), whole.name)
    elif kind is None:
        for member in worth_reading(found, whole.name):
            yield Input(within(whole.name, member.name), member.size, path, member=member)
    else:
        yield whole if whole.size <= limits.whole else _too_large(whole.name, limits, lines=False)


def _sized(whole: Input, file: BinaryIO, limits: Limits) -> Iterator[Input | InputError]:
    lines = whole.size > limits.part and _is_lines(file.read(_HEAD), whole.name)
    file.seek(0)
    if whole.size > (limits.lines if lines else limits.whole):
        yield _too_large(whole.name, limits, lines)
    elif lines:
        for offset, data, first_line in _parts(file, limits):
            yield Input(whole.name, len(data), whole.path, offset, None, first_line)
    else:
        yield whole


def _stream(file: BinaryIO, limits: Limits) -> Iterator[Input | InputError]:
    """Standard input: whole in memory up to the limit for a page, or in parts where it is JSON lines."""
    first = file.read(limits.part)
    if not first:
        yield InputError("standard input", "is empty")
    elif len(first) == limits.part and _is_lines(first, STDIN):
        yield from _piped_lines(first, file, limits)
    else:
        data = first + file.read(max(0, limits.whole + 1 - len(first)))
        if len(data) > limits.whole:
            yield _too_large("standard input", limits, lines=False)
        else:
            yield Input("standard input", len(data), data=data)


def _piped_lines(first: bytes, file: BinaryIO, limits: Limits) -> Iterator[Input | InputError]:
    for offset, part, line in _parts(file, limits, first):
        if offset + len(part) > limits.lines:
            yield _too_large("standard input", limits, lines=True)
            return
        yield Input("standard input", len(part), data=part, first_line=line)


def _parts(file: BinaryIO, limits: Limits, head: bytes = b"") -> Iterator[tuple[int, bytes, int]]:
    """Offset, bytes and first line's number of each part of about `limits.part` bytes, cut at line ends.

    `head` is what was read from `file` already.
    """
    offset, line = 0, 1
    while head := head or file.read(limits.part):
        part, head = head + file.readline(limits.whole), b""
        yield offset, part, line
        offset, line = offset + len(part), line + part.count(b"\n")


def _is_lines(head: bytes, name: str) -> bool:
    """Whether it is JSON lines by the name, or by a first line that is an object and another that begins one."""
    if Path(name).suffix.lower() in {".jsonl", ".ndjson"}:
        return True
    first, line_end, rest = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    if not line_end:
        return first.startswith(b'{"')  # a first line longer than what was looked at
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip()[:1] in {b"{", b""}


def _too_large(name: str, limits: Limits, lines: bool) -> InputError:
    limit = limits.lines if lines else limits.whole
    return InputError(name, f"is over {limit / 1_000_000:g} MB, which no report is; split it into smaller files")


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "can't be read: permission denied"
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror or error}"
    return f"can't be read: {error}"
