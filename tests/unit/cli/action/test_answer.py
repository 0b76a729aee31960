"""`collabtui action answer`: what is done about what is held up, by whom and by when."""

from collabtui.home import Home
from support.command_line import Type


def test_an_answer_is_kept_and_one_with_an_owner_is_made_an_action(published: Home, typed: Type) -> None:
    typed(["action", "update", "A1", "--status", "blocked", "--reason", "no machine, affects the launch"])
    said = typed(["action", "answer", "A1", "use the old one", "--no-mail"])
    assert (said.code, "use the old one" in said.out) == (0, True)
    made = typed(["action", "answer", "A1", "rent a server", "--owner", "Bob", "--by", "2026-03-12", "--json"]).json
    ref = made["answered_by"]
    assert made["depends_on"] == [ref]
    task = typed(["action", "show", ref, "--json"]).json
    assert (task["title"], task["owner"]["name"], task["due"]) == ("rent a server", "Bob", "2026-03-12")
    form = typed("matter form X-2026-001 exceptions").out
    assert all(part in form for part in (f"rent a server ({ref})", "Bob", "2026-03-12"))
    assert "use the old one" in form


def test_a_reason_by_itself_is_a_further_word_on_the_block(published: Home, typed: Type) -> None:
    typed(["action", "update", "A1", "--status", "blocked", "--reason", "no machine"])
    typed(["action", "answer", "A1", "use the old one", "--no-mail"])
    typed(["action", "update", "A1", "--reason", "the machine broke, impact: the launch"])
    shown = typed("action show A1 --json").json
    assert shown["reason"] == "the machine broke, impact: the launch\nanswer: use the old one"
    form = typed("matter form X-2026-001 exceptions").out
    assert ("no machine" in form, "the machine broke" in form, "the launch" in form) == (True, True, True)


def test_without_words_or_for_what_is_over_it_is_refused(published: Home, typed: Type) -> None:
    assert typed(["action", "answer", "A1", " "]).code == 1
    typed("action update A1 --status done")
    assert "A1" in typed(["action", "answer", "A1", "late"]).err
