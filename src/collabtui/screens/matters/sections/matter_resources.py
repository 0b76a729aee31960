"""The section of resources that departments give to a matter: people, money, tools, for some days."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast, get_args

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.resource import Resource, ResourceKind
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters import resources as giving
from collabtui.lifecycle.matters.resource_clashes import clash_findings
from collabtui.screens.dialogs.field_parsers import (
    KnownPerson,
    days_of,
    departments,
    known,
    says_days,
    says_owners,
    suggestions,
)
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.send_after_preview import mail_previews, send_after_preview
from collabtui.screens.matters.sections.matter_mails import open_mail
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.store.queries.departments import resources
from collabtui.text.clash_words import clash_words
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.matters.department_answer import AnswerValue
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import ResourceRow
    from collabtui.text.catalogue import Catalogue

_MARKS = {
    "draft": ("○", MUTED), "asked": ("…", WARNING), "unsaid": ("●", ACCENT), "promised": ("✓", DONE),
    "refused": ("✗", LATE), "withdrawn": ("×", MUTED),
}  # fmt: skip
_TEXTS = ("what", "amount")


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(RESOURCES):
        yield SectionLine(row["ref"], _line(row, words))


def _line(row: "ResourceRow", words: "Catalogue") -> Content:
    state = "unsaid" if row["unsaid"] else row["state"]
    mark, style = _MARKS[state]
    ends = (words.short_day(date.fromisoformat(day)) for day in (row["first"], row["last"]) if day)
    days = " – ".join(dict.fromkeys(ends))
    person = row["person"]["name"] if row["person"] else ""
    needed = words("resource.needed_for", ref=row["action"]) if row["action"] else ""
    amount = row["amount"] or ""
    if amount.isdecimal():
        amount = words("resource.amount_of", amount=amount)
    about = " · ".join(filter(None, (amount, person, days, row["department"], needed)))
    shown = as_content(f"{mark} ", style) + as_content(f"{row['ref']} ", MUTED) + as_content(row["what"])
    shown += as_content(f"  {about}  ", MUTED) + as_content(words(f"resource.state.{state}"), style)
    if row["text"]:
        shown += as_content(f"  {' '.join(row['text'].split())}")
    if clash := clash_words(words, row["clashes"], row["goes_first"], order_open=row["order_open"]):
        shown += as_content(f"  ▲ {clash}", LATE)
    return shown


class ResourceCommands(SectionCommands):
    """Entering what is needed, asking for it, and taking answers down."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {
            "open": self.open,
            "edit": self.edit,
            "send": self.send,
            "done": self.withdraw,
            "yes": partial(self.answer, "for"),
            "no": partial(self.answer, "against"),
        }
        self.in_matter = {"resource": self.new}

    def _row(self, key: str) -> "ResourceRow":
        return next(row for row in self.data.rows(RESOURCES) if row["ref"] == key)

    async def open(self, key: str) -> None:
        """The mail that it was answered by, where it has; else what is needed."""
        if not open_mail(self.page, self._row(key)["via"]):
            await self.edit(key)

    async def edit(self, key: str) -> None:
        row = self._row(key)
        if row["state"] == "draft":
            await self._form(key)
        else:
            self.page.tell("resource.asked_already", ref=key)

    async def new(self) -> None:
        await self._form("")

    async def _form(self, ref: str) -> None:
        """The form of a resource; empty: of one that is not there yet."""
        page, matter = self.page, self.data.ref

        async def save(values: Values) -> None:
            if not values["department"]:
                raise Refused("matters.no_department")
            first, last = days_of(page.session, page.words, values["days"])
            draft = giving.ResourceDraft(
                values["what"], values["department"], cast("ResourceKind", values["kind"]), values["amount"],
                values["person"], first, last, values["action"],
            )  # fmt: skip
            if basis:
                await basis.run(lambda acting: giving.edit_resource(acting, ref, draft))
                return
            added = await page.session.run_command(lambda acting: giving.add_resource(acting, matter, draft))
            found = await page.session.run_command(lambda acting: clash_findings(acting.store, added, acting.visible))
            for one in found:
                page.warn(page.words(one.key, **one.values))

        async def fields_now() -> list[FormField]:
            texts = await page.session.run_command(lambda acting: _texts(acting, ref))
            return _fields(page, texts, await page.session.query(known))

        basis = FormBasis(page.session, ref, fields_now, {"days": ("first", "last")}) if ref else None
        fields = await (basis.read() if basis else fields_now())
        await page.ask(Form(page.services, page.words("resource.ask.new"), fields, save, basis=basis))

    async def send(self, _: str) -> None:
        ref = self.data.ref
        await send_after_preview(
            self.page,
            self.page.words("resource.who_is_asked", ref=ref),
            lambda acting: mail_previews(giving.preview_resources(acting, ref), "outward.resources"),
            lambda acting: giving.ask_for_resources(acting, ref, leaving_in=UNDO_WINDOW),
            "mails.go_out",
        )

    async def withdraw(self, key: str) -> None:
        """It is not needed any more; who was asked is told."""
        await self.page.do(
            lambda acting: giving.withdraw_resource(acting, key, leaving_in=UNDO_WINDOW),
            "resource.is_withdrawn",
            ref=key,
        )

    async def answer(self, stance: "AnswerValue", key: str) -> None:
        """Say yes or no for the giver."""
        state = self.page.words(f"resource.state.{'promised' if stance == 'for' else 'refused'}")
        await self.page.do(
            lambda acting: giving.answer_for_giver(acting, key, stance), "resource.answered", ref=key, state=state
        )


def _texts(acting: "Acting", ref: str) -> dict[str, str]:
    """Of one that is not there yet, where `ref` is empty."""
    if not ref:
        return dict.fromkeys((*_TEXTS, "department", "person", "days", "action"), "") | {"kind": "other"}
    one = acting.store.get(Resource, ref)
    days = " – ".join(dict.fromkeys(str(day) for day in (one.first, one.end) if day))
    person = acting.store.get(Person, one.person).name if one.person else ""
    texts = {name: getattr(one, name) for name in (*_TEXTS, "department", "kind")}
    return texts | {"person": person, "days": days, "action": one.action or ""}


def _fields(page: "PagePort", texts: dict[str, str], people: Sequence[KnownPerson]) -> list[FormField]:
    words = page.words
    says_owner = says_owners(page.session, words, people)
    kinds = [(kind, words(f"resource.kind.{kind}")) for kind in get_args(ResourceKind)]
    return [
        FormField("what", texts["what"], label=words("resource.what"), needed=True),
        FormField("kind", texts["kind"], options=kinds),
        FormField("amount", texts["amount"], label=words("resource.amount")),
        FormField("department", texts["department"], suggest=departments(people), label=words("resource.department")),
        FormField("person", texts["person"], suggestions(people), words("resource.person"), read=says_owner),
        FormField("days", texts["days"], label=words("resource.days_label"), read=says_days(page.session, words)),
        FormField("action", texts["action"], label=words("resource.for")),
    ]


RESOURCES: "Section[ResourceRow]" = Section(
    "resources",
    lambda reader, row, _today: resources(reader, matter=row["ref"]),
    _lines,
    ResourceCommands,
    keys=(
        Binding("m+u", "add('resource')", "key.new_resource", key_display="m u", show=False, id="matters.new_resource"),
    ),
)
