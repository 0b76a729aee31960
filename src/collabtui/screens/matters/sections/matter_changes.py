"""The change requests of a matter: what each department says to them, and the decision."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.place import opinion_part, split_part
from collabtui.screens.dialogs.field_parsers import day_of
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import UNDO_WINDOW, MailPreview, SendDialog
from collabtui.screens.matters.sections.matter_departments import letters_of, open_mail
from collabtui.screens.matters.sections.section_kind import (
    ACCENT,
    DONE,
    LATE,
    MUTED,
    WARNING,
    Deed,
    Kind,
    MatterData,
    Row,
    SectionLine,
)
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.matters.change_request import ChangeKind
    from collabtui.domain.matters.department_answer import AnswerValue
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services

_MARKS = {
    "draft": ("○", MUTED),
    "asked": ("…", WARNING),
    "granted": ("✓", DONE),
    "refused": ("✗", MUTED),
    "for": ("✓", DONE),
    "against": ("✗", LATE),
    "none": ("●", ACCENT),
    "silent": ("…", MUTED),
}
_TEXTS = ("what", "reason", "impact")
Outcome = Literal["granted", "refused"]


def _lines(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    """Below an open one what each department says; of a decided one, how many said what."""
    for change in sheet.of["changes"]:
        yield SectionLine(change["ref"], _heading(change, services))
        if change["state"] == "asked":
            for one in change["opinions"]:
                yield SectionLine(opinion_part(change["ref"], one["department"]), _opinion(one, services))
            for department in change["silent"]:
                yield SectionLine(opinion_part(change["ref"], department), _silent(department, services))


def _heading(change: Row, services: "Services") -> Content:
    words = services.words
    mark, style = _MARKS[change["state"]]
    shown = as_content(f"{mark} ", style) + as_content(
        f"{change['ref']} {words('change.of.' + change['kind'])} ", MUTED
    )
    shown += as_content(change["what"])
    if change["wanted"]:
        shown += as_content(f" → {words.short_day(date.fromisoformat(change['wanted']))}")
    shown += as_content(f"  {words('change.state.' + change['state'])}", style)
    if change["state"] in ("granted", "refused"):
        counts = {stance: sum(one["stance"] == stance for one in change["opinions"]) for stance in ("for", "against")}
        parts = [f"{count} {words('stance.' + stance)}" for stance, count in counts.items() if count]
        parts += [change["decision"]] if change["decision"] else []
        shown += as_content(f"  {' · '.join(parts)}", MUTED)
    return shown


def _opinion(one: Row, services: "Services") -> Content:
    mark, style = _MARKS[one["stance"]]
    shown = as_content(f"    {mark} ", style) + as_content(f"{one['department']} ")
    stance = services.words(f"stance.{one['stance']}")
    shown += as_content(stance, style)
    if (text := " ".join((one["text"] or "").split())) and text != stance:
        shown += as_content(f"  {text}")
    return shown + as_content(f"  {one['person']['name'] if one['person'] else ''}", MUTED)


def _silent(department: str, services: "Services") -> Content:
    mark, style = _MARKS["silent"]
    return as_content(f"    {mark} ", style) + as_content(f"{department} {services.words('stance.silent')}", MUTED)


def _of_line(sheet: MatterData, key: str) -> tuple[Row, str]:
    """The change, and the department whose opinion the line shows; empty for that of the change itself."""
    ref, department = split_part(key)
    return sheet.one("changes", ref), department


async def _open(page: "Page", sheet: MatterData, key: str) -> None:
    """The mail that an opinion came by; a draft as a form, else the mails that went out about it."""
    change, department = _of_line(sheet, key)
    if department:
        via = next((one["via"] for one in change["opinions"] if one["department"] == department), None)
        await open_mail(page, via)
    elif change["state"] == "draft":
        await _form(page, sheet, change)
    else:
        await _show_letters(page, change)


async def _edit(page: "Page", sheet: MatterData, key: str) -> None:
    change, _ = _of_line(sheet, key)
    await (_form(page, sheet, change) if change["state"] == "draft" else _show_letters(page, change))


async def _new(page: "Page", sheet: MatterData) -> None:
    await _form(page, sheet)


async def _form(page: "Page", sheet: MatterData, before: Row | None = None) -> None:
    services, words = page.services, page.services.words

    async def save(values: Values) -> None:
        from collabtui.lifecycle.matters.changes import ChangeDraft, edit_change, new_change

        texts = {name: values[name] for name in _TEXTS}
        kind, wanted = cast("ChangeKind", values["change"]), day_of(services, values["wanted"])
        draft = ChangeDraft(kind=kind, wanted=wanted, **texts)
        if before is None:
            await services.do(lambda acting: new_change(acting, sheet.ref, draft))
        else:
            await services.do(lambda acting: edit_change(acting, before["ref"], draft))

    known = before or {"kind": "scope", "wanted": None}
    fields = [
        FormField("what", known.get("what") or "", label=words("change.what")),
        FormField("change", known["kind"], options=[(kind, words(f"change.of.{kind}")) for kind in _kinds()]),
        FormField("wanted", known["wanted"] or "", read=lambda text: _read_day(services, text)),
        *(
            FormField(name, known.get(name) or "", label=words(f"change.{name}"), several=True)
            for name in ("reason", "impact")
        ),
    ]
    title = f"{before['ref']} {before['what']}" if before else words("matters.ask.change", ref=sheet.ref)
    await page.app.push_screen_wait(Form(services, title, fields, save))


def _kinds() -> tuple[str, ...]:
    from collabtui.domain.matters.change_request import CHANGE_KINDS

    return CHANGE_KINDS


def _read_day(services: "Services", text: str) -> str:
    day = day_of(services, text)
    return services.words.day(day) if day else ""


async def _send(page: "Page", sheet: MatterData, key: str) -> None:
    ref = _of_line(sheet, key)[0]["ref"]

    def previews(acting: "Acting") -> list[MailPreview]:
        from collabtui.lifecycle.matters.changes import preview_change

        return letters_of(preview_change(acting, ref), "outward.change")

    def send(acting: "Acting") -> object:
        from collabtui.lifecycle.matters.changes import ask_opinions

        return ask_opinions(acting, ref, leaving_in=UNDO_WINDOW)

    letters = await page.do(previews)
    if letters is None:
        return
    title = page.words("matters.who_is_asked_about", ref=ref)
    if await page.app.push_screen_wait(SendDialog(page.services, title, letters)):
        await page.do(send, "matters.asked_all", n=len(letters))


async def _show_letters(page: "Page", change: Row) -> None:
    """Who has got what about it."""

    def sent(acting: "Acting") -> list[MailPreview]:
        from collabtui.lifecycle.matters.changes import letters_about

        return [
            MailPreview(f"{name} · {mail.department}" if mail.department else name, mail.to, f"state.{mail.state}",
                   mail.subject, mail.text)
            for name, mail in letters_about(acting.store, change["ref"])
        ]  # fmt: skip

    letters = await page.do(sent)
    if letters:
        title = f"{change['ref']} {change['what']}"
        await page.app.push_screen_wait(SendDialog(page.services, title, letters, sends=False))


def _say_or_decide(stance: "AnswerValue", outcome: Outcome) -> Deed:
    async def say_or_decide(page: "Page", sheet: MatterData, key: str) -> None:
        change, department = _of_line(sheet, key)
        if department:
            await _say(page, change["ref"], department, stance)
        else:
            await _decide(page, change, outcome)

    return say_or_decide


async def _say(page: "Page", ref: str, department: str, stance: "AnswerValue") -> None:
    def deed(acting: "Acting") -> object:
        from collabtui.lifecycle.matters.changes import record_opinion

        return record_opinion(acting, ref, department, stance)

    await page.do(deed, "asked.answered", department=department, said=page.words(f"stance.{stance}"))


async def _decide(page: "Page", change: Row, outcome: Outcome) -> None:
    """A sentence, then who is told what, and only then it is decided."""
    ref, sentence = change["ref"], await _sentence(page, change, outcome)
    if sentence is None:
        return

    def previews(acting: "Acting") -> list[MailPreview]:
        from collabtui.lifecycle.matters.changes import preview_decision

        return letters_of(preview_decision(acting, ref, outcome, sentence), "outward.decision")

    def decide(acting: "Acting") -> object:
        from collabtui.lifecycle.matters.changes import decide as decide_it

        return decide_it(acting, ref, outcome, sentence, leaving_in=UNDO_WINDOW)

    letters = await page.do(previews)
    if letters is None:
        return
    title = page.words(f"matters.who_is_told.{outcome}", ref=ref)
    if await page.app.push_screen_wait(SendDialog(page.services, title, letters)):
        await page.do(decide, f"change.{outcome}", ref=ref, n=len(letters))


async def _sentence(page: "Page", change: Row, outcome: Outcome) -> str | None:
    """None where it was left."""
    words, said_so = page.words, {"sentence": ""}

    async def save(values: Values) -> None:
        said_so.update(values)

    title = words(f"matters.ask.{outcome}", ref=change["ref"], what=change["what"])
    form = Form(page.services, title, [FormField("sentence", label=words("change.sentence"))], save)
    return said_so["sentence"] if await page.app.push_screen_wait(form) else None


CHANGES = Kind(
    "changes",
    lambda _reader, row, _today: row["changes"],
    _lines,
    deeds={
        "open": _open,
        "edit": _edit,
        "send": _send,
        "yes": _say_or_decide("for", "granted"),
        "no": _say_or_decide("against", "refused"),
    },
    adding={"change": _new},
    keys=(Binding("C", "add('change')", "key.new_change", id="matters.new_change"),),
)
