"""The content of a mail that came in, from its new text to what it changes.

The types hand on from step to step: `mail` makes a `NewText`, `language` makes an `Understanding` of it,
`lifecycle` applies that. They live here because neither middle room may import the other.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from collabtui.domain.action_status import Status
from collabtui.domain.mail.learned_phrase import KnownPhrase
from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule, CutDoubt, ReplyDoubt
from collabtui.domain.matters.change_request import AskedKind
from collabtui.domain.matters.department_answer import ItemOpinion, Stance
from collabtui.domain.meetings.meeting import Partstat
from collabtui.domain.meetings.questionnaire import QuestionAnswer
from collabtui.domain.model import Instant, Value

Ask = Literal["postpone", "reassign", "cancel", "correct", "rectify", "other"]
_ASKED_FIELDS: dict[Ask, str] = {"postpone": "due", "reassign": "owner", "cancel": "status"}
Answer = Literal["risk", "absence", "agreed", "accept", "accepted", "declined", "tentative", "for", "against"]
"""What a mail may say besides: a risk, days on which its sender is away, the minutes' sign-off, that an action is taken
on, attendance, a department's yes or no."""
DEPARTMENT_ANSWERS: frozenset[Answer | Ask | None] = frozenset({"for", "against"})
Trust = Literal["token", "verified", "known", "unknown", "forged"]
TRUSTED_LEVELS: tuple[Trust, ...] = ("token", "verified")
"""Of a mail that proves who wrote it."""
MailKind = Literal["reply", "calendar-reply", "auto-reply", "bounce", "own", "unrelated"]
Verdict = Literal["apply", "review", "ignore"]
Strength = Literal["apply", "note", "propose", "wait", "none"]
"""Of the reading of a clause: it does what it says; it is a remark on an item that it names; it was read, and is asked
back; a person has to read it; it says nothing."""
HARMLESS_RULES: frozenset[ClauseRule] = frozenset({"talk", "reason"})
"""Of clauses that neither change anything nor wait: a reason went with what it is the reason of."""


SELF = "@me"
"""As a contact: the sender himself."""


class Item(Value):
    """An action as the sender sees it: one line of the mail he answers, or another open action of his own."""

    ref: str
    title: str
    number: int | None = None
    """Its number 1…n in that mail; None when it does not stand there."""
    due: date | None = None
    status: Status = "not-started"
    percent: int = 0
    owner_names: tuple[str, ...] = ()
    deliverable: str = ""
    """What has to be handed over: it names the item as its title does."""
    listed: bool = True
    """False where that mail does not show it, and its number is that of an earlier one."""


class TextSpan(Value):
    """Characters start…end (end excluded) of `NewText.shown`."""

    start: int
    end: int


class ReplyLine(Value):
    """One line the sender wrote."""

    text: str
    span: TextSpan
    item: str | None = None
    """Ref of the item it stands under, when it is tied to one by its place in the quoted mail."""


class NewText(Value):
    """The sender's own words, apart from what he quotes and his signature."""

    shown: str
    """The whole readable body, for people; spans point into it."""
    lines: tuple[ReplyLine, ...]
    doubt: CutDoubt | Literal[""] = ""
    cited: tuple[TextSpan, ...] = ()
    """Lines of others, with their marks, that his own words stand under, or that are all he sends; only where the mail
    that he answers is not known. They are for people: nothing is read from them."""

    @property
    def text(self) -> str:
        """His own words, and in their places the lines that he cites."""
        own = [(line.span.start, line.text) for line in self.lines]
        cited = [(span.start, self.shown[span.start : span.end]) for span in self.cited]
        return "\n".join(text for _, text in sorted([*own, *cited]))


class Update(Value):
    """Changes an action without asking, when the sender is trusted."""

    ref: str
    status: Status | None = None
    percent: int | None = None
    note: str | None = None
    """A reason or remark, in the sender's words."""
    accept: bool = False
    """The owner says that he has taken it on; moves no status."""

    @property
    def values(self) -> frozenset[str]:
        """The fields of the action that it speaks of, but for the acceptance. Of what is done no percent is said; a
        reason belongs to what is blocked, every other remark is a note."""
        states = {
            "status": self.status is not None,
            "percent": self.percent is not None and self.status != "done",
            "reason": self.note is not None and self.status == "blocked",
            "note": self.note is not None and self.status != "blocked",
        }
        return frozenset(value for value, is_stated in states.items() if is_stated)


class Request(Value):
    """Waits for the facilitator."""

    ref: str | None
    """None for a correction of the minutes that names no action."""
    ask: Ask
    due: date | None = None
    reason: str | None = None
    to: str | None = None
    """Whom it should go to, as written."""
    text: str | None = None
    """The correction, or what was said, as written."""
    start: Instant | None = None
    """Another time for a meeting, as a calendar proposes it; `ref` is the meeting then."""
    end: Instant | None = None

    @property
    def values(self) -> frozenset[str]:
        """The field of the action that it asks to be changed, if that is one."""
        return frozenset({_ASKED_FIELDS[self.ask]} if self.ask in _ASKED_FIELDS else ())


class Proposal(Value):
    """A meaning that was read, but not for certain: it waits for the facilitator, or for the sender's own yes."""

    n: int
    """Its number in the mail, from 1: what `y1` confirms."""
    ref: str | None
    status: Status | None = None
    percent: int | None = None
    ask: Ask | Answer | None = None
    due: date | None = None
    to: str | None = None
    """Whom it should go to, who comes instead, or who is the department's contact, as written."""
    phone: str = ""
    """The telephone number of that contact, as written."""
    text: str | None = None
    """The correction, the answer of a department, or how somebody comes to a meeting, as written."""
    reason: str | None = None
    """Why a later day is asked for, or why it is blocked, as written."""
    why: ClauseDoubt
    """Why it is only proposed."""


class Clause(Value):
    """One thing that was said, and how it was read: what `explain` and the Inbox show."""

    span: TextSpan
    text: str
    refs: tuple[str, ...] = ()
    rule: ClauseRule
    """What it says, or why it means no update: `done`, `percent`, `negated`, `question`, …"""
    counts: bool
    """Whether it contributes an update, a request or an answer; False means that it does not, for the rule's reason."""
    proposals: tuple[int, ...] = ()
    """Numbers of the proposals that were read in it."""
    phrase: str = ""
    """Ref of the learnt phrase by which it was read."""
    weighed: tuple[TextSpan, ...] = ()
    """Of what is only likely: the words that spoke for it most."""

    @property
    def strength(self) -> Strength:
        """The certainty of its reading."""
        if self.counts:
            return "note" if self.rule == "note" else "apply"
        if self.proposals:
            return "propose"
        return "none" if self.rule in HARMLESS_RULES else "wait"


def read_within(clause: Clause, clauses: Iterable[Clause]) -> Clause | None:
    """The clause of which it is a part that was read as a whole, and is asked back."""
    if clause.proposals:
        return None
    return next(
        (
            one
            for one in clauses
            if one.proposals and one.span.start <= clause.span.start and clause.span.end <= one.span.end
        ),
        None,
    )


class AskedCriterion(Value):
    """A criterion as the sender sees it in the mail that he answers; or a thing that he is asked to give."""

    number: int
    text: str
    amount: str = ""
    """How much of it is asked for."""


class AskedPlanItem(Value):
    """An item of a plan as the sender sees it in the mail that he answers."""

    number: int
    ref: str
    """Of the action."""


class AskedChoice(Value):
    """A choice of a vote, as the sender sees it in the mail that he answers."""

    key: str
    text: str


class AskedQuestion(Value):
    """A question of a questionnaire, as the sender sees it in the mail that he answers."""

    number: int
    kind: Literal["choice", "several", "scale", "text"]
    text: str = ""
    choices: tuple[AskedChoice, ...] = ()
    least: int = 1
    most: int = 5


class OpenVote(Value):
    """A vote that the sender has a voice in, and that the mail which he answers did not ask."""

    ref: str
    choices: tuple[AskedChoice, ...]


class CriterionResult(Value):
    """The verdict of a reply on one criterion."""

    of: Literal["criterion", "resource"] = "criterion"
    """What it answers: a line that is met or not, or a thing that is given or not."""
    number: int
    """In the mail that is answered."""
    text: str
    """The criterion, as that mail has it."""
    met: bool
    measured: str = ""
    opinion: str = ""
    """Why it is not met, in the sender's words."""
    rectify: str = ""
    """What is to be put right, in the sender's words."""
    rectify_by: date | None = None
    since: date | None = None
    """Of a thing that is given: the day from which, where that is what he says."""


class DepartmentStance(Value):
    """A yes or a no said for one of several departments, by its name."""

    department: str
    stance: Stance
    statement: str = ""
    items: tuple[ItemOpinion, ...] = ()
    """What is said of single items of a plan."""
    rest_agreed: bool = False


class Understanding(Value):
    """The meaning of a mail's new text. Nothing in it is applied yet, and trust is not looked at."""

    clauses: tuple[Clause, ...] = ()
    updates: tuple[Update, ...] = ()
    requests: tuple[Request, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sign_off: Literal["agreed", "corrected"] | None = None
    rsvp: Partstat | None = None
    rsvp_for: str = ""
    """The address of the person for whom a calendar answers, where somebody else sent it."""
    rsvp_remark: str = ""
    """Words on the way and the time in which he comes to it, as written: by phone, until three."""
    rsvp_day: date | None = None
    """The day of the one date of a series that it is said of, where he was invited to all of it."""
    deputy: str = ""
    """Whom he sends in his place to what he was invited to, as written."""
    asks_help: bool = False
    asks_list: bool = False
    doubt: ReplyDoubt | Literal[""] = ""
    """Why a person has to look: `several-open`, `contradiction`, `out-of-range`, `hedged`, … Empty when all that was
    said is understood or is harmless."""
    stance: Stance | None = None
    """What the sender says for his department to what it was asked; None where it was asked nothing, or he said
    nothing."""
    statement: str = ""
    """That, in his words."""
    of_departments: tuple[DepartmentStance, ...] = ()
    """The same by department, where he was asked for several and names them; of one that he names not he says
    nothing."""
    items: tuple[ItemOpinion, ...] = ()
    """What is said of single items of a plan that he was asked about."""
    rest_agreed: bool = False
    """Whether a yes is said to all its other items."""
    contact: str = ""
    """Whom he names as his department's contact, as written: `Wang Fang <w@x.test>`; `@me` for himself."""
    contact_phone: str = ""
    """The telephone number that stands beside that name, as written; empty: none."""
    promised: date | None = None
    """The day by which his department delivers what it was asked for."""
    confirmed: tuple[int, ...] = ()
    """Numbers of the proposals of ours that the sender confirms: what they say is among his updates, requests and
    answers once the mail is assessed."""
    dropped: tuple[int, ...] = ()
    """Numbers of those that he says are not what he meant."""
    criteria: tuple[CriterionResult, ...] = ()
    """What is said for certain of criteria that he was asked about."""
    criteria_proposed: tuple[CriterionResult, ...] = ()
    """What was read of others, and waits."""
    notes: tuple[str, ...] = ()
    """Lines of notes of the meeting that he was invited to, which wait to be looked at."""
    vote: str = ""
    """The key of the choice that he votes for, or `abstain`."""
    vote_proposed: str = ""
    """The same where it was read and is not certain."""
    answers: tuple[QuestionAnswer, ...] = ()
    """To a questionnaire."""
    answers_proposed: tuple[QuestionAnswer, ...] = ()
    """The same where the mail says something else, too, or one of them cannot be told."""
    vote_on: str = ""
    """Ref of the vote that is meant, where the mail that is answered asked something else."""
    voter: str = ""
    """Ref of the one whose vote it is, where the sender answers his mail as his deputy; else it is the sender's own."""
    voter_name: str = ""
    needs_date: bool = False
    """A postponement was asked for without a day that can be meant: the answer asks for one."""


class Asking(Value):
    """The question to the sender's department in the mail that he answers."""

    kind: Literal["request", "change", "criteria", "vote", "resources"]
    approves: AskedKind | None = None
    """What it is asked to say yes to; None where that is no change and no approval."""
    topics: tuple[str, ...] = ()
    """What the thing that was asked is called: titles and refs."""
    name: str = ""
    """The sender's name."""
    department: str = ""
    """The department that he speaks for."""
    beside: tuple[str, ...] = ()
    """Others that he was asked for in the same mail."""
    wanted: str = ""
    """What a request asks of it, in the words of who asks."""
    gift: AskedCriterion | None = None
    """The one thing that it is asked to give; None where it is asked something else, or for several."""


class ReplyContext(Value):
    """The things that the sender may be talking about: everything `language.replies.understand` needs beside the
    text."""

    items: tuple[Item, ...]
    """The numbered items of the answered mail first (only his own actions), then his other open actions."""
    locale: Literal["zh", "en"]
    written: date
    """The day the mail was written, in the sender's zone."""
    hour: int | None = None
    """The hour of that, 0 to 23; None where nobody knows it."""
    minutes: str | None = None
    """Ref of the meeting whose minutes were answered; None when sign-off cannot be meant."""
    only_minutes: bool = False
    """Whether the answered mail asks one thing, whether the minutes are agreed, so that a bare OK means them."""
    decisions: tuple[str, ...] = ()
    """Refs of the decisions of those minutes, in the order of the mail."""
    invitation: bool = False
    """Whether an invitation was answered, so that yes and no mean attendance."""
    others_items: tuple[Item, ...] = ()
    """Actions of other people that stand in the same mail: naming one of them is never an update."""
    criteria: tuple[AskedCriterion, ...] = ()
    """The criteria that he was asked about; then nothing else can be meant."""
    plan: tuple[AskedPlanItem, ...] = ()
    """The items of the plan that his department was asked about."""
    choices: tuple[AskedChoice, ...] = ()
    """The choices that he may vote for; then nothing else can be meant."""
    questions: tuple[AskedQuestion, ...] = ()
    """The questionnaire that he was asked to fill in; then nothing else can be meant."""
    votes: tuple[OpenVote, ...] = ()
    """Votes that he may cast beside what the mail asked."""
    asking: Asking | None = None
    """What his department was asked; None when neither a yes nor a no of it can be meant."""
    answers_ours: bool = False
    """Whether a mail of ours is answered that asks or tells something: any but those which only say what was read."""
    people: tuple[str, ...] = ()
    """Names of the other people in the mail: what is said of them is hearsay."""
    distinct_people: tuple[str, ...] = ()
    """Of those among them who share a name, what tells whose it is: 王芳（市场部）."""
    asked_back: tuple[Proposal, ...] = ()
    """What the answered mail asks him to confirm."""
    just_updated: tuple[Update, ...] = ()
    """What was read in the mail that the answered one confirms: his reply to that may put it right."""
    just_asked: tuple[Request, ...] = ()
    """What was asked for in it."""
    phrases: tuple[KnownPhrase, ...] = ()
    """What was learnt of the words of his office, and of his own, which come first."""

    @property
    def listed(self) -> tuple[Item, ...]:
        """The items that the answered mail shows."""
        return tuple(item for item in self.items if item.number is not None and item.listed)

    @property
    def just_spoken_of(self) -> str | None:
        """The one action that all of that was about; None where there is none, or several."""
        own = {item.ref for item in self.items}
        refs = {one.ref for one in self.just_updated} | {one.ref for one in self.just_asked}
        return next(iter(refs)) if len(refs) == 1 and refs <= own else None

    @property
    def unnamed_candidates(self) -> tuple[Item, ...]:
        """The items that words which name none may be about: those that the mail shows; else any, unless a mail of ours
        is answered, since the words are about what it tells or asks then: a risk, material, another's action."""
        asks = self.answers_ours or self.minutes is not None or self.invitation or self.asking is not None
        return self.listed or (() if asks else self.items)
