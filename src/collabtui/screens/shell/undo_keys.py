"""The keys `u` and `U` of every page, which take back: the last change, or any that is picked from the list of one's
own, wherever it was made; and ctrl+r, which does again what the last undo took back.

In the Inbox `u` takes back the mail that is shown, or the decision after which the cursor has not moved:
`screens.inbox.commands_on_inbox.undo`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.history.redo_last import next_redo, redo_last, waiting_mails
from collabtui.lifecycle.history.undo_last import NextUndo, Undone, next_undo, planned_undo, undo_batch
from collabtui.lifecycle.history.undo_plan import UndoPlan
from collabtui.lifecycle.history.undo_words import UndoWords, in_one_line, worded
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.screens.frame.page_port import PagePort

REMEMBERED = timedelta(minutes=15)
"""For so long people know what they did last, and a notice named it: `u` takes it back at once."""


async def undo_last_change(page: "PagePort") -> None:
    """Take back the last change that can be, and name it. Asked first where a newer change has to stay, where people
    hear of it by mail, and where it was made some time ago: nobody knows then what the key will take back."""
    if page.services.aside.can_take_back:
        from collabtui.screens.shell.aside_list import undo_put_aside

        if await undo_put_aside(page):
            return
    if found := await page.do(lambda acting: worded(page.words, acting, lambda: next_undo(acting))):
        await _carry_out(page, found, _question_of_last)


async def undo_picked_change(page: "PagePort") -> None:
    """Take back one of one's own last changes."""
    from collabtui.screens.shell.own_changes import UndoList

    batch = await page.ask(UndoList(page.services))
    if batch is not None and (
        found := await page.do(lambda acting: worded(page.words, acting, lambda: planned_undo(acting, batch)))
    ):
        await _carry_out(page, found, _question)


async def redo_last_undo(page: "PagePort") -> None:
    """Do again what the last undo took back, and name it. Asked first where mails leave by it."""
    question = await page.do(lambda acting: worded(page.words, acting, lambda: _redo_question(page, acting)))
    if question is None or (question and not await page.ask(Confirm(page.services, question, "redo.yes"))):
        return
    if redone := await page.do(redo_last):
        what = await page.do(lambda acting: _words(page, acting).summary(redone.plan))
        page.tell("redo.done", seconds=6, what=in_one_line([what or "", *_mails(page, redone)]))


def _redo_question(page: "PagePort", acting: "Acting") -> str:
    """Empty where nothing is to be asked."""
    plan = next_redo(acting)
    words, mails = _words(page, acting), waiting_mails(acting, plan)
    leaving = [page.words("redo.leaving", n=mails)] if mails else []
    about = "\n".join(filter(None, (words.notified(plan), *leaving)))
    return page.words("redo.ask", what=words.summary(plan), notified=about) if about else ""


async def _carry_out(page: "PagePort", found: NextUndo, asked: Callable[["PagePort", "Acting", NextUndo], str]) -> None:
    question = await page.do(lambda acting: asked(page, acting, found))
    if question and not await page.ask(Confirm(page.services, question, "undo.yes")):
        return
    page.session.passed_over.update(plan.batch for plan in found.skipped)
    if undone := await page.do(lambda acting: undo_batch(acting, found.plan.batch)):
        await tell_undone(page, undone)
        gone = {one.now.ref for one in undone.plan.records if one.is_withdrawn and isinstance(one.now, Meeting)}
        page.session.taken_back.update(dict.fromkeys(gone, page.session.now))
        if getattr(page, "ref", "") in gone:
            page.go("meetings")  # nothing is left to be looked at


async def tell_undone(page: "PagePort", undone: Undone) -> None:
    """The notice says what was taken back."""
    if what := await page.do(lambda acting: _words(page, acting).summary(undone.plan)):
        page.tell("undo.done", seconds=6, what=in_one_line([what, *_mails(page, undone)]))


def _mails(page: "PagePort", undone: Undone) -> list[str]:
    kept = undone.not_sent
    counted = [page.words("undo.held", n=max(undone.held, len(kept)), names=kept)] if kept else []
    counted += [page.words("undo.corrected", n=undone.corrections)] if undone.corrections else []
    gave_way = undone.gave_way
    return [*counted, page.words("undo.gave_way", mails=gave_way)] if gave_way else counted


def _question(page: "PagePort", acting: "Acting", found: NextUndo) -> str:
    """Empty where nothing is to be asked."""
    words = _words(page, acting)
    what, notified = words.summary(found.plan), words.notified(found.plan)
    if last := _first_to_name(page, found):
        passed = page.words("undo.ask_passed", last=words.summary(last), why=words.why_not(last), what=what)
        return "\n\n".join(filter(None, (passed, notified)))
    if notified or _empties_the_book(found):
        return page.words("undo.ask_notified", what=what, notified=notified).rstrip()
    return ""


def _first_to_name(page: "PagePort", found: NextUndo) -> UndoPlan | None:
    """The newest change that is passed over, where that was not agreed to before: of mails about the very thing that is
    taken back, to people who get a correction of it, nobody has to hear."""
    notified = found.plan.notified
    new = (plan for plan in found.skipped if plan.batch not in page.session.passed_over)
    return next((plan for plan in new if not (notified and _sent_only_mails_of(plan, found.plan))), None)


def _sent_only_mails_of(mails: UndoPlan, plan: UndoPlan) -> bool:
    return mails.refusal is not None and mails.refusal.key == "undo.sent" and set(mails.refs) <= set(plan.refs)


def _question_of_last(page: "PagePort", acting: "Acting", found: NextUndo) -> str:
    """The same where only a key names the change: one of some time ago is named first."""
    question, at = _question(page, acting, found), found.plan.at
    if question or acting.now - at <= REMEMBERED:
        return question
    local = at.astimezone(acting.zone)
    when = f"{page.words.short_day(local.date())} {local:%H:%M}"
    return page.words("undo.ask_earlier", what=_words(page, acting).summary(found.plan), when=when)


def _empties_the_book(found: NextUndo) -> bool:
    """Whether several people would be gone, which a key that slipped must not do."""
    return sum(one.is_withdrawn and isinstance(one.now, Person) for one in found.plan.records) > 1


def _words(page: "PagePort", acting: "Acting") -> UndoWords:
    return UndoWords(page.words, acting.zone, acting.store)


KEYS = {"last": undo_last_change, "picked": undo_picked_change, "again": redo_last_undo}
"""By what the keys are bound to."""


async def undo_on(page: "Page", which: str) -> None:
    """As one of `KEYS` does it; a row that this brings back under a filter has the cursor again."""
    for rows in page.query(Rows):
        rows.left_row.is_awaited = True
    await KEYS[which](page)
