"""Whatever is mailed and decided: a yes that is taken back at once leaves no trace but the trail, what is taken back in
the end leaves everything as it was, and every kept mail is judged again as it was."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.errors import CollabError, Conflict
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.custom_words import forget, teach
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from support.replies import outgoing, reply
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

ADDRESSES = ("zhang", "bob", "chen", "zhao")
TEXTS = (
    "1 完成", "2 完成一半", "1 受阻，因为没人", "1 完成，2 延期到3月20日，因为供应商晚了", "收到", "没完成",
    "2 取消", "1 不归我，转给陈静", "2 收摊", "done", "1 60%", "1 delay to 16 March because of the lawyer",
    "not mine, please ask Chen", "同意", "更正 1: 冻结日应为3月5日", "agreed", "有异议：缺少测试环境",
    "A3 完成", "A1 done", "帮助", "谢谢！", "应该快好了",
)  # fmt: skip
REFUSALS = frozenset({
    "inbox.nothing_waits", "undo.changed_since", "undo.repeated_by", "undo.nothing", "inbox.no_person",
    "link_address.taken", "inbox.correct_in_minutes",
})  # fmt: skip
KEPT = ("status", "percent", "due", "original_due", "owner", "reason", "note", "slips", "accepted_at")


class Mailed(NamedTuple):
    who: str
    text: str
    token: bool
    junk: bool
    from_team: bool


def mailed(who: str, text: str) -> Mailed:
    return Mailed(who, text, token=True, junk=False, from_team=False)


class Decided(NamedTuple):
    command: str
    which: int


STEPS = st.one_of(
    st.builds(mailed, st.sampled_from(ADDRESSES), st.sampled_from(TEXTS)),
    st.builds(
        Mailed,
        st.sampled_from(ADDRESSES),
        st.sampled_from(TEXTS),
        st.sampled_from([True, True, True, False]),
        st.sampled_from([False, False, False, True]),
        st.sampled_from([False, False, False, True]),
    ),
    st.builds(
        Decided,
        st.sampled_from(["apply", "apply", "reject", "undo", "edit", "tie", "teach", "forget", "set", "later"]),
        st.integers(0, 20),
    ),
)


class History:
    """An office whose minutes are out, and what happens in it."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self._opened = open_workspace(Home(folder), CONFIG, self.clock)
        self.workspace: Workspace = self._opened.__enter__()
        acting = self.workspace.as_user
        edit_people.import_people(acting("command"), PEOPLE)
        plan.new_meeting(acting("command"), AGENDA)
        invite.invite(acting("command"), "M1")
        self.clock.set("2026-03-02T15:00+08:00")
        run.record(acting("command"), "M1", NOTES)
        publish.publish(acting("command"), "M1")
        self.clock.set("2026-03-02T17:30+08:00")
        self.mails: list[str] = []

    def __enter__(self) -> "History":
        return self

    def __exit__(self, *error: Any) -> None:
        self._opened.__exit__(*error)

    @property
    def acting(self) -> Acting:
        return self.workspace.as_user("key")

    def state(self) -> dict[str, Any]:
        """All that a mail can change."""
        store = self.workspace.store
        actions = {one.ref: {name: getattr(one, name) for name in KEPT} for one in store.find(Action, meeting="M1")}
        meeting = store.get(Meeting, "M1")
        answers = {one.person: (one.partstat, one.comment) for one in meeting.participants}
        agreed = {
            one.person: (one.state, one.text)
            for one in store.find(SignOff, meeting="M1")
            if one.state not in ("waiting", "withdrawn")
        }
        return {**actions, "answers": answers, "agreed": agreed, "meeting": (meeting.state, meeting.start)}

    def happen(self, step: Mailed | Decided) -> None:
        if isinstance(step, Mailed):
            self._mailed(step)
        elif step.command in ("set", "later", "teach", "forget"):
            self._else(step)
        elif self.mails:
            self._decided(step.command, self.mails[step.which % len(self.mails)])

    def _mailed(self, step: Mailed) -> None:
        self.clock.now += timedelta(minutes=7)
        raw = reply(
            outgoing(self.workspace, f"{step.who}@example.test", "minutes"),
            f"{step.text}\n" if step.token else step.text,
            sender="team@example.test" if step.from_team else "",
            date=self.clock.now.strftime("%a, %d %b %Y %H:%M:%S %z"),
            quote=step.token,
            token=step.token,
        )
        mail = receive(self.workspace.as_worker(), raw, junk=step.junk)
        if mail is not None:
            self.mails.append(mail.ref)

    def _else(self, step: Decided) -> None:
        commands: dict[str, Callable[[], object]] = {
            "teach": lambda: teach(self.acting, {"done": ["收摊"]}),
            "forget": lambda: forget(self.acting, "收摊"),
        }
        if step.command == "later":
            self.clock.now += timedelta(minutes=step.which * 10)
        elif step.command == "set":
            update = Update(ref="A1", percent=step.which, status="in-progress")
            with self.acting.transaction() as tx:
                tx.put(tx.get(Action, "A1").model_copy(update=update.model_dump(include={"percent", "status"})))
        else:
            refused(commands[step.command])

    def _decided(self, command: str, ref: str) -> None:
        """Whatever is refused changes nothing; a yes or no that is taken back at once changes nothing either."""
        before = self.state()
        edited = (Update(ref="A3", status="in-progress", percent=90),)
        commands: dict[str, Callable[[], object]] = {
            "apply": lambda: review.apply_waiting(self.acting, ref),
            "edit": lambda: review.apply_waiting(self.acting, ref, instead=(), updates=edited),
            "reject": lambda: review.reject(self.acting, ref),
            "undo": lambda: review.undo_mail(self.acting, ref),
            "tie": lambda: link_to_person(self.acting, ref, "P2"),
        }
        fresh = self.workspace.store.get(Incoming, ref).state == "waiting" and not self.holds(ref)
        if error := refused(commands[command]):
            assert error.key in REFUSALS, error
            assert self.state() == before
            return
        if command in ("apply", "edit", "reject") and fresh and not refused(lambda: review.undo_mail(self.acting, ref)):
            assert self.state() == before
            refused(commands[command])

    def take_everything_back(self) -> bool:
        """Whether all of it could be: two mails may each have changed what the other had changed before."""
        left = [ref for ref in reversed(self.mails) if self.holds(ref)]
        for _ in range(len(left)):
            for ref in list(left):
                error = refused(partial(review.undo_mail, self.acting, ref))
                assert error is None or isinstance(error, Conflict), error
                if error is None:
                    left.remove(ref)
        return not left

    def holds(self, ref: str) -> bool:
        """Whether something stands that came of that mail."""
        changes = self.workspace.store.changes(via=f"mail:{ref}")
        done = self.workspace.store.get(Incoming, ref).state in ("applied", "waiting")
        return done and any(not change.ref.startswith(("I", "O")) for change in changes)


def refused(command: Callable[[], object]) -> CollabError | None:
    try:
        command()
    except CollabError as error:
        return error
    return None


HISTORIES = st.lists(STEPS, min_size=1, max_size=14)
OF_MAILS = st.lists(
    STEPS.filter(lambda step: isinstance(step, Mailed) or step.command != "set"), min_size=1, max_size=14
)


@settings(max_examples=25, deadline=None)
@given(HISTORIES)
def test_every_kept_mail_is_mails_reread_as_it_was(steps: list[Mailed | Decided]) -> None:
    with TemporaryDirectory() as folder, History(Path(folder)) as history:
        for step in steps:
            history.happen(step)
        before = history.workspace.store.change_counter()
        assert replay(history.acting).differs == ()
        assert history.workspace.store.change_counter() == before


@settings(max_examples=25, deadline=None)
@given(OF_MAILS)
@example([mailed("zhao", "有异议：缺少测试环境"), mailed("chen", "同意")])
@example([mailed("zhang", TEXTS[3]), Decided("apply", 0), mailed("zhang", "1 60%"), Decided("undo", 0)])
@example([mailed("zhang", "同意"), mailed("chen", "同意"), mailed("bob", "agreed")])
def test_what_is_taken_back_in_the_end_leaves_everything_as_it_was(steps: list[Mailed | Decided]) -> None:
    with TemporaryDirectory() as folder, History(Path(folder)) as history:
        first = history.state()
        for step in steps:
            history.happen(step)
        if history.take_everything_back():
            assert history.state() == first
        assert replay(history.acting).differs == ()


def test_two_mails_that_changed_each_others_work_say_so(tmp_path: Path) -> None:
    with History(tmp_path) as history:
        history.happen(
            Mailed("zhang", "1 40%，2 延期到3月20日，因为供应商晚了", token=True, junk=False, from_team=False)
        )
        history.happen(Mailed("zhang", "1 60%", token=True, junk=False, from_team=False))
        error = refused(lambda: review.undo_mail(history.acting, "I1"))
        assert isinstance(error, Conflict)
        assert history.take_everything_back()
