"""An agenda edited as a text, while somebody else changes the same meeting."""

from datetime import timedelta

from collabtui.domain.meetings.draft import SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.meetings.agenda_merge import clash_named, merged_agenda
from collabtui.lifecycle.meetings.agenda_text import agenda_text, draft_of
from collabtui.text.catalogue import Catalogue
from support.world import AGENDA


def test_each_field_is_as_it_was_changed_last() -> None:
    mine = AGENDA.model_copy(update={"place": "5号会议室", "questions": ("预算谁出",)})
    now = AGENDA.model_copy(update={"goal": "定预算", "questions": ("谁来测",)})
    draft, clashes = merged_agenda(AGENDA, mine, now)
    assert clashes == ()
    assert (draft.place, draft.goal, draft.questions) == ("5号会议室", "定预算", ("谁来测", "预算谁出"))


def test_what_both_have_changed_is_named_with_who_did(planned: Workspace) -> None:
    slots = (SlotDraft(title="开场", minutes=5),)
    mine = AGENDA.model_copy(update={"slots": slots, "start": AGENDA.start + timedelta(hours=1)})
    plan.edit_meeting(planned.acting("王芳", "key"), "M1", AGENDA.model_copy(update={"slots": (*slots, *slots)}))
    now = AGENDA.model_copy(update={"slots": (*slots, *slots)})
    found = merged_agenda(AGENDA, mine, now)
    assert found.clashes == ("slots",)
    error = clash_named(planned.store, "M1", found.clashes)
    sentence = Catalogue("en")(error.key, **error.values)
    assert sentence.startswith("王芳 has changed M1 in the meantime")
    assert "in the same places: agenda" in sentence


def test_the_text_that_was_not_touched_changes_nothing(planned: Workspace) -> None:
    seen = draft_of(planned.store, planned.store.get(Meeting, "M1"))
    text = agenda_text(planned.store, "M1", "zh")
    typed = read_agenda(text, today=AGENDA.start.date(), timezone="Asia/Shanghai")
    now = seen.model_copy(update={"place": "5号会议室"})
    draft, clashes = merged_agenda(seen, typed, now)
    assert (clashes, draft.place) == ((), "5号会议室")
