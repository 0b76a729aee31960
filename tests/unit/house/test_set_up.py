"""How a Python without pip gets the one pip that the lock file names."""

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from support.paths import ROOT

SCRIPT = ROOT / "scripts/_pip.py"
WHEEL = "pip-26.3-py3-none-any.whl"
GENUINE = b"a wheel"


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """The test's own output stays readable."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """A package index with one page; its files lie elsewhere, as on a real one."""
    page = tmp_path / "web/simple/pip"
    page.mkdir(parents=True)
    links = ("../../files/pip-26.2-py3-none-any.whl", f"../../files/{WHEEL}#sha256=0")
    (page / "index.html").write_text("".join(f'<a href="{link}">{link}</a>' for link in links))
    (tmp_path / "web/files").mkdir()
    (tmp_path / "web/files" / WHEEL).write_bytes(GENUINE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=tmp_path / "web")) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()
        thread.join()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    digests = [hashlib.sha256(GENUINE).hexdigest(), hashlib.sha256(b"the source").hexdigest()]
    path = tmp_path / "requirements.lock"
    hashes = " \\\n    ".join(f"--hash=sha256:{digest}" for digest in digests)
    path.write_text(f"keyring==1.0 \\\n    --hash=sha256:00\npip==26.3 \\\n    {hashes}\npymap==1.0\n")
    return path


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """With no configuration of pip but what is given."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "XDG_"))}
    own = {"HOME": str(home), "no_proxy": "127.0.0.1"}
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(  # noqa: S603 - our own script
        command, env=bare | own | environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_of_the_locked_version_is_fetched_from_the_configured_index(
    tmp_path: Path, lock: Path, index: str
) -> None:
    done = run(tmp_path, "fetch", str(lock), str(tmp_path), PIP_INDEX_URL=index)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / WHEEL}\n", "")
    assert (tmp_path / WHEEL).read_bytes() == GENUINE


def test_a_file_with_another_hash_is_refused_and_not_kept(tmp_path: Path, lock: Path, index: str) -> None:
    (tmp_path / "web/files" / WHEEL).write_bytes(b"something else")
    done = run(tmp_path, "fetch", str(lock), str(tmp_path), PIP_INDEX_URL=index)
    assert done.returncode == 1
    assert "is not the file that" in done.stderr
    assert not (tmp_path / WHEEL).exists()


def test_an_index_that_does_not_answer_is_said_in_one_line(tmp_path: Path, lock: Path, index: str) -> None:
    done = run(tmp_path, "fetch", str(lock), str(tmp_path), PIP_INDEX_URL=index + "/nowhere")
    assert done.returncode == 1
    assert done.stderr == "collabtui: pip could not be fetched: HTTP Error 404: File not found\n"


def test_the_stronger_configuration_wins_as_it_does_for_pip(tmp_path: Path) -> None:
    def configure(folder: Path, text: str) -> None:
        folder.mkdir(parents=True)
        (folder / "pip.conf").write_text(text)

    configure(tmp_path / ".pip", "[global]\nindex-url = https://old.test\n")
    assert run(tmp_path, "index").stdout == "https://old.test\n"
    configure(tmp_path / ".config/pip", "[global]\nindex-url = https://own.test\n")
    assert run(tmp_path, "index").stdout == "https://own.test\n"
    assert run(tmp_path, "index", PIP_INDEX_URL="https://variable.test").stdout == "https://variable.test\n"
    assert run(tmp_path, "index", PIP_CONFIG_FILE=os.devnull).returncode == 1
