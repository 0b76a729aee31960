"""Every kept mail, judged again in the state that it met, is judged as it was."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Update
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.custom_words import teach
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.records_at_an_earlier_time import Past
from collabtui.lifecycle.mail_in.replay import Differs, replay
from support.replies import outgoing, reply
from support.world import Clock

ZHANG, BOB, CHEN = "zhang@example.test", "bob@example.test", "chen@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def take(workspace: Workspace, address: str, text: str, *, sender: str = "", date: str = "") -> Incoming:
    raw = reply(outgoing(workspace, address, "minutes"), text, sender=sender, date=date)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def test_a_busy_day_is_mails_reread_as_it_was(published: Workspace, clock: Clock) -> None:
    """Each mail met other actions, and some of it was decided, edited, undone and read again since."""
    first = take(published, ZHANG, "1 完成，2 延期到3月18日，因为供应商晚了")
    clock.set("2026-03-02T17:40+08:00")
    review.apply_waiting(published.as_user("key"), first.ref)
    take(published, ZHANG, "2 进行中，30%", date="Mon, 02 Mar 2026 17:41:00 +0800")
    take(published, BOB, "done")
    undone = take(published, CHEN, "同意")
    review.undo_mail(published.as_user("key"), undone.ref)
    unknown = take(published, ZHANG, "1 完成", sender="zhang.wei@other.test")
    clock.set("2026-03-03T09:00+08:00")
    link_to_person(published.as_user("key"), unknown.ref, "P2")
    take(published, ZHANG, "A2 收摊", sender=ZHANG, date="Tue, 03 Mar 2026 08:00:00 +0800")
    teach(published.as_user("key"), {"done": ["收摊"]})
    take(published, ZHANG, "A2 收摊", sender=ZHANG, date="Tue, 03 Mar 2026 08:30:00 +0800")
    again = replay(published.as_user("command"))
    assert (again.mails, again.differs) == (7, ())


def test_what_lay_in_the_junk_folder_is_judged_as_such_again(published: Workspace) -> None:
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 完成"), junk=True)
    assert replay(published.as_user("command")).differs == ()


def test_a_mail_that_is_not_kept_as_it_was_judged_is_found(published: Workspace) -> None:
    mail = take(published, ZHANG, "1 完成")
    with published.as_user("key").transaction() as tx:
        tx.put(tx.get(Incoming, mail.ref).model_copy(update={"verdict": "review"}))
    assert replay(published.as_user("command")).differs == (Differs(mail.ref, "verdict"),)


def test_replay_changes_nothing(published: Workspace) -> None:
    take(published, ZHANG, "1 完成")
    before = published.store.change_counter()
    replay(published.as_user("command"))
    assert published.store.change_counter() == before


def test_the_past_is_what_it_was(published: Workspace, clock: Clock) -> None:
    store, acting = published.store, published.as_user("key")
    was = store.get(Action, "A1")
    clock.set("2026-03-02T18:00+08:00")
    edit_actions.update_action(acting, "A1", Update(ref="A1", status="in-progress", percent=50))
    batch = store.changes("A1")[0].batch
    edit_actions.update_action(acting, "A1", Update(ref="A1", status="done"))
    past = Past(store)
    assert past.before(batch + 1).get(Action, "A1").percent == 50
    assert past.find(Action, owner=was.owner, status=["in-progress"])[0].ref == "A1"
    assert past.before(batch).get(Action, "a1").model_dump(exclude={"version"}) == was.model_dump(exclude={"version"})
    assert past.changes("A1", limit=1)[0].field == ""
    owners = {str(past.get(Action, ref).owner) for ref in ("A1", "A3")}
    assert past.owed_owners("overdue", None, date(2026, 3, 10)) == sorted(owners)
    assert past.owed_doers("overdue", None, date(2026, 3, 10)) == store.owed_doers("overdue", None, date(2026, 3, 10))
    assert past.open_duties() == store.open_duties()
    mail = take(published, ZHANG, "1 完成")
    review = published.store.get(Incoming, mail.ref)
    whole = Past(store)
    around = (str(review.person), review.written_at, review.written_at)
    assert [one.ref for one in whole.proved_mails(*around)] == [mail.ref]
    assert whole.before(review.read_in).proved_mails(*around) == []
    assert whole.unproved_mails("told", published.clock(), 9) == []
    assert past.present_people() == store.present_people()
    past.before(1)
    assert past.find(Person) == []
    assert past.present_people() == []
    with pytest.raises(Unknown):
        past.get(Action, "A1")


SAID = st.sampled_from(
    ["1 完成", "2 进行中", "1 50%", "2 延期到3月20日", "收到", "A3 完成", "没完成", "1 受阻，因为没人", "帮助"]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SAID, st.booleans()), min_size=1, max_size=6))
def test_whatever_is_answered_and_decided_it_is_mails_reread_the_same(
    published: Workspace, said: list[tuple[str, bool]]
) -> None:
    acting = published.as_user("key")
    for number, (text, undo) in enumerate(said):
        mail = receive(
            published.as_worker(),
            reply(outgoing(published, ZHANG, "minutes"), f"{text}\n\n{number}{len(said)}{id(said)}"),
        )
        if undo and mail and mail.state == "waiting":
            review.reject(acting, mail.ref)
    assert replay(acting).differs == ()
