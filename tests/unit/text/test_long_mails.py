"""Every kind of mail with titles, names and places as long as people give them: on a phone, and in 72 columns."""

import re
from dataclasses import replace
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.due.both_heads_due import CrossLine
from collabtui.lifecycle.template_check import sample_values
from collabtui.lifecycle.template_check.sample_values import Samples, SampleTexts
from collabtui.lifecycle.template_check.samples import contexts, kinds
from collabtui.text.templates import Rendered, Templates
from collabtui.text.width import cells

ZONE = ZoneInfo("Asia/Shanghai")
LOCALES = get_args(Locale)
NAMES = {"zh": "欧阳慕容晓东", "en": "Maximilian Featherstonehaugh-Cholmondeley"}
TITLES = {
    "zh": "与华东区各配合部门逐一核对新品上线所需的接口文档、联调环境与回滚方案，形成书面确认后提交评审",
    "en": "Hand over the complete interface document with its table of error codes and the roll-back plan, signed",
}
PLACES = {
    "zh": "总部大楼3号楼18层1803会议室，远程参会请在日历里点链接，迟到请从后门进",
    "en": "Head office, building 3, floor 18, room 1803; from afar by the link in the calendar entry",
}
ADDRESS = "maximilian.featherstonehaugh.cholmondeley@subsidiary.example.test"


@pytest.fixture(params=LOCALES)
def long_samples(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Samples:
    locale: Locale = request.param
    short, name, title = sample_values.texts(locale), NAMES[locale], TITLES[locale]
    meeting: dict[str, Any] = {
        **short.meeting, "title": title, "place": PLACES[locale], "goal": title, "questions": [title],
        "material": [title],
        "slots": [{"title": title, "minutes": 10, "lead": name, "material": [title]}, {"title": title, "minutes": 50}],
    }  # fmt: skip
    texts = SampleTexts.model_validate({
        **short.model_dump(), "organiser": name, "colleague": name, "meeting": meeting,
        "reader": short.reader.model_copy(update={"name": name, "email": ADDRESS}),
        "action": {**short.action, "title": title, "deliverable": title},
        "matter": {**short.matter, "title": title, "milestone": title, "criterion": title},
        **dict.fromkeys(("decision", "question", "risk", "view", "consensus", "request", "topic", "unread"), title),
    })  # fmt: skip
    monkeypatch.setattr(sample_values, "texts", lambda _: texts)
    return Samples(locale)


def rendered(samples: Samples, kind: str, /, **more: Any) -> Rendered:
    return Templates().mail(
        kind, samples.reader.locale, ZONE, **samples.common(), **{**contexts(samples)[kind], **more}
    )


def two_of_each(value: Any) -> Any:
    """Lists of one item with two: what stands side by side is more then."""
    if isinstance(value, dict):
        return {name: two_of_each(one) for name, one in value.items()}
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], str):
        return [two_of_each(value[0])] * 2
    return value


@pytest.mark.parametrize("kind", kinds())
def test_text_stays_in_72_columns_however_long_what_it_names_is(kind: str, long_samples: Samples) -> None:
    """But for a command, which is copied as one line, and the text of a mail that is passed on as it was."""
    text = rendered(long_samples, kind, **({"lines": []} if kind == "passed-on" else {})).text
    wide = [line for line in text.splitlines() if cells(line) > 72 and "collabtui " not in line]
    assert [line for line in wide if line.split()[-1] != ADDRESS] == []


@pytest.mark.parametrize("kind", kinds())
def test_a_table_has_no_more_columns_than_a_phone_shows(kind: str, long_samples: Samples) -> None:
    """A number and what belongs to it: of five columns, 420 pixels leave a title two characters each."""
    html = rendered(long_samples, kind, **two_of_each(contexts(long_samples)[kind])).html
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    assert [row for row in rows if row.count("<td") + row.count("<th") > 2] == []
    assert "overflow-wrap: anywhere" in html  # an address or a link that is wider than the phone


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["change", "change-decision", "resource", "resource-over"])
def test_a_subject_names_its_matter_once(kind: str, locale: Locale) -> None:
    samples = Samples(locale)
    title = samples.matter.title
    for what, times in ((f"{title}: two weeks later", 1), (title, 1), ("two weeks later", 1)):
        about = {
            "change": samples.change.model_copy(update={"what": what}),
            "resource": samples.resource.model_copy(update={"what": what}),
        }
        found = rendered(samples, kind, **{name: one for name, one in about.items() if name in contexts(samples)[kind]})
        assert found.subject.count(title) == times, found.subject


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["change", "change-decision"])
def test_a_change_that_has_no_words_of_its_own_does_not_say_the_title_for_them(kind: str, locale: Locale) -> None:
    samples = Samples(locale)
    change = samples.change.model_copy(update={"what": samples.matter.title})
    text = rendered(samples, kind, change=change).text
    assert [line for line in text.splitlines() if line.strip().endswith(samples.matter.title)] == []


@pytest.mark.parametrize(
    ("locale", "question", "shown"),
    [
        ("zh", "预算谁出？", "预算谁出？先做接口"),
        ("zh", "预算谁出", "预算谁出：先做接口"),
        ("en", "Who pays for it?", "Who pays for it? The interface comes first"),
        ("en", "Who pays for it", "Who pays for it: The interface comes first"),
    ],
)
def test_an_answer_stands_behind_its_question_without_a_second_mark(
    locale: Locale, question: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = sample_values.texts(locale).model_copy(update={"question": question})
    monkeypatch.setattr(sample_values, "texts", lambda _: texts)
    found = rendered(Samples(locale), "minutes")
    assert shown in found.text
    assert shown in found.html


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("escalation", "This action is overdue, and its owner has", "These actions are overdue, and their owners have"),
        ("reminder", "This is past its due date.", "These are past their due date."),
        ("nudge", "How is this going? One line is enough.", "How are these going? One line each is enough."),
        ("both-heads", "This action is overdue and holds up", "These actions are overdue and hold up"),
        ("part", "You own this now:", "You own these now:"),
        ("in-place", "1 duty", "2 duties"),
        ("milestone", "it is not marked as reached:", "they are not marked as reached:"),
    ],
)
def test_one_item_is_not_spoken_of_as_several(kind: str, one: str, two: str) -> None:
    samples = Samples("en")
    lists = {
        name: [found[0], _another(found[-1])]
        for name, found in contexts(samples)[kind].items()
        if isinstance(found, (list, tuple)) and found
    }
    single = rendered(samples, kind, **{name: found[:1] for name, found in lists.items()})
    several = rendered(samples, kind, **lists)
    for part in ("html", "text"):
        subject_and = [f"{mail.subject}\n{getattr(mail, part)}".replace("\n", " ") for mail in (single, several)]
        assert [one in subject_and[0], two in subject_and[1]] == [True, True]


def _another(line: object) -> object:
    """A line like it; of another item, where heads read each item once."""
    if isinstance(line, CrossLine):
        return replace(line, late=line.late.model_copy(update={"ref": "A99"}))
    return line


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["silence", "department-unread"])
def test_a_department_of_two_words_is_one_on_a_command_line(kind: str, locale: Locale) -> None:
    samples = Samples(locale)
    lines = [
        {
            "who": "Customer Service",
            "title": "x",
            "ref": "X-2026-001",
            "asked": sample_values.NOW,
            "there": "",
            "away": (),
            "nobody": False,
            "criteria": (),
        }
    ]
    text = rendered(samples, kind, **({"lines": lines} if kind == "silence" else {"name": "Customer Service"})).text
    assert 'X-2026-001 "Customer Service"' in text


@pytest.mark.parametrize(
    ("locale", "value", "said", "shown"),
    [
        ("zh", "against", "有异议：预算不够", "：有异议：预算不够"),
        ("zh", "for", "同意，对接人王芳", "：同意，对接人王芳"),
        ("zh", "against", "素材来不及", "：不同意（素材来不及）"),
        ("en", "against", "We can't: no budget until June", ": We can't: no budget until June"),
        ("en", "for", "Accepted, our contact is Jane Miller", ": Accepted, our contact is Jane Miller"),
    ],
)
def test_an_answer_in_the_words_that_our_mails_propose_is_not_said_twice(
    locale: Locale, value: str, said: str, shown: str
) -> None:
    samples = Samples(locale)
    (opinion,) = samples.change.opinions
    opinions = (opinion.model_copy(update={"value": value, "text": said}),)
    found = rendered(samples, "change-decision", change=samples.change.model_copy(update={"opinions": opinions}))
    assert f"{samples.reader.department}{shown}" in found.text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["reminder", "nudge", "progress", "daily"])
def test_what_is_overdue_is_marked_and_what_is_to_be_delivered_beside_it_is_not(kind: str, locale: Locale) -> None:
    samples = Samples(locale)
    html = rendered(samples, kind).html
    late = re.findall(r'<span class="late">(.*?)</span>', html)
    assert any("▲" in text for text in late)
    assert [text for text in late if samples.action.deliverable in text and "▲" in text] == []
    assert samples.action.deliverable in html
