"""The bill of materials (CycloneDX 1.5, JSON) of what `requirements.lock` installs: packages, versions, hashes.

    _sbom.py            print it
    _sbom.py --write    write docs/sbom.cdx.json

It is made of the lock file and of pyproject.toml alone, without a clock: the same lock gives the same bytes. Licences
are not in a lock file, so they are not in it.
"""

import json
import sys
import tomllib
import uuid

from _lock import ROOT, LockedPackage, locked_packages

FILE = ROOT / "docs" / "sbom.cdx.json"


def bill() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = list(locked_packages(ROOT / "requirements.lock"))
    root = f"pkg:pypi/{project['name']}@{project['version']}"
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "purl": root,
            }
        },
        "components": [component(package) for package in packages],
        "dependencies": [{"ref": root, "dependsOn": [purl(package) for package in packages]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    content["serialNumber"] = f"urn:uuid:{serial}"
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def purl(package: LockedPackage) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def component(package: LockedPackage) -> dict[str, object]:
    found: dict[str, object] = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
        "scope": "optional" if package.marker else "required",
        "purl": purl(package),
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{package.name}/{package.version}/#files",
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
            }
        ],
    }
    if package.marker:
        found["properties"] = [{"name": "collabtui:marker", "value": package.marker}]
    return found


def main(arguments: list[str]) -> None:
    match arguments:
        case []:
            sys.stdout.write(bill())
        case ["--write"]:
            FILE.write_text(bill(), encoding="utf-8")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
