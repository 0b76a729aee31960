"""Acceptance: criterion by criterion what was measured; then the result is accepted, and all hear of it."""

from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.matters.step_requirements import unmeasured, unmet
from collabtui.domain.three_way_merge import LINES, SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters.acceptance import (
    accept,
    completion_letters,
    recipients,
    send_completion,
    still_open,
    unconfirmed,
)
from collabtui.lifecycle.matters.edit_matters import assessment_notes, evaluate_criterion
from collabtui.screens.dialogs.field_parsers import day_of, says_day
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.mail_preview import MailPreview
from collabtui.screens.dialogs.send_after_preview import send_after_preview

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

MET = {None: "open", True: "met", False: "unmet"}


class Acceptance:
    """Of the matter with this ref."""

    def __init__(self, page: "PagePort", ref: str) -> None:
        self.page = page
        self.ref = ref

    async def lead_through(self) -> None:
        """From the first criterion that nobody has judged to the letter; leaving a form ends it. What is not met is
        opened when one comes again: until all are, nothing is accepted."""
        matter, assessed = await self._read(), 0
        while matter and (open_ones := unmeasured(matter.criteria)):
            if not await self.evaluate_criterion(matter, open_ones[0]):
                return
            matter, assessed = await self._read(), assessed + 1
        if matter is None:
            return
        if failed := unmet(matter.criteria):
            if not matter.accepted_at and not assessed:
                await self.evaluate_criterion(matter, failed[0])
        elif matter.accepted_at or await self._accept(matter):
            await self.send_completion()

    async def _read(self) -> Matter | None:
        return await self.page.do(lambda acting: acting.store.get(Matter, self.ref))

    async def evaluate_criterion(self, matter: Matter, number: int) -> bool:
        """The form of one criterion, counted from 1; True when it was saved."""
        page, before = self.page, matter.criteria[number - 1]
        noted: list[tuple[str, str, str]] = []

        async def save(values: Values) -> None:
            assessment = before.model_copy(update=_assessment(page.session, page.words, values))
            after = await basis.run(lambda acting: _assess(acting, matter.ref, assessment))
            noted[:] = assessment_notes(before, assessment, _called(after, before.text))

        async def fields_now() -> list[FormField]:
            now = await page.session.run_command(
                lambda acting: _called(acting.store.get(Matter, matter.ref), before.text)
            )
            return _fields(page.session, page.words, now)

        names = dict.fromkeys(("measured", "met", "opinion", "rectify", "rectify_by"), ("criteria",))
        basis = FormBasis(page.session, matter.ref, fields_now, names)
        title = page.words("steps.criterion", number=number, n=len(matter.criteria), text=before.text)
        saved = await page.ask(Form(page.services, title, await basis.read(), save, basis=basis)) is True
        for key, text, measured in noted if saved else ():
            page.warn(key, text=text, measured=measured)
        return saved

    async def _accept(self, matter: Matter) -> bool:
        """All criteria are met: with a word on what came of it, which the letter says."""
        page = self.page

        async def save(values: Values) -> None:
            await basis.run(lambda acting: accept(acting, matter.ref, values["result"]))

        def goal(_: str) -> str:
            return page.words("steps.goal_was", goal=matter.goal)

        async def fields_now() -> list[FormField]:
            now = await page.session.run_command(lambda acting: acting.store.get(Matter, matter.ref))
            read = goal if matter.goal else None
            return [FormField("result", now.result, read=read, several=True, separator=LINES)]

        basis = FormBasis(page.session, matter.ref, fields_now)
        title = await self._question(matter)
        accepted = await page.ask(Form(page.services, title, await basis.read(), save, basis=basis))
        if accepted:
            page.tell("steps.accepted", ref=matter.ref)
            found = await page.session.run_command(
                lambda acting: unconfirmed(acting.store, acting.store.get(Matter, matter.ref))
            )
            for one in found:
                page.warn("acceptance.unconfirmed" if one.department else "acceptance.unsupervised", **one._asdict())
        return accepted is True

    async def _question(self, matter: Matter) -> str:
        """Whether it is to be accepted, with what that leaves open."""
        words = self.page.words
        asked = words("steps.accept", ref=matter.ref, title=matter.title, n=len(matter.criteria))
        counts = (await self.page.session.run_command(lambda acting: still_open(acting.store, matter.ref)))._asdict()
        left = [words(f"steps.still_open.{what}", n=count) for what, count in counts.items() if count]
        return words("steps.accept_open", asked=asked, left=left) if left else asked

    async def send_completion(self) -> None:
        """Send the completion letters, after showing who gets them."""
        ref = self.ref
        await send_after_preview(
            self.page,
            self.page.words("steps.who_gets_letters", ref=ref),
            lambda acting: _previews(acting, ref),
            lambda acting: send_completion(acting, ref, leaving_in=UNDO_WINDOW),
            "steps.letters_go",
            all_have_it="steps.letters_are_out",
            ref=ref,
        )


def _called(matter: Matter, text: str) -> Criterion:
    """The criterion of that text, wherever it stands by now. Raises `Refused` (criterion.gone: ref, value)."""
    found = next((one for one in matter.criteria if one.text == text), None)
    if found is None:
        raise Refused("criterion.gone", ref=matter.ref, value=text)
    return found


def _assess(acting: "Acting", ref: str, assessment: Criterion) -> Matter:
    matter = acting.store.get(Matter, ref)
    number = matter.criteria.index(_called(matter, assessment.text)) + 1
    has_reason = bool(assessment.opinion.strip()) and assessment.opinion != matter.criteria[number - 1].opinion
    return evaluate_criterion(acting, ref, number, assessment, insists=has_reason)


def _fields(session: "Session", words: "Catalogue", before: Criterion) -> list[FormField]:
    by = before.rectify_by
    options = [(name, words(f"criterion.{name}")) for name in MET.values()]
    return [
        FormField("measured", before.measured),
        FormField("met", MET[before.met], options=options),
        FormField("opinion", before.opinion, separator=SENTENCES),
        FormField("rectify", before.rectify, separator=SENTENCES),
        FormField("rectify_by", by.isoformat() if by else "", read=says_day(session, words, by)),
    ]


def _assessment(session: "Session", words: "Catalogue", values: Values) -> dict[str, str | bool | date | None]:
    choices = {name: met for met, name in MET.items()}
    texts = {name: values[name] for name in ("measured", "opinion", "rectify")}
    return {**texts, "met": choices[values["met"]], "rectify_by": day_of(session, words, values["rectify_by"])}


def _previews(acting: "Acting", ref: str) -> list[MailPreview]:
    addressed = recipients(acting.store, acting, acting.store.get(Matter, ref))
    groups = {"outward.contact": addressed.contacts, "outward.head": addressed.heads, "outward.owner": addressed.owners}
    groups["outward.initiator"] = addressed.initiators
    what = {person.ref: name for name, people in groups.items() for person in people}
    return [
        MailPreview.of(message.person, what[message.person.ref], rendered(acting, message))
        for message in completion_letters(acting.store, acting, ref)
    ]
