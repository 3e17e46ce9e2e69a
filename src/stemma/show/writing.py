"""Output that is whole or not there."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from stemma.model import StemmaError
from stemma.run.whole_files import replacing


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
        with replacing(path) as file:
            write(file)
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
