"""Output that is whole or not there."""

from __future__ import annotations

import sys
from pathlib import Path

from stemma.model import StemmaError
from stemma.run.whole_files import replacing


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
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        raise StemmaError(f"{path}: can't be written: {error.strerror or error}") from error
