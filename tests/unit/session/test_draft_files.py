from contextlib import closing
from pathlib import Path

from collabtui.session.draft_files import DraftFiles


def found(folder: Path, name: str) -> str:
    """By the next one who starts."""
    with closing(DraftFiles(folder)) as drafts:
        return drafts.get(name)


def test_what_is_kept_is_there_for_the_next_one_and_gone_when_it_was_said(tmp_path: Path) -> None:
    drafts = DraftFiles(tmp_path / "drafts")
    assert drafts.get("live-M1") == ""
    for text in ("d", "d: 说", "d: 说到一半\n第二行"):
        drafts.keep("live-M1", text)
    drafts.keep("agenda/../new", "---")
    drafts.close()
    assert len(list((tmp_path / "drafts").glob("*.txt"))) == 2
    drafts.keep("late", "after it was closed")
    assert found(tmp_path / "drafts", "late") == "after it was closed"
    drafts.keep("late", "")
    later = DraftFiles(tmp_path / "drafts")
    assert (later.get("live-M1"), later.get("agenda/../new")) == ("d: 说到一半\n第二行", "---")
    later.keep("live-M1", "")
    later.close()
    assert found(tmp_path / "drafts", "live-M1") == ""
    assert len(list((tmp_path / "drafts").glob("*.txt"))) == 1


def test_a_disk_that_refuses_costs_the_copy_and_not_the_text(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file stands where the folder should")
    drafts = DraftFiles(tmp_path / "drafts")
    drafts.keep("live-M1", "d: 说到一半")
    drafts.close()
    assert drafts.get("live-M1") == "d: 说到一半"


def test_two_terminals_of_one_user_keep_what_is_typed_apart(tmp_path: Path) -> None:
    first, second = DraftFiles(tmp_path), DraftFiles(tmp_path)
    first.keep("live-M1", "d: 说到一半")
    first.keep("theme", "paper")
    assert second.get("live-M1") == "", "the other one still types it"
    second.keep("live-M1", "")
    first.close()
    second.close()
    assert found(tmp_path, "live-M1") == "d: 说到一半"


def test_what_was_chosen_is_chosen_in_every_terminal(tmp_path: Path) -> None:
    first = DraftFiles(tmp_path)
    first.keep("live-M1", "d: 说到一半")
    first.keep("theme", "paper")
    first.close()
    here, beside = DraftFiles(tmp_path), DraftFiles(tmp_path)
    assert (here.get("live-M1"), here.get("theme")) == ("d: 说到一半", "paper")
    assert (beside.get("live-M1"), beside.get("theme")) == ("", "paper")
    here.close()
    beside.close()


def test_the_seat_of_who_is_gone_is_free_again_with_what_was_typed_there(tmp_path: Path) -> None:
    first, second = DraftFiles(tmp_path), DraftFiles(tmp_path)
    first.keep("live-M1", "of the first")
    second.keep("live-M1", "of the second")
    second.close()
    again = DraftFiles(tmp_path)
    assert again.get("live-M1") == "of the second"
    first.close()
    again.close()
