"""What the reader makes of headlines; all of them invented."""

import pytest

from tests.read.test_statements import Row, read_text, rows

BELOW = "\n\nThe river rose on Monday."


def titled(headline: str) -> list[Row]:
    return rows(headline + BELOW)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mayor Says City Closing Bridges After Flood", ("Mayor", "Says", ("City Closing Bridges After Flood",))),
        ("State Says Roof Safe", ("State", "Says", ("Roof Safe",))),
        ("Two hurt in fall at quarry, owner says", ("owner", "says", ("Two hurt in fall at quarry",))),
        ("Council: No Danger to Bridge", ("Council", ":", ("No Danger to Bridge",))),
        ("Bridge unsafe for years: report", ("report", ":", ("Bridge unsafe for years",))),
        ("Residents told not to return after storm", (None, "told", ("Residents", "not to return after storm"))),
        ("Mayor accused of staging pictures", (None, "accused of", ("staging pictures",))),
        ("Police warn. Ice on all roads", ("Police", "warn", ("Ice on all roads",))),
    ],
)
def test_a_headline_may_lack_its_verb(headline: str, expected: Row) -> None:
    assert titled(headline) == [expected]


@pytest.mark.parametrize("answer", ["Sweden denies", "Sweden denies it"])
def test_the_second_part_of_a_headline_answers_the_first(answer: str) -> None:
    found = titled(f"Norway says bridge destroyed, {answer}")
    assert found == [
        ("Norway", "says", ("bridge destroyed",)),
        ("Sweden", "denies", ("bridge destroyed",)),
    ]


def test_a_topic_before_a_colon_is_no_speaker() -> None:
    assert titled("Flood row: bridges closed until Friday") == []


def test_who_is_told_something_takes_no_stand() -> None:
    (told,) = read_text("Residents told to leave" + BELOW).statements
    assert (told.stance, told.speaker) == ("other", None)


def test_a_quoted_headline_is_the_words_of_the_only_speaker_below() -> None:
    text = "“The dam will never hold”\n\nAda Brandt, the mayor of Lund, said the dam will not hold for long."
    reading = read_text(text)
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names.get(one.speaker or "") for one in reading.statements] == ["Ada Brandt", "Ada Brandt"]
