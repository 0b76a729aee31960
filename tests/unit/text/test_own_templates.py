"""A template of the user's own says words and does nothing else; a broken one stops no mail and is named."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.template_check.fill_all import LOCALES, ZONE, faults, note_broken, preview
from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts, kinds
from collabtui.system.bounded_file import LARGEST_TEMPLATE
from collabtui.text.plain_data import PlainRecord, plain
from collabtui.text.template_faults import TemplateFaults
from collabtui.text.template_sandbox import TemplateSandbox
from collabtui.text.templates import Templates

SAMPLES = Samples("en")
CONTEXT = {**SAMPLES.common(), **contexts(SAMPLES)["notice"]}
Write = Callable[[str], Templates]


@pytest.fixture
def own(tmp_path: Path) -> Write:
    """`own(body)`: an installation whose notice in English has this body."""
    place = tmp_path / "templates" / "mail" / "en" / "notice.txt"
    place.parent.mkdir(parents=True)
    written = 0

    def write(body: str) -> Templates:
        nonlocal written
        written += 1
        place.write_text(f"Subject: mine\n\n{body}\n")
        os.utime(place, ns=(written, written))  # two versions within one tick of the disk's clock are two all the same
        note = TemplateFaults(tmp_path / "note.json", tmp_path / "templates")
        return Templates(tmp_path / "templates", note)

    return write


def test_one_that_comes_while_the_program_runs_is_used_at_once_and_no_more_when_it_is_gone(tmp_path: Path) -> None:
    templates, place = Templates(tmp_path / "own"), tmp_path / "own" / "mail" / "en" / "notice.txt"
    ours = templates.mail("notice", "en", ZONE, **CONTEXT)
    place.parent.mkdir(parents=True)
    place.write_text("Subject: mine\n\nhello\n")
    assert templates.mail("notice", "en", ZONE, **CONTEXT).subject == "mine"
    place.unlink()
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == ours


@pytest.mark.parametrize("leads_to", ["notice.txt", "/dev/zero", "nowhere", "."])
def test_a_link_that_leads_to_no_template_stops_no_mail(tmp_path: Path, leads_to: str) -> None:
    templates, place = Templates(tmp_path / "own"), tmp_path / "own" / "mail" / "en" / "notice.txt"
    ours = templates.mail("notice", "en", ZONE, **CONTEXT)
    place.parent.mkdir(parents=True)
    place.symlink_to(leads_to)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == ours
    assert "mail/en/notice.txt" in templates.names()
    templates.source("mail/en/notice.txt")


@pytest.mark.parametrize(
    "put", [Path.mkdir, os.mkfifo, lambda at: at.symlink_to("/dev/zero"), lambda at: at.symlink_to(at)]
)
def test_what_is_no_file_in_the_place_of_a_template_is_named(tmp_path: Path, put: Callable[[Path], None]) -> None:
    templates, place = Templates(tmp_path / "own"), tmp_path / "own" / "mail" / "en" / "notice.txt"
    assert not list(faults(templates))
    place.parent.mkdir(parents=True)
    put(place)
    assert [(one.key, one.values["name"]) for one in faults(templates)] == [("template.no_file", "mail/en/notice.txt")]


@pytest.mark.parametrize("folder", [".", "mail", "mail/en"])
@pytest.mark.parametrize("put", [Path.touch, os.mkfifo, lambda at: at.symlink_to("nowhere")])
def test_what_is_no_folder_in_the_place_of_their_folder_is_named_once(
    tmp_path: Path, folder: str, put: Callable[[Path], None]
) -> None:
    templates, place = Templates(tmp_path / "own"), tmp_path / "own" / folder
    place.parent.mkdir(parents=True, exist_ok=True)
    put(place)
    named = folder.replace(".", "own")
    assert [(one.key, one.values["name"]) for one in faults(templates)] == [("template.no_folder", named)]
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)


def test_words_and_data_are_said(own: Write) -> None:
    body = "hello {{ me.name }}, {{ meeting.slots|map(attribute='title')|join(', ') }}, {{ meeting['ref'] }}"
    mail = own(body).mail("notice", "en", ZONE, **CONTEXT)
    assert mail.text == "hello Alice Green, Opening, Core problem, M7\n"
    assert mail.subject == "mine"


@pytest.mark.parametrize("body", ["{{ said }}", "{{ all[0] }}", "{{ named.goal }}", "{{ ask() }}", "{{ each|join }}"])
def test_no_value_brings_what_a_terminal_obeys_or_what_turns_words(own: Write, body: str) -> None:
    value = "pay\n\x1b[2J\x9b1m\u202e001\x07"
    values = {"said": value, "all": (value,), "named": {"goal": value}, "ask": lambda: value, "each": iter([value])}
    assert own(body).mail("notice", "en", ZONE, **CONTEXT, **values).text == "pay\n[2J1m001\n"


REACHES = (
    "{{ me.parse_raw('x', proto='pickle') }}", "{{ me.model_fields }}", "{{ me.model_dump() }}",
    "{{ me.model_copy() }}", "{{ me.__class__ }}", "{{ me._record }}", "{{ me['_record'] }}",
    "{{ me|attr('_record') }}", "{{ day._function }}", "{{ [me]|map(attribute='_record')|first }}",
    "{{ [me]|map(attribute='__class__')|first }}", "{{ me.prefix.format }}", "{{ '{0.__class__}'.format(me) }}",
    "{{ '%s'|format(me) }}", "{{ lipsum.__globals__ }}", "{{ cycler }}", "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__ }}", "{{ self._TemplateReference__context }}", "{{ meeting.start.__reduce__() }}",
    "{{ meeting.slots.append(1) }}", "{{ [].__class__.__base__.__subclasses__() }}", "{{ dict.__mro__ }}",
    "{% include '../../../../../etc/passwd' %}", "{% import '/etc/passwd' as x %}", "{{ loop.__class__ }}",
    "{{ day.__call__.__globals__ }}", "{{ joiner.__class__ }}", "{{ range.__class__ }}",
    "{% set x = joiner() %}{{ x.__class__ }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}", "{{ (1).__class__ }}",
    "{{ (1).to_bytes(99, 'big') }}", "{{ 'x'.encode() }}", "{{ 'x'|tojson }}", "{{ config.items() }}",
)  # fmt: skip


@pytest.mark.parametrize("body", REACHES)
def test_nothing_of_the_program_can_be_reached(own: Write, body: str) -> None:
    with pytest.raises(Refused, match=r"template\.(broken|missing)"):
        own(body).own_mail("notice", "en", ZONE, **CONTEXT)


def test_records_in_a_list_are_written_as_they_are_called(own: Write) -> None:
    who = str(plain(SAMPLES.common()["me"]))
    filled = own("{{ [me, me] }}|{{ me }}").mail("notice", "en", ZONE, **CONTEXT)
    assert filled.text == f"[{who}, {who}]|{who}\n"
    assert str(plain([SAMPLES.common()["me"], "Bob"])) == f"{who}, Bob"
    assert str(plain([["a", "b"], "c"])) == "a, b, c"


def test_a_record_that_is_called_nothing_is_no_text() -> None:
    with pytest.raises(TypeError, match="no text"):
        str(plain({"amount": 3}))


def test_what_is_not_meant_to_be_called_is_not_called_however_it_came_there() -> None:
    sandbox = TemplateSandbox(())
    assert sandbox.is_safe_callable("x".upper)
    assert not any(map(sandbox.is_safe_callable, (open, print, eval, [].append, Path.read_text, TemplateSandbox)))


GREEDY = (
    "{{ 'x' * 1000000000 }}", "{{ 9 ** 9 ** 9 }}", "{% for i in range(99999999) %}{% endfor %}",
    "{{ '%1000000000d' % 1 }}", "{{ ('x' * 1000000)|replace('x', 'y' * 1000000) }}",
    "{{ [1, 2]|join('x' * 1000000) }}", "{{ [0] * 1000000000 }}", "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'|center(1000000000) }}", "{{ 'x'.replace('x', 'y') }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'mail/en/notice.txt' %}",
)  # fmt: skip


@pytest.mark.parametrize("body", GREEDY)
def test_no_template_fills_the_memory(own: Write, body: str) -> None:
    with pytest.raises(Refused, match=r"template\.broken"):
        own(body).own_mail("notice", "en", ZONE, **CONTEXT)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{{ me.nickname }}", 3), ("\n\n{{ 1 / 0 }}", 5), ("{{ meeting.start.year.x.y }}", 3), ("{{ 'a' + 1 }}", 3),
        ("{% if %}", 3), ("{{ me.name ", 3), ("{{ day('x') }}", 3), ("{{ meeting() }}", 3), ("{{ me[me] }}", 3),
    ],
)  # fmt: skip
def test_one_that_fails_falls_back_to_ours_and_is_named_with_its_line(
    own: Write, tmp_path: Path, body: str, line: int
) -> None:
    templates = own(body)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)
    (noted,) = TemplateFaults(tmp_path / "note.json", tmp_path / "templates").current()
    assert (noted.name, noted.line, bool(noted.why)) == ("mail/en/notice.txt", line, True)
    assert [(one.values["name"], one.values["line"]) for one in faults(templates)] == [("mail/en/notice.txt", line)]


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in [1] %}" * 21 + "{% endfor %}" * 21,
        "{% if 1 %}" * 110 + "{% endif %}" * 110,
        "{% macro f() %}" * 110 + "{% endmacro %}" * 110,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "9" * 5000 + " }}",
        "x" * (LARGEST_TEMPLATE + 1),
        "{% for a in range(1000) %}{% for b in range(1000) %}xyz{% endfor %}{% endfor %}",
        "{% set t %}{% for a in range(1000) %}{% for b in range(1000) %}xyz{% endfor %}{% endfor %}{% endset %}{{ t }}",
    ],
    ids=lambda body: body[:20],
)
def test_one_that_python_cannot_read_or_that_has_no_end_stops_no_mail(own: Write, body: str) -> None:
    templates = own(body)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)
    assert {one.values["name"] for one in faults(templates)} == {"mail/en/notice.txt"}


ROUND = "{% for a in range(1000) %}"
LONG, MANY = "{% set t = 'x' * 1000000 %}", "{% set t = ('x' * 1000000)|list %}"
GROWING = "{% set n = namespace(t=[1]) %}"
COUNTING = (
    ROUND * 4 + "{% endfor %}" * 4,
    ROUND + "{% set x = 1 %}" * 500 + "{% endfor %}",
    "{% macro f(n) %}{% if n %}{% set a = f(n - 1) %}{% set b = f(n - 1) %}{% endif %}{% endmacro %}{{ f(60) }}",
    "{% for a in range(1000) recursive %}{% if loop.depth < 3 %}{{ loop(range(1000)) }}{% endif %}{% endfor %}",
    ROUND * 2 + "{% set x = range(1000)|map('string')|list|sort|reverse|list %}{% endfor %}{% endfor %}",
    LONG + ROUND + "{% set y = t|upper|list|sort %}{% endfor %}",
    LONG + ROUND + "{% set y = t.upper() %}{% endfor %}",
    LONG + ROUND + "{% if 'y' in t %}{% endif %}{% endfor %}",
    LONG + ROUND + "{% set y = t + 'x' %}{% set y = t ~ 'x' %}{% set y = t[1:] %}{% endfor %}",
    MANY + ROUND + "{% if 'y' is in t %}{% endif %}{% endfor %}",
    MANY + "{% set u = ('x' * 1000000)|list %}" + ROUND + "{% if t == u %}{% endif %}{% endfor %}",
    "{% set t = ['x' * 1000000] * 1000 %}{% for x in t if 'y' in x %}{% endfor %}",
    "{% set t = ['x' * 1000000] * 1000 %}{{ t|map('upper')|select('equalto', 'y')|list }}",
    GROWING + ROUND + "{% set n.t = [n.t, n.t] %}{% endfor %}{{ n.t }}",
    GROWING + ROUND + "{% set n.t = [n.t] * 1000 %}{% endfor %}{{ n.t }}",
    GROWING + ROUND + "{% set n.t = n.t + n.t %}{% endfor %}",
    GROWING + ROUND + "{% set n.t = n.t|batch(100000000, 1)|list %}{% endfor %}",
    "{% set n = namespace(t='x') %}" + ROUND + "{% set n.t = n.t ~ n.t %}{% endfor %}",
    "{% set n = namespace(t='x') %}" + ROUND + "{% set n.t = n.t + n.t %}{% endfor %}",
    "{% set n = namespace(t='x') %}" + ROUND + "{% set n.t = [n.t, n.t]|join %}{% endfor %}",
    "{% set n = namespace(t=99) %}" + ROUND + "{% set n.t = n.t * n.t %}{% endfor %}",
)  # fmt: skip


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test ends sooner; what a step is stays the same."""
    monkeypatch.setattr("collabtui.text.template_steps.MOST_STEPS", 100_000)


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("body", COUNTING, ids=lambda body: body[-60:])
def test_one_that_writes_nothing_and_does_not_end_is_ended_named_and_ours_goes_out(own: Write, body: str) -> None:
    templates = own(f"{body} done")
    with pytest.raises(Refused, match=r"template\.broken") as refused:
        templates.own_mail("notice", "en", ZONE, **CONTEXT)
    assert refused.value.values["name"] == "mail/en/notice.txt"
    assert refused.value.values["why"] in ("too many steps", "too long a text", "too large a number")


@pytest.mark.usefixtures("few_steps")
def test_one_that_does_not_end_is_named_by_a_check_and_ours_goes_out(own: Write, tmp_path: Path) -> None:
    templates = own(ROUND * 4 + "{% endfor %}" * 4)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)
    (noted,) = TemplateFaults(tmp_path / "note.json", tmp_path / "templates").current()
    assert (noted.name, noted.why) == ("mail/en/notice.txt", "too many steps")
    assert "too many steps" in {one.values.get("why") for one in faults(templates)}


@pytest.mark.usefixtures("few_steps")
def test_no_template_gives_itself_steps(own: Write) -> None:
    refill = "{% set x = [-9999999]|map('steps')|list %}"
    with pytest.raises(Refused, match=r"template\.broken"):
        own(ROUND * 3 + refill + "{% endfor %}" * 3).own_mail("notice", "en", ZONE, **CONTEXT)


def test_the_largest_of_ours_has_steps_to_spare(own: Write) -> None:
    body = "{% for a in rows %}{% for word in a %}{{ word|e }}{{ ' ' ~ loop.index }}{% endfor %}\n{% endfor %}"
    rows = [("Do this", "Alice Green", "10 March", "in progress", "50 %")] * 5000
    assert own(body).own_mail("notice", "en", ZONE, **CONTEXT, rows=rows).text.count("Alice") == len(rows)


@pytest.mark.parametrize("content", ["", "\n", "Hello\nthere\n", "Subject:\n\nHello\n", "Subject: x\n\n \n"])
def test_one_without_a_subject_or_a_text_is_named_and_ours_goes_out(own: Write, tmp_path: Path, content: str) -> None:
    templates = own("x")
    (tmp_path / "templates" / "mail" / "en" / "notice.txt").write_text(content)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)
    assert [one.values["name"] for one in faults(templates)] == ["mail/en/notice.txt"]


def test_one_that_no_mail_is_made_of_is_named_with_what_it_may_have_been_meant_for(tmp_path: Path) -> None:
    place = tmp_path / "mail" / "en" / "minuets.txt"
    place.parent.mkdir(parents=True)
    place.write_text("Subject: x\n\nhello\n")
    (unused,) = faults(Templates(tmp_path))
    assert (unused.key, unused.values["near"]) == ("template.unused", "mail/en/minutes.txt")


@pytest.mark.parametrize(
    "body", ['{% include "nope.txt" %}', '{% import "mail/en/words.jinja" as w %}{{ w.links(1) }}', "{{ w.nothing }}"]
)
def test_one_that_fails_in_what_it_calls_is_named_itself_and_ours_goes_out(
    own: Write, tmp_path: Path, body: str
) -> None:
    templates = own(body)
    assert templates.mail("notice", "en", ZONE, **CONTEXT) == Templates().mail("notice", "en", ZONE, **CONTEXT)
    (noted,) = TemplateFaults(tmp_path / "note.json", tmp_path / "templates").current()
    assert (noted.name, noted.line) == ("mail/en/notice.txt", 3)


def test_a_shared_piece_that_lacks_what_ours_call_stops_no_mail(own: Write, tmp_path: Path) -> None:
    templates = own("fine")
    (tmp_path / "templates" / "mail" / "en" / "words.jinja").write_text("")
    context = {**SAMPLES.common(), **contexts(SAMPLES)["minutes"]}
    assert templates.mail("minutes", "en", ZONE, **context) == Templates().mail("minutes", "en", ZONE, **context)
    assert list(faults(templates))


@pytest.mark.parametrize("first", ["", "{{ 1 / 0 }}"], ids=["with real data alone", "with sample data, too"])
def test_one_that_fails_with_a_real_mail_is_named_with_its_records(own: Write, tmp_path: Path, first: str) -> None:
    templates = own(first or "hello {% if meeting.ref == 'M9' %}{{ 1 / 0 }}{% endif %}")
    note_broken(templates, TemplateFaults(tmp_path / "note.json", tmp_path / "templates"))
    meeting = CONTEXT["meeting"]
    assert isinstance(meeting, Meeting)
    real = {**CONTEXT, "meeting": meeting.model_copy(update={"ref": "M9"}), "actions": [{"ref": "A4"}, {"ref": "A5"}]}
    templates.mail("notice", "en", ZONE, **real)
    (noted,) = TemplateFaults(tmp_path / "note.json", tmp_path / "templates").current()
    assert noted.error().values["refs"] == "P1, M9, A4"
    note_broken(templates, TemplateFaults(tmp_path / "note.json", tmp_path / "templates"))
    assert list(TemplateFaults(tmp_path / "note.json", tmp_path / "templates").current()) == [noted]


def test_a_note_of_before_is_read(own: Write, tmp_path: Path) -> None:
    own("{{ 1 / 0 }}").mail("notice", "en", ZONE, **CONTEXT)
    note = tmp_path / "note.json"
    note.write_text(json.dumps({name: values[:3] for name, values in json.loads(note.read_bytes()).items()}))
    (noted,) = TemplateFaults(note, tmp_path / "templates").current()
    assert (noted.about, noted.error().key) == ("", "template.broken")


def test_another_mail_is_not_touched_by_it(own: Write) -> None:
    context = {**SAMPLES.common(), **contexts(SAMPLES)["cancellation"]}
    assert own("{{ 1 / 0 }}").mail("cancellation", "en", ZONE, **context).subject.startswith("[M7]")


def test_a_fault_stands_until_its_template_is_changed_or_gone(own: Write, tmp_path: Path) -> None:
    note = TemplateFaults(tmp_path / "note.json", tmp_path / "templates")
    own("{{ 1 / 0 }}").mail("notice", "en", ZONE, **CONTEXT)
    assert len(list(note.current())) == 1
    own("fine").mail("notice", "en", ZONE, **CONTEXT)
    assert list(note.current()) == []
    own("{{ 1 / 0 }}").mail("notice", "en", ZONE, **CONTEXT)
    (tmp_path / "templates" / "mail" / "en" / "notice.txt").unlink()
    assert list(note.current()) == []


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [1, 2, 3, 4]}', b"\xff\xfe", b'{"a": ["x", 1, 2]}']
)
def test_a_damaged_note_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "note.json").write_bytes(damage)
    assert list(TemplateFaults(tmp_path / "note.json", tmp_path).current()) == []


def test_a_note_that_cannot_be_kept_stops_no_mail(own: Write, tmp_path: Path) -> None:
    (tmp_path / "note.json").mkdir()
    assert own("{{ 1 / 0 }}").mail("notice", "en", ZONE, **CONTEXT).subject


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_looked_at_in_both_languages(kind: str, locale: str) -> None:
    mail = preview(Templates(), kind, "zh" if locale == "zh" else "en")
    assert mail.subject
    assert mail.text
    assert mail.html


_OF_A_MAIL = 3
"""Names on the way to its file: mail, language, kind."""


def test_every_template_of_a_mail_is_a_kind_with_samples() -> None:
    """What stands in a folder below a language is a part of several of them."""
    parts = [name.split("/") for name in Templates().names() if name.endswith(".txt")]
    shipped = {names[2].removesuffix(".txt") for names in parts if len(names) == _OF_A_MAIL}
    assert shipped - {"redline"} == set(kinds())


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match=r"template\.kind") as refused:
        preview(Templates(), "minuets", "en")
    assert "minutes" in str(refused.value.values["kinds"])


def test_without_own_templates_nothing_is_filled(tmp_path: Path) -> None:
    assert list(faults(Templates())) == []
    assert list(faults(Templates(tmp_path / "nowhere"))) == []


@given(st.text(max_size=20))
def test_no_name_leads_out_of_a_record(name: str) -> None:
    """What can be read of a record is data again, whatever is asked of it."""
    data = (str, int, float, bool, type(None), tuple, PlainRecord)
    record = plain(SAMPLES.meeting)
    try:
        found = getattr(record, name)
    except (AttributeError, UnicodeError):
        return
    assert isinstance(found, data) or type(found).__module__ == "datetime" or name.startswith("_")


@pytest.mark.parametrize("name", [name for name in dir(type(SAMPLES.meeting)) if not name.startswith("_")])
def test_every_public_name_of_a_model_is_data_or_hidden(name: str) -> None:
    try:
        found = getattr(plain(SAMPLES.meeting), name)
    except AttributeError:
        return
    assert not callable(found)


@pytest.mark.parametrize(
    ("subject", "lacking"),
    [
        ("[{{ meeting.ref }}] Mine #{{ code }}", []),
        ("Mine #{{ code }}", ["[…]"]),
        ("[{{ meeting.ref }}] Mine", ["#{{ code }}"]),
        ("Mine", ["#{{ code }}", "[…]"]),
    ],
)
def test_a_subject_that_no_answer_is_known_by_is_named(tmp_path: Path, subject: str, lacking: list[str]) -> None:
    place = tmp_path / "mail" / "en" / "notice.txt"
    place.parent.mkdir(parents=True)
    place.write_text(f"Subject: {subject}\n\nSome words.\n")
    found = [fault for fault in faults(Templates(tmp_path)) if fault.key == "template.no_mark"]
    assert {fault.values["name"] for fault in found} <= {"mail/en/notice.txt"}
    assert [fault.values["lacks"] for fault in found] == lacking[:1]
