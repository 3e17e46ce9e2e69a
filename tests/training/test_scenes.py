"""The scenes that the sentence encoder is trained on are whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from stemma.text.meaning import is_read

SCENES = sorted((Path(__file__).parent.parent.parent / "training" / "scenes").glob("*.jsonl"))


def test_no_scene_is_there_twice() -> None:
    slugs = [json.loads(line)["scene"] for path in SCENES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(slugs) > 100
    assert [slug for slug, count in Counter(slugs).items() if count > 1] == []


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_every_member_states_its_claim_in_its_own_sentence(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        scene = json.loads(line)
        assert len(scene["claims"]) >= 5, scene["scene"]
        for claim in scene["claims"]:
            assert len(claim["members"]) >= 4, claim["gloss"]
            for member in claim["members"]:
                assert member["clause"].strip(), member
                assert member["clause"] in member["context"], member
                assert is_read(member["lang"]), member
                assert member["stance"] in {"affirms", "denies", "hedges"}, member
