from pathlib import Path

from collabtui.drafts import Drafts


def test_what_is_kept_is_there_for_the_next_one_and_gone_when_it_was_said(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.get("live-M1") == ""
    for text in ("d", "d: 说", "d: 说到一半\n第二行"):
        drafts.keep("live-M1", text)
    drafts.keep("agenda/../new", "---")
    drafts.close()
    assert len(list((tmp_path / "drafts").iterdir())) == 2
    drafts.keep("late", "after it was closed")
    assert Drafts(tmp_path / "drafts").get("late") == "after it was closed"
    drafts.keep("late", "")
    later = Drafts(tmp_path / "drafts")
    assert (later.get("live-M1"), later.get("agenda/../new")) == ("d: 说到一半\n第二行", "---")
    later.keep("live-M1", "")
    later.close()
    assert Drafts(tmp_path / "drafts").get("live-M1") == ""
    assert len(list((tmp_path / "drafts").iterdir())) == 1


def test_a_disk_that_refuses_costs_the_copy_and_not_the_text(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file stands where the folder should")
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep("live-M1", "d: 说到一半")
    drafts.close()
    assert drafts.get("live-M1") == "d: 说到一半"
