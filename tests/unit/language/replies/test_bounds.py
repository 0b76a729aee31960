"""However long a mail is, as much of it is read as a person writes."""

import pytest

from collabtui.domain.mail.reply import AskedChoice, AskedCriterion, AskedQuestion
from collabtui.language.replies.marking import marking
from collabtui.language.replies.marking.legible_text import legible
from collabtui.language.replies.marking.marking import LONGEST_LINE
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known, MarkingPass
from collabtui.language.replies.understand import understand
from support.labelled_replies import situations
from support.written_replies import new_text


def test_what_stands_behind_five_pages_waits_unread() -> None:
    text = "\n".join(["1 done", *["we met them again and it went well"] * 400, "2 done", "3 done"])
    found = understand(new_text(text), situations()["en3"])
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]
    assert (found.updates, found.doubt) == ((), "open-words")
    assert sum(clause.rule == "unknown" for clause in found.clauses) < 400


def test_short_lines_count_as_well() -> None:
    found = understand(
        new_text("\n".join(["1 done", "we met them again and it went well", *["a"] * 2_000, "2 done"])),
        situations()["en3"],
    )
    assert [one.ref for one in found.proposals] == ["A1"]
    assert len(found.clauses) < 500


def test_a_page_is_read_to_its_end() -> None:
    text = "\n".join(["1 done", *["Thanks!"] * 200, "2 done"])
    found = understand(new_text(text), situations()["en3"])
    assert [update.ref for update in found.updates] == ["A1", "A2"]


def test_no_line_that_is_longer_than_a_person_writes_is_looked_at_by_any_step() -> None:
    text = "1 done. " * 10_000
    short = legible(new_text(f"{text}\n2 done"))
    assert [len(line.text) for line in short.lines] == [LONGEST_LINE + 1]
    assert sum(len(line.text) for line in legible(new_text("1 done\n" * 50_000)).lines) < 50_000
    usual = new_text("1 done\n2 done")
    assert legible(usual) is usual


@pytest.mark.parametrize("asked", ["criteria", "choices", "questions"])
def test_an_answer_that_is_taken_line_by_line_is_not_taken_in_part(asked: str) -> None:
    choices = (AskedChoice(key="A", text="we go"), AskedChoice(key="B", text="we stay"))
    asks: dict[str, object] = {
        "criteria": (AskedCriterion(number=1, text="it runs"),),
        "choices": choices,
        "questions": (AskedQuestion(number=1, kind="choice", choices=choices),),
    }
    situation = situations()["en3"].model_copy(update={"items": (), "minutes": None, asked: asks[asked]})
    found = understand(new_text("1 met\nA\n" + "and so on " * 500), situation)
    assert (found.criteria, found.vote, found.answers, found.doubt) == ((), "", (), "unknown")


def test_a_step_that_takes_long_is_ended_at_the_next_line(monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[str] = []

    def slow(_: Known, draft: Draft) -> Draft:
        marked.append(draft.text)
        return draft

    monkeypatch.setattr(marking, "PASSES", [MarkingPass("text", slow, "", "")])

    def pace() -> None:
        if len(marked) == 3:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        understand(new_text("\n".join(f"{number} done" for number in range(1, 40))), situations()["en3"], pace=pace)
    assert marked == ["1 done", "2 done", "3 done"]


@pytest.mark.parametrize("text", ["1展柜在大厅里看过的那些东西真的很多" * 30, "1 " + "and so on with the desks " * 20])
def test_what_no_mark_parts_waits_whole_where_it_is_longer_than_a_sentence(text: str) -> None:
    found = understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])
    assert (found.updates, found.requests, found.doubt) == ((), (), "unknown")
    assert [one.text for one in found.clauses] == [text.strip()]
