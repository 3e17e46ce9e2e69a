"""Running what is measured, as a user would: the installed `stemma` command, and the scorers that lie with the data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def stemma(*arguments: str | Path, output: Path | None = None) -> None:
    """Run the stemma command; raises CalledProcessError with its message where it fails."""
    command = [sys.executable, "-m", "stemma", *map(str, arguments)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    with (output or Path(os.devnull)).open("wb") as sink:
        subprocess.run(command, stdout=sink, check=True, env=environment)


def scored(scorer: Path, *arguments: str | Path) -> Json:
    """What a scorer prints with --json."""
    command = [sys.executable, str(scorer), *map(str, arguments), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: Json = json.loads(done.stdout)
    return figures
