"""HTML printed as PDF by a program that is installed: a browser without a window, wkhtmltopdf or WeasyPrint."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from collabtui.errors import Refused

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
OTHERS = ("wkhtmltopdf", "weasyprint")
PATIENCE = 60
"""Seconds."""
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
    with tempfile.TemporaryDirectory(prefix="collabtui-pdf-") as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_bytes(html)
        command = _command(name, find(name) or name, source, target, Path(folder))
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Refused("pdf.failed", program=name, why=str(error)) from error
        if done.returncode or not target.exists():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise Refused("pdf.failed", program=name, why=said[-1] if said else str(done.returncode))
        return target.read_bytes()


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
