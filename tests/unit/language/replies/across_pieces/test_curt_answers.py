"""One letter, one word that says nothing elsewhere, one picture: alone it may be an answer, so a person looks."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedChoice, Asking, Item, NewText, ReplyContext, ReplyLine, TextSpan
from collabtui.language.replies.understand import understand

TODAY = date(2026, 3, 3)
_A1 = Item(ref="A1", title="Write the interface document", number=1)
SITUATIONS = {
    "an invitation": ReplyContext(items=(), locale="en", written=TODAY, invitation=True),
    "minutes": ReplyContext(items=(), locale="en", written=TODAY, minutes="M1"),
    "a change": ReplyContext(
        items=(),
        locale="en",
        written=TODAY,
        asking=Asking(kind="change", topics=("to June", "C1"), name="Dave", department="Market"),
    ),
    "a vote": ReplyContext(
        items=(),
        locale="en",
        written=TODAY,
        choices=(AskedChoice(key="A", text="May"), AskedChoice(key="B", text="June")),
        asking=Asking(kind="vote", topics=("move",), name="Dave"),
    ),
    "an action": ReplyContext(items=(_A1,), locale="en", written=TODAY),
}


def text(*lines: str) -> NewText:
    whole = "\n".join(lines)
    places = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    spans = (
        ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line)))
        for line, at in zip(lines, places, strict=True)
    )
    return NewText(shown=whole, lines=tuple(spans))


@pytest.mark.parametrize("situation", [one for one in SITUATIONS if one != "an action"])
@pytest.mark.parametrize("said", ["N", "Y", "N.A.", "O", "👎", "❌", "✖️", "🙅‍♀️", "🚫", "for", "?", "我", "对"])
def test_it_waits(situation: str, said: str) -> None:
    found = understand(text(said), SITUATIONS[situation])
    assert found.doubt
    assert (found.rsvp, found.sign_off, found.vote) == (None, None, "")
    assert found.stance in ("none", None)


@pytest.mark.parametrize("situation", ["a change", "a vote"])
@pytest.mark.parametrize("lines", [("是", "王芳"), ("for", "Dave"), ("是，谢谢",)])
def test_so_it_does_above_a_name_and_beside_thanks(situation: str, lines: tuple[str, ...]) -> None:
    assert understand(text(*lines), SITUATIONS[situation]).doubt


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("said", ["Thanks", "谢谢", "Hi", "TY", "😀", "!"])
def test_a_courtesy_needs_nobody(situation: str, said: str) -> None:
    assert not understand(text(said), SITUATIONS[situation]).doubt


@pytest.mark.parametrize("said", ["1 done 👎", "1 done ✖", "1 50% 🙅", "done 🚫", "1 完成 👎🏻"])
def test_a_picture_of_a_no_takes_back_what_was_done(said: str) -> None:
    found = understand(text(said), SITUATIONS["an action"])
    assert not found.updates
    assert found.doubt


@pytest.mark.parametrize("said", ["agree 👎", "yes 👎", "ok 🙅", "同意✖"])
@pytest.mark.parametrize("situation", ["minutes", "a change", "an invitation"])
def test_and_what_was_agreed(situation: str, said: str) -> None:
    found = understand(text(said), SITUATIONS[situation])
    assert (found.sign_off, found.rsvp) == (None, None)
    assert found.stance in ("none", None)
    assert found.doubt
