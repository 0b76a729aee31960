"""Whether an advisory is known for what the lock files install.

    _audit.py                 against scripts/advisories.json, without network
    _audit.py --online        against osv.dev, as of now
    _audit.py --pin FOLDER    write scripts/advisories.json anew from advisories in the form of OSV, `*.json` in FOLDER
                              (https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip, unpacked)

Exit code 0: none; 1: some, each with its lock files, its names, the version that mends it and where to read of it;
2: it could not be asked. The pinned file knows nothing of what was found out after its date, which is said each time.
"""

import json
import os
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from _lock import ROOT, LockedPackage, locked_packages
from packaging.version import InvalidVersion, Version

PINNED = ROOT / "scripts" / "advisories.json"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-coverage.lock")
OSV = os.environ.get("COLLABTUI_OSV", "https://api.osv.dev")
SECONDS = 30


class Advisory(NamedTuple):
    package: LockedPackage
    ids: tuple[str, ...]
    """Its own first, which osv.dev knows it by."""
    fixed: str = ""
    """The version to go to; empty where that is not known here."""


def locked() -> list[LockedPackage]:
    found = {package.name: package for name in LOCKS for package in locked_packages(ROOT / name)}
    return [found[name] for name in sorted(found)]


def pinned_advisories(packages: Iterable[LockedPackage], pinned: dict[str, Any]) -> Iterator[Advisory]:
    for package in packages:
        for one in pinned["advisories"]:
            named = (entry for entry in one["affected"] if entry["package"]["name"] == package.name)
            if affected := [entry for entry in named if is_affected(package.version, entry)]:
                yield Advisory(package, (one["id"], *one.get("aliases", ())), _fixed(package.version, affected))


def is_affected(version: str, entry: dict[str, Any]) -> bool:
    """As OSV says: by the list of versions, or by a range from `introduced` up to `fixed` or `last_affected`."""
    if version in entry.get("versions", ()):
        return True
    ranges = (one["events"] for one in entry.get("ranges", ()) if one["type"] == "ECOSYSTEM")
    return any(_is_within(Version(version), events) for events in ranges)


def _fixed(version: str, affected: Iterable[dict[str, Any]]) -> str:
    """The first version behind this one in which it is mended."""
    events = (event for entry in affected for one in entry.get("ranges", ()) for event in one["events"])
    behind = [event["fixed"] for event in events if "fixed" in event and _version(event["fixed"]) > Version(version)]
    return min(behind, key=_version, default="")


def _is_within(version: Version, events: Iterable[dict[str, str]]) -> bool:
    inside = False
    for kind, at in sorted(((kind, at) for event in events for kind, at in event.items()), key=_order):
        bound = _version(at)
        if kind == "introduced" and version >= bound:
            inside = True
        if (kind == "fixed" and version >= bound) or (kind == "last_affected" and version > bound):
            inside = False
    return inside


def _order(event: tuple[str, str]) -> tuple[Version, bool]:
    return _version(event[1]), event[0] == "introduced"


def _version(text: str) -> Version:
    try:
        return Version("0.dev0" if text == "0" else text)
    except InvalidVersion:
        return Version("0.dev0")  # as if it were always affected: somebody looks


def online_advisories(packages: list[LockedPackage]) -> Iterator[Advisory]:
    queries = [{"package": {"name": one.name, "ecosystem": "PyPI"}, "version": one.version} for one in packages]
    request = urllib.request.Request(  # noqa: S310 - of OSV, or of a test
        f"{OSV}/v1/querybatch", json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
        results = json.load(answer)["results"]
    for package, found in zip(packages, results, strict=True):
        if vulnerabilities := found.get("vulns"):
            yield Advisory(package, tuple(one["id"] for one in vulnerabilities))


def pin(folder: Path) -> None:
    names = {package.name for package in locked()}
    kept, newest = [], ""
    for file in sorted(folder.rglob("*.json")):
        one = json.loads(file.read_text(encoding="utf-8"))
        newest = max(newest, one.get("modified", ""))
        affected = [
            {name: entry[name] for name in ("package", "ranges", "versions") if name in entry}
            for entry in one.get("affected", ())
            if entry["package"]["ecosystem"] == "PyPI" and entry["package"]["name"] in names
        ]
        if affected and "withdrawn" not in one:
            kept.append({"id": one["id"], "aliases": one.get("aliases", []), "affected": affected})
    lines = ",\n".join(json.dumps(one, sort_keys=True) for one in sorted(kept, key=lambda one: str(one["id"])))
    PINNED.write_text(f'{{"modified": "{newest}", "advisories": [\n{lines}\n]}}\n', encoding="utf-8")


def report(found: list[Advisory], asked: str) -> int:
    for one in found:
        files = ", ".join(name for name in LOCKS if one.package in locked_packages(ROOT / name))
        fixed = f"; fixed in {one.fixed}" if one.fixed else ""
        print(f"{one.package.name} {one.package.version} ({files}): {' '.join(one.ids)}{fixed}")
        print(f"    https://osv.dev/vulnerability/{one.ids[0]}")
    print(f"collabtui: {len(locked())} locked packages, {len(found)} advisories, {asked}", file=sys.stderr)
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case []:
            try:
                pinned = json.loads(PINNED.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                print(f"collabtui: {PINNED} cannot be read: {error}; --pin writes it anew", file=sys.stderr)
                return 2
            return report(list(pinned_advisories(locked(), pinned)), f"as known on {pinned['modified'][:10]}")
        case ["--online"]:
            try:
                return report(list(online_advisories(locked())), f"as {OSV} says now")
            except (OSError, ValueError) as error:
                print(f"collabtui: {OSV} could not be asked: {error}", file=sys.stderr)
                return 2
        case ["--pin", folder]:
            pin(Path(folder))
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
