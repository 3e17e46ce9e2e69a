"""Subtitle tracks become running text; every cue's words lead back to their time code."""

from __future__ import annotations

import pytest
from hypothesis import given

from stemma.collect import collect
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import refusal, report

SRT = """\ufeff1
00:00:01,000 --> 00:00:03,500 X1:100 X2:600
<i>We heard the hull crack
at four in the morning,</i>

2
00:00:03,600 --> 00:00:05,000
{\\an8}said the mate of the ferry.

3
00:00:12,000 --> 00:00:14,000
- Was anybody hurt?
- Nobody &amp; nothing.

4
00:00:40,25 --> 00:00:41,000

Subtitles by Ada Brandt

999
01:02:03,004 --> 01:02:05,000
\u202bThe 40 passengers
12
were brought ashore.\u202c
"""

VTT = """WEBVTT - Harbour hearing
Kind: captions
Language: en

NOTE cut by hand
--> never

STYLE
::cue { color: yellow }

intro
00:01.000 --> 00:02.500 align:start position:0%
<v.loud Joss Pell>The hull <c.yellow>cracked</c> at <00:00:02.000>four.

00:02.500 --> 00:04.000
The hull cracked at four.
Ten are missing.
"""


def anchored(data: str) -> list[tuple[str, str]]:
    found = report(data, "track.srt")
    return [(anchor.value, anchor.span.of(found.text)) for anchor in found.anchors]


def test_cues_are_joined_and_keep_their_time_codes() -> None:
    assert anchored(SRT) == [
        ("00:00:01.000", "We heard the hull crack at four in the morning,"),
        ("00:00:03.600", "said the mate of the ferry."),
        ("00:00:12.000", "- Was anybody hurt?\n- Nobody & nothing."),
        ("00:00:40.250", "Subtitles by Ada Brandt"),
        ("01:02:03.004", "The 40 passengers 12 were brought ashore."),
    ]
    found = report(SRT, "in/track.srt")
    assert found.text.startswith("We heard the hull crack at four in the morning, said the mate of the ferry.\n\n- Was")
    assert "\n\nSubtitles by Ada Brandt\n\n" in found.text
    assert (found.id, found.language, found.byline) == ("track.srt", "en", "Ada Brandt")


def test_webvtt_with_notes_styles_voices_and_rolling_lines() -> None:
    found = report(VTT, "track")
    assert found.text == "Joss Pell: The hull cracked at four. Ten are missing."
    assert found.title == "Harbour hearing"


def test_who_speaks_is_said_once_until_another_does() -> None:
    cues = [
        ("Joss Pell", "I smelt smoke"),
        ("Joss Pell", "and rang the bell."),
        ("Ada Brandt", "When?"),
        ("Joss Pell", "At four."),
    ]
    track = "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n<v {who}>{words}\n\n" for n, (who, words) in enumerate(cues)
    )  # fmt: skip
    assert report(track).text == "Joss Pell: I smelt smoke and rang the bell.\nAda Brandt: When?\nJoss Pell: At four."
    assert [words for _, words in anchored(track)][1] == "and rang the bell."


def test_lines_that_roll_from_cue_to_cue_come_once() -> None:
    rolling = "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n{before}\n{line}\n\n"
        for n, (before, line) in enumerate(
            [("", "The ferry sank"), ("The ferry sank", "at four,"), ("at four,", "he said.")]
        )
    )
    assert report(rolling).text == "The ferry sank at four, he said."
    assert [code for code, _ in anchored(rolling)] == ["00:00:00.000", "00:00:01.000", "00:00:02.000"]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_old_encodings_and_windows_line_ends(encoding: str) -> None:
    track = "1\r\n00:00:01,000 --> 00:00:03,000\r\nПаром затонул у мыса,\r\nсообщила береговая охрана.\r\n"
    assert report(track.encode(encoding)).text == "Паром затонул у мыса, сообщила береговая охрана."


def test_right_to_left_marks_around_lines_are_left_out() -> None:
    track = "1\n00:00:01,000 --> 00:00:03,000\n\u202bהספינה טבעה.\u202c\n"
    assert report(track).text == "הספינה טבעה."


def test_a_track_without_words_is_said() -> None:
    assert "without any words" in refusal("1\n00:00:01,000 --> 00:00:03,000\n♪\n", "track.srt")
    assert "without any words" in refusal("WEBVTT\n\nNOTE nothing here\n", "track.vtt")


def test_many_cues_and_long_lines_end_soon() -> None:
    cue = "00:00:01,000 --> 00:00:03,000\n"
    sound(collect((cue * 20_000).encode(), "a.srt", None))
    sound(collect((cue + "<" * 500_000 + "word").encode(), "a.srt", None))
    sound(collect((cue + "word " * 200_000).encode(), "a.srt", None))
    sound(collect((cue + "\n" * 1_000_000).encode(), "a.srt", None))
    sound(collect((cue + "".join(f"word {n}\n" for n in range(50_000))).encode() * 2, "a.srt", None))


@MANY
@given(mangled(SRT.encode(), VTT.encode()))
def test_whatever_a_track_holds_comes_out_as_a_report_or_an_error(data: bytes) -> None:
    sound(collect(data, "track.srt", None))
