"""A chat exported by Telegram Desktop: one message is one report, what was forwarded says from where."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from stemma.collect import Collected, collect
from stemma.model import InputError, Report
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    stated = {"id": number, "type": "message", "date": "2031-05-05T12:00:00", "date_unixtime": "1935736200"}
    return {**stated, "from": "Harbour Watch", "from_id": "channel77", "text": text, **more}


MESSAGES = [
    {"id": 1, "type": "service", "action": "create_channel", "title": "Harbour Watch", "text": ""},
    message(
        2,
        [
            "⚓ The ferry ",
            {"type": "bold", "text": "Maribel"},
            " sank off ",
            {"type": "text_link", "text": "Port Ellery", "href": "https://guard.example/log"},
            ", see ",
            {"type": "link", "text": "post.example/a"},
            "\n",
        ],
        edited="2031-05-05T13:00:00",
        edited_unixtime="1935739800",
    ),
    message(3, "Ten people are missing.", forwarded_from="Ellery Coast Guard", author="J. Pell"),
    message(4, "", photo="photos/photo_1.jpg"),
    message(5, "הספינה טבעה ליד החוף ביום שני", date="9999-12-31T00:00:00", date_unixtime="253402214400"),
    message(6, "The pier is closed to all.", date_unixtime=None),
    message(7, "\ud83d half a face, said the mate", forwarded_from=None),
]
CHANNEL = {"name": "Harbour Watch", "type": "public_channel", "id": 1077, "messages": MESSAGES}
EXPORT = json.dumps(CHANNEL, indent=1)


def reports(data: str) -> list[Report]:
    return [item.report for item in items(data, "result.json") if isinstance(item, Collected)]


def test_a_message_with_formatted_parts_and_its_edit() -> None:
    first = reports(EXPORT)[0]
    assert first.text == "⚓ The ferry Maribel sank off Port Ellery, see post.example/a"
    assert [(link.span.of(first.text), link.url) for link in first.links] == [
        ("Port Ellery", "https://guard.example/log"),
        ("post.example/a", "https://post.example/a"),
    ]
    assert (first.id, first.publisher) == ("telegram:1077/2", "Harbour Watch")
    assert (first.published, first.updated) == ("2031-05-05T08:30:00Z", "2031-05-05T09:30:00Z")


def test_a_forward_names_its_channel() -> None:
    second = reports(EXPORT)[1]
    (source,) = second.stated_sources
    assert (source.name, source.span.of(second.text)) == ("Ellery Coast Guard", "Ten people are missing.")
    assert second.byline == "J. Pell"


def test_messages_without_words_are_passed_over() -> None:
    assert [report.id for report in reports(EXPORT)] == [f"telegram:1077/{n}" for n in (2, 3, 5, 6, 7)]


def test_dates_that_are_wrong_or_have_no_zone() -> None:
    by_id = {report.id: report for report in reports(EXPORT)}
    assert by_id["telegram:1077/5"].published is None
    assert by_id["telegram:1077/5"].language == "he"
    assert by_id["telegram:1077/6"].published == "2031-05-05T12:00:00"
    (note,) = [note for item in items(EXPORT) if isinstance(item, Collected) for note in item.notes]
    assert "9999" in note


def test_an_original_is_the_messages_own_characters() -> None:
    found = [item for item in items(EXPORT) if isinstance(item, Collected)]
    assert found[0].original.decode() in EXPORT
    assert json.loads(found[1].original)["id"] == 3


def test_in_a_group_who_wrote_it_is_the_publisher() -> None:
    group = {"name": "Pier chat", "type": "private_supergroup", "id": 9, "messages": [message(1, "It sank.")]}
    (report,) = reports(json.dumps(group))
    assert (report.publisher, report.byline) == ("Harbour Watch", None)


def test_a_whole_account_with_several_chats() -> None:
    other = {"name": 'Pier "B"', "type": "public_channel", "id": 88, "messages": [message(2, "The pier is shut.")]}
    account = {"about": "…", "personal_information": {}, "chats": {"about": "…", "list": [CHANNEL, other]}}
    found = reports(json.dumps(account, indent=1))
    assert [report.id for report in found][-2:] == ["telegram:1077/7", "telegram:88/2"]
    assert found[-1].publisher == 'Pier "B"'


def test_an_export_that_ends_too_soon_keeps_what_was_read() -> None:
    cut = EXPORT[: EXPORT.index('"id": 5')]
    found = items(cut, "result.json")
    assert len([item for item in found if isinstance(item, Collected)]) == 2
    assert "ends in the middle" in str(found[-1])


def test_a_broken_message_spoils_no_other() -> None:
    found = items(EXPORT.replace('"id": 3,', '"id": 3,,'), "result.json")
    assert [item.why for item in found if isinstance(item, InputError)] == ["a message that is not valid JSON"]
    assert len([item for item in found if isinstance(item, Collected)]) == 4


def test_deep_nesting_and_many_messages_end_soon() -> None:
    head = '{"name": "a", "type": "public_channel", "id": 1, "messages": ['
    sound(items(head + "[" * 100_000))
    sound(items(head + '{"text":' * 100_000))
    sound(items(head + "{," * 100_000))
    sound(items(('{"type": "public_channel", "messages": [') * 20_000))


@MANY
@given(mangled(EXPORT.encode(), json.dumps(CHANNEL).encode()))
def test_whatever_an_export_holds_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "result.json", None))


def test_a_chat_whose_name_is_broken_keeps_its_messages() -> None:
    (first, *_) = reports(EXPORT.replace('"name": "Harbour Watch"', '"name": "Harbour \\x Watch"'))
    assert (first.id, first.publisher) == ("telegram:1077/2", None)
