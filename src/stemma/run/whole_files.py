"""Files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[BufferedRandom]:
    """A file to write and read that becomes `path` in one step when the block ends well, and is gone when it does not.

    What was at `path` before is unharmed until then. Raises OSError where it can't be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)  # noqa: PTH101 - mkstemp makes it private; the user's own umask decides
        os.replace(name, path)  # noqa: PTH105 - the pair of mkstemp
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
