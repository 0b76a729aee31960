"""What undo says of a field has people's name for it, never the program's."""

from typing import Literal, get_args, get_origin

import pytest

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.model import Record
from collabtui.domain.records import RECORDS
from collabtui.domain.saved_view import SavedView
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.history.undo_words import UndoWords
from collabtui.lifecycle.history.value_words import CODES_OF, PEOPLE
from collabtui.lifecycle.matters import edit_matters
from collabtui.lifecycle.matters.edit_matters import MatterDraft
from collabtui.lifecycle.votes import votes_by_mail
from collabtui.store.records.tables import table_of
from collabtui.text.catalogue import Catalogue
from collabtui.text.code_words import CODES
from support.departments import MATTER
from support.records import FILLED, put

OF_THE_PROGRAM = """
    answered_at archive_head asked_digest asked_version at bounce_reason bounced_at by created_at dates_answered
    deadline decided_at decided_by ended_at field follows imported invited_as invited_at key last_error made_at
    minutes minutes_said occurrence original_due overruled published_at raised_at raised_by retrospective_by sequence
    series server slips sources started_at stated thing to uid verdict who
"""
"""Written along with what a person changes: no line of undo shows them."""
FIELDS = sorted({name for record in RECORDS for name in table_of(record).kept_in_trail})


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_field_that_people_change_has_their_name_for_it(workspace: Workspace, locale: str) -> None:
    words = UndoWords(Catalogue(locale), workspace.as_user("key").zone, workspace.store)
    assert [field for field in FIELDS if not words.label(field)] == OF_THE_PROGRAM.split()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_state_has_peoples_word_for_it(workspace: Workspace, locale: str) -> None:
    words = Catalogue(locale)
    fields = [record.model_fields["state"] for record in RECORDS if "state" in record.model_fields]
    states = {state for field in fields for state in get_args(field.annotation)}
    assert {"corrected", "settled", "promised"} < states
    assert [state for state in sorted(states) if f"state.{state}" not in words] == []


def test_a_criterion_goes_by_its_text_and_not_by_who_measured_it(published: Workspace) -> None:
    acting = published.as_user("key")
    matter, fast = published.store.get(Matter, MATTER), Criterion(text="页面 2 秒内打开")
    for criterion in (fast, fast.model_copy(update={"met": True, "person": "P1"})):
        with acting.transaction() as tx:
            tx.put(tx.get(Matter, matter.ref).model_copy(update={"criteria": (criterion,)}))
    said = UndoWords(Catalogue("zh"), acting.zone, published.store).summary(next(plans(acting)))
    assert "李明" not in said
    assert said.startswith(f"{MATTER} {matter.title}：")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    "model",
    [ColumnMeaning, CustomWord, LearnedPhrase, MailAccount, SavedView, TrustedServer],
    ids=lambda one: one.__name__,
)
def test_what_has_no_ref_for_people_is_called_by_what_it_is(
    workspace: Workspace, model: type[Record], locale: str
) -> None:
    sample = next(one for one in FILLED if type(one) is model)
    (made,) = put(workspace.store, sample.model_copy(update={"withdrawn": model is TrustedServer}))
    words = UndoWords(Catalogue(locale), workspace.as_user("key").zone, workspace.store)
    shown = words.summary(next(plans(workspace.as_user("key"))))
    assert made.ref not in shown
    assert made.label in shown
    assert not shown.startswith(made.label), "what kind of a thing it is stands before it"


@pytest.mark.parametrize(
    ("field", "named"), [("until", "until"), ("meeting", "meeting"), ("uid", "something not shown here")]
)
def test_a_refusal_names_no_field_of_the_program(workspace: Workspace, field: str, named: str) -> None:
    words = UndoWords(Catalogue("en"), workspace.as_user("key").zone, workspace.store)
    refused = Refused("undo.changed_since", ref="V1", field=field, value="x")
    assert words.values_of(refused)["field"] == named


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("model", [ColumnMeaning, CustomWord, SavedView], ids=lambda one: one.__name__)
def test_a_refusal_names_no_ref_that_nobody_is_shown(workspace: Workspace, model: type[Record], locale: str) -> None:
    (made,) = put(workspace.store, next(one for one in FILLED if type(one) is model))
    words = UndoWords(Catalogue(locale), workspace.as_user("key").zone, workspace.store)
    refusals = (
        Refused("undo.not_possible", ref=made.ref),
        Refused("undo.changed_since", ref=made.ref, field="word", value="x"),
        Refused("undo.named", ref="X-2026-001", by=[made.ref, "A3"]),
    )
    for said in (words.worded(one) for one in refusals):
        sentence = words.words(said.key, **said.values)
        assert made.ref not in sentence.split()
        assert made.label in sentence


@pytest.mark.parametrize(
    ("ref", "said"), [("A3", "A3 不能撤销。请手动修改。"), ("X-2026-001", "X-2026-001 不能撤销。请手动修改。")]
)
def test_a_ref_keeps_its_space_in_a_chinese_refusal(workspace: Workspace, ref: str, said: str) -> None:
    words = UndoWords(Catalogue("zh"), workspace.as_user("key").zone, workspace.store)
    assert words.words("undo.not_possible", **words.values_of(Refused("undo.not_possible", ref=ref))) == said


def _codes(annotation: object) -> tuple[str, ...]:
    """Of a field whose values are a few words; empty of all others."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(code for part in get_args(annotation) for code in _codes(part))


CODED = [
    (record.prefix, name, codes)
    for record in RECORDS
    for name, field in record.model_fields.items()
    if name in table_of(record).kept_in_trail and (codes := _codes(field.annotation))
]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_code_is_shown_in_words_of_its_record(workspace: Workspace, locale: str) -> None:
    labels = UndoWords(Catalogue(locale), workspace.as_user("key").zone, workspace.store)
    shown = [(prefix, field, codes) for prefix, field, codes in CODED if labels.label(field)]
    assert len(shown) > 20
    keys = {
        f"{CODES_OF.get((prefix, field)) or CODES[field]}.{code}": None
        for prefix, field, codes in shown
        for code in codes
    }
    assert not [key for key in keys if key not in Catalogue(locale)]


@pytest.mark.parametrize("record", RECORDS)
def test_whoever_a_field_names_goes_by_name_and_by_no_ref(record: type[Record]) -> None:
    assert {field for field in record.names_person if "." not in field} <= PEOPLE


def test_an_undone_vote_says_whose_and_for_what(planned: Workspace) -> None:
    acting = planned.as_user("key")
    draft = votes_by_mail.VoteDraft("M1", "红还是蓝？", ("红", "蓝"), ("张伟",))
    vote = votes_by_mail.ask_vote(acting, draft).vote
    votes_by_mail.cast_vote(acting, vote.ref, "张伟", "B")
    said = UndoWords(Catalogue("zh"), acting.zone, planned.store).summary(next(plans(acting)))
    assert said == f"{vote.ref} 红还是蓝？：投票 张伟 B → 张伟 无"


def test_a_long_title_leaves_room_for_what_is_undone(planned: Workspace) -> None:
    acting = planned.as_user("key")
    matter = edit_matters.new_matter(acting, MatterDraft(title="很长的标题" * 1000))
    said = UndoWords(Catalogue("zh"), acting.zone, planned.store).summary(next(plans(acting)))
    assert said.startswith(f"{matter.ref} 很长的标题")
    assert said.endswith("… 已移除")
    assert len(said) < 90
