"""Output that is whole or not there."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from stemma.model import StemmaError


def write_text(path: Path | None, text: str) -> None:
    """Write UTF-8 to `path`, replacing it in one step, or to standard output for None.

    Raises StemmaError where the place can't be written; a file that was there before is then unharmed.
    """
    data = text.encode("utf-8")
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(path, data)
    except OSError as error:
        raise StemmaError(f"{path}: can't be written: {error.strerror or error}") from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)  # noqa: PTH101 - mkstemp makes it private; the user's own umask decides
        os.replace(name, path)  # noqa: PTH105 - the pair of mkstemp
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
