"""Asking people to vote or to answer a questionnaire, and what is done with their answers."""

from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from collabtui.domain.meetings.vote import Vote
from collabtui.domain.three_way_merge import LINES
from collabtui.errors import Unknown
from collabtui.lifecycle.votes import votes_by_mail
from collabtui.lifecycle.votes.questionnaires import read_choices, read_questions
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.field_parsers import day_of, known, names_in, says_day, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mails_first import run_after_mails, run_in_form
from collabtui.screens.votes.vote_sheet import VoteSheet
from collabtui.store.queries.meetings import one_vote, votes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from collabtui.domain.meetings.questionnaire import VoteChoice
    from collabtui.domain.people import Person
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.dialogs.field_parsers import KnownPerson
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.interface import Reader
    from collabtui.store.queries.rows.meeting_rows import VoteRow
    from collabtui.text.catalogue import Catalogue

Kind = Literal["named", "anonymous", "questions"]
NEW = "new"
"""The row above the votes that there are."""
_OF_CHOICES = ("vote.choices", "vote.same_choice", "vote.too_many_questions")
_OF_VOTERS = ("vote.nobody", "vote.too_few_asked", "vote.no_reader")
"""Refusals that stand below these fields."""


class VoteForms:
    """Of the page that one is on."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def of_meeting(self, meeting: str) -> None:
        """Those of a meeting, and a new one; where there are none, that at once."""
        page, words = self.page, self.page.words
        while found := await page.session.query(lambda reader: _of_meeting(reader, meeting)):
            options: list[Option] = [(NEW, words("votes.new"), "")]
            options += [(one["ref"], one["text"], how_it_stands(one, words)) for one in found]
            chosen = await page.ask(Pick(page.services, words("votes.of_meeting", ref=meeting), options))
            if chosen is None:
                return
            await (self.new(meeting) if chosen == NEW else self.show(chosen))
        await self.new(meeting)

    async def new(self, meeting: str) -> None:
        """`meeting` is its ref, or that of a matter: then it is of the one that comes next, or was last."""
        page, words = self.page, self.page.words
        kinds = [(kind, words(f"votes.kind.{kind}"), words(f"votes.about.{kind}")) for kind in get_args(Kind)]
        kind = await page.ask(Pick(page.services, words("votes.which_kind"), kinds))
        if kind is None:
            return
        people = await page.session.query(known)

        def warn_of_absent(found: "tuple[votes_by_mail.Asked, Sequence[Person]]") -> str:
            return "\n".join(words("vote.away", name=one.name, until=one.away_until) for one in found[1])

        async def save(values: Values) -> None:
            draft = votes_by_mail.VoteDraft(
                meeting,
                values["vote_text"],
                _lines(values.get("vote_choices", "")),
                tuple(names_in(values["vote_to"])),
                day_of(page.session, words, values["vote_until"]),
                kind == "anonymous",
                _lines(values.get("vote_questions", "")),
            )
            asked, _ = await run_in_form(page, values["vote_text"], partial(_asked, draft=draft), warn_of_absent)
            done = "vote.questionnaire_asked" if asked.vote.questions else "vote.asked"
            page.tell(done, ref=asked.vote.ref, n=len(asked.queued), day=asked.vote.until)

        title = words("votes.ask", kind=words(f"votes.kind.{kind}"), ref=meeting)
        await page.ask(Form(page.services, title, self._fields(kind, people), save, verb="key.go_on"))

    def _fields(self, kind: str, people: "list[KnownPerson]") -> list[FormField]:
        session, words = self.page.session, self.page.words
        name = "vote_questions" if kind == "questions" else "vote_choices"
        says = self._says_questions if kind == "questions" else self._says_choices
        label = words("field.questionnaire_text") if kind == "questions" else ""
        return [
            FormField("vote_text", label=label, needed=True),
            FormField(name, several=True, separator=LINES, read=says, refusals=_OF_CHOICES),
            FormField(
                "vote_to",
                suggest=suggestions(people),
                read=lambda text: self._says_voters(people, text),
                refusals=_OF_VOTERS,
            ),
            FormField(
                "vote_until",
                read=lambda text: self._says_until(says_day(session, words), text),
                refusals=("vote.over",),
            ),
        ]

    def _says_choices(self, text: str) -> str:
        typed = _lines(text)
        if len(typed) < 2:
            return self.page.words("votes.how_choices")
        return " · ".join(f"{one.key} {one.text}" for one in read_choices(typed))

    def _says_questions(self, text: str) -> str:
        words = self.page.words
        if not text.strip():
            return words("votes.how_questions")
        kinds = [words(f"votes.question.{one.kind}") for one in read_questions(_lines(text))]
        return " · ".join(f"{number}. {kind}" for number, kind in enumerate(kinds, 1))

    def _says_voters(self, people: "list[KnownPerson]", text: str) -> str:
        return says_people(people)(text) if text.strip() else self.page.words("votes.all_take_part")

    def _says_until(self, says: "Callable[[str], str]", text: str) -> str:
        return says(text) if text.strip() else self.page.words("votes.until_usual")

    async def show(self, ref: str) -> None:
        """It stays until it is left: after what is done it stands there as it has become."""
        page = self.page
        done_with: dict[str, Callable[[VoteRow], Awaitable[None]]] = {
            "close": self.close, "record": self.record, "withdraw": self.withdraw, "undo": self.undo
        }  # fmt: skip
        while True:
            try:
                vote = await page.session.query(lambda reader: one_vote(reader, ref))
            except Unknown as error:  # taken back meanwhile
                page.show_error(error)
                return
            wanted = await page.ask(VoteSheet(page.services, vote))
            if wanted is None:
                return
            await done_with[wanted](vote)

    async def undo(self, _: "VoteRow") -> None:
        """The last change, as everywhere: a vote that was taken down, or the end of it."""
        from collabtui.screens.shell.undo_keys import undo_last_change  # not with the page: it knows all that mail does

        await undo_last_change(self.page)

    async def close(self, vote: "VoteRow") -> None:
        """With the choice that has most votes; where that does not say which, one is chosen."""
        page, ref = self.page, vote["ref"]
        title = page.words("votes.who_hears", text=vote["text"])
        if vote["questions"]:
            ending = partial(votes_by_mail.end_questionnaire, ref=ref)
            await run_after_mails(page, title, ending, "votes.ended", ref=ref)
            return
        found = await page.do(lambda acting: _to_choose(acting.store, ref))
        if found is None:
            return
        level, unread = found
        choice = ""
        if level:
            options = [(one.key, f"{one.key}  {one.text}", "") for one in level]
            asking = "votes.which_unread" if unread else "votes.which_choice"
            label = page.words(asking, text=vote["text"], mails=unread)
            chosen = await page.ask(Pick(page.services, label, options))
            if chosen is None:
                return
            choice = chosen
        closing = partial(votes_by_mail.close_vote, ref=ref, choice=choice)
        closed = await run_after_mails(page, title, closing)
        if closed:
            page.tell("vote.closed", ref=ref, decision=closed.decision.ref, text=closed.decision.text)

    async def record(self, vote: "VoteRow") -> None:
        """One that was given in the room or by telephone."""
        page, words, ref = self.page, self.page.words, vote["ref"]
        names = [one["person"]["name"] for one in vote["voters"] if one["person"]]
        choices = [(one["key"], f"{one['key']}  {one['text']}") for one in vote["choices"]]

        async def save(values: Values) -> None:
            voter, choice = values["voter"], values["vote_choice"]
            await page.session.run_command(lambda acting: votes_by_mail.cast_vote(acting, ref, voter, choice))

        fields = [
            FormField("voter", suggest=names),
            FormField("vote_choice", choices[0][0], options=[*choices, ("abstain", words("vote.abstain"))]),
        ]
        await page.ask(Form(page.services, words("votes.record", text=vote["text"]), fields, save))

    async def withdraw(self, vote: "VoteRow") -> None:
        page, ref = self.page, vote["ref"]
        title = page.words("votes.who_hears_of_end", text=vote["text"])
        await run_after_mails(page, title, partial(votes_by_mail.withdraw_vote, ref=ref), "vote.withdrawn", ref=ref)


def _asked(acting: "Acting", draft: votes_by_mail.VoteDraft) -> "tuple[votes_by_mail.Asked, Sequence[Person]]":
    """With those who are away and may not vote in time."""
    asked = votes_by_mail.ask_vote(acting, draft)
    return asked, votes_by_mail.absent_voters(acting.store, asked.vote)


def how_it_stands(vote: "VoteRow", words: "Catalogue") -> str:
    """Open, with how many have answered; else that it is over."""
    state = words(f"vote.state.{vote['state']}")
    asked = len(vote["voters"])
    counted = words("votes.answered", n=asked - len(vote["silent"]), of=asked)
    return " · ".join(filter(None, (state, counted, vote["decision"] or "")))


def _of_meeting(reader: "Connection", meeting: str) -> "list[VoteRow]":
    return [one for one in votes(reader) if one["meeting"] == meeting]


def _to_choose(reader: "Reader", ref: str) -> "tuple[tuple[VoteChoice, ...], tuple[str, ...]]":
    """The choices of which one has to be named, and the answers that wait."""
    return votes_by_mail.level_choices(reader, ref), votes_by_mail.unread_answers(reader, reader.get(Vote, ref))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
