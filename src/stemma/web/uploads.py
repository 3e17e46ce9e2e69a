"""Files and addresses that were sent in, until they are built: in a folder within the case, under safe names."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from stemma.collect.fetch import is_address
from stemma.model import CaseError

# Complete deliveries, and those that are still coming in.
_WHOLE, _COMING = ".delivery-", ".coming-"
# Which addresses are asked for, beside the folders of the files.
_ASKED = "addresses.json"
_LONGEST_NAME = 180
# Addresses at once: they are fetched one after the other, up to a minute each, while other builds wait.
MOST_ADDRESSES = 100
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came in together: files, each in a folder of its own (names may be the same), and web addresses."""

    folder: Path
    paths: tuple[Path, ...]
    addresses: tuple[str, ...] = ()
    ignore_robots: bool = False

    @property
    def inputs(self) -> tuple[Path | str, ...]:
        """What a build takes in."""
        return (*self.paths, *self.addresses)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files as they are kept, and the addresses."""
        return (*(path.name for path in self.paths), *self.addresses)

    def called(self, name: str) -> str:
        """What the user calls an input: the file's name without where it is kept meanwhile."""
        return Path(name).name if name.startswith(str(self.folder)) else name

    def told(self, note: str) -> str:
        """A note on an input, the file called by its name."""
        for path in self.paths:
            note = note.replace(str(path), path.name)
        return note

    def discard(self) -> None:
        """Forget the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Receiving:
    """Takes in one delivery, file by file. What is not `finish`ed is forgotten at the end of the `with`."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._mark = f"{os.getpid()}-{secrets.token_hex(6)}"
        self._folder = case / f"{_COMING}{self._mark}"
        self._paths: list[Path] = []
        self._addresses: tuple[str, ...] = ()
        self._ignore_robots = False

    def __enter__(self) -> Receiving:
        try:
            self._folder.mkdir(mode=0o700)
        except OSError as error:
            raise CaseError(f"{self._case}: nothing can be put into it: {error.strerror}") from error
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def take(self, name: str, file: BinaryIO) -> None:
        """Keep what `file` holds under a safe form of `name`."""
        place = self._folder / f"{len(self._paths):05d}"
        path = place / safe_name(name)
        try:
            place.mkdir()
            with path.open("xb") as kept:
                shutil.copyfileobj(file, kept, 1 << 20)
        except OSError as error:
            raise CaseError(f"{path.name} can't be kept: {error.strerror or error}") from error
        self._paths.append(path)

    def ask(self, addresses: Iterable[str], ignore_robots: bool) -> None:
        """Keep which addresses are asked for. Raises ValueError for what `is_wanted` does not let through."""
        self._addresses, self._ignore_robots = tuple(dict.fromkeys(addresses)), ignore_robots
        if wrong := [address for address in self._addresses if not is_wanted(address)]:
            raise ValueError(wrong[0])
        try:
            asked = {"addresses": self._addresses, "ignore_robots": ignore_robots}
            (self._folder / _ASKED).write_text(json.dumps(asked), encoding="utf-8")
        except OSError as error:
            raise CaseError(f"the addresses can't be kept: {error.strerror or error}") from error

    def finish(self) -> Delivery:
        """The delivery, which now survives the end of the server."""
        whole = self._case / f"{_WHOLE}{self._mark}"
        self._folder.rename(whole)
        paths = tuple(whole / path.relative_to(self._folder) for path in self._paths)
        return Delivery(whole, paths, self._addresses, self._ignore_robots)


def is_wanted(address: str) -> bool:
    """Whether a text may be taken for a web address: a build takes any other for a file on this machine."""
    return is_address(address) and address.isprintable() and " " not in address


def safe_name(name: str) -> str:
    """A name that is only a name: no folder, nothing that a file system or a terminal acts on, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    plain = _UNSAFE.sub("_", last).strip().rstrip(".")
    if not plain.strip("._") or _RESERVED.fullmatch(plain):
        return f"unnamed{plain if plain.startswith('.') and plain.strip('.') else ''}"
    stem, dot, suffix = plain.rpartition(".")
    if len(plain.encode()) > _LONGEST_NAME and dot and len(suffix) < 10:
        return f"{_cut(stem, _LONGEST_NAME - 20)}.{suffix}"
    return _cut(plain, _LONGEST_NAME)


def left_over(case: Path) -> Iterator[Delivery]:
    """Deliveries that a server took in whole, and ended before it built them. Those cut short are forgotten."""
    for folder in sorted(case.glob(f"{_COMING}*")):
        if not _is_running(folder.name.removeprefix(_COMING)):
            shutil.rmtree(folder, ignore_errors=True)
    for folder in sorted(case.glob(f"{_WHOLE}*")):
        if not _is_running(folder.name.removeprefix(_WHOLE)):
            paths = tuple(sorted(path for path in folder.glob("*/*") if path.is_file()))
            yield Delivery(folder, paths, *_asked(folder / _ASKED))


def _asked(file: Path) -> tuple[tuple[str, ...], bool]:
    """The addresses that a delivery asks for, and whether robots.txt is ignored for them."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        addresses = tuple(one for one in found["addresses"] if is_wanted(one))
        return addresses, found["ignore_robots"] is True
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return (), False


def _is_running(mark: str) -> bool:
    """Whether the server that took a delivery in may be another one that still runs."""
    number = mark.partition("-")[0]
    if not number.isdecimal() or len(number) > 9 or int(number) == os.getpid():
        return False
    if os.name == "nt":
        return True  # there is no asking without ending it
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _cut(name: str, most: int) -> str:
    return name.encode()[:most].decode(errors="ignore")
