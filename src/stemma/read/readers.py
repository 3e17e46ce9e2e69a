"""The readers there are, by name: two sizes of the trained one, and the rules alone.

Which there are and their versions are told without loading them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args

from stemma.model import Reading, Report
from stemma.text.encoder import encoder, weights_digest
from stemma.vocabulary.gazetteer.world import gazetteer

ReaderName = Literal["accurate", "fast", "rules"]
READERS: tuple[ReaderName, ...] = get_args(ReaderName)
DEFAULT_READER: ReaderName = "accurate"
# Raise it when the rules around the networks read a report differently, so that reports are read anew.
READER_VERSION = "19"


def reader(name: ReaderName) -> Callable[[Report], Reading]:
    """The reader of that name. Raises WeightsError where its weights are missing, cut short or altered."""
    from stemma.read.reader import read
    from stemma.read.trained import trained

    if name == "rules":
        return read
    return partial(read, attribute=trained(encoder(name)))


def reader_version(name: ReaderName) -> str:
    """What a reading by that reader depends on besides the report and the vocabulary: rules, gazetteer and weights.

    Raises VocabularyError where the gazetteer in use is none.
    """
    weights = "" if name == "rules" else f"/{weights_digest(name)[:16]}"
    return f"{name}/{READER_VERSION}/{gazetteer().version}{weights}"
