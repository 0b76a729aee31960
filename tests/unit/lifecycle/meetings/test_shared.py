"""An address that several people share: the secret tells who wrote; without one their mail waits."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.custom_words import teach
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.replay import replay
from support.replies import outgoing, reply
from support.world import Clock

TEAM, ZHANG, BOB = "team@example.test", "zhang@example.test", "bob@example.test"


@pytest.fixture
def shared(published: Workspace, clock: Clock) -> Workspace:
    """team@ is where 张伟 (P2) and Bob (P5) write from."""
    clock.set("2026-03-02T17:30+08:00")
    first = taken(published, ZHANG, "请问纪要在哪里能看到？")
    for person in ("P2", "P5"):
        link_to_person(published.as_user("key"), first.ref, person)
    return published


def taken(workspace: Workspace, address: str, text: str, *, sender: str = TEAM, token: bool = True) -> Incoming:
    raw = reply(outgoing(workspace, address, "minutes"), text, sender=sender, token=token, quote=token)
    said = explain(workspace.as_worker(), raw)
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    assert (said.trust, said.verdict, said.reason) == (mail.trust, mail.verdict, mail.reason)
    return mail


def status(workspace: Workspace, ref: str) -> str:
    return workspace.store.get(Action, ref).status


@pytest.mark.parametrize(
    ("address", "text", "person", "ref"), [(ZHANG, "1 完成", "P2", "A1"), (BOB, "1 done", "P5", "A3")]
)
def test_the_secret_tells_whose_answer_it_is(shared: Workspace, address: str, text: str, person: str, ref: str) -> None:
    mail = taken(shared, address, text)
    assert (mail.person, mail.trust, mail.verdict) == (person, "token", "apply")
    assert status(shared, ref) == "done"


def test_with_the_secret_of_one_the_actions_of_the_other_stay(shared: Workspace) -> None:
    mail = taken(shared, ZHANG, "A3 完成")
    assert (mail.person, mail.verdict) == ("P2", "review")
    assert status(shared, "A3") == "not-started"


def test_without_a_secret_it_waits_with_a_proposal_for_the_actions_of_either(shared: Workspace) -> None:
    mail = taken(shared, ZHANG, "A1 完成\nA3 完成\nA4 完成", token=False)
    assert (mail.person, mail.trust, mail.verdict, mail.reason) == (None, "known", "review", "shared-address")
    assert {update.ref for update in mail.updates} == {"A1", "A3"}
    assert status(shared, "A1") == "not-started"
    assert shared.store.find(Outgoing, to=TEAM) == []
    review.apply_waiting(shared.as_user("key"), mail.ref)
    assert (status(shared, "A1"), status(shared, "A3")) == ("done", "done")


def test_what_the_server_verifies_is_still_nobodys(shared: Workspace) -> None:
    reply_part = shared.config.reply.model_copy(update={"authserv_id": "mx.example.test"})
    config = shared.config.model_copy(update={"reply": reply_part})
    knowing = Workspace(shared.store, config, shared.templates, shared.is_working, shared.clock)
    raw = reply(outgoing(shared, ZHANG, "minutes"), "A1 完成", sender=TEAM, token=False, quote=False)
    for verdict, trust in (("pass", "known"), ("fail", "forged")):
        head = f"Authentication-Results: mx.example.test; dmarc={verdict} header.from=example.test\r\n"
        own_id = raw.replace(b"@client.test>", f".{verdict}@client.test>".encode())
        mail = receive(knowing.as_worker(), head.encode() + own_id)
        assert mail is not None
        assert (mail.trust, mail.verdict, status(shared, "A1")) == (trust, "review", "not-started")


def test_the_secret_of_a_third_is_no_use_to_them(shared: Workspace) -> None:
    mail = taken(shared, "chen@example.test", "A1 完成")
    assert (mail.verdict, mail.reason) == ("review", "token-of-another")
    assert status(shared, "A1") == "not-started"


def test_ones_own_address_cannot_be_shared(shared: Workspace) -> None:
    mail = taken(shared, "chen@example.test", "这是什么？", sender="chen@example.test")
    with pytest.raises(Refused, match=r"link_address\.taken"):
        link_to_person(shared.as_user("key"), mail.ref, "P2")


def test_tying_twice_changes_nothing_and_can_be_taken_back(shared: Workspace) -> None:
    again = taken(shared, ZHANG, "再问一次？", token=False)
    before = shared.store.get(Person, "P5")
    assert link_to_person(shared.as_user("key"), again.ref, "P5") == before
    chen = shared.store.find(Person, email="chen@example.test")[0]
    link_to_person(shared.as_user("key"), again.ref, chen.ref)
    undo_last(shared.as_user("key"))
    assert shared.store.get(Person, chen.ref).aliases == ()


def test_kept_mail_from_it_is_mails_reread_the_same(shared: Workspace) -> None:
    taken(shared, ZHANG, "1 完成")
    taken(shared, ZHANG, "A3 收摊", token=False)
    teach(shared.as_user("key"), {"done": ["收摊"]})
    assert replay(shared.as_user("command")).differs == ()
