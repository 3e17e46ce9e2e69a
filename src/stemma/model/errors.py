"""What can go wrong with what the user hands in. Each names the input and says what to do."""

from __future__ import annotations


class StemmaError(Exception):
    """Anything that Stemma reports to its user in one line; never a bug of its own."""


class InputError(StemmaError):
    """One input, or one line of it, that could not be taken. The other inputs are not touched by it.

    `name` is the input as the user named it, `line` its line from 1 where there is one.
    """

    def __init__(self, name: str, why: str, line: int | None = None) -> None:
        self.name = name
        self.why = why
        self.line = line
        place = f"{name}, line {line}" if line is not None else name
        super().__init__(f"{place}: {why}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        # The default would hand the finished message back as `name` when a worker process raises it.
        return (InputError, (self.name, self.why, self.line))


class CaseError(StemmaError):
    """A case folder that can't be used: not a case, made by a newer version, or not writable."""


class StageError(StemmaError):
    """A stage of the derivation that failed by an error of Stemma's own: a bug, said with the stage and the place."""


class VocabularyError(StemmaError):
    """A vocabulary file that does not follow its schema."""


class WeightsError(StemmaError):
    """Weights of a trained reader that are missing, cut short, altered or made for another version."""
