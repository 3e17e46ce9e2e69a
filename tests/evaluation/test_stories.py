from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.stories import b_cubed, in_one_place, in_one_week, loaded, main, material_of, pairwise, single_pass
from stemma.read.reader import read


def event(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    lines = [
        json.dumps({"id": f"r{n}", "text": text, "published": f"2031-0{n + 1}-02", "lang": "en"})
        for n, text in enumerate(texts)
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_b_cubed_counts_purity_and_wholeness_by_report() -> None:
    scores = b_cubed("aaab", "xxyy")
    assert scores.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert scores.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_pairs_count_what_is_together() -> None:
    scores = pairwise("aaab", "xxyy")
    assert (scores.precision, scores.recall) == (1 / 2, 1 / 3)
    assert pairwise("ab", "xy").f1 == 0


def test_events_move_into_one_week_and_keep_their_distances(tmp_path: Path) -> None:
    reports = in_one_week(loaded(event(tmp_path / "e", "One.", "Two.")), 2)
    assert [report.published for report in reports] == ["2021-03-03", "2021-04-03"]


def test_two_events_share_a_place(tmp_path: Path) -> None:
    one = loaded(event(tmp_path / "one", "The fire in Orrim spread.", "Smoke over Orrim today."))
    other = loaded(event(tmp_path / "two", "The strike in Velm spread.", "Nobody works in Velm now."))
    changed = [*in_one_place(one, 0), *in_one_place(other, 1)]
    assert all("Balmanta" in report.text for report in changed if " in " in report.text)
    assert not any("Orrim" in report.text and "Velm" in report.text for report in changed)


def test_the_single_pass_baseline_tells_different_words_apart(tmp_path: Path) -> None:
    folder = event(tmp_path / "e", "Goats ate the hedge.", "Goats ate the hedge again.", "Interest rates fell sharply.")
    assert list(single_pass(material_of(loaded(folder), read))) == [0, 0, 1]


def test_the_command_prints_every_mix_and_what_stays_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goats = event(tmp_path / "goats", "Goats in Orrim ate the mayor's hedge.", "The hedge that goats ate in Orrim.")
    rates = event(tmp_path / "rates", "Interest rates in Velm fell sharply.", "Velm cuts its interest rates sharply.")
    readme = tmp_path / "README.md"
    readme.write_text("Two events.", encoding="utf-8")
    main([str(goats), str(rates), str(readme)])
    out = capsys.readouterr().out
    assert out.count("stemma ") == 4
    assert "4 reports of 2 events" in out
    assert "folders stay one story" in out


def test_files_alone_are_no_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "held-out.txt").write_text("goats", encoding="utf-8")
    with pytest.raises(SystemExit):
        main([str(tmp_path / "held-out.txt")])
    assert "no folder of an event" in capsys.readouterr().err
