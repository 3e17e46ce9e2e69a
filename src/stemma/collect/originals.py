"""The original bytes of every report, each under its own SHA-256: what a case's quotations can be checked against."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from stemma.model import CaseError, sha256_of

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Originals:
    """A folder of bytes by content: `ab/cd/abcd...`, so that no folder grows beyond what file systems like.

    Bytes are written to a temporary file, forced to disk and renamed, so a file under its final name is whole
    whenever the process or the machine stops. Every method raises CaseError where the folder can't be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data`; its SHA-256. What is there already is written again only where it was altered."""
        sha = sha256_of(data)
        path = self._path(sha)
        try:
            if not _holds(path, data):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, data)
        except OSError as error:
            self._refuse(error)
        return sha

    def get(self, sha: str) -> bytes:
        """The bytes whose SHA-256 is `sha`. Raises CaseError where they are missing or were altered."""
        try:
            data = self._path(sha).read_bytes()
        except FileNotFoundError:
            raise CaseError(f"the original {sha} is missing from {self.folder}") from None
        except OSError as error:
            self._refuse(error)
        if sha256_of(data) != sha:
            raise CaseError(f"the original {sha} in {self.folder} was altered: its bytes no longer have that SHA-256")
        return data

    def has(self, sha: str) -> bool:
        """Whether there is a file for `sha`; `get` tells whether it is sound."""
        return self._path(sha).is_file()

    def discard(self, sha: str) -> None:
        """Forget the bytes of `sha`, if they are there, and what was written of them before it was cut short."""
        path = self._path(sha)
        try:
            for part in path.parent.glob(f".{path.name}.*.part"):
                part.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except OSError as error:
            self._refuse(error)

    def __iter__(self) -> Iterator[str]:
        """The SHA-256 of everything kept, in order."""
        if self.folder.is_dir():
            names = (path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"))
            yield from sorted(name for name in names if _SHA256.fullmatch(name))

    def _path(self, sha: str) -> Path:
        if not _SHA256.fullmatch(sha):
            raise CaseError(f"{sha[:80]!r} is not a SHA-256, so no original has that name")
        return self.folder / sha[:2] / sha[2:4] / sha

    def _refuse(self, error: OSError) -> NoReturn:
        if error.errno in _NO_SPACE:
            raise CaseError(
                f"no space left for originals in {self.folder}: free some space and run it again"
            ) from error
        raise CaseError(f"{self.folder} can't be used for originals: {error.strerror or error}") from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)  # noqa: PTH105 - the function that a full disk is simulated on
    except BaseException:  # Ctrl-C too: no partial file is left
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
