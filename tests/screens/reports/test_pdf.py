"""A report as PDF, by whatever program that prints is there."""

import tempfile
from pathlib import Path

import pytest

from collabtui.errors import Refused
from collabtui.system import pdf_printer
from collabtui.system.pdf_printer import printed, printer_found
from support.player import Stage


def program(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_first_that_is_there_prints(tmp_path: Path) -> None:
    there = {"weasyprint": program(tmp_path, "weasyprint", 'cp "$1" "$2"')}
    assert printed(b"<p>week</p>", there.get) == b"<p>week</p>"
    script = 'for one; do case $one in --print-to-pdf=*) echo PDF >"${one#*=}";; esac; done'
    browser = program(tmp_path, "chromium", script)
    assert printed(b"<p>week</p>", (there | {"chromium": browser}).get) == b"PDF\n"


def test_without_any_the_way_is_said() -> None:
    with pytest.raises(Refused, match=r"pdf\.no_printer"):
        printer_found(lambda _: None)


@pytest.mark.parametrize("script", ["echo no fonts >&2; exit 1", "exit 0"])
def test_a_program_that_fails_is_named(tmp_path: Path, script: str) -> None:
    there = {"wkhtmltopdf": program(tmp_path, "wkhtmltopdf", script)}
    with pytest.raises(Refused) as caught:
        printed(b"", there.get)
    assert caught.value.key == "pdf.failed"
    assert caught.value.values["program"] == "wkhtmltopdf"


def test_who_takes_too_long_is_ended_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_printer, "PATIENCE", 0.3)
    there = {"weasyprint": program(tmp_path, "weasyprint", "sleep 100 & sleep 100")}
    with pytest.raises(Refused, match=r"pdf\.failed"):
        printed(b"", there.get)


def test_a_disk_without_room_for_the_page_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(Refused) as caught:
        printed(b"", {"weasyprint": "true"}.get)
    assert "nowhere" in str(caught.value.values["why"])


async def test_a_name_that_ends_in_pdf_makes_one(
    published: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = program(tmp_path, "weasyprint", 'cp "$1" "$2"')
    monkeypatch.setattr("shutil.which", lambda name: tool if name == "weasyprint" else None)
    place = tmp_path / "week.pdf"
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "w")
        await player.see("a name that ends in .pdf")
        await player.press("ctrl+u")
        await player.type(str(place))
        await player.see("PDF, printed by weasyprint")
        await player.press("enter")
        await player.see("Written")
    assert "提供接口文档" in place.read_text(encoding="utf-8")
