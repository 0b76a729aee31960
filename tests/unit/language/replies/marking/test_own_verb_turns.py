"""Turns of a few words with the verb of the one item that was asked about."""

import pytest

from support.listed_items import offered, read_listed, states

DONE = [
    ("Descale the sterilizer", "Finished descaling it."),
    ("Descale the sterilizer", "Finished descaling."),
    ("Take down the lights", "Took them down."),
    ("Take down the lights", "Took it all down today."),
    ("Hire a porter", "Hired one."),
    ("Take down the lights", "I took them down."),
    ("租三间仓库", "三间都租到了。"),
    ("租3间仓库", "租到三间了。"),
]
NOT_DONE = [
    ("Descale the sterilizer", "Finished descaling the kettle."),
    ("Descale the sterilizer", "Nearly finished descaling."),
    ("Descale the sterilizer", "Not finished descaling."),
    ("Hire two porters", "Hired one."),
    ("Hire two porters", "Hired the first one."),
    ("Take down the lights", "Took the first ones down."),
    ("Mend the gates", "Mended some."),
    ("Shear the rams", "Not sheared yet."),
    ("磨三把刀", "还没磨。"),
    ("炒二十斤瓜子", "我被炒了。"),
    ("通知夜班换岗", "我也刚被通知。"),
    ("写三封信", "写了两封。"),
    ("租三间仓库", "租到两间了。"),
    ("找丢失的模具", "找到线索了。"),
    ("修3扇门", "修到两扇了。"),
]


@pytest.mark.parametrize(("title", "text"), DONE)
def test_the_verb_with_its_thing_is_done(title: str, text: str) -> None:
    assert states(read_listed(text, (title,), minutes=False)) == ["A1 done"]


@pytest.mark.parametrize(("title", "text"), NOT_DONE)
def test_a_part_or_another_thing_is_not(title: str, text: str) -> None:
    assert states(read_listed(text, (title,), minutes=False)) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Shear the rams", "Not sheared yet."),
        ("Shear the rams", "Not yet sheared."),
        ("Shear the rams", "Haven't sheared them yet."),
        ("磨三把刀", "还没磨。"),
        ("整理资料", "还没整理。"),
    ],
)
def test_not_yet_is_asked_back(title: str, text: str) -> None:
    assert offered(read_listed(text, (title,), minutes=False)) == ["A1 not-started"]


def test_of_several_items_nobody_knows_which() -> None:
    assert states(read_listed("Finished it.", ("Shear the rams", "Mend the gate"), minutes=False)) == []
