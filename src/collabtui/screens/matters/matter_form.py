"""A matter as a form, new or as it is."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from collabtui.domain.matters.matter import Matter, MatterKind
from collabtui.domain.people import Person
from collabtui.domain.three_way_merge import LINES, SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import MatterDraft, edit_matter, new_matter
from collabtui.screens.dialogs.field_parsers import (
    KnownPerson,
    day_of,
    departments,
    known,
    says_day,
    says_people,
    suggestions,
)
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow

FIRST_STEP = ("goal", "lead", "background", "wanted")
"""What the first step of a matter asks for, in the order of the form."""
_TEXTS = ("title", "owner", "initiator", "lead", "goal", "background")


async def matter_form(
    page: "PagePort", before: "DescribedMatterRow | None" = None, *, asked_for: Sequence[str] = ()
) -> str:
    """Its ref; empty when the form was left. `before`: the matter that is described anew. The form begins in the first
    field of `asked_for` that is empty."""
    services, done = page.services, ""

    async def save(values: Values) -> None:
        nonlocal done
        if not values["title"]:
            raise Refused("matters.no_title")
        wanted = day_of(page.session, page.words, values["wanted"])
        kind = cast("MatterKind | None", values["kind"] or None)
        draft = MatterDraft(**{name: values[name] for name in _TEXTS}, wanted=wanted, kind=kind)
        if before is None:
            done = (await page.session.run_command(lambda acting: new_matter(acting, draft))).ref
        else:
            assert basis  # noqa: S101  # of every matter that is there
            done = (await basis.run(lambda acting: edit_matter(acting, before["ref"], draft))).ref

    async def fields_now() -> list[FormField]:
        texts = await page.session.run_command(lambda acting: _texts(acting, before["ref"] if before else ""))
        return _fields(page, texts, await page.session.query(known))

    basis = FormBasis(page.session, before["ref"], fields_now) if before else None
    fields = await (basis.read() if basis else fields_now())
    title = f"{before['ref']} {before['title']}" if before else page.words("matters.ask.new")
    gap = next((field.name for field in fields if field.name in asked_for and not field.value), "")
    await page.ask(Form(services, title, fields, save, begins_in=gap, basis=basis))
    return done


def _texts(acting: "Acting", ref: str) -> dict[str, str]:
    """Empty for a matter that is not there yet."""
    if not ref:
        return dict.fromkeys((*_TEXTS, "wanted", "kind"), "")
    matter = acting.store.get(Matter, ref)
    wanted = matter.wanted.isoformat() if matter.wanted else ""
    owner = acting.store.get(Person, matter.owner).name if matter.owner else ""
    texts = {name: getattr(matter, name) for name in _TEXTS}
    return texts | {"wanted": wanted, "kind": matter.kind or "", "owner": owner}


def _fields(page: "PagePort", texts: dict[str, str], people: Sequence[KnownPerson]) -> list[FormField]:
    words, offered = page.words, departments(people)
    kinds = [("", words("kind.none")), *((kind, words(f"kind.{kind}")) for kind in get_args(MatterKind))]
    return [
        FormField("title", texts["title"]),
        FormField("kind", texts["kind"], options=kinds),
        FormField("goal", texts["goal"], separator=SENTENCES),
        FormField("initiator", texts["initiator"], suggest=offered),
        FormField("lead", texts["lead"], suggest=offered, label=words("matters.lead_label")),
        FormField("owner", texts["owner"], suggestions(people), words("matters.owner_label"), read=says_people(people)),
        FormField("background", texts["background"], several=True, separator=LINES),
        FormField("wanted", texts["wanted"], read=says_day(page.session, page.words, _day(texts["wanted"]))),
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
