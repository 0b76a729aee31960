"""A matter as a form, new or as it is."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import LAST_RANK, Matter, MatterKind
from collabtui.domain.people import Person
from collabtui.domain.three_way_merge import LINES, SENTENCES
from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import MatterDraft, edit_matter, new_matter
from collabtui.screens.dialogs.field_parsers import (
    KnownPerson,
    day_of,
    departments,
    known,
    says_day,
    says_owners,
    suggestions,
)
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.domain.matters.matter_template import MatterTemplate
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow

FIRST_STEP = ("goal", "lead", "background", "wanted")
"""What the first step of a matter asks for, in the order of the form."""
_TEXTS = ("title", "owner", "initiator", "lead", "goal", "background")


async def matter_form(
    page: "PagePort",
    before: "DescribedMatterRow | None" = None,
    *,
    template: "MatterTemplate | None" = None,
    asked_for: Sequence[str] = (),
) -> str:
    """Its ref; empty when the form was left. `before`: the matter that is described anew; `template`: what a new one
    begins with. The form begins in the first field of `asked_for` that is empty."""
    services, done = page.services, ""

    async def save(values: Values) -> None:
        nonlocal done
        if not values["title"]:
            raise Refused("matters.no_title")
        wanted = day_of(page.session, page.words, values["wanted"])
        kind = cast("MatterKind | None", values["kind"] or None)
        rank = _rank(values["rank"])
        typed = {name: values[name] for name in _TEXTS}
        draft = MatterDraft(**typed, wanted=wanted, kind=kind, rank=rank, channels=None)
        if template:
            done = await _opened(page, _without(template, texts), draft)
        elif before is None:
            done = (await page.session.run_command(lambda acting: new_matter(acting, draft))).ref
        else:
            assert basis  # noqa: S101  # of every matter that is there
            done = (await basis.run(lambda acting: edit_matter(acting, before["ref"], draft))).ref

    async def fields_now() -> list[FormField]:
        people = await page.session.query(known)
        texts.update(await page.session.run_command(lambda acting: _texts(acting, before["ref"] if before else "")))
        if template:
            texts.update(_begun(template, departments(people)))
        return _fields(page, texts, people)

    texts: dict[str, str] = {}
    basis = FormBasis(page.session, before["ref"], fields_now) if before else None
    fields = await (basis.read() if basis else fields_now())
    title = f"{before['ref']} {before['title']}" if before else page.words("matters.ask.new")
    gap = next((field.name for field in fields if field.name in asked_for and not field.value), "")
    await page.ask(Form(services, title, fields, save, begins_in=gap, basis=basis))
    if done and before is None and (n := await page.session.run_command(lambda acting: _leaving(acting, done))):
        page.tell("mails.go_out", n=n)
    return done


def _leaving(acting: "Acting", ref: str) -> int:
    """Mails to those who have a part in the new matter, which an undo still keeps back."""
    return len(acting.store.find(Outgoing, matter=ref, state="queued"))


def _begun(template: "MatterTemplate", known_departments: Sequence[str]) -> dict[str, str]:
    """What the form says of a template; a department that nobody has stays out of it."""
    lead = template.lead if template.lead in known_departments else ""
    return {
        "kind": template.kind or "",
        "goal": template.goal,
        "initiator": template.initiator,
        "lead": lead,
        "background": template.background,
    }


def _without(template: "MatterTemplate", texts: dict[str, str]) -> "MatterTemplate":
    """The rest of it: what stood in the form, and was taken out there, does not come back."""
    return template.model_copy(update={name: "" for name in ("goal", "initiator", "lead", "background") if texts[name]})


async def _opened(page: "PagePort", template: "MatterTemplate", draft: MatterDraft) -> str:
    """The ref of the matter; what of the template could not be taken over is said."""
    from collabtui.lifecycle.actions.matter_from_template import open_from_template

    made = await page.session.run_command(lambda acting: open_from_template(acting, template, draft))
    page.tell("matter_template.actions", seconds=8, n=len(made.actions))
    if made.unknown:
        page.warn("matter_template.left_out", departments=list(made.unknown))
    if draft.wanted is None and template.has_days:
        page.warn("matters.template_no_days")
    return made.matter.ref


def _texts(acting: "Acting", ref: str) -> dict[str, str]:
    """Empty for a matter that is not there yet."""
    if not ref:
        return dict.fromkeys((*_TEXTS, "wanted", "kind", "rank"), "")
    matter = acting.store.get(Matter, ref)
    wanted = matter.wanted.isoformat() if matter.wanted else ""
    owner = acting.store.get(Person, matter.owner).name if matter.owner else ""
    texts = {name: getattr(matter, name) for name in _TEXTS}
    rank = str(matter.rank or "")
    return texts | {"rank": rank, "wanted": wanted, "kind": matter.kind or "", "owner": owner}


def _fields(page: "PagePort", texts: dict[str, str], people: Sequence[KnownPerson]) -> list[FormField]:
    words, offered = page.words, departments(people)
    says_owner = says_owners(page.session, words, people)
    kinds = [("", words("kind.none")), *((kind, words(f"kind.{kind}")) for kind in get_args(MatterKind))]
    return [
        FormField("title", texts["title"], needed=True),
        FormField("kind", texts["kind"], options=kinds),
        FormField("goal", texts["goal"], separator=SENTENCES),
        FormField("initiator", texts["initiator"], suggest=offered),
        FormField("lead", texts["lead"], suggest=offered, label=words("matters.lead_label")),
        FormField("owner", texts["owner"], suggestions(people), words("matters.owner_label"), read=says_owner),
        FormField("background", texts["background"], several=True, separator=LINES),
        FormField("wanted", texts["wanted"], read=says_day(page.session, page.words, _day(texts["wanted"]))),
        FormField("rank", texts["rank"], label=words("matters.rank_label"), read=lambda text: _says_rank(page, text)),
    ]


def _rank(text: str) -> int:
    """0 where nothing is typed. Raises `Refused` (matter.bad_rank) for what is no place."""
    number = whole_number(text.strip()) if text.strip() else 0
    if number is None or number > LAST_RANK:
        raise Refused("matter.bad_rank", value=text, last=LAST_RANK)
    return number


def _says_rank(page: "PagePort", text: str) -> str:
    rank = _rank(text)
    return page.words("matters.rank_said", n=rank) if rank else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
