"""The format of a packed case, "stemma-pack" version 1: a ZIP archive with what can't be derived again, and its hashes.

    README.txt          what it is, for whoever opens it without Stemma
    reports.jsonl       each report as collected, a line each
    judgements.jsonl    each judgement, note and undoing, a line each, after what it undoes
    removed.jsonl       ids and hashes of what was removed, a line each
    originals/SHA256    the original bytes of each report, unless they were left out
    manifest.json       the last part: what is in it, with size and SHA-256 of each other part

The same case gives the same bytes, as long as zlib packs alike: nothing tells when or where it was packed, and the
order is fixed. Whatever a later version adds, it raises the version, so that no older one reads over it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from stemma.model import InputError
from stemma.model.plain import from_plain, to_plain
from stemma.run.sound import fits

FORMAT = "stemma-pack"
VERSION = 1
MANIFEST = "manifest.json"
README = "README.txt"
REPORTS = "reports.jsonl"
JUDGEMENTS = "judgements.jsonl"
REMOVED = "removed.jsonl"
ORIGINAL_PARTS = "originals/"

# Room for a million originals.
MANIFEST_LIMIT = 300_000_000
_ORIGINAL = re.compile(r"originals/[0-9a-f]{64}")
_ROWS = (README, REPORTS, JUDGEMENTS, REMOVED)

README_TEXT = """\
This is a case of Stemma in one file: reports of one matter as they were collected, what their users ruled on
them, and the original bytes of each report unless they were left out.

To look at it:   stemma unpack THIS_FILE FOLDER     then   stemma report FOLDER -o case.html --open

Everything derived (statements, claims, origins) is derived again from this. Without Stemma: reports.jsonl has a report
a line, its "sha256" is that of the file of this name in originals/, and manifest.json has the SHA-256 of every part.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a packed case: its name in the archive, its bytes unpacked, and the SHA-256 of these."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a packed case holds.

    `made_by` is the version of Stemma that packed it, `reader` who read the case (None where nothing was derived) and
    `read_by` what read and derived it. `originals` says whether they were left out on purpose; `missing` are SHA-256 of
    those that the case did not have, or not sound, when it was packed.
    """

    format: str = FORMAT
    version: int = VERSION
    made_by: str
    reader: str | None
    read_by: tuple[str, ...]
    reports: int
    judgements: int
    removed: int
    originals: Literal["included", "left out"]
    missing: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The manifest as it stands in the archive."""
        return json.dumps(to_plain(self), ensure_ascii=True, indent=1, sort_keys=True) + "\n"


def manifest_of(data: bytes, name: str) -> Manifest:
    """The manifest that a packed case named `name` has.

    Raises InputError where it is none, says something that can't be, or was written by a newer version.
    """
    try:
        plain = json.loads(data)
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise ValueError
        _refuse_newer(plain, name)
        found = from_plain(Manifest, plain)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(name, "is not a packed case: its manifest is none of Stemma's") from None
    if not fits(Manifest, found) or not _is_sound(found):
        raise InputError(name, "is not a packed case, or was altered: its manifest contradicts itself")
    return found


def _refuse_newer(plain: dict[str, Any], name: str) -> None:
    version = plain.get("version")
    if type(version) is int and version > VERSION:
        what = f"format {version}, this one reads up to {VERSION}"
        raise InputError(name, f"was packed by a newer version of Stemma ({what}); update Stemma")


def _is_sound(manifest: Manifest) -> bool:
    names = [part.name for part in manifest.parts]
    originals = [part for part in manifest.parts if part.name not in _ROWS]
    return (
        len(names) == len(set(names))
        and set(_ROWS) <= set(names)
        and all(part.size >= 0 for part in manifest.parts)
        and all(_ORIGINAL.fullmatch(p.name) and p.name.endswith(p.sha256) for p in originals)
        and not (originals and manifest.originals == "left out")
    )
