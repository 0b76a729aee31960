"""A matter on the command line, through its steps."""

import email
from email.policy import default

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

X1 = "X-2026-001"


@pytest.fixture
def opened(configured: Home, typed: Type) -> Home:
    for name, department in (("Alice", "研发部"), ("Dora", "质量部")):
        typed(["person", "add", name, f"{name}@example.test", "--department", department])
    typed(["matter", "new", "新品上线", "--lead", "研发部"])
    return configured


def test_a_matter_is_described_piece_by_piece(opened: Home, typed: Type) -> None:
    edited = typed(
        ["matter", "edit", "x-2026-001", "--goal", "complaints -20 %", "--scope-in", "new line",
         "--scope-in", "home page",
         "--scope-out", "old line", "--supervising", "质量部", "--milestone", "2026-04-01 launch",
         "--milestone", "10 March: freeze",
         "--criterion", "coverage ≥ 95 %", "--criterion", "satisfaction ≥ 90", "--json"]
    )  # fmt: skip
    assert (edited.code, edited.err) == (0, "")
    row = edited.json
    assert (row["goal"], row["lead"], row["scope_in"], row["scope_out"], row["supervising"], row["rules"]) == (
        "complaints -20 %", "研发部", "new line\nhome page", "old line", "质量部", None,
    )  # fmt: skip
    milestones = [(one["text"], one["day"], one["reached"]) for one in row["milestones"]]
    assert milestones == [("freeze", "2026-03-10", None), ("launch", "2026-04-01", None)]
    assert row["criteria"][0] == {
        "text": "coverage ≥ 95 %", "measured": "", "met": None, "opinion": "", "rectify": "", "rectify_by": None,
        "department": None, "person": None, "at": None, "via": None,
    }  # fmt: skip
    shown = typed("matter show X-2026-001").out
    assert all(part in shown for part in ("2026-03-10 freeze", "2 satisfaction ≥ 90: not measured", "new line"))
    typed(["matter", "edit", "X-2026-001", "--goal", ""])
    assert typed("matter show X-2026-001 --json").json["goal"] is None


def test_a_matter_has_channels_of_its_own(configured: Home, typed: Type) -> None:
    new = typed(["matter", "new", "新品上线", "--channel", "新品群 https://q.example.test/1（用途：进展）", "--json"])
    assert [(one["name"], one["where"], one["about"]) for one in new.json["channels"]] == [
        ("新品群", "https://q.example.test/1", "进展")
    ]
    edited = typed(["matter", "edit", X1, "--channel", "Launch list", "--channel", "Drive | posted by: Ann", "--json"])
    assert {one["name"]: one["posted_by"] for one in edited.json["channels"]} == {"Launch list": "", "Drive": "Ann"}
    typed(["matter", "edit", X1, "--goal", "half"])
    shown = typed(f"matter show {X1}").out
    assert "Launch list" in shown
    assert "Drive (posted by: Ann)" in shown
    refused = typed(["matter", "edit", X1, "--channel", "for: progress"])
    assert (refused.code, "does not name the channel" in refused.err) == (1, True)


def test_what_was_measured_stays_when_criteria_are_named_anew(opened: Home, typed: Type) -> None:
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage", "--criterion", "speed"])
    measured = ["--measured", "3 s", "--met", "no", "--rectify", "cache", "--by", "2026-03-20"]
    answered = typed(["matter", "criterion", "X-2026-001", "2", *measured])
    assert "speed: 3 s, not met, cache 2026-03-20" in answered.out
    typed(["matter", "edit", "X-2026-001", "--criterion", "speed", "--criterion", "price"])
    criteria = typed("matter show X-2026-001 --json").json["criteria"]
    assert [(one["text"], one["met"]) for one in criteria] == [("speed", False), ("price", None)]
    refused = typed("matter criterion X-2026-001 3 --met yes")
    assert (refused.code, "no criterion 3" in refused.err) == (1, True)


def test_owners_are_asked_by_the_rhythm_of_the_matter(published: Home, typed: Type, mail_server: MailServer) -> None:
    typed("matter edit X-2026-001 --rhythm weekly")
    typed("matter step X-2026-001 tracking")
    assert typed("action update A3 --due 2026-03-08").code == 0
    assert "progress" in typed("matter show X-2026-001").out
    friday = "2026-03-06T10:00+08:00"
    planned = [one for one in typed("remind --dry-run --json", now=friday).json if one["kind"] == "progress"]
    assert {(one["to"]["email"], one["ref"]) for one in planned} == {
        ("alice@example.test", "A1"), ("alice@example.test", "A2"), ("bob@example.test", "A3"),
    }  # fmt: skip
    before = len(mail_server.mail_for("bob@example.test"))
    assert typed("remind", now=friday).code == 0
    (raw,) = mail_server.mail_for("bob@example.test")[before:]  # A3 is due soon, too: one mail says both
    mail = email.message_from_bytes(raw, policy=default)
    assert str(mail["Subject"]).startswith("[A3] Reminder: ")
    text = mail.get_body(("plain",))
    assert text is not None
    assert "One line by 17:00 today" in text.get_content()
    assert text.get_content().count("(A3)") == 1
    assert "progress" not in typed("remind --dry-run", now=friday).out


def test_a_rhythm_before_the_work_begins_says_that_it_waits(configured: Home, typed: Type) -> None:
    typed(["matter", "new", "launch"])
    edited = typed("matter edit X-2026-001 --rhythm weekly")
    assert (edited.code, "owners are asked from then on" in edited.err) == (0, True)
    assert "collabtui matter step X-2026-001 tracking" in edited.err
    assert typed("matter edit X-2026-001 --rhythm none").err == ""
    typed("matter step X-2026-001 tracking")
    assert typed("matter edit X-2026-001 --rhythm daily").err == ""


def test_steps_say_what_they_lack_and_going_on_warns(opened: Home, typed: Type) -> None:
    rows = typed("matter step X-2026-001 --json").json
    assert [row["state"] for row in rows] == ["present", *["coming"] * 8]
    assert "no goal yet" in rows[0]["lacks"]
    assert "no scope yet" in typed("matter step X-2026-001").out
    gone = typed("matter step X-2026-001 kick-off")
    assert (gone.code, "kick-off" in gone.out, "request still lacks: no goal yet" in gone.err) == (0, True, True)
    assert typed("matter step X-2026-001 1").err == "", "on the way back nothing is missing"
    assert typed(["matter", "step", "X-2026-001", "验收", "--json"], "--lang", "zh").json["step"] == "acceptance"
    assert typed("matter step X-2026-001 nowhere").code == 1


@pytest.mark.parametrize("words", [["--milestone", "some day"], ["--wanted", "soonish"], []])
def test_what_cannot_be_is_refused_and_named(opened: Home, typed: Type, words: list[str]) -> None:
    refused = typed(["matter", "edit", "X-2026-001", *words])
    assert refused.code == 1
    assert words[-1] in refused.err if words else "--goal" in refused.err


def test_a_matter_is_accepted_and_all_get_the_letter(published: Home, typed: Type, mail_server: MailServer) -> None:
    assert "no acceptance criteria" in typed("matter accept X-2026-001").err
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage ≥ 95 %"])
    assert "not met: coverage ≥ 95 %" in typed("matter accept X-2026-001").err
    typed(["matter", "criterion", "X-2026-001", "1", "--measured", "96 %", "--met", "yes"])
    named = typed(["matter", "accept", "X-2026-001", "--result", "on time"], now="2026-03-06T10:00+08:00")
    assert (named.code, "retrospective due by" in named.out, "alice@example.test" in named.out) == (0, True, True)
    assert "there is only your record" in named.err, "no department has said that it is met"
    assert typed("outbox list --json").json[0]["kind"] != "completion", "nothing leaves before it is asked for"
    refused = typed(["matter", "accept", "X-2026-001", "--result", "too late", "--send"])
    assert (refused.code, "matter edit X-2026-001 --result" in refused.err) == (1, True)
    sent = typed(["matter", "accept", "X-2026-001", "--result", "on time", "--send"], now="2026-03-06T10:00+08:00")
    assert (sent.code, sent.err) == (0, ""), "the same line with --send behind it"
    letter = email.message_from_bytes(mail_server.mail_for("alice@example.test")[-1], policy=default)
    assert "新品上线" in str(letter["Subject"])
    assert "on time" in letter.as_string()
    again = typed("matter accept X-2026-001 --send")
    assert (again.code, "everybody has been told" in again.err) == (1, True)


def test_what_is_to_be_put_right_becomes_an_action(published: Home, typed: Type) -> None:
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage"])
    refused = typed(["matter", "criterion", "X-2026-001", "1", "--owner", "Alice", "--no-mail"])
    assert (refused.code, "nothing to rectify" in refused.err) == (1, True)
    words = ["--met", "no", "--rectify", "measure again", "--by", "2026-03-20", "--owner", "Alice", "--no-mail"]
    said = typed(["matter", "criterion", "X-2026-001", "1", *words])
    assert (said.code, "The rectification is action" in said.out) == (0, True)
    (action,) = [one for one in typed("action list --json").json if one["title"] == "measure again"]
    assert (action["owner"]["name"], action["due"], action["deliverable"], action["matter"]) == (
        "Alice", "2026-03-20", "coverage", "X-2026-001",
    )  # fmt: skip


@pytest.mark.parametrize("met", ["no", "yes"])
def test_what_nobody_can_put_right_is_not_half_recorded(published: Home, typed: Type, met: str) -> None:
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage"])
    assert typed("person leave Alice --to Bob").code == 0
    said = ["--measured", "85", "--met", met, "--rectify", "again", "--owner", "Alice"]
    refused = typed(["matter", "criterion", "X-2026-001", "1", *said])
    assert refused.code == 1
    assert ("Bob took over" in refused.err) == (met == "no")
    (criterion,) = typed("matter show X-2026-001 --json").json["criteria"]
    assert (criterion["measured"], criterion["met"], criterion["rectify"]) == ("", None, "")


def test_the_retrospective_is_planned_and_invited_by_one_command(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage"])
    assert "not accepted" in typed("matter retrospective X-2026-001").err
    typed("matter criterion X-2026-001 1 --met yes")
    assert "matter retrospective X-2026-001" in typed("matter accept X-2026-001").out
    shown = typed("matter retrospective X-2026-001 --json").json
    assert shown["title"] == "Retrospective: 新品上线"
    assert shown["participants"]
    assert typed("matter retrospective X-2026-001").code == 0
    held = typed(["matter", "retrospective", "X-2026-001", "--at", "Tue 14:00", "--send", "--json"]).json
    assert (held["queued"], held["sent"]) == (len(shown["participants"]) + 1, held["queued"])
    assert typed("meeting show", held["ref"], "--json").json["start"].startswith("2026-03-03T")
    again = typed("matter retrospective X-2026-001 --send")
    assert (again.code, held["ref"] in again.err) == (1, True)


def test_a_kind_brings_its_template_and_fills_in_only_what_is_empty(opened: Home, typed: Type) -> None:
    made = typed(["matter", "new", "Outage", "--kind", "emergency", "--wanted", "2026-03-20", "--no-mail"])
    assert (made.code, made.err) == (0, "")
    row = typed("matter show X-2026-002 --json").json
    assert (row["kind"], row["rhythm"], row["owner"]) == ("emergency", "daily", None)
    assert len(row["criteria"]) == 3
    assert [one["day"] for one in row["milestones"]] == ["2026-03-18", "2026-03-19"]
    assert "an emergency without an acting owner" in typed("matter step X-2026-002").out
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage ≥ 95 %"])
    edited = typed("matter edit X-2026-001 --kind project")
    assert "X-2026-001 is now of the kind project: 1 criterion, 0 milestones, progress Fridays by 17:00" in edited.out
    assert typed("matter new Other --kind wedding").code == 2


def test_who_answers_for_it_is_named_told_and_taken_away(published: Home, typed: Type, mail_server: MailServer) -> None:
    before = len(mail_server.mail_for("bob@example.test"))
    typed(["matter", "new", "Outage", "--kind", "emergency", "--owner", "bob@example.test"])
    (raw,) = mail_server.mail_for("bob@example.test")[before:]
    subject = str(email.message_from_bytes(raw, policy=default)["Subject"])
    assert "You are accountable for this emergency: Outage" in subject
    assert typed("matter show X-2026-002 --json").json["owner"]["email"] == "bob@example.test"
    typed(["matter", "edit", "X-2026-002", "--owner", ""])
    assert typed("matter show X-2026-002 --json").json["owner"] is None


def test_the_old_process_and_the_clerk_are_named_by_command(published: Home, typed: Type) -> None:
    edited = typed(
        ["matter", "edit", X1, "--owner", "Carol", "--clerk", "Bob", "--old-step", "研发部：登记", "--no-mail"]
    )
    assert edited.code == 0, edited.err
    assert typed(f"matter show {X1} --json").json["clerk"]["name"] == "Bob"
    assert "登记" in typed(["matter", "form", X1, "process"]).out
    assert typed(["matter", "edit", X1, "--old-step", "登记"]).code == 1


def test_steps_are_said_as_they_were_taken_apart(published: Home, typed: Type) -> None:
    """What was no part of its own is seen in the name of the step."""
    edited = typed(["matter", "edit", X1, "--new-step", "IT: log it at once; owner: Carol; time: 2 h", "--no-mail"])
    assert "  1 IT: log it at once (owner: Carol; time: 2 h)" in edited.out


def test_a_milestone_is_marked_shown_and_taken_back(opened: Home, typed: Type) -> None:
    typed(["matter", "edit", "X-2026-001", "--milestone", "2026-03-02 freeze", "--milestone", "2026-03-20 launch"])
    assert "freeze was reached on 2026-02-27" in typed("matter milestone X-2026-001 freeze").out
    assert "2026-03-02 freeze, reached 2026-02-27" in typed("matter show X-2026-001").out
    shown = typed("matter milestone X-2026-001 1 --on 2026-02-26 --json").json["milestones"]
    assert [one["reached"] for one in shown] == ["2026-02-26", None]
    assert "is not reached" in typed("matter milestone X-2026-001 1 --not-yet").out
    refused = typed("matter milestone X-2026-001 review")
    assert (refused.code, "freeze" in refused.err) == (1, True)


def test_a_phase_hands_over_its_output(opened: Home, typed: Type) -> None:
    phases = ["--milestone", "2026-03-02 freeze => interface list", "--milestone", "2026-03-20 launch"]
    typed(["matter", "edit", "X-2026-001", *phases])
    said = typed(["matter", "milestone", "X-2026-001", "launch", "--deliverable", "release notes"]).out
    assert "launch hands over release notes" in said
    shown = [(one["deliverable"], one["reached"]) for one in typed("matter show X-2026-001 --json").json["milestones"]]
    assert shown == [("interface list", None), ("release notes", None)]
    assert "2026-03-02 freeze, deliverable: interface list" in typed("matter show X-2026-001").out
    for form in ("kick-off", "project-plan"):
        assert "| freeze | 2026-03-02 | interface list |" in typed(f"matter form X-2026-001 {form} --format md").out
    assert "freeze, deliverable: interface list" in typed("matter form X-2026-001 request --format md").out
    typed(["matter", "edit", "X-2026-001", "--milestone", "2026-03-04 freeze", "--milestone", "2026-03-20 launch"])
    kept = typed("matter show X-2026-001 --json").json["milestones"]
    assert (kept[0]["day"], kept[0]["deliverable"]) == ("2026-03-04", "interface list")
    gone = typed(["matter", "milestone", "X-2026-001", "1", "--deliverable", "", "--json"])
    assert gone.json["milestones"][0]["deliverable"] == ""


def test_what_was_learned_at_a_milestone_is_kept_with_it(opened: Home, typed: Type) -> None:
    """It is asked for as soon as one is reached, and noting it marks nothing as reached."""
    typed(["matter", "edit", "X-2026-001", "--milestone", "2026-03-02 freeze"])
    typed(["matter", "milestone", "X-2026-001", "freeze", "--went-well", "early review", "--to-improve", "samples"])
    (one,) = typed("matter show X-2026-001 --json").json["milestones"]
    assert one["reached"] is None
    learned = ["--to-standardise", "weekly demo", "--on", "2026-02-27"]
    said = typed(["matter", "milestone", "X-2026-001", "freeze", *learned])
    assert "--went-well" not in said.out, "it has been looked back on"
    form = typed("matter form X-2026-001 retrospective --locale en").out
    assert "freeze | 2026-03-02 | 2026-02-27 | early review | samples | weekly demo" in form
    typed(["matter", "edit", "X-2026-001", "--milestone", "2026-03-09 launch"])
    assert "--went-well" in typed("matter milestone X-2026-001 launch").out


def test_a_milestone_on_a_day_off_is_said(opened: Home, typed: Type) -> None:
    said = typed(
        ["matter", "edit", "X-2026-001", "--milestone", "2026-03-08 freeze", "--milestone", "2026-03-10 launch"]
    )
    assert said.code == 0
    assert "freeze" in said.err
    assert "day off" in said.err
    assert "launch" not in said.err


def test_the_ref_of_a_change_is_told_from_that_of_a_matter(opened: Home, typed: Type) -> None:
    assert typed(["matter", "change", X1, "scope", "more", "--reason", "late parts"]).code == 0
    for words in (["change", "c1", "date", "2026-05-02"], ["show", "C1"]):
        said = typed(["matter", *words])
        assert (said.code, "C1 is a change" in said.err, "matter change C1" in said.err) == (1, True, True)
        assert X1 not in said.err  # its reader may not be let in there
    assert "There is no matter C2" in typed(["matter", "show", "C2"]).err
