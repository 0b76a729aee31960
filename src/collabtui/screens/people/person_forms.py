"""A person as a form, and a file of people."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import CollabError, Refused, Unknown
from collabtui.lifecycle.people import edit_people
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.text.catalogue import LOCALES

if TYPE_CHECKING:
    from collabtui.formats.people.people_files import PeopleFile
    from collabtui.screens.frame.page_port import PagePort

Row = dict[str, Any]
LARGEST_FILE, LARGEST_GLANCED_AT = 20_000_000, 200_000
"""Bytes: what is read at all, and what is read while one types."""


async def person_form(page: "PagePort", row: Row | None, departments: Mapping[str, Row]) -> str:
    """Changes one, or adds one for None; the ref, or empty when it was left."""
    services, saved = page.services, ""

    async def save(values: Values) -> None:
        nonlocal saved
        draft = _draft(values)
        if row is None:
            saved = (await services.session.run_command(lambda acting: edit_people.add_person(acting, draft))).ref
        else:
            saved = (
                await services.session.run_command(lambda acting: edit_people.change_person(acting, row["ref"], draft))
            ).ref

    title = services.words("people.ask.new") if row is None else f"{row['ref']} {row['name']}"
    await page.ask(Form(services, title, _fields(page, row or {}, departments), save))
    return saved


def _fields(page: "PagePort", row: Row, departments: Mapping[str, Row]) -> list[FormField]:
    words = page.words
    zones = sorted(available_timezones())
    department = departments.get(row.get("department") or "", {})
    is_contact = bool(row) and department.get("contact") == row["name"]
    languages = [(one, words(f"language.{one}")) for one in LOCALES]
    yes_no = [("", words("key.no")), ("yes", words("key.yes"))]
    return [
        FormField("name", row.get("name") or ""),
        FormField("email", row.get("email") or ""),
        FormField("department", row.get("department") or "", list(departments)),
        FormField("job", row.get("title") or ""),
        FormField("head", "yes" if row.get("head") else "", options=yes_no),
        FormField("contact", "yes" if is_contact else "", options=yes_no),
        FormField("locale", row.get("locale") or words.locale, options=languages),
        FormField("timezone", row.get("timezone") or page.session.zone.key, zones),
    ]


def _draft(values: Values) -> PersonDraft:
    if not values["name"]:
        raise Refused("people.name_missing")
    if values["timezone"] not in available_timezones():
        raise Refused("agenda.zone", value=values["timezone"])
    return PersonDraft(
        name=values["name"],
        email=values["email"],
        department=values["department"],
        title=values["job"],
        head=bool(values["head"]),
        contact=bool(values["contact"]),
        locale="zh" if values["locale"] == "zh" else "en",
        timezone=values["timezone"],
    )


async def type_people(page: "PagePort") -> None:
    """A line each, as in a table: the first line says what stands where."""
    from collabtui.screens.dialogs.text_editor import Editor

    services = page.services

    async def save(text: str) -> str:
        from collabtui.formats.people.people_files import read_people

        told = text.replace("，", ",")  # whichever comma the keyboard gives, also both in one text
        drafts = await asyncio.to_thread(read_people, "typed.csv", told.encode())
        if not drafts:
            raise Refused("people.none_typed")
        await _import(page, drafts)
        return text

    header = services.words("people.typed_header") + "\n"
    await page.ask(Editor(services, services.words("people.ask.typed"), header, "people", save))


async def _import(page: "PagePort", drafts: list[PersonDraft]) -> None:
    done = await page.session.run_command(lambda acting: edit_people.import_people(acting, drafts))
    counts = {"added": len(done.added), "changed": len(done.changed), "unchanged": done.unchanged}
    page.tell("person.imported", seconds=5, **counts)


async def import_file(page: "PagePort") -> bool:
    """CSV, vCards or mutt aliases; what stands in the file is said while its name is typed."""
    services = page.services

    async def save(values: Values) -> None:
        found = await asyncio.to_thread(_read, values["path"])
        if found.without and not await _may_be_left_out(page, found):
            raise Refused("people.no_email", line=found.line, names=found.without)
        await _import(page, found.drafts)

    field = FormField("path", read=lambda text: _says_people(page, text))
    return await page.ask(Form(services, services.words("people.ask.import"), [field], save))


async def _may_be_left_out(page: "PagePort", found: "PeopleFile") -> bool:
    question = page.words("people.skip", n=len(found.drafts), names=found.without)
    return await page.ask(Confirm(page.services, question, "key.skip"))


def _says_people(page: "PagePort", text: str) -> str:
    path = Path(text).expanduser()
    if not text or not path.is_file() or path.stat().st_size > LARGEST_GLANCED_AT:
        return page.words("people.formats")
    try:
        found = _read(text)
        key = "people.in_file_without" if found.without else "people.in_file"
        return page.words(key, n=len(found.drafts), names=found.without)
    except CollabError as error:
        return page.words(error.key, **error.values)


def _read(text: str) -> "PeopleFile":
    from collabtui.formats.people.people_files import people_in

    path = Path(text).expanduser()
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("people.too_large", path=text)
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unknown("file.missing", path=text) from None
    except OSError as error:
        raise Refused("file.unreadable", path=text, why=error.strerror or "") from error
    return people_in(path.name, data)
