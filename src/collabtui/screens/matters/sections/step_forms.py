"""Forms of the steps of a matter: each step opens a form of its own, or that of the first thing it lacks."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast, get_args

from collabtui.domain.matters.matter import Matter, Milestone, Rhythm
from collabtui.domain.matters.steps import Step
from collabtui.domain.place import Place
from collabtui.domain.three_way_merge import LINES
from collabtui.language.channel_line import read_channels
from collabtui.language.measures.nothing_to_measure import not_measurable
from collabtui.language.milestone_lines import read_milestones, write_milestones
from collabtui.lifecycle.matters.edit_matters import MatterFields, criteria_of, describe_matter
from collabtui.lifecycle.matters.process_steps import names_in_steps, read_steps, write_steps
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.matters.matter_form import FIRST_STEP, matter_form
from collabtui.screens.matters.sections.matter_acceptance import Acceptance
from collabtui.screens.matters.sections.matter_changes import CHANGES, ChangeCommands
from collabtui.screens.matters.sections.matter_departments import DepartmentCommands
from collabtui.screens.matters.sections.matter_risks import RISKS, RiskCommands
from collabtui.screens.matters.sections.matter_tasks import TASKS
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.text.channel_words import channel_lines

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

HOLES = ("owner", "due", "deliverable")
"""Of a task, in the order in which they are asked for."""


class StepForms:
    """One for each of the nine steps of this matter."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        self.page = page
        self.data = data
        self.forms: Mapping[Step, Callable[[], Awaitable[None]]] = {
            "request": self.request,
            "kick-off": self.agree,
            "breakdown": self.breakdown,
            "tracking": self.tracking,
            "risk": self.risk,
            "change": self.change,
            "acceptance": self.acceptance,
            "retrospective": self.retrospective,
            "archive": self.archive,
        }

    async def open(self, step: Step) -> None:
        await self.forms[step]()

    async def request(self) -> None:
        """Open the form of the matter; then those of the requests to departments, and sending them."""
        matter = self.data.facts.matter
        departments = DepartmentCommands(self.page, self.data)
        unnamed = matter.kind == "emergency" and not matter.owner
        if unnamed or not all((matter.goal, matter.background, matter.lead, matter.wanted)):
            await matter_form(self.page, self.data.row, asked_for=(*(["owner"] if unnamed else []), *FIRST_STEP))
        elif not matter.asked:
            await departments.new()
        elif any(asked.state == "unsent" for asked in matter.asked):
            await departments.send_request()
        else:
            await matter_form(self.page, self.data.row)

    async def agree(self, begins_in: str = "") -> None:
        """Open the form of things agreed at kick-off."""
        page, ref = self.page, self.data.ref

        async def save(values: Values) -> None:
            today = page.session.today
            fields: MatterFields = {
                "scope_in": values["scope_in"],
                "scope_out": values["scope_out"],
                "rules": values["rules"],
                "channels": read_channels(values["channels"]),
                "rhythm": cast("Rhythm", values["rhythm"]),
                "supervising": values["supervising"],
                "milestones": read_milestones(values["milestones"], locale=page.words.locale, today=today),
            }
            if "old_steps" in values:
                fields["old_steps"] = read_steps(values["old_steps"])
                fields["new_steps"] = read_steps(values["new_steps"])
                fields["conclusions"] = values["conclusions"]
                fields["recommendations"] = values["recommendations"]
            criteria = [line for line in values["criteria"].splitlines() if line.strip()]
            rhythm = await page.session.run_command(lambda acting: acting.store.get(Matter, ref).rhythm)
            await basis.run(lambda acting: _kicked_off(acting, ref, fields, criteria))
            for one in await page.session.run_command(lambda acting: _on_days_off(acting, fields["milestones"])):
                page.tell("milestone.day_off", text=one.text, day=page.words.day(one.day))
            if fields["rhythm"] != rhythm:
                await self._tell_of_waiting_rhythm()
            for number in not_measurable(criteria):
                page.tell("criterion.nothing_measures", text=criteria[number - 1])

        async def fields_now() -> list[FormField]:
            matter = await page.session.run_command(lambda acting: acting.store.get(Matter, ref))
            names = await page.session.run_command(lambda acting: names_in_steps(acting.store, matter))
            return _agreed(matter, names, page.session, page.words, departments(await page.session.query(known)))

        basis = FormBasis(page.session, ref, fields_now)
        shown = await basis.read()
        await page.ask(Form(page.services, self._title("kick-off"), shown, save, begins_in=begins_in, basis=basis))

    async def _tell_of_waiting_rhythm(self) -> None:
        """Where nobody is asked by it before the work begins."""
        from collabtui.lifecycle.due.progress_due import rhythm_waits  # the rules of mails are more than a form needs

        def waiting(acting: "Acting") -> Matter | None:
            matter = acting.store.get(Matter, self.data.ref)
            return matter if rhythm_waits(acting.store, matter) else None

        if matter := await self.page.session.run_command(waiting):
            words = self.page.words
            self.page.tell("matter.rhythm_waits", ref=matter.ref, step=words(f"step.{matter.step}"))

    async def breakdown(self) -> None:
        """The first task that lacks something; where none does, another one."""
        tasks = [row for row in self.data.rows(TASKS) if row["status"] not in ("done", "cancelled")]
        hole = next((row for row in tasks if not (row["owner"] and row["due"] and row["deliverable"])), None)
        if hole is None:
            await new_action_form(self.page, self.data.ref)
        else:
            await action_form(self.page, hole["ref"], wanted=HOLES)

    async def tracking(self) -> None:
        self.page.go(*Place.actions("matter", self.data.ref))

    async def risk(self) -> None:
        """The first risk without an answer, or a high one without a stand-by; where there is none, another one."""
        risks = self.data.rows(RISKS)
        bare = [row for row in risks if not row["answer"]]
        bare += [row for row in risks if row["level"] == "high" and not row["standby"]]
        await RiskCommands(self.page, self.data).describe(next(iter(bare), None))

    async def change(self) -> None:
        """The first draft; where there is none, another request."""
        changes = ChangeCommands(self.page, self.data)
        draft = next((row["ref"] for row in self.data.rows(CHANGES) if row["state"] == "draft"), None)
        await (changes.new() if draft is None else changes.edit(draft))

    async def acceptance(self) -> None:
        if self.data.row["criteria"]:
            await Acceptance(self.page, self.data.ref).lead_through()
        else:
            await self.agree(begins_in="criteria")

    async def retrospective(self) -> None:
        page, row, ref = self.page, self.data.row, self.data.ref

        async def save(values: Values) -> None:
            fields: MatterFields = {
                "result": values["result"],
                "went_well": values["went_well"],
                "to_improve": values["to_improve"],
                "to_standardise": values["to_standardise"],
            }
            await basis.run(lambda acting: describe_matter(acting, ref, fields))

        def goal(_: str) -> str:
            return page.words("steps.goal_was", goal=row["goal"]) if row["goal"] else ""

        async def fields_now() -> list[FormField]:
            matter = await page.session.run_command(lambda acting: acting.store.get(Matter, ref))
            return [
                FormField("result", matter.result, several=True, read=goal, separator=LINES),
                FormField("went_well", matter.went_well, several=True, separator=LINES),
                FormField("to_improve", matter.to_improve, several=True, separator=LINES),
                FormField("to_standardise", matter.to_standardise, several=True, separator=LINES),
            ]

        basis = FormBasis(page.session, ref, fields_now)
        await page.ask(Form(page.services, self._title("retrospective"), await basis.read(), save, basis=basis))

    async def archive(self) -> None:
        from collabtui.screens.matters.sections.save_as import FolderSaving

        await FolderSaving(self.page, self.data.ref).archive()

    def _title(self, step: Step) -> str:
        return f"{self.data.ref} {self.data.row['title']} · {self.page.words('step.' + step)}"


def _on_days_off(acting: "Acting", milestones: Sequence[Milestone]) -> list[Milestone]:
    return [one for one in milestones if not acting.is_working(one.day)]


def _kicked_off(acting: "Acting", ref: str, fields: MatterFields, criteria: Sequence[str]) -> Matter:
    """What was measured already stays with its criterion."""
    return describe_matter(
        acting, ref, {**fields, "criteria": criteria_of(acting.store.get(Matter, ref).criteria, criteria)}
    )


def _agreed(
    matter: Matter, names: Mapping[str, str], session: "Session", words: "Catalogue", departments: Sequence[str]
) -> list[FormField]:
    def hint(name: str) -> Callable[[str], str]:
        return lambda text: "" if text else words(f"steps.hint.{name}")

    def says_milestones(text: str) -> str:
        return _says_milestones(session, words, text)

    milestones, criteria = write_milestones(matter.milestones), "\n".join(one.text for one in matter.criteria)
    channels = channel_lines(matter.channels, words)
    rhythms = [(one, words(f"rhythm.{one}")) for one in get_args(Rhythm)]
    of_process = {
        "old_steps": write_steps(matter.old_steps, words, names),
        "new_steps": write_steps(matter.new_steps, words, names),
        "conclusions": matter.conclusions,
        "recommendations": matter.recommendations,
    }
    process = [
        FormField(name, text, read=hint(name), several=True, separator=LINES) for name, text in of_process.items()
    ]
    return [
        *(process if matter.kind == "process" or any(of_process.values()) else []),
        FormField("scope_in", matter.scope_in, several=True, separator=LINES),
        FormField("scope_out", matter.scope_out, several=True, separator=LINES),
        FormField("supervising", matter.supervising, suggest=departments),
        FormField("milestones", milestones, read=says_milestones, several=True, separator=LINES),
        FormField("criteria", criteria, read=hint("criteria"), several=True, separator=LINES),
        FormField("rules", matter.rules, read=hint("rules"), several=True, separator=LINES),
        FormField("channels", channels, read=hint("channels"), several=True, separator=LINES),
        FormField("rhythm", matter.rhythm, options=rhythms),
    ]


def _says_milestones(session: "Session", words: "Catalogue", text: str) -> str:
    """The days, in their order."""
    if not text:
        return words("steps.hint.milestones")
    found = read_milestones(text, locale=words.locale, today=session.today)
    return " · ".join(words.day(one.day) for one in found)
