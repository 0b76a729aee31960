"""Under `--now` or COLLABTUI_NOW no later instant comes: a command that leaves mail queued says that it stays so."""

from pathlib import Path

import pytest

from collabtui.home import Home
from collabtui.main import main
from support.command_line import Type

NOW = "2026-02-27T10:00+08:00"
LATER = "2026-02-27T10:01+08:00"
STAYS = {"en": "stay queued: the clock is set to the given time", "zh": "封邮件留在发件箱：时钟停在"}


@pytest.fixture
def planned(configured: Home, typed: Type, people_file: Path, agenda_file: Path) -> Home:
    for line in (["person", "import", str(people_file)], ["meeting", "new", "--file", str(agenda_file)]):
        assert typed(line, now=NOW).code == 0
    return configured


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_mail_that_stays_queued_is_said_to(typed: Type, locale: str) -> None:
    said = typed(f"--lang {locale} meeting invite M1 --queue-only --json", now=NOW)
    assert STAYS[locale] in said.err
    assert str(len(typed("outbox list --json --state queued", now=NOW).json)) in said.err
    assert said.json


@pytest.mark.usefixtures("planned")
def test_one_mail_is_one(typed: Type, tmp_path: Path) -> None:
    agenda = tmp_path / "agenda.md"
    agenda.write_text("---\ntitle: Two of us\nstart: 2026-03-03 09:00\nparticipants: []\n---\n## Agenda\n- 10m All\n")
    typed(["meeting", "new", "--file", str(agenda)], now=NOW)
    assert "1 mail stays queued" in typed("--lang en meeting invite M2 --queue-only", now=NOW).err


@pytest.mark.usefixtures("planned")
def test_what_was_sent_or_waits_from_before_is_not_spoken_of(typed: Type) -> None:
    assert STAYS["en"] not in typed("--lang en meeting invite M1", now=NOW).err
    typed("meeting cancel M1 --queue-only", now=NOW)
    assert STAYS["en"] not in typed("--lang en action add Later --owner Bob --due 2026-03-09", now=LATER).err
    assert typed("--lang en meeting list", now=NOW).err == ""


@pytest.mark.usefixtures("planned")
def test_under_a_clock_that_goes_nothing_is_said(
    home: Home, typed: Type, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLLABTUI_NOW", raising=False)
    code = main(["--lang", "en", "meeting", "invite", "M1", "--queue-only"], {"COLLABTUI_HOME": str(home.root)})
    assert "stay queued" not in capsys.readouterr().err
    assert code in (0, 1)
    environ = {"COLLABTUI_HOME": str(home.root), "COLLABTUI_NOW": NOW}
    main(["--lang", "en", "meeting", "cancel", "M1", "--queue-only"], environ)
    assert STAYS["en"] in capsys.readouterr().err
