"""Output that is whole or not there."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from stemma.model import StemmaError


def write_text(path: Path | None, text: str) -> None:
    """Write UTF-8 to `path`, replacing it in one step, or to standard output for None.

    Raises StemmaError where the place can't be written; a file that was there before is then unharmed.
    """
    write_file(path, lambda file: _put(file, text.encode("utf-8")))


def write_file(path: Path | None, write: Callable[[IO[bytes]], None]) -> None:
    """What `write` writes at `path`, replacing what is there in one step, or on standard output for None.

    Raises StemmaError where the place can't be written; a file that was there before is then unharmed.
    """
    if path is None:
        # By way of a file: some formats go back in what they have written, which a pipe can't.
        with tempfile.TemporaryFile() as file:
            write(file)
            file.seek(0)
            while block := file.read(1 << 20):
                sys.stdout.buffer.write(block)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(path, write)
    except OSError as error:
        raise StemmaError(f"{path}: can't be written: {error.strerror or error}") from error


def write_folder(path: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    """Each part as a file of its name in the folder `path`, made where there is none; other files there are left.

    Raises StemmaError where the place can't be written; each file is then the old one or the new one whole.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StemmaError(f"{path}: can't be made a folder: {error.strerror or error}") from error
    for name, data in parts:
        write_file(path / name, lambda file, data=data: _put(file, data))  # type: ignore[misc]


def _put(file: IO[bytes], data: bytes) -> None:
    file.write(data)


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)  # noqa: PTH101 - mkstemp makes it private; the user's own umask decides
        os.replace(name, path)  # noqa: PTH105 - the pair of mkstemp
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
