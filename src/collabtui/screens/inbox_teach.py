"""Teaching a word: what it means, what else that would change, and only then yes. What was taught can be untaught."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabtui.language.teaching import KINDS, is_word
from collabtui.lifecycle import teaching
from collabtui.lifecycle.own_words import own_words
from collabtui.screens.confirm import Confirm
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.inbox_changes import Changes
from collabtui.screens.inbox_mail import Sheet, clauses_of
from collabtui.screens.pick import Option, Pick

if TYPE_CHECKING:
    from collabtui.screens.page import Page

NEW = ""
"""In the list of words: one that is not in it yet."""


async def teach(page: "Page", sheet: Sheet) -> bool:
    """From the mail under the cursor, or any word; where words were taught already, they come first, to be taken
    back."""
    words = page.words
    known = await page.services.do(lambda desk: own_words(desk.store))
    chosen: str | None = NEW
    if known:
        options: list[Option] = [(NEW, words("inbox.teach.new"), "")]
        options += [(word, word, words(f"teach.means.{kind}")) for kind, taught in known.items() for word in taught]
        chosen = await page.app.push_screen_wait(Pick(page.services, words("inbox.teach.which"), options))
    if chosen is None:
        return False
    return await (_forget(page, chosen) if chosen else _teach_new(page, sheet))


async def _forget(page: "Page", word: str) -> bool:
    if not await page.app.push_screen_wait(Confirm(page.services, page.words("inbox.teach.forget", word=word))):
        return False
    return await page.do(lambda desk: teaching.forget(desk, word), "teach.forgotten", word=word) is not None


async def _teach_new(page: "Page", sheet: Sheet) -> bool:
    """The form stays as it is until the word is taught or left, so that a look at what would change costs nothing."""
    words, services = page.words, page.services
    changed: list[teaching.Changed] = []
    given: Values = {}

    async def look(values: Values) -> None:
        changed[:] = await services.do(lambda desk: teaching.would_change(desk, {values["meaning"]: [values["word"]]}))
        given.update(values)

    fields = [
        Field("word", next(_words_in(sheet), "")),
        Field("meaning", KINDS[0], options=[(kind, words(f"teach.means.{kind}")) for kind in KINDS]),
    ]
    if not await page.app.push_screen_wait(Form(services, words("inbox.teach.form"), fields, look)):
        return False
    word, kind = given["word"], given["meaning"]
    meaning = words(f"teach.means.{kind}")
    question = words("teach.would", word=word, meaning=meaning, n=len(changed))
    if not await page.app.push_screen_wait(Changes(services, question, changed)):
        return False
    said = {"word": word, "meaning": meaning}
    return await page.do(lambda desk: teaching.teach(desk, {kind: [word]}), "inbox.teach.did", **said) is not None


def _words_in(sheet: Sheet) -> Iterator[str]:
    """What was not read as anything and could be a word."""
    for clause in clauses_of(sheet.mail):
        if clause["rule"] in ("note", "unknown") and is_word(clause["text"]):
            yield clause["text"]
