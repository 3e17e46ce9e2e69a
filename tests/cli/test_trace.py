"""`stemma trace`: where does this come from?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.ferry import write_files
from tests.conftest import Command


@pytest.fixture
def case(stemma: Command, tmp_path: Path) -> Path:
    stemma("build", tmp_path / "case", *write_files(tmp_path / "in"), "--reader", "rules", "-q")
    return tmp_path / "case"


def traced(stemma: Command, case: Path, *words: str) -> dict[str, Any]:
    ended = stemma("trace", case, *words, "--as", "json")
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)  # type: ignore[no-any-return]


def test_exact_words_find_their_claim_with_every_rendering_in_time_order(stemma: Command, case: Path) -> None:
    found = traced(stemma, case, "every passenger off the ship")
    assert (found["format"], found["found"]["kind"], found["found"]["how"]) == ("stemma-trace/1", "claim", "exact")
    moments = [(step["published"] or "")[:16] for step in found["renderings"]]
    assert list(dict.fromkeys(moments)) == ["2031-03-04T09:30", "2031-03-04T11:00", ""]
    assert moments == sorted(moments, key=lambda moment: moment or "~")
    assert sum("every passenger off the ship" in step["text"] for step in found["renderings"]) >= 2
    assert found["first"] == found["renderings"][0]
    assert found["first"]["text"].startswith("We have taken every passenger off")
    assert [origin["name"] for origin in found["claim"]["origins"]] == ["Ilse Varga"]


def test_words_in_other_order_and_form_are_found_by_the_rare_ones(stemma: Command, case: Path) -> None:
    found = traced(stemma, case, "passengers", "missing", "nobody")
    assert found["found"]["how"] == "words"
    assert any("nobody is missing" in step["text"] for step in found["renderings"])


def test_an_id_finds_its_claim_or_utterance(stemma: Command, case: Path) -> None:
    document = json.loads(stemma("export", case).out)
    claim, utterance = document["claims"][0]["id"], document["utterances"][0]["id"]
    assert traced(stemma, case, claim)["found"] | {"gist": "", "places": []} == {
        "kind": "claim", "id": claim, "how": "id", "score": 1.0, "gist": "", "places": [],
    }  # fmt: skip
    found = traced(stemma, case, utterance[:8])
    assert (found["found"]["kind"], found["found"]["id"]) == ("utterance", utterance)
    assert found["claim"] is not None


def test_the_terminal_tells_it_all_within_its_width(
    stemma: Command, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ended = stemma("trace", case, "every passenger off the ship")
    headings = [line for line in ended.out.splitlines() if line and not line.startswith(" ")]
    for words in (
        "Earliest appearance",
        "In time order (UTC): ",
        "The way it took",
        "Where it comes from: 1",
    ):
        assert any(line.startswith(words) for line in headings), ended.out
    assert "undated: where in this order they belong is not known" in ended.out
    assert "2 undated renderings may be older" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_what_a_report_says_in_its_own_voice_is_found_as_a_sentence(stemma: Command, tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_text(
        "Lamps were lit along the mole at seven in the evening.\n\nBread got dearer in the capital, the bakers said.\n"
    )
    stemma("build", tmp_path / "case", page, "--reader", "rules", "-q")
    found = traced(stemma, tmp_path / "case", "lamps were lit along the mole")
    assert (found["found"]["kind"], found["found"]["how"], found["claim"]) == ("sentence", "exact", None)
    assert found["first"] is None
    assert "not known: no report that carries it is dated" in stemma("trace", tmp_path / "case", "lamps were lit").out


@pytest.mark.parametrize("words", ["volcano on the moon", "", " ", "?!", "\x1b[31m", "[bold]", "the volcano of a moon"])
def test_nothing_found_is_one_line_and_exit_code_one(stemma: Command, case: Path, words: str) -> None:
    ended = stemma("trace", case, words)
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("stemma: nothing in ")
    assert "\x1b" not in ended.err


def test_other_matches_are_listed(stemma: Command, case: Path) -> None:
    found = traced(stemma, case, "light on Marne Point")
    assert found["others"]
    assert found["found"]["id"] not in [other["id"] for other in found["others"]]
    assert "Also found: " in stemma("trace", case, "light on Marne Point").out


def test_a_page_of_text_as_words_is_no_trouble(stemma: Command, case: Path) -> None:
    assert stemma("trace", case, "a " * 100_000).code in (0, 1)
    assert stemma("trace", case, "every passenger " * 50_000).code in (0, 1)


def test_hostile_reports_are_traced_and_cannot_act_on_the_terminal(stemma: Command, tmp_path: Path) -> None:
    rows = [
        {
            "id": "loud\x1b[31m",
            "lang": "en",
            "text": "\x1b[31mThe [bold]mole[/bold] is shut\u202e, the board said. " + "a " * 200_000,
        },
        {"id": "half", "lang": "en", "text": "The mole is shut \ud83d, the board said."},
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(row) + "\n" for row in rows))
    stemma("build", tmp_path / "case", feed, "--reader", "rules", "-q")
    ended = stemma("trace", tmp_path / "case", "mole is shut")
    assert ended.code == 0
    assert not [char for char in ended.out if ord(char) < 32 and char != "\n"]
    assert stemma("trace", tmp_path / "case", "mole is shut", "--as", "json").code == 0
    assert stemma("trace", tmp_path / "case", "a a a a").code == 0


def test_the_same_case_is_traced_the_same(stemma: Command, case: Path) -> None:
    answers = {stemma("trace", case, "light on Marne Point", "--as", "json").out for _ in range(3)}
    assert len(answers) == 1


def test_a_judgement_shows_in_the_trail(stemma: Command, case: Path) -> None:
    found = traced(stemma, case, "light on Marne Point")
    ids = [found["found"]["id"], next(o["id"] for o in found["others"] if o["kind"] == "claim")]
    stemma("judge", case, "same", *ids, "--author", "Ada")
    assert "judged one claim by Ada on " in stemma("trace", case, "light on Marne Point").out
