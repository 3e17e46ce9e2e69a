"""Who takes a claim back: an origin whose last word denies it, or an outlet that corrects what it passed on."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from stemma.text.plain_names import words_of
from stemma.trace.command import Standing, commands
from stemma.trace.ground import Ground
from stemma.trace.moments import moment_of
from stemma.trace.origins import Group
from stemma.trace.voices import Heard, Voice, house_key, place_of
from stemma.vocabulary.retractions import takes_back

# Characters of a sentence that are searched for words that take something back.
_RETRACTED = 400

Taken = Literal["dated", "undated"]


class Recanted:
    """Those who passed it on and denied it later, in a later edition of their page for instance.

    A paper that reports somebody's denial later takes nothing back: such a chain ends at who denies. What an outlet's
    own pages have from nobody who is named is the outlet's to take back. `voices` are those who did, `keys` those of
    the voices that this disposes of.
    """

    def __init__(
        self, heard: Sequence[Heard], denied: Sequence[Heard], groups: Sequence[Group], ground: Ground
    ) -> None:
        self._heard, self._ground = heard, ground
        told = {candidate.voice.key for group in groups for candidate in group.told}
        passed: defaultdict[str, list[Heard]] = defaultdict(list)
        for item in heard:
            if not item.voice.counts or item.voice.key in told:
                passed[item.voice.key].append(item)
            if not item.voice.counts and item.voice.kind == "unnamed":
                passed[house_key(item.member.report, ground)].append(item)
        found: dict[str, Voice] = {}
        self._by: dict[str, Voice] = {}
        for item in denied:
            for before in passed.get(item.voice.key, []):
                if ground.precedes(before.member.report, item.member.report):
                    voice = found.setdefault(item.voice.key, item.voice)
                    self._by.setdefault(before.voice.key, voice)
        self.voices = [found[key] for key in sorted(found)]
        self.keys = {*found, *self._by}

    def came_first(self) -> bool:
        """Whether all others who put it forward may only repeat one who took it back.

        They are certainly later, or not certainly earlier and name that one.
        """
        first = {item.member.report for item in self._heard if item.voice.key in self.keys}
        others = {item.member.report for item in self._heard if item.voice.key not in self.keys} - first
        return all(self._may_repeat(other, first) for other in others)

    def _may_repeat(self, other: str, first: set[str]) -> bool:
        if any(self._ground.precedes(report, other) for report in first):
            return True
        text = self._ground.reports[other].text
        return not any(self._ground.precedes(other, report) for report in first) and any(
            voice.name in text for voice in self.voices
        )

    def as_origins(self) -> list[Heard]:
        """What they put forward, as that of voices that count."""
        return [
            replace(item, voice=replace(self._voice(item.voice), counts=True))
            for item in self._heard
            if item.voice.key in self.keys
        ]

    def _voice(self, voice: Voice) -> Voice:
        """The outlet's, where nobody is named."""
        return self._by.get(voice.key, voice) if voice.kind == "unnamed" else voice


def own_group(item: Heard, groups: Sequence[Group], ground: Ground) -> int | None:
    """The affirming group to which a denying voice itself belongs; one command alone makes nobody the same voice.

    What somebody without a name told one outlet alone, that outlet takes back.
    """
    voice = item.voice
    standing = ground.standing(voice.actor) if voice.actor else None
    for number, group in enumerate(groups):
        for member in group.knowing():
            if member.voice.key == voice.key or (standing and _same_party(standing, member.standing)):
                return number
    return next((number for number, group in enumerate(groups) if _is_only_its(group, item, ground)), None)


def _is_only_its(group: Group, item: Heard, ground: Ground) -> bool:
    """Whether all who put it forward have no name, and only the outlet that denies it has it from them."""
    return all(
        candidate.voice.kind == "unnamed"
        and all(house_key(place.report, ground) == item.voice.key for place in candidate.places)
        for candidate in group.members()
    )


def _same_party(one: Standing, other: Standing) -> bool:
    named = one.names & other.names or one.names & other.bodies or one.bodies & other.names or one.bodies & other.bodies
    return bool(named) or (one.group is not None and one.group == other.group)


def taken_back(
    number: int, group: Group, denied: Sequence[Heard], own: Sequence[int | None], ground: Ground
) -> Taken | None:
    """Whether the group's own denial is its last word, as far as dates and editions tell.

    Affirmations without a date count only where none has one, and those in a report that tells of their taking back
    not at all; there the words have to say that something is taken back. So they have of somebody without a name: other
    officials may say other things.
    """
    told = {place.report for member in group.members() for place in member.places}
    back = {
        item.member.report
        for item, owner in zip(denied, own, strict=True)
        if owner == number and item.member.report in told and _retracts(item, ground)
    }
    affirmed = told - back
    if not affirmed:
        return "dated"
    dated = {report for report in affirmed if moment_of(ground.reports[report].published)} or affirmed
    undated = False
    for item, owner in zip(denied, own, strict=True):
        if owner != number or item.member.report in affirmed:
            continue
        if item.voice.kind == "unnamed" and not _retracts(item, ground):
            continue
        if all(ground.precedes(earlier, item.member.report) for earlier in dated):
            return "dated"
        undated = undated or not any(ground.precedes(item.member.report, later) for later in affirmed)
    return "undated" if undated else None


def _retracts(item: Heard, ground: Ground) -> bool:
    """Whether the words beside a denial say that something is taken back or corrected."""
    place = place_of(item.member)
    spans = [ground.sentence(place), place.span]
    spans += [span for span in (item.statement.cue,) if span] if item.statement else []
    text = ground.reports[place.report].text
    words = [word for span in spans for word in words_of(span.of(text)[:_RETRACTED])]
    cue = item.statement.cue if item.statement else None
    if cue is not None and takes_back(cue.of(text).lower(), ground.reports[place.report].language):
        return True
    lists = commands().retractions
    return any(word in lists for word in words) or any(
        f"{one}-{two}" in lists for one, two in itertools.pairwise(words)
    )
