"""The change requests of a matter: what each department says to them, and the decision."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.change_request import APPROVAL_KINDS, CHANGE_KINDS, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.place import opinion_part, split_part
from collabtui.domain.three_way_merge import LINES, SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters.change_requests import (
    ask_about_change,
    change_drafts,
    change_letters,
    decide_change,
    record_opinion,
)
from collabtui.lifecycle.matters.change_text import change_lines
from collabtui.lifecycle.matters.plan_letters import plan_letters, send_plan
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.field_parsers import day_of
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.screens.dialogs.mails_first import rehearsed_notices
from collabtui.screens.dialogs.send_after_preview import letter_previews, mail_previews, send_after_preview
from collabtui.screens.matters.sections.ask_departments import ask_of_change, warn_of_unspoken
from collabtui.screens.matters.sections.matter_mails import open_mail
from collabtui.screens.matters.sections.section_kind import (
    MatterData,
    Section,
    SectionCommands,
    SectionLine,
    answered_by,
)
from collabtui.text.stated_answer import item_opinions_text, states_itself
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.matters.change_request import ApprovalKind, ChangeKind
    from collabtui.domain.matters.department_answer import AnswerValue
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.matter_rows import ChangeRow, OpinionRow
    from collabtui.text.catalogue import Catalogue

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
_APPROVED_IN: "dict[str, ApprovalKind]" = {"request": "kick-off", "kick-off": "kick-off", "acceptance": "acceptance"}
"""What is approved in which step; the plan in the others."""
Outcome = Literal["granted", "refused"]


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    """Below an open one what each department says; of a decided one, how many said what."""
    for change in data.rows(CHANGES):
        yield SectionLine(change["ref"], _heading(change, words))
        if change["state"] == "asked":
            for one in change["opinions"]:
                yield SectionLine(opinion_part(change["ref"], one["department"]), _opinion(one, words))
            for department in change["silent"]:
                yield SectionLine(opinion_part(change["ref"], department), _silent(department, words))


def _heading(change: "ChangeRow", words: "Catalogue") -> Content:
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


def _opinion(one: "OpinionRow", words: "Catalogue") -> Content:
    mark, style = _MARKS[one["stance"]]
    shown = as_content(f"    {mark} ", style) + as_content(f"{one['department']} ")
    objected = [(item["ref"], item["text"]) for item in one["items"] if item["value"] == "against"]
    rest, separator = one["rest_agreed"], words("change.items_separator")
    of_items = item_opinions_text(words, objected, rest_agreed=rest, separator=separator) if objected else ""
    text = " ".join((of_items or one["text"] or "").split())
    if not states_itself(words.locale, one["stance"], text):
        shown += as_content(words(f"stance.{one['stance']}") + ("  " if text else ""), style)
    shown += as_content(text)
    return shown + as_content(f"  {answered_by(one['person'], one['in_place_of'], words)}", MUTED)


def _silent(department: str, words: "Catalogue") -> Content:
    mark, style = _MARKS["silent"]
    return as_content(f"    {mark} ", style) + as_content(f"{department} {words('stance.silent')}", MUTED)


class ChangeCommands(SectionCommands):
    """Describing changes, asking departments about them, recording what they say, and deciding."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {
            "open": self.open,
            "edit": self.edit,
            "send": self.send,
            "yes": partial(self._answer_or_decide, "for", "granted"),
            "no": partial(self._answer_or_decide, "against", "refused"),
        }
        self.in_matter = {"change": self.new, "approval": self.ask_approval, "plan": self.send_plan}

    def _of_line(self, key: str) -> "tuple[ChangeRow, str]":
        """The change, and the department whose opinion the line shows; empty for the line of the change itself."""
        ref, department = split_part(key)
        return next(change for change in self.data.rows(CHANGES) if change["ref"] == ref), department

    async def open(self, key: str) -> None:
        """The mail that an opinion came by; a draft as a form, else the mails that went out about it."""
        change, department = self._of_line(key)
        if department:
            via = next((answer["via"] for answer in change["opinions"] if answer["department"] == department), None)
            open_mail(self.page, via)
        else:
            await self.edit(key)

    async def edit(self, key: str) -> None:
        change, _ = self._of_line(key)
        await (self._form(change) if change["state"] == "draft" else self._show_mails(change))

    async def new(self) -> None:
        await self._form(None)

    async def _form(self, before: "ChangeRow | None") -> None:
        """None: a change that is not there yet."""
        page, matter = self.page, self.data.ref

        async def save(values: Values) -> None:
            draft = change_drafts.ChangeDraft(
                kind=cast("ChangeKind", values["change"]),
                wanted=day_of(page.session, page.words, values["wanted"]),
                what=values["what"],
                reason=values["reason"],
                impact=values["impact"],
            )
            if before is None:
                made = await page.session.run_command(lambda acting: change_drafts.new_change(acting, matter, draft))
                page.tell("change.not_sent_yet", ref=made.ref)
            elif basis:
                await basis.run(lambda acting: change_drafts.edit_change(acting, before["ref"], draft))

        async def fields_now() -> list[FormField]:
            ref = before["ref"] if before else ""
            texts, now = await page.session.run_command(
                lambda acting: (_texts(acting, ref), acting.store.get(Matter, matter).wanted)
            )
            return _fields(texts, page.session, page.words, now)

        names = {"change": ("kind",)}
        basis = FormBasis(page.session, before["ref"], fields_now, names) if before else None

        title = page.words("matters.ask.change", ref=matter)
        if before is not None:
            title = f"{before['ref']} {before['what']}"
        fields = await (basis.read() if basis else fields_now())
        await page.ask(Form(page.services, title, fields, save, basis=basis))

    async def send(self, key: str) -> None:
        """Ask the departments what they say to it."""
        ref = self._of_line(key)[0]["ref"]
        await ask_of_change(
            self.page,
            self.page.words("matters.who_is_asked_about", ref=ref),
            lambda acting: mail_previews(ask_about_change.preview_change(acting, ref), "outward.change"),
            lambda acting: ask_about_change.ask_opinions(acting, ref, leaving_in=UNDO_WINDOW),
        )

    async def send_plan(self) -> None:
        """Send the approved plan to all who have a part in it."""
        ref = self.data.ref
        await send_after_preview(
            self.page,
            self.page.words("plan.who_gets_it", ref=ref),
            lambda acting: letter_previews(acting, plan_letters(acting.store, acting, ref), "outward.plan"),
            lambda acting: send_plan(acting, ref, leaving_in=UNDO_WINDOW),
            "plan.goes",
            all_have_it="plan.is_out",
            ref=ref,
        )

    async def ask_approval(self) -> None:
        """Ask those concerned whether the request, the plan, the kick-off or the result holds; what the
        present step is about stands first."""
        page, ref = self.page, self.data.ref
        first = _APPROVED_IN.get(self.data.row["step"], "plan")
        kinds = sorted(APPROVAL_KINDS, key=lambda kind: kind != first)
        options = [(kind, page.words(f"change.of.{kind}"), page.words(f"matters.approval.{kind}")) for kind in kinds]
        kind = cast(
            "ApprovalKind | None",
            await page.ask(Pick(page.services, page.words("matters.ask.approval", ref=ref), options)),
        )
        if kind is None:
            return
        await _ask_approval(page, ref, kind)

    async def _show_mails(self, change: "ChangeRow") -> None:
        """Its question, what was said to it and how it was decided; below that who has got what about it."""
        ref, words = change["ref"], self.page.words
        mails = await self.page.do(lambda acting: [_as_it_stands(acting, change, words), *_sent_mails(acting, ref)])
        if mails:
            title = f"{change['ref']} {change['what']}"
            await self.page.ask(SendDialog(self.page.services, title, mails, sends=False))

    async def _answer_or_decide(self, stance: "AnswerValue", outcome: Outcome, key: str) -> None:
        change, department = self._of_line(key)
        if department:
            await self._answer(change["ref"], department, stance)
        else:
            await self._decide(change, outcome)

    async def _answer(self, ref: str, department: str, stance: "AnswerValue") -> None:
        await self.page.do(
            lambda acting: record_opinion.record_opinion(acting, ref, department, stance),
            "asked.answered",
            department=department,
            said=self.page.words(f"stance.{stance}"),
        )

    async def _decide(self, change: "ChangeRow", outcome: Outcome) -> None:
        """A sentence, a reason where somebody has not agreed; then who is told what, and only then it is decided."""
        ref = change["ref"]
        if await self.page.do(lambda acting: decide_change.to_decide(acting.store, ref)) is None:
            return
        typed = await self._sentence(change, outcome)
        if typed is None:
            return
        sentence = typed["sentence"]
        overruling = _reasons(typed, _overruled(change, outcome))
        along, decided = typed.get("milestones") == "along", list[decide_change.Decided]()

        def decide(acting: "Acting") -> None:
            decided.append(
                decide_change.decide(
                    acting, ref, outcome, sentence, overruling, milestones=along, leaving_in=UNDO_WINDOW
                )
            )

        await send_after_preview(
            self.page,
            self.page.words(f"matters.who_is_told.{outcome}", ref=ref),
            lambda acting: mail_previews(
                decide_change.preview_decision(acting, ref, outcome, sentence, overruling, milestones=along),
                "outward.decision",
            ),
            decide,
            f"change.{outcome}",
            ref=ref,
        )
        for done in decided if outcome == "granted" else ():
            warn_of_unspoken(self.page, done)
        if left := [one for done in decided for one in done.left]:
            names = self.page.words("list.separator").join(one.text for one in left)
            self.page.warn("change.milestones_stay", names=names, day=left[0].day)

    async def _moves_milestones(self, ref: str) -> bool:
        """Whether the new day leaves milestones behind."""
        return bool(
            await self.page.session.run_command(
                lambda acting: decide_change.final_milestones(acting.store, acting.store.get(ChangeRequest, ref))
            )
        )

    async def _sentence(self, change: "ChangeRow", outcome: Outcome) -> "Values | None":
        """None where it was left."""
        page, typed = self.page, Values()
        against = _overruled(change, outcome)

        async def save(values: Values) -> None:
            reasons = _reasons(values, against)
            lacking = [department for department in against if not (reasons.get(department) or reasons[""]).strip()]
            if lacking:
                raise Refused("change.reason_lacks", ref=change["ref"], departments=lacking, field="overrule")
            typed.update(values)

        title = page.words(f"matters.ask.{outcome}", ref=change["ref"], what=change["what"])
        fields = [FormField("sentence", label=page.words("change.sentence"))]
        if outcome == "granted" and await self._moves_milestones(change["ref"]):
            options = [(name, page.words(f"change.milestones.{name}")) for name in ("along", "stay")]
            fields.append(FormField("milestones", "along", label=page.words("change.milestones"), options=options))
        if against:
            fields.append(
                FormField("overrule", label=page.words("change.overrule"), read=_says_whose(page.words, against))
            )
        if len(against) > 1:
            fields += [FormField(_reason(at), label=department) for at, department in enumerate(against)]
        return typed if await page.ask(Form(page.services, title, fields, save)) else None


async def _ask_approval(page: "PagePort", ref: str, kind: "ApprovalKind") -> None:
    """An earlier one that is not decided and asks about what was changed since is withdrawn: that is said first."""
    ask = partial(ask_about_change.ask_approval, matter=ref, kind=kind, leaving_in=UNDO_WINDOW)
    outdated = await page.do(lambda acting: ask_about_change.outdated_approval(acting.store, ref, kind))
    await ask_of_change(
        page,
        page.words("matters.who_is_asked_about", ref=f"{ref} {page.words('change.of.' + kind)}"),
        lambda acting: _approval_mails(acting, ref, kind, ask),
        ask,
        page.words("approval.replaces", ref=outdated.ref) if outdated else "",
    )


def _approval_mails(
    acting: "Acting", ref: str, kind: "ApprovalKind", ask: "Callable[[Acting], object]"
) -> list[MailPreview]:
    """Those that ask, and those that take an earlier question back."""
    asking = mail_previews(ask_about_change.preview_approval(acting, ref, kind), "outward.approval")
    return [*asking, *rehearsed_notices(acting, ask)]


def _reason(at: int) -> str:
    """The field of the reason for the department at this place of those who stand against it."""
    return f"overrule_{at}"


def _reasons(values: Values, against: list[str]) -> dict[str, str]:
    """By department, as they are typed; under an empty name the reason for all who have none of their own."""
    own = {department: values.get(_reason(at), "") for at, department in enumerate(against)}
    return {"": values.get("overrule", "")} | own


def _says_whose(words: "Catalogue", against: list[str]) -> "Callable[[str], str]":
    """Below the reason for all: who has not agreed."""
    shown = words("change.not_agreed", departments=words("list.separator").join(against))
    return lambda _text: shown


def _overruled(change: "ChangeRow", outcome: Outcome) -> list[str]:
    """The departments without whose yes it is decided."""
    if outcome == "refused":
        return []
    agreed = {one["department"] for one in change["opinions"] if one["stance"] == "for"}
    return [department for department in change["departments"] if department not in agreed]


def _texts(acting: "Acting", ref: str) -> dict[str, str]:
    """Those of a change that is not there yet, where `ref` is empty."""
    if not ref:
        return {"what": "", "change": "scope", "wanted": "", "reason": "", "impact": ""}
    change = acting.store.get(ChangeRequest, ref)
    texts = {"what": change.what, "change": change.kind, "reason": change.reason, "impact": change.impact}
    return texts | {"wanted": change.wanted.isoformat() if change.wanted else ""}


def _fields(texts: dict[str, str], session: "Session", words: "Catalogue", now: date | None) -> list[FormField]:
    """`now`: the day by which the matter is wanted as it stands."""
    kinds = [(kind, words(f"change.of.{kind}")) for kind in CHANGE_KINDS]
    longer = [(name, words(f"change.{name}")) for name in ("reason", "impact")]
    new_day = words("change.new_day", day=words.short_day(now)) if now else words("change.first_day")
    return [
        FormField("what", texts["what"], label=words("change.what"), separator=SENTENCES),
        FormField("change", texts["change"], options=kinds),
        FormField("wanted", texts["wanted"], label=new_day, read=lambda text: _read_day(session, words, text)),
        *(FormField(name, texts[name], label=label, several=True, separator=LINES) for name, label in longer),
    ]


def _read_day(session: "Session", words: "Catalogue", text: str) -> str:
    day = day_of(session, words, text)
    return words.day(day) if day else ""


def _as_it_stands(acting: "Acting", change: "ChangeRow", words: "Catalogue") -> MailPreview:
    colon = words("form.colon")
    text = "\n".join(f"{name}{colon}{line}" for name, line in change_lines(acting, change["ref"], words))
    kind, state = words(f"change.of.{change['kind']}"), f"change.state.{change['state']}"
    return MailPreview(f"{change['ref']} {kind}", "", state, change["what"], text)


def _sent_mails(acting: "Acting", ref: str) -> list[MailPreview]:
    return [
        MailPreview(
            f"{name} · {mail.department}" if mail.department else name,
            mail.to,
            f"state.{mail.state}",
            mail.subject,
            mail.text,
        )
        for name, mail in change_letters.letters_about(acting.store, ref)
    ]


CHANGES: "Section[ChangeRow]" = Section(
    "changes",
    lambda _reader, row, _today: row["changes"],
    _lines,
    ChangeCommands,
    keys=(
        Binding("m+c", "add('change')", "key.new_change", key_display="m c", show=False, id="matters.new_change"),
        Binding("m+v", "add('approval')", "key.approval", key_display="m v", show=False, id="matters.approval"),
        Binding("m+l", "add('plan')", "key.send_plan", key_display="m l", show=False, id="matters.send_plan"),
    ),
)
