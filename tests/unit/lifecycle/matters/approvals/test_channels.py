"""A matter's own channels reach everybody who takes part, and are part of what is signed at kick-off."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.signed_content_hash import content_digest
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.language.channel_line import read_channels
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.forms.form_names import FormName
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.change_requests.ask_about_change import ask_approval
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from collabtui.lifecycle.matters.forms.filling import filled_form
from support.departments import MATTER

CHANNEL = "新品群 https://q.example.test/1（用途：每日进展；频次：每天17:00；谁发：陈静；机器人：np）"
SAID = ("新品群", "https://q.example.test/1", "每日进展", "每天17:00", "陈静")


@pytest.fixture
def talking(planned: Workspace) -> Workspace:
    describe_matter(planned.as_user("command"), MATTER, {"channels": read_channels(CHANNEL)})
    return planned


def told(text: str) -> str:
    return "".join(text.split())


def test_a_new_contact_reads_where_one_talks(talking: Workspace) -> None:
    name_contact(talking.as_user("command"), MATTER, "研发部", "张伟")
    (mail,) = (one for one in talking.store.find(Outgoing) if "对接人" in one.text)
    assert all(part in told(mail.text) for part in SAID)
    assert "机器人" not in mail.text


def test_it_is_asked_about_with_the_kick_off_and_changes_what_is_signed(talking: Workspace) -> None:
    acting = talking.as_user("command")
    describe_matter(acting, MATTER, {"lead": "研发部", "goal": "投诉减半"})
    decided = ask_approval(acting, MATTER, "kick-off")
    texts = [mail.text for mail in decided.queued]
    assert texts
    assert all(part in told(text) for part in SAID for text in texts)
    change, matter = talking.store.find(ChangeRequest)[0], talking.store.get(Matter, MATTER)
    elsewhere = matter.model_copy(update={"channels": read_channels(CHANNEL.replace("np", "other"))})
    assert content_digest(change, elsewhere, (), ()) == content_digest(change, matter, (), ()), (
        "its robot is nobody's to sign"
    )
    without = matter.model_copy(update={"channels": ()})
    assert content_digest(change, without, (), ()) != content_digest(change, matter, (), ())


@pytest.mark.parametrize("form", ["kick-off", "communication", "communication-plan"])
def test_the_forms_have_a_table_of_them(talking: Workspace, form: FormName) -> None:
    acting = talking.as_user("command")
    written = write_markdown(filled_form(acting, talking.store, MATTER, form, "zh"))
    assert all(part in written for part in SAID)
    describe_matter(acting, MATTER, {"channels": ()})
    assert "新品群" not in write_markdown(filled_form(acting, talking.store, MATTER, form, "zh"))


def test_an_undo_brings_them_back(talking: Workspace) -> None:
    before = talking.store.get(Matter, MATTER).channels
    describe_matter(talking.as_user("command"), MATTER, {"channels": read_channels("另一个群")})
    undo_last(talking.as_user("command"))
    assert talking.store.get(Matter, MATTER).channels == before
