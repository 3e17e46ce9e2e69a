"""The sentences that say how a count came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.text.plain_names import name_key
from stemma.trace.origins import Group
from stemma.trace.phrases import counted, listed
from stemma.trace.voices import Voice

_MOST_REASONS = 2
_MOST_JUDGED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What tracing found on one claim.

    `reports` counts those that put it forward; `unknown` are voices of which no report says how they know, `broadly`
    those that only say something like it; `undated` marks a taking back of which no date shows that it came last.
    `judged` are clauses that tell of users' judgements.
    """

    reports: int
    groups: Sequence[Group]
    withdrawn: Sequence[Group]
    undated: bool
    unknown: Sequence[Voice]
    broadly: Sequence[Voice]
    deniers: Sequence[Voice]
    recanted: Sequence[Voice]
    hedged: bool
    marks: Sequence[str] = ()
    judged: Sequence[str] = ()


def explain(found: Findings) -> str:
    """Some plain sentences: where the reports lead, what was merged and why, who denies, what weighs more, what was
    judged."""
    parts = [_lead(found), _reasons([*found.groups, *found.withdrawn]), _against(found)]
    parts += [_weighing(found.marks), _judged(found.judged)]
    return " ".join(part for part in parts if part)


def _weighing(marks: Sequence[str]) -> str:
    return f"{'; '.join(marks[:_MOST_REASONS])}." if marks else ""


def _lead(found: Findings) -> str:
    if not found.reports:
        return "No report affirms it."
    reports = counted(found.reports, "report")
    opening = f"{reports}, none without reservation" if found.hedged else reports
    groups = found.groups or found.withdrawn
    if not groups:
        return f"{opening}; {_nobody(found.unknown)}{_broadly(found.broadly)}."
    names = listed(group.chief.name for group in groups)
    if len(groups) > 1:
        lead = f"they lead to {names}, and the reports tie none of them to another"
    else:
        lead = f"{'all lead' if found.reports > 1 else 'it leads'} to {names}"
    if found.unknown:
        stations = listed((voice.name for voice in found.unknown), most=3)
        lead = lead.replace("all lead", "those that say where they have it lead")
        lead += f"; how {stations} {'knows' if len(found.unknown) == 1 else 'know'} is not said"
    return f"{opening}; {lead}{_broadly(found.broadly)}."


def _broadly(voices: Sequence[Voice]) -> str:
    """Who is no origin here because the words are only broadly the claim's."""
    if not voices:
        return ""
    names = listed((voice.name for voice in voices), most=3)
    return f"; whether {names} {'says' if len(voices) == 1 else 'say'} the same is not sure"


def _nobody(unknown: Sequence[Voice]) -> str:
    circles = [voice for voice in unknown if voice.circle]
    if circles:
        return f"they credit one another in a circle ({listed(voice.name for voice in circles)}) and name no origin"
    if unknown:
        stations = listed((voice.name for voice in unknown), most=3)
        verb = "does not say how it knows" if len(unknown) == 1 else "do not say how they know"
        return f"the chain ends at {stations}, which {verb}"
    return "none names an origin"


def _reasons(groups: Sequence[Group]) -> str:
    """Why voices were merged, the first few in words."""
    merged = [
        (candidate.name, why, group.chief.name)
        for group in groups
        for candidate, why in sorted(group.merged, key=lambda entry: entry[0] not in group.told)
        if not _same_wording(candidate.name, group.chief.name)
    ]
    shown = [f"{name} was merged with {chief}, because {why}" for name, why, chief in merged[:_MOST_REASONS]]
    if len(merged) > _MOST_REASONS:
        shown.append(f"{len(merged) - _MOST_REASONS} more merged likewise")
    sentence = "; ".join(shown)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _judged(clauses: Sequence[str]) -> str:
    """What users judged, all of it in words but where it is very much."""
    shown = list(clauses[:_MOST_JUDGED])
    if len(clauses) > len(shown):
        shown.append(f"{len(clauses) - len(shown)} more judgements bear on it")
    sentence = "; ".join(shown)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _same_wording(one: str, other: str) -> bool:
    """Whether two names read alike, so that to say that they are one says nothing."""
    return name_key(one) == name_key(other)


def _against(found: Findings) -> str:
    sentences = []
    if found.withdrawn:
        names = listed(group.chief.name for group in found.withdrawn)
        caveat = " also denied it, and no date says which was the last word." if found.undated else " took it back."
        sentences.append(names + caveat)
    if found.recanted:
        sentences.append(f"{listed(voice.name for voice in found.recanted)} withdrew what was said earlier.")
    taken_back = {voice.key for voice in found.recanted}
    taken_back |= {member.voice.key for group in found.withdrawn for member in group.members()}
    others = [voice for voice in found.deniers if voice.key not in taken_back]
    if others:
        verb = "denies it or gives what excludes it" if len(others) == 1 else "deny it or give what excludes it"
        sentences.append(f"{listed(voice.name for voice in others)} {verb}.")
    return " ".join(sentences)
