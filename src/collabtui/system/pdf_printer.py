"""HTML printed as PDF by a program that is installed: a browser without a window, wkhtmltopdf or WeasyPrint."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from collabtui.errors import Refused
from collabtui.system.process_group import end_all

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
OTHERS = ("wkhtmltopdf", "weasyprint")
PATIENCE = 60
"""Seconds."""
_MOST = 100_000
"""Bytes of what it says that are looked at."""
Find = Callable[[str], str | None]


def printer_found(find: Find | None = None) -> str:
    """The name of the program that would print. Raises `Refused` (pdf.no_printer, programs)."""
    find = find or shutil.which
    for name in (*BROWSERS, *OTHERS):
        if find(name):
            return name
    raise Refused("pdf.no_printer", programs=["chromium", *OTHERS])


def printed(html: bytes, find: Find | None = None) -> bytes:
    """As PDF. Raises `Refused`: pdf.no_printer (programs), pdf.failed (program, why)."""
    find = find or shutil.which
    name = printer_found(find)
    try:
        with tempfile.TemporaryDirectory(prefix="collabtui-pdf-", ignore_cleanup_errors=True) as folder:
            source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
            source.write_bytes(html)
            code, error_output = _run(_command(name, find(name) or name, source, target, Path(folder)))
            if code or not target.exists():
                raise Refused("pdf.failed", program=name, why=error_output[-1] if error_output else str(code))
            return target.read_bytes()
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused("pdf.failed", program=name, why=str(error)) from error


def _run(command: Sequence[str]) -> tuple[int, list[str]]:
    """Its exit code, and the lines that it said of what went wrong. A browser is many processes: all of them end."""
    with tempfile.TemporaryFile() as error_output:
        process = subprocess.Popen(  # noqa: S603  # a program that is installed, and no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=error_output, start_new_session=True
        )
        try:
            code = process.wait(PATIENCE)
        finally:
            end_all(process)
        error_output.seek(0)
        return code, error_output.read(_MOST).decode(errors="replace").strip().splitlines()


def _command(name: str, program: str, source: Path, target: Path, folder: Path) -> Sequence[str]:
    if name in OTHERS:
        return [program, str(source), str(target)]
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return [
        program,
        "--headless",
        "--disable-gpu",
        *as_root,  # a browser refuses to run as root otherwise; the page is ours and has no scripts
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]
