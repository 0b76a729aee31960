"""However long a mail is, as much of it is read as a person writes."""

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
