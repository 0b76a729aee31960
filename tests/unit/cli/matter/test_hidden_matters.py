"""A restricted matter and whoever has no part in it: no command gives a word, a ref or a number of it away."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.cli.base.grammar import Parser
from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.domain.action import OwnCheck
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import NumberedItem
from collabtui.domain.mail.reply import NewText, ReplyLine, Request, TextSpan, Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Contact, Criterion, Matter, Milestone, NamedReader, Risk
from collabtui.domain.matters.process_step import ProcessStep
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Entry, Meeting, Participant, Question, SignOff, Slot
from collabtui.domain.meetings.minutes_versions import MinutesLine, MinutesVersion
from collabtui.domain.meetings.questionnaire import VoteChoice
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote, Voter
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.store.sqlite.sqlite_store import open_store
from support.command_line import Said, Type
from support.records import action, decision, incoming, meeting, outgoing, put

SECRET, OPEN = "绝密并购", "公开的事"
X, Y = "X-2026-001", "X-2026-002"
THEN = datetime(2026, 2, 27, 2, 0, tzinfo=UTC)
DAY = date(2026, 2, 27)
BOB, DORA, ALICE = "bob@example.test", "dora@example.test", "alice@example.test"
HIDDEN = (X, "A1", "A2", "R1", "C1", "RES1", "M8", "D1", "D2", "Q1", "VOTE1", "O1", "O2", "I1", "SER1", "REP1")
LINES = """
    matter list · matter show {Y} · matter search 绝密 {home} · action list · action list --open
    action list --search 绝密 · action list --matter {Y} · action list --owner Bob · action list --filter 绝密
    action show A3 · action history A3 · action check A3 · action why A3 · action columns
    action export --format csv · action export --format json · action export --format md
    action export --format ics · action export --format org · action export --format todo.txt
    action export --format taskwarrior · action update A3 --percent 20 · action add 绝密并购的收尾
    action forget-column x · action import {table} · risk list · risk list --all · risk add y --matter {Y}
    resource list · resource list --matter {Y} · resource add {Y} 会议室 --from 2026-03-01 --to 2026-03-05
    decision list · decision list --open · meeting list · meeting show M9 · meeting sign-offs M9 · meeting exceptions M9
    meeting export M9 --format md · meeting export M9 --format json · meeting export M9 --format html
    meeting export M9 --format txt · meeting export M9 --format ics · meeting minutes M9 · meeting record M9
    meeting invite M9 · meeting new · meeting now x · meeting edit M9 · inbox list · inbox list --waiting
    inbox replay --check · words list · words export · words learn I2 · outbox list · outbox list --state sent
    outbox list --state queued · outbox show 3 · outbox flush · status · status --prometheus · remind --dry-run
    trail A3 · trail {Y} · trail --json · undo --list · undo · redo · report week · report leadership · report status
    report kept · report department · report load · report promises · report answers · report week --matter {Y}
    report status --matter {Y} --format html · person list · person list --left
    person leave alice@example.test --dry-run · person away Alice
    person merge Alice carol@example.test --dry-run · department list · department rename 研发部 新部 --dry-run
    department merge 研发部 法务部 --dry-run · person edit Alice --title x · matter form {Y} plan · matter form {Y} case
    matter edit {Y} --goal y · matter retrospective {Y} · matter plan {Y} · matter archive {Y} --to {home}/arch
    matter duties {Y} · matter template list · matter template save {Y} mine
    matter milestone {Y} 上线
    matter accept {Y} · matter request {Y} · matter step {Y} plan · account list · role list · template list
    template preview digest · template show digest · template check · doctor · export {home}/all
    backup {home}/all.tgz
"""
NAMED = """
    matter show {X} · matter edit {X} --goal x · matter form {X} plan · matter archive {X} --to {home}/arch
    matter step {X} plan · matter criterion {X} 1 --met yes · matter accept {X} · matter retrospective {X}
    matter ask {X} 研发部 x · matter request {X} · matter answer {X} 研发部 for ok · matter contact {X} 研发部 Alice
    matter milestone {X} 上线 · matter milestone {X} --file {table}
    matter change {X} date x · matter change C1 · matter opinion C1 研发部 for ok · matter approve {X} plan
    matter plan {X} · matter duties {X} · matter settle Q1 ok · matter decide {X} plan · matter template save {X} mine
    matter grant C1 ok · matter refuse C1 ok · matter criterion {X} 1 --opinion x · action show A1
    action show A2 · action history A1 · action update A1 --percent 10 · action check A1 · action why A1
    action answer A1 x · risk meeting R1 · action list --matter {X} · action export --matter {X}
    action add x --matter {X} · risk show R1
    risk list --matter {X} · risk update R1 --title x · risk add x --matter {X} · resource list --matter {X}
    resource add {X} x · resource ask {X} · resource answer RES1 for ok · resource withdraw RES1
    decision show VOTE1 · decision vote VOTE1 Bob A · decision close VOTE1 A · decision withdraw VOTE1
    decision ask M8 x · meeting show M8 · meeting edit M8 · meeting move M8 2026-03-09T10:00 · meeting invite M8
    meeting exceptions M8
    meeting cancel M8 · meeting material M8 {table} · meeting record M8 · meeting minutes M8
    meeting sign-offs M8 · meeting export M8 --format md · meeting export M8 --format ics
    meeting export M8 --format json · inbox show 1 · inbox show I1 · inbox apply 1 · inbox reject 1 · inbox undo 1
    inbox tie 1 Alice · inbox answer 1 · inbox take 1 · outbox show 1 · outbox show 1 --eml · outbox show O2
    outbox show O2 --eml · outbox retry 1 · outbox hold 1 · outbox edit 1 --subject x · outbox resend 1
    words learn I1 · trail A1 · trail {X} · undo A1 · undo A1 --list · undo {X} --list · report week --matter {X}
    report status --matter {X} · report department --matter {X} · report load --matter {X}
    report promises --matter {X} · report answers --matter {X}
"""
NOT_ASKED = {
    "init", "receive", "explain", "sync", "watch", "restore", "import", "move", "matter verify", "matter new",
    "matter confidential", "person import", "person add", "person tie", "role grant", "role revoke", "account add",
    "account edit", "inbox teach", "words forget", "words import",
}  # fmt: skip
"""Commands that enter what is given to them, or work on all of it with nobody's eyes."""


def lines_of(table: str) -> list[str]:
    return [one.strip() for line in table.strip().splitlines() for one in line.split("·") if one.strip()]


def secret_matter() -> Matter:
    return Matter(
        ref=X,
        title=f"{SECRET}一号",
        background=f"{SECRET}背景",
        goal=f"{SECRET}目标",
        confidential=True,
        readers=(NamedReader(person="ALICE"),),
        step="tracking",
        created_at=THEN,
        lead="研发部",
        rhythm="weekly",
        contacts=(Contact(department="研发部", person="ALICE"),),
        scope_in=f"{SECRET}内",
        rules=f"{SECRET}规矩",
        channels=(Channel(name=f"{SECRET}群"),),
        asked=(DepartmentRequest(department="研发部", what=f"{SECRET}人手", sent_at=THEN),),
        milestones=(Milestone(text=f"{SECRET}签约", day=DAY),),
        old_steps=(ProcessStep(department="研发部", text=f"{SECRET}旧步"),),
        criteria=(Criterion(text=f"{SECRET}过会"),),
        retrospective_by=DAY,
        result=f"{SECRET}成",
    )


def meeting_of(ref: str, matter: str, title: str, **more: object) -> Meeting:
    return meeting(
        ref,
        title=title,
        matter=matter,
        place="3号会议室",
        start=THEN,
        end=THEN + timedelta(hours=1),
        state="published",
        minutes_version=1,
        published_at=THEN,
        invited_at=THEN,
        started_at=THEN,
        ended_at=THEN,
        slots=(Slot(title=title, minutes=60),),
        participants=(Participant(person="ALICE"), Participant(person="BOB")),
        **more,
    )


def mail_about(ref: str, items: list[NumberedItem], **more: object) -> object:
    return outgoing(
        ref,
        kind="reminder",
        key=f"k-{ref}",
        person="ALICE",
        to=ALICE,
        subject=f"{SECRET}提醒",
        state="sent",
        sent_at=THEN,
        text=f"{SECRET}正文",
        raw=f"Subject: {SECRET}\r\n\r\n{SECRET}\r\n".encode(),
        items=tuple(items),
        **more,
    )


@pytest.fixture
def office(configured: Home, typed: Type, people_file: object) -> Home:
    """X is restricted to Alice; Bob and Dora have roles, and no part in it. Of M9, which is of the open Y, an action
    and a decision belong to X."""
    assert typed(f"person import {people_file}").code == 0
    typed("person add Dora dora@example.test --department 行政部")
    typed(["matter", "new", "placeholder"])
    typed(["matter", "new", OPEN])
    for who, role in (("Lead", "administrator"), (BOB, "facilitator"), (DORA, "administrator"), (ALICE, "facilitator")):
        assert typed(["role", "grant", who, role]).code == 0
    store = open_store(configured.database)
    by_name = {one.name: one.ref for one in store.find(Person)}

    def told(record: object) -> object:
        """With the refs of the people in the place of their names."""
        text = record.model_dump_json()  # type: ignore[attr-defined]  # each is a record
        for name, ref in by_name.items():
            text = text.replace(f'"{name.upper()}"', f'"{ref}"')
        return type(record).model_validate_json(text)  # type: ignore[attr-defined]  # each is a record

    said = NewText(shown=SECRET, lines=(ReplyLine(text=f"{SECRET}拖了", span=TextSpan(start=0, end=4)),))
    one = NumberedItem(number=1, ref="A1", title=f"{SECRET}尽调", due=DAY)
    common = {"owner": "ALICE", "due": DAY, "original_due": DAY, "status": "in-progress", "updated_at": THEN}
    records = [
        secret_matter().model_copy(update={"version": 1}),
        action(
            "A1",
            title=f"{SECRET}尽调",
            matter=X,
            note=f"{SECRET}注",
            deliverable=f"{SECRET}报告",
            whys=(f"{SECRET}因",),
            checks=(OwnCheck(text=f"{SECRET}查"),),
            reason=f"{SECRET}由",
            **common,
        ),
        action("A2", title=f"{SECRET}估值", matter=X, meeting="M9", **common),
        action("A3", title="公开行动", matter=Y, meeting="M9", **common),
        Risk(ref="R1", text=f"{SECRET}泄密", level="high", matter=X, raised_at=THEN, by="Lead", owner="ALICE"),
        ChangeRequest(
            ref="C1",
            matter=X,
            kind="date",
            what=f"{SECRET}改期",
            departments=("研发部",),
            state="asked",
            asked_at=THEN,
            raised_by="Lead",
            raised_at=THEN,
        ),
        Resource(
            ref="RES1",
            matter=X,
            what="会议室",
            kind="tools",
            amount=f"{SECRET}两间",
            department="研发部",
            first=date(2026, 3, 1),
            last=date(2026, 3, 5),
            made_at=THEN,
            by="Lead",
            state="promised",
        ),
        meeting_of("M8", X, f"{SECRET}会", goal=f"{SECRET}会标", series="SER1", occurrence=THEN),
        meeting_of("M9", Y, "公开例会"),
        Series(
            ref="SER1",
            title=f"{SECRET}会",
            rule=Rule(every="week"),
            start=THEN,
            minutes=60,
            timezone="Asia/Shanghai",
            place="3号会议室",
            matter=X,
            uid="s1",
            state="invited",
        ),
        decision("D1", text=f"{SECRET}报价", meeting="M8", matter=X, at=THEN),
        decision("D2", text=f"{SECRET}底价", meeting="M9", matter=X, at=THEN),
        decision("D3", text="公开决定", meeting="M9", matter=Y, at=THEN),
        Entry(
            ref="E1",
            meeting="M9",
            slot=0,
            at=THEN,
            kind="decision",
            line=f"d: {SECRET}底价",
            text=f"{SECRET}底价",
            thing="D2",
            by="Lead",
        ),
        Question(ref="Q1", text=f"{SECRET}谁签", meeting="M8", matter=X, at=THEN, by="Lead"),
        Vote(
            ref="VOTE1",
            text=f"{SECRET}表决",
            meeting="M8",
            matter=X,
            choices=(VoteChoice(key="A", text=f"{SECRET}甲"),),
            voters=(Voter(person="ALICE"),),
            until=DAY,
            asked_at=THEN,
            by="Lead",
        ),
        SignOff(ref="S1", meeting="M8", minutes_version=1, person="ALICE", deadline=THEN),
        MinutesVersion(
            ref="V1",
            meeting="M9",
            number=1,
            at=THEN,
            by="Lead",
            lines=(
                MinutesLine(ref="D2", kind="decision", text=f"{SECRET}底价"),
                MinutesLine(ref="D3", kind="decision", text="公开决定"),
            ),
        ),
        mail_about("O1", [one]),
        mail_about("O2", [], matter=X),
        outgoing(
            "O3", kind="notice", key="k-O3", person="BOB", to=BOB, subject="公开信", text="公开信", queued_at=THEN
        ),
        incoming(
            "I1",
            answers="O1",
            person="ALICE",
            sender=ALICE,
            subject=f"Re: {SECRET}提醒",
            new_text=said,
            received_at=THEN,
            written_at=THEN,
            verdict="review",
            state="waiting",
            updates=(Update(ref="A1", percent=10),),
            requests=(Request(ref="A1", ask="postpone", due=date(2026, 3, 9)),),
            raw=f"{SECRET}".encode(),
        ),
        KeptReport(
            ref="REP1", kind="week", week="2026-W09", matter=X, content="{}", at=THEN, by="Lead", sent_to=(SECRET,)
        ),
    ]
    put(store, *[told(one) for one in records], now=THEN, actor="Lead")  # type: ignore[type-var]  # records of several types
    store.close()
    return configured


def test_each_command_is_asked_or_said_to_show_nothing() -> None:
    def leaves(parser: Parser, path: str) -> Iterator[str]:
        if parser.command:
            yield path
        for name, verb in parser.verbs.items():
            yield from leaves(verb, f"{path} {name}")

    known = {path for noun in NOUNS for path in leaves(parser_of(noun), noun)}
    asked = {" ".join(words[:n]) for words in map(str.split, (*lines_of(LINES), *lines_of(NAMED))) for n in (1, 2)}
    assert known - asked - NOT_ASKED == set()


@pytest.mark.parametrize("who", [BOB, DORA])
def test_who_has_no_part_in_it_reads_nothing_of_it(office: Home, typed: Type, who: str, tmp_path: Path) -> None:
    found = {}
    for line in (*lines_of(LINES), *lines_of(NAMED)):
        said = asked(typed, office, line, who, tmp_path)
        shown = f"{said.out} {said.err}".replace("绝密并购的收尾", "")
        named = {one.strip("IO") for one in line.format(X=X, Y=Y, home="", table="").split()}
        is_mail = line.startswith("meeting minutes")  # which gives numbers and days to who may not read more
        refs = [
            one for one in HIDDEN if not is_mail and one.strip("IO") not in named and re.search(rf"\b{one}\b", shown)
        ]
        is_done = line in lines_of(NAMED) and said.code == 0
        if SECRET in shown or "damaged" in shown or refs or is_done:
            found[line] = (refs, shown[:300])
    assert found == {}, "\n".join(f"{line}: {refs} {shown}" for line, (refs, shown) in found.items())


def test_its_own_people_read_it(office: Home, typed: Type, tmp_path: Path) -> None:
    lines = (
        "matter list",
        f"matter show {X}",
        "action list",
        "meeting list",
        "risk list",
        "decision list",
        "inbox list",
        "outbox list",
        "meeting export M9 --format txt",
        "action show A1",
        "outbox show 1",
        "trail A1",
        "meeting minutes M9",
    )
    for line in lines:
        assert SECRET in asked(typed, office, line, ALICE, tmp_path).out, line


def asked(typed: Type, home: Home, line: str, who: str, folder: Path) -> Said:
    table = home.root / "table.csv"
    table.write_text("事项,负责人\n公开行动,Alice\n", encoding="utf-8")
    words = line.format(X=X, Y=Y, home=folder, table=table).split()
    return typed([*words, "--as", who], now="2026-03-02T17:00+08:00")
