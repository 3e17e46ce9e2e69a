"""Voices of a land or town that no list of governments knows."""

from __future__ import annotations

import pytest

from stemma.model import ActorKind
from tests.trace.test_kinds import said_by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tamaria", "office"), ("Tamaria's defence ministry", "organisation")),
        (("Tamarian navy", "organisation"), ("Foreign Ministry of Tamaria", "organisation")),
        (("Tamarian officials", "unnamed"), ("Tamaria", "office")),
        (("Varholm police", "organisation"), ("authorities of Varholm", "unnamed")),
    ],
)
def test_organs_of_one_land_are_one_by_command(one: tuple[str, ActorKind], other: tuple[str, ActorKind]) -> None:
    claim = said_by(one, other)
    assert (len(claim.origins), claim.at_most) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tamarian navy", "organisation"), ("Ordovian navy", "organisation")),
        (("Tamarian navy", "organisation"), ("Tamarian Fishers' Union", "organisation")),
        (("Tamaria", "office"), ("Tamarian Volunteer Corps", "organisation")),
        (("Tamarian embassy to Ordovia", "organisation"), ("Ordovian navy", "organisation")),
        (("Tamarian navy", "organisation"), ("Tamara Dahl", "person")),
        (("Varholm police", "organisation"), ("residents of Varholm", "unnamed")),
    ],
)
def test_what_is_no_organ_or_of_another_land_stays_apart(
    one: tuple[str, ActorKind], other: tuple[str, ActorKind]
) -> None:
    assert len(said_by(one, other).origins) == 2
