"""The open risks of a matter."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, cast, get_args

from textual.binding import Binding

from collabtui.domain.matters.matter import Level, Risk
from collabtui.domain.matters.risk_level import HIGH_FIRST, RatedRisk, level_of, risk_matrix
from collabtui.domain.people import Person
from collabtui.domain.three_way_merge import SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters.risk_alarm import unwarned
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, edit_risk, raise_risk
from collabtui.lifecycle.risks.risk_meeting import hold_risk_meeting, lateness_in_words, offered_risk_meeting
from collabtui.screens.dialogs.field_parsers import KnownPerson, day_of, known, says_owners, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.mails_first import run_after_mails
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.store.queries.matters import risks
from collabtui.text.width import cells, padded
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import RiskRow
    from collabtui.text.catalogue import Catalogue


_RATINGS: tuple[Literal["likelihood", "severity"], ...] = ("likelihood", "severity")
_TEXTS = ("text", "impact", "answer", "standby")
_LEAST = 6
"""Cells of a column of the matrix."""


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for row in data.rows(RISKS):
        level = words(f"level.{row['level']}")
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        standby = f"  {words('matters.standby', text=row['standby'])}" if row["standby"] else ""
        shown = as_content("! ", LATE if row["level"] == "high" else WARNING) + as_content(
            f"{row['ref']} {level} ", MUTED
        )
        yield SectionLine(row["ref"], shown + as_content(row["text"]) + as_content(owner + standby, MUTED))


def _matrix(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    """A line for each likelihood, the worst first; columns for how bad it would be, the worst last."""
    rated = [RatedRisk(row["ref"], row["likelihood"], row["severity"]) for row in data.rows(RISKS)]
    found = risk_matrix(rated)
    if not found:
        return
    levels = tuple(HIGH_FIRST)
    shown = {
        (likelihood, impact): " ".join(found.get((likelihood, impact), ())) or "·"
        for likelihood in levels
        for impact in levels
    }
    head = words("matters.likelihood_by_impact")
    first = max(cells(head), *(cells(words(f"level.{level}")) for level in levels)) + 2
    wide = max(_LEAST, *(cells(cell) for cell in shown.values())) + 2
    names = "".join(padded(words(f"level.{impact}"), wide) for impact in reversed(levels))
    yield SectionLine("", as_content("  " + padded(head, first) + names, MUTED))
    for likelihood in levels:
        line = as_content("  " + padded(words(f"level.{likelihood}"), first), MUTED)
        for impact in reversed(levels):
            style = {"high": LATE, "medium": WARNING, "low": MUTED}[level_of(likelihood, impact)]
            line += as_content(padded(shown[likelihood, impact], wide), style)
        yield SectionLine("", line)


class RiskCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.edit, "edit": self.edit, "done": self.close, "send": self.meet}
        self.in_matter = {"risk": self.new}

    async def edit(self, key: str) -> None:
        await self.describe(next(row for row in self.data.rows(RISKS) if row["ref"] == key))

    async def new(self) -> None:
        await self.describe(None)

    async def describe(self, before: "RiskRow | None") -> None:
        """The form of a risk; None: of one that is not there yet."""
        page, words, matter = self.page, self.page.words, self.data.ref

        async def save(values: Values) -> None:
            if not values["text"]:
                raise Refused("risk.no_text")
            rated = {name: values[name] or None for name in _RATINGS}
            draft = RiskDraft(
                **{name: values[name] for name in _TEXTS},
                level=cast("Level", values["level"]),
                owner=values["owner"],
                likelihood=cast("Level | None", rated["likelihood"]),
                severity=cast("Level | None", rated["severity"]),
                review=day_of(page.session, words, values["review"]),
            )
            wait = UNDO_WINDOW
            if before is None:
                await self._tell_unwarned(
                    await page.session.run_command(lambda acting: raise_risk(acting, matter, draft, leaving_in=wait))
                )
            elif basis:
                ref = before["ref"]
                await self._tell_unwarned(
                    await basis.run(lambda acting: edit_risk(acting, ref, draft, leaving_in=wait))
                )

        async def fields_now() -> list[FormField]:
            ref = before["ref"] if before else ""
            now = await page.session.run_command(lambda acting: _texts(acting, ref))
            people = await page.session.query(known)
            return _fields(now, people, words, says_owners(page.session, words, people))

        basis = FormBasis(page.session, before["ref"], fields_now) if before else None
        fields = await (basis.read() if basis else fields_now())
        title = f"{before['ref']} {before['text']}" if before else words("risk.ask.new")
        await page.ask(Form(page.services, title, fields, save, basis=basis))

    async def _tell_unwarned(self, risk: Risk) -> None:
        page = self.page
        people = await page.session.run_command(lambda acting: unwarned(acting.store, acting, risk))
        if names := page.words("list.separator").join(one.name for one in people):
            page.warn("risk.unwarned", ref=risk.ref, matter=risk.matter, names=names)

    async def meet(self, key: str) -> None:
        """Plan and invite a meeting on it, at the first time at which all are free."""
        page, words = self.page, self.page.words
        offered = await page.do(lambda acting: offered_risk_meeting(acting.store, acting, key))
        if offered is None:
            return
        warnings = [words("warning", finding=finding) for finding in offered.findings]
        warnings += filter(None, [lateness_in_words(offered, words)])
        await run_after_mails(
            page,
            words("risk.meeting.who_is_invited", title=offered.draft.title, start=offered.start),
            lambda acting: hold_risk_meeting(acting, key, leaving_in=UNDO_WINDOW),
            "risk.meeting.goes",
            lambda _: " ".join(warnings),
        )

    async def close(self, key: str) -> None:
        await self.page.do(lambda acting: close_risk(acting, key), "matters.closed", ref=key)


def _texts(acting: "Acting", ref: str) -> dict[str, str]:
    """Those of a risk that is not there yet, where `ref` is empty."""
    if not ref:
        return dict.fromkeys((*_TEXTS, *_RATINGS, "owner", "review"), "") | {"level": "medium"}
    risk = acting.store.get(Risk, ref)
    return {
        **{name: getattr(risk, name) or "" for name in (*_TEXTS, *_RATINGS)},
        "level": risk.level,
        "owner": acting.store.get(Person, risk.owner).name if risk.owner else "",
        "review": risk.review.isoformat() if risk.review else "",
    }


def _fields(
    texts: dict[str, str], people: Sequence[KnownPerson], words: "Catalogue", says_owner: Callable[[str], str]
) -> list[FormField]:
    levels = [(level, words(f"level.{level}")) for level in get_args(Level)]
    rates = [("", words("risk.unrated")), *levels]
    return [
        FormField("text", texts["text"], label=words("risk.text"), needed=True),
        FormField("level", texts["level"], options=levels),
        FormField("owner", texts["owner"], suggest=suggestions(people), read=says_owner),
        *(FormField(name, texts[name], label=words(f"risk.{name}"), separator=SENTENCES) for name in _TEXTS[1:]),
        *(FormField(name, texts[name], options=rates, label=words(f"risk.{name}")) for name in _RATINGS),
        FormField("review", texts["review"], label=words("risk.review")),
    ]


RISKS: "Section[RiskRow]" = Section(
    "risks",
    lambda reader, row, _: risks(reader, matter=row["ref"]),
    _lines,
    RiskCommands,
    keys=(Binding("m+r", "add('risk')", "key.new_risk", key_display="m r", show=False, id="matters.new_risk"),),
)
MATRIX: Section[object] = Section(
    "matrix",
    lambda _reader, _row, _today: (),
    _matrix,
    count_all=lambda _: 0,  # its risks are counted where they are listed
)
