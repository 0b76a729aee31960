"""Forms of two people against a simple model: nothing that somebody saved is lost unless the other was asked."""

import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from collabtui.domain.matters.matter import Matter
from collabtui.domain.three_way_merge import merge
from collabtui.errors import Conflict
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.unseen_changes import last_change, records_of
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, edit_matter, new_matter
from support.machines import steps
from support.world import CONFIG, Clock

X = "X-2026-001"
FIELDS = ("title", "goal", "background", "initiator")
NAMES = ("李明", "王芳")
Texts = dict[str, str]


class TwoForms(RuleBasedStateMachine):
    """The model is a dictionary, and who has set each field last."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        place = self._ends.enter_context(tempfile.TemporaryDirectory())
        self.clock = Clock()
        self.office = self._ends.enter_context(open_workspace(Home(Path(place)), CONFIG, self.clock))
        new_matter(self.acting("setting up"), MatterDraft(title="a"))
        self.model: Texts = self.shown()
        self.author = dict.fromkeys(FIELDS, "")
        self.forms: dict[str, tuple[Texts, Texts]] = {}
        """Of who has one open: what he has seen, and what stands in it."""

    def teardown(self) -> None:
        self._ends.close()

    def acting(self, name: str) -> Acting:
        self.clock.now += timedelta(minutes=1)
        return self.office.acting(name, "key")

    def shown(self) -> Texts:
        matter = self.office.store.get(Matter, X)
        return {name: getattr(matter, name) for name in FIELDS}

    @rule(name=st.sampled_from(NAMES))
    def open_form(self, name: str) -> None:
        self.forms.setdefault(name, (self.shown(), self.shown()))

    @precondition(lambda self: self.forms)
    @rule(data=st.data(), field=st.sampled_from(FIELDS), text=st.sampled_from("abc"))
    def type(self, data: st.DataObject, field: str, text: str) -> None:
        self.forms[data.draw(st.sampled_from(sorted(self.forms)))][1][field] = text

    @precondition(lambda self: self.forms)
    @rule(data=st.data(), theirs=st.booleans())
    def save(self, data: st.DataObject, theirs: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.forms)))
        seen, typed = self.forms.pop(name)
        store = self.office.store
        found = merge(seen, typed, self.shown())
        for clash in found.clashes:
            change = last_change(store, X, [clash.field])
            assert change
            assert change.actor == self.author[clash.field], "it is said who has changed it"
        asked = {clash.field for clash in found.clashes}
        values = found.values | {clash.field: clash.theirs for clash in found.clashes if theirs}
        edit_matter(self.acting(name).having_seen(*records_of(store, [X])), X, MatterDraft(**values))  # type: ignore[arg-type]  # its texts
        for field, text in typed.items():
            if text not in (seen[field], self.model[field]) and not (field in asked and theirs):
                self.model[field], self.author[field] = text, name

    @rule(field=st.sampled_from(FIELDS[1:]), text=st.sampled_from("abc"))
    def a_command_sets_one(self, field: str, text: str) -> None:
        describe_matter(self.acting("a command"), X, {field: text})  # type: ignore[misc]  # one of its keys
        if self.model[field] != text:
            self.model[field], self.author[field] = text, "a command"

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        assert self.shown() == self.model


def test_forms_of_two_people_end_where_the_model_does() -> None:
    run_state_machine_as_test(TwoForms, settings=steps(25, 20))


@pytest.mark.parametrize("field", ["goal", "background"])
def test_what_was_not_seen_is_not_written_over(planned: Workspace, field: str) -> None:
    """Between the last look and the transaction: nothing is written at all."""
    seen = records_of(planned.store, [X])
    describe_matter(planned.acting("王芳", "key"), X, {field: "hers"})  # type: ignore[misc]  # one of its keys
    draft = MatterDraft(title="另一个标题", goal="mine", background="mine")
    with pytest.raises(Conflict, match=r"form\.changed_meanwhile"):
        edit_matter(planned.as_user("key").having_seen(*seen), X, draft)
    stands = planned.store.get(Matter, X)
    assert (stands.title, getattr(stands, field)) == ("新品上线", "hers")


def test_what_others_have_changed_beside_it_is_no_conflict(planned: Workspace) -> None:
    seen = records_of(planned.store, [X])
    describe_matter(planned.acting("王芳", "key"), X, {"goal": "hers"})
    describe_matter(planned.as_user("key").having_seen(*seen), X, {"background": "mine"})
    stands = planned.store.get(Matter, X)
    assert (stands.goal, stands.background) == ("hers", "mine")
