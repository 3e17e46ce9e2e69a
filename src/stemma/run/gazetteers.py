"""The gazetteers on this machine: which are used, making one, going back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stemma.vocabulary.gazetteer.compiling import compile_gazetteer
from stemma.vocabulary.gazetteer.geonames import dump
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.world import embedded_file, gazetteer, own_file, used_file

# As in `stemma.run.local`: the stage's name, how much is done, how much there is.
Step = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Described:
    """A gazetteer: what it is used as, its file, what is in it, and the hash that cases read with it remember."""

    use: str
    path: Path
    source: str
    places: int
    names: int
    digest: str


def known_gazetteers() -> tuple[Described, ...]:
    """The gazetteers in use, in the order in which they are asked. Raises VocabularyError for a file that is none."""
    own = used_file()
    first = (_described("used", own),) if own else ()
    return (*first, _described("used for all other countries" if own else "used", embedded_file()))


def build_gazetteer(folder: Path, to: Path | None, progress: Step) -> Described:
    """Make a gazetteer of the dump of GeoNames in `folder`: at `to`, or as the user's own, which is used from then on.

    Raises InputError where the dump lacks something or can't be read; a gazetteer that was there stays then.
    """
    target = to or own_file()
    with dump(folder) as source:
        count = compile_gazetteer(source, target, lambda done: progress("places", done, None))
    progress("places", count, count)
    gazetteer.cache_clear()
    return _described("written" if to else "used from now on", target)


def forget_gazetteer() -> Path | None:
    """Remove the user's own gazetteer; returns where it was, None where there was none."""
    own = own_file()
    if not own.is_file():
        return None
    own.unlink()
    gazetteer.cache_clear()
    return own


def _described(use: str, path: Path) -> Described:
    file = GazetteerFile(path)
    header = file.header
    return Described(use, path, header["source"], header["places"], header["names"], file.digest)
