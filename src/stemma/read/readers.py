"""The readers there are, by name: two sizes of the trained one, and the rules alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args

from stemma.model import Reading, Report
from stemma.read.reader import READER_VERSION, read
from stemma.read.trained import trained
from stemma.text.encoder import encoder, weights_digest
from stemma.vocabulary.gazetteer.world import gazetteer

ReaderName = Literal["accurate", "fast", "rules"]
READERS: tuple[ReaderName, ...] = get_args(ReaderName)
DEFAULT_READER: ReaderName = "accurate"


def reader(name: ReaderName) -> Callable[[Report], Reading]:
    """The reader of that name. Raises WeightsError where its weights are missing, cut short or altered."""
    if name == "rules":
        return read
    return partial(read, attribute=trained(encoder(name)))


def reader_version(name: ReaderName) -> str:
    """What a reading by that reader depends on besides the report and the vocabulary: rules, gazetteer and weights.

    Raises VocabularyError where the gazetteer in use is none.
    """
    weights = "" if name == "rules" else f"/{weights_digest(name)[:16]}"
    return f"{name}/{READER_VERSION}/{gazetteer().version}{weights}"
