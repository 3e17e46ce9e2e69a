"""robots.txt as RFC 9309 has it: the longest rule that fits decides, and of equal ones the one that allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_MOST_RULES = 5000


def allows(robots: str, agent: str, path: str) -> bool:
    """Whether a robots.txt lets `agent` (its name alone) have `path`, query included.

    The groups that name the agent hold; where none does, those for all. Linear in path and rules: no pattern can stall.
    """
    own, everybody = [], []
    for agents, rules in _groups(robots):
        if agent.lower() in agents:
            own.append(rules)
        elif "*" in agents:
            everybody.append(rules)
    best = (0, True)
    for rules in own or everybody:
        for allowed, pattern in rules:
            if len(pattern) >= best[0] and _fits(pattern, path):
                best = max(best, (len(pattern), allowed))
    return best[1]


def _groups(robots: str) -> Iterator[tuple[set[str], list[tuple[bool, str]]]]:
    agents: set[str] = set()
    rules: list[tuple[bool, str]] = []
    count, begun = 0, False
    for line in robots.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            if begun:
                yield agents, rules
                agents, rules, begun = set(), [], False
            agents.add(re.split(r"[/\s]", value.lower() or "?", maxsplit=1)[0])
        elif field in ("allow", "disallow") and agents:
            begun, count = True, count + 1
            if value and count <= _MOST_RULES:
                rules.append((field == "allow", value))
    if agents:
        yield agents, rules


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; "*" stands for anything, "$" at the end for the end."""
    path, whole = unquote(path), pattern.endswith("$")
    first, *rest = unquote(pattern.removesuffix("$")).split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, part in enumerate(rest):
        if whole and number == len(rest) - 1:
            return len(path) - len(part) >= place and path.endswith(part)
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return not whole or place == len(path)
