"""What is known of the packages that the lock files name: a bill of materials, and advisories."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from support.paths import ROOT

LOCKED = re.findall(r"(?m)^([a-z0-9][\w.-]*)==([^\s;\\]+)", (ROOT / "requirements.lock").read_text())


def script(name: str, *arguments: str, root: Path = ROOT, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / name), *arguments]
    return subprocess.run(  # noqa: S603  # our own script
        command, env={**os.environ, "no_proxy": "127.0.0.1", **environ}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Two locked packages, and what a script needs."""
    (tmp_path / "scripts").mkdir()
    for name in ("_lock.py", "_audit.py", "_sbom.py"):
        (tmp_path / "scripts" / name).write_bytes((ROOT / "scripts" / name).read_bytes())
    digest = f" \\\n    --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements.lock").write_text(f"one==1.5 ; sys_platform == 'win32'{digest}two==2.0{digest}")
    (tmp_path / "requirements-dev.lock").write_text(f"two==2.0{digest}")
    (tmp_path / "requirements-coverage.lock").write_text(f"three==3.0{digest}")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1"\n')
    return tmp_path


def test_the_bill_of_materials_is_that_of_the_lock_file() -> None:
    """After the lock was changed: `scripts/sbom --write`."""
    written = (ROOT / "docs" / "sbom.cdx.json").read_text("utf-8")
    assert script("_sbom.py").stdout == written
    bill = json.loads(written)
    assert [(one["name"], one["version"]) for one in bill["components"]] == LOCKED
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])
    assert bill["dependencies"][0]["dependsOn"] == [one["bom-ref"] for one in bill["components"]]


def test_the_same_lock_gives_the_same_bill_and_another_one_another(checkout: Path) -> None:
    first = script("_sbom.py", root=checkout).stdout
    assert script("_sbom.py", root=checkout, TZ="Asia/Shanghai").stdout == first
    assert [one["scope"] for one in json.loads(first)["components"]] == ["optional", "required"]
    (checkout / "requirements.lock").write_text((checkout / "requirements.lock").read_text().replace("2.0", "2.1"))
    other = json.loads(script("_sbom.py", root=checkout).stdout)
    assert other["serialNumber"] != json.loads(first)["serialNumber"]


def test_a_package_without_a_hash_is_refused(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("one==1.5\n")
    done = script("_sbom.py", root=checkout)
    assert done.returncode == 1
    assert "one has no hash" in done.stderr


def test_no_advisory_is_known_for_what_is_locked_and_the_date_is_said() -> None:
    done = script("_audit.py")
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"[1-9]\d+ locked packages, 0 advisories, as known on \d{4}-\d\d-\d\d", done.stderr)
    names = {name for name, _ in LOCKED}
    told = {entry["package"]["name"] for one in pinned(ROOT) for entry in one["affected"]}
    assert names & told >= {"jinja2", "cryptography", "lxml", "pip"}


def pinned(root: Path) -> list[dict[str, list[dict[str, dict[str, str]]]]]:
    found: list[dict[str, list[dict[str, dict[str, str]]]]] = json.loads(
        (root / "scripts" / "advisories.json").read_text("utf-8")
    )["advisories"]
    return found


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([{"introduced": "0"}, {"fixed": "1.5"}], False),
        ([{"introduced": "0"}, {"fixed": "1.5.1"}], True),
        ([{"introduced": "1.5"}], True),
        ([{"introduced": "1.6"}], False),
        ([{"introduced": "0"}, {"last_affected": "1.5"}], True),
        ([{"introduced": "0"}, {"last_affected": "1.4"}], False),
        ([{"introduced": "0"}, {"fixed": "1.0"}, {"introduced": "1.4"}, {"fixed": "1.10"}], True),
        ([{"introduced": "0"}, {"fixed": "nonsense"}], True),
        ([], False),
    ],
)
def test_a_version_is_affected_as_osv_says(checkout: Path, events: list[dict[str, str]], found: bool) -> None:
    advise(
        checkout,
        [{"package": {"ecosystem": "PyPI", "name": "one"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}],
    )
    done = script("_audit.py", root=checkout)
    assert (done.returncode, "one 1.5 (requirements.lock): PYSEC-1 CVE-1" in done.stdout) == (int(found), found)


def test_an_advisory_is_told_with_the_way_out(checkout: Path) -> None:
    events = [{"introduced": "0"}, {"fixed": "1.4"}, {"introduced": "1.5"}, {"fixed": "1.10"}, {"fixed": "1.9"}]
    ranges = [{"type": "ECOSYSTEM", "events": events}]
    advise(checkout, [{"package": {"ecosystem": "PyPI", "name": "one"}, "ranges": ranges}])
    done = script("_audit.py", root=checkout)
    assert done.stdout == (
        "one 1.5 (requirements.lock): PYSEC-1 CVE-1; fixed in 1.9\n    https://osv.dev/vulnerability/PYSEC-1\n"
    )


def test_pinned_advisories_that_cannot_be_read_are_no_good_news(checkout: Path) -> None:
    (checkout / "scripts" / "advisories.json").write_text("{")
    done = script("_audit.py", root=checkout)
    assert (done.returncode, done.stdout) == (2, "")
    assert "advisories.json cannot be read" in done.stderr


def advise(checkout: Path, affected: list[dict[str, object]], **more: str) -> None:
    """Pins one advisory."""
    one = {"id": "PYSEC-1", "aliases": ["CVE-1"], "modified": "2026-03-02T00:00:00Z", "affected": affected, **more}
    (checkout / "osv").mkdir()
    (checkout / "osv" / "PYSEC-1.json").write_text(json.dumps(one))
    assert script("_audit.py", "--pin", str(checkout / "osv"), root=checkout).returncode == 0


def test_only_what_concerns_us_and_was_not_withdrawn_is_pinned(checkout: Path) -> None:
    listed: dict[str, object] = {"package": {"ecosystem": "PyPI", "name": "two"}, "versions": ["2.0"]}
    advise(checkout, [listed, {"package": {"ecosystem": "npm", "name": "one"}, "versions": ["1.5"]}])
    assert script("_audit.py", root=checkout).stdout.startswith(
        "two 2.0 (requirements.lock, requirements-dev.lock): PYSEC-1 CVE-1\n"
    )
    assert [len(one["affected"]) for one in pinned(checkout)] == [1]
    (checkout / "osv" / "PYSEC-1.json").write_text(
        json.dumps({"id": "PYSEC-1", "withdrawn": "2026-03-03T00:00:00Z", "affected": [listed]})
    )
    assert script("_audit.py", "--pin", str(checkout / "osv"), root=checkout).returncode == 0
    assert pinned(checkout) == []


class OsvHandler(BaseHTTPRequestHandler):
    """Knows one advisory on the package `two`."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        results = [{"vulns": [{"id": "GHSA-1"}]} if one["package"]["name"] == "two" else {} for one in asked]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": results}).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """The test's own output stays readable."""


@pytest.fixture
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), OsvHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_online_the_present_answer_counts_and_silence_is_no_good_news(checkout: Path, osv: str) -> None:
    done = script("_audit.py", "--online", root=checkout, COLLABTUI_OSV=osv)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "two 2.0 (requirements.lock, requirements-dev.lock): GHSA-1",
        "    https://osv.dev/vulnerability/GHSA-1",
    ]
    done = script("_audit.py", "--online", root=checkout, COLLABTUI_OSV="http://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be asked" in done.stderr
