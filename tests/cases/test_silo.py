"""One folder with one event in all formats: a case whose lineage crosses them."""

from __future__ import annotations

from typing import Any

import pytest

from stemma.cli import main
from tests.cases.exported import Exported
from tests.cases.silo import RESCUED, SMELT, WARNED, write_files

COURIER, GAZETTE = "https://courier.example/halden-silo", "https://gazette.example/hearing"
WIRE, LEDGER = "https://norland.example/halden-grain", "https://morning.example/halden-denies"
COAST, HERALD = "https://coast.example/1#entry", "https://herald.example/77#entry"
CHANNEL, FORWARDED = "telegram:2041/11", "telegram:2077/340"
RELEASE, BRIEF = "mid:statement-1@halden.example", "mid:brief-1@evening.example"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The case as a desk would build it: the one folder, the one command."""
    folder = tmp_path_factory.mktemp("silo")
    exported = folder / "case.json"
    commands = ["build", folder / "case", write_files(folder / "in")], ["export", folder / "case", "-o", exported]
    for command in commands:
        with pytest.raises(SystemExit) as ended:
            main([str(part) for part in command])
        assert ended.value.code in (0, None)
    return Exported(exported)


def test_every_file_of_the_folder_came_in(case: Exported) -> None:
    assert {report["id"]: report["publisher"] for report in case.document["reports"]} == {
        "agenda-1": "Agenda Brask",  # JSON lines
        "city.docx": None,
        "hearing.srt": None,
        COAST: "Coast Radio",  # RSS
        "https://coast.example/2#entry": "Coast Radio",
        COURIER: "Brask Courier",  # a page
        GAZETTE: "Harbour Gazette",  # a page in a WARC
        LEDGER: "Morning Ledger",
        HERALD: "Island Herald",  # JSON Feed
        WIRE: "Norland Wire",  # a page in a WACZ
        "inspectorate.pdf": None,
        BRIEF: "Evening Brief",  # a mailbox
        "mid:berth-7@port.example": "Port of Brask",
        RELEASE: "Halden Grain",  # a mail
        "quay.vtt": None,
        "silo.md": None,  # Markdown in a ZIP
        "students.txt": None,
        CHANNEL: "Brask Emergency Service",  # a Telegram export, packed by gzip
        "telegram:2041/12": "Brask Emergency Service",
        FORWARDED: "Quay Road News",
        "urn:norrsund:9": "Norrsund Today",  # Atom
    }


@pytest.mark.parametrize(
    ("taker", "source", "kind"),
    [
        pytest.param(COURIER, CHANNEL, "copies", id="a page rewrites a Telegram message"),
        pytest.param(COURIER, CHANNEL, "credits", id="and says so"),
        pytest.param(COAST, CHANNEL, "copies", id="a feed prints it"),
        pytest.param(FORWARDED, CHANNEL, "credits", id="another channel forwards it"),
        pytest.param(HERALD, COURIER, "links", id="an entry of a JSON Feed links to a page"),
        pytest.param(WIRE, RELEASE, "copies", id="a page in a WACZ copies a mail"),
        pytest.param(BRIEF, RELEASE, "credits", id="a mail in a mailbox names another one"),
        pytest.param(LEDGER, WIRE, "credits", id="a page in a WARC names one in a WACZ"),
        pytest.param(GAZETTE, "hearing.srt", "renders", id="a page in a WARC quotes an SRT track"),
        pytest.param("city.docx", "hearing.srt", "renders", id="so does a Word document"),
        pytest.param("students.txt", "quay.vtt", "renders", id="a text in a ZIP quotes a WebVTT track"),
        pytest.param("silo.md", GAZETTE, "links", id="Markdown in a ZIP links to a page"),
        pytest.param("urn:norrsund:9", "inspectorate.pdf", "copies", id="an Atom entry copies a PDF"),
    ],
)
def test_lineage_crosses_formats(case: Exported, taker: str, source: str, kind: str) -> None:
    assert (source, kind) in [edge[:2] for edge in case.edges(taker)]


def test_a_track_takes_from_nobody_who_quotes_it(case: Exported) -> None:
    assert [edge[:2] for edge in case.edges("hearing.srt")] == [("Nora Lind", "renders")]
    assert case.edges("quay.vtt") == []


def test_renderings_of_one_utterance_are_joined_across_formats(case: Exported) -> None:
    groups = [{report for report, _ in group} for group in case.utterances()]
    assert any({"hearing.srt", GAZETTE, "city.docx", "silo.md"} <= group for group in groups)
    assert any({COURIER, HERALD, "students.txt"} <= group for group in groups)


def claim_of(case: Exported, words: str) -> dict[str, Any]:
    """The claim that has a member of these words."""
    return next(
        claim
        for claim in case.document["claims"]
        if any((case.words(m["report"], m["span"]) or "").startswith(words) for m in claim["members"])
    )


@pytest.mark.parametrize(
    ("words", "told_by", "origin"),
    [
        (RESCUED.partition(" when")[0], {CHANNEL, FORWARDED, COURIER, COAST}, "Brask Emergency Service"),
        (SMELT.partition(" before")[0], {COURIER, "students.txt", HERALD}, "Tove Marsk"),
        (WARNED, {"hearing.srt", GAZETTE, "city.docx", "silo.md"}, "Ines Korhall"),
    ],
)
def test_one_origin_stands_behind_a_claim_in_many_formats(
    case: Exported, words: str, told_by: set[str], origin: str
) -> None:
    claim = claim_of(case, words)
    assert told_by <= {member["report"] for member in claim["members"]}
    assert [found["name"] for found in claim["origins"]] == [origin]


def test_words_lead_back_to_page_and_time_code(case: Exported) -> None:
    anchors = {report["id"]: report["anchors"] for report in case.document["reports"]}
    assert [anchor["kind"] for anchor in anchors["inspectorate.pdf"]] == ["page", "page"]
    assert [anchor["value"] for anchor in anchors["quay.vtt"]] == ["00:00:01.000", "00:00:04.000"]
