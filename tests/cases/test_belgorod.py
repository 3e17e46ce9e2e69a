"""The main job on real input: two long articles about one raid, alone and among 97 feed entries.

The texts are their publishers', so they lie beside the checkout and only single words of them stand here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.cli import main
from tests.cases.exported import Exported

pytestmark = pytest.mark.shared
FURNITURE = ("Click here to login", "newsletter", "Comment on this post", "Home »", "sign up")


def built(case: Path, *inputs: Path) -> Exported:
    for arguments in (
        ["build", str(case), *map(str, inputs), "--quiet"],
        ["export", str(case), "-o", str(case.with_suffix(".json"))],
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
    return Exported(case.with_suffix(".json"))


@pytest.fixture(scope="module")
def articles(shared_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    files = sorted((shared_cases / "belgorod-2023").glob("0*.txt"))
    return built(tmp_path_factory.mktemp("two") / "case", *files)


@pytest.fixture(scope="module")
def whole(shared_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return built(tmp_path_factory.mktemp("whole") / "case", shared_cases / "belgorod-2023" / "reports.jsonl")


def blog(articles: Exported) -> str:
    return next(str(report) for report in articles.texts if report.startswith("000"))


def magazine(articles: Exported) -> str:
    return next(str(report) for report in articles.texts if report.startswith("001"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("official's purse", "official’s wallet"),
        ("children are separated", "for calling for peace"),
        ("grow up in peace and to be free", "grow up in peace and be free"),
        ("We are Russians like you, we", "We are Russians like you"),
        ("Rotten to the core", "rotten from corruption"),
    ],
)
def test_two_translations_of_one_sentence_are_one_utterance(articles: Exported, one: str, other: str) -> None:
    groups = [
        group
        for group in articles.utterances()
        if any(report == blog(articles) and one in text for report, text in group)
        and any(report == magazine(articles) and other in text for report, text in group)
    ]
    assert groups, f"{one!r} and {other!r} stand in no common utterance"


@pytest.mark.parametrize(
    ("target", "words"),
    [("Legion", "on its Telegram channel"), ("Telegram", "in a Telegram message"), ("Gerashchenko", "subtitled")],
)
def test_the_blog_credits_channels_and_a_translator(articles: Exported, target: str, words: str) -> None:
    edges = articles.edges(blog(articles))
    assert [edge for edge in edges if target in edge[0] and any(words in said for said in edge[2])], edges


def test_the_magazine_credits_newsweek(articles: Exported) -> None:
    edges = articles.edges(magazine(articles))
    assert any("Newsweek" in target and "Source: Newsweek" in " ".join(words) for target, _, words in edges), edges


@pytest.mark.parametrize(
    ("words", "cue", "stance"),
    [
        ("there have been attacks since", "acknowledging", "confirms"),
        ("offensive of Russian opponents in the border", "confirmed", "confirms"),
        ("existence of this operation", "confirmed", "confirms"),
        ("any responsibility for this offensive", "denied", "denies"),
        ("would be armed with", "According to", "hedges"),
        ("shot down a Russian", "reportedly", "hedges"),
        ("a reference to", "likely", "hedges"),
    ],
)
def test_each_act_of_speech_has_its_stance(articles: Exported, words: str, cue: str, stance: str) -> None:
    found = articles.saying(words, stance=stance)
    assert [s for s in found if s["cue"] and cue in s["cue"]], articles.saying(words)


def test_no_statement_is_made_of_furniture(articles: Exported) -> None:
    said = [content for statement in articles.statements() for content in statement["content"]]
    assert not [content for content in said for piece in FURNITURE if piece in content]


def test_what_rests_on_one_origin_says_so(articles: Exported) -> None:
    claims = articles.claims_with("rotten from corruption") or articles.claims_with("Rotten to the core")
    assert claims
    assert all(claim["status"] == "single-origin" and len(claim["origins"]) == 1 for claim in claims)
    assert all(claim["at_most"] >= 1 for claim in claims)


def test_the_count_is_a_range_where_the_way_of_knowing_is_not_told(articles: Exported) -> None:
    assert any(claim["at_most"] > len(claim["origins"]) for claim in articles.document["claims"])


def test_every_report_of_the_feed_is_there_unchanged(whole: Exported, shared_cases: Path) -> None:
    lines = (shared_cases / "belgorod-2023" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(whole.texts) == len(lines) == 99


def test_the_feed_corroborates_the_translations(whole: Exported) -> None:
    assert whole.rendered_together("grow up in peace and to be free", "grow up in peace and be free people so they")


def test_every_span_lies_in_its_report(whole: Exported) -> None:
    for statement in whole.document["statements"]:
        for start, end in [s for s in (statement["source"], statement["cue"], *statement["content"]) if s]:
            assert 0 <= start < end <= len(whole.texts[statement["report"]])
