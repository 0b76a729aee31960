"""What becomes of mail that others collected: `python bench/corpora.py [--expect KIND] FOLDER …`

Reads every file of each folder as one mail and prints how many are of which kind and why, in how many bounces the
failed address was found, the slowest files and the exceptions. With `--expect` it also lists the files of another kind.
The mail itself belongs to others and is not part of this repository.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from collabtui.mail.calendar.calendar_answer import read_calendar
from collabtui.mail.classify.automatic_mail import delegate
from collabtui.mail.classify.bounce import failed_address
from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.parse.message import read

NOT_MAIL = {".md", ".py", ".pyc", ".png", ".gif", ".jpg", ".bmp", ".wav", ".au", ".aiff", ".aifc", ".xbm", ".webp"}


class Verdict(NamedTuple):
    path: Path
    kind: str
    reason: str
    address: str
    seconds: float


def judge(path: Path) -> Verdict:
    raw = path.read_bytes()
    start = time.perf_counter()
    received = read(raw)
    kind, reason = kind_of(received, own_address="li@example.test", known_ids=frozenset())
    seconds = time.perf_counter() - start
    if kind == "auto-reply":
        delegate(received)
    if received.calendar:
        read_calendar(received.calendar, received.sender)
    return Verdict(path, kind, reason, failed_address(received) if kind == "bounce" else "", seconds)


def mails(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_MAIL)
    return sorted(path for path in files if path.name != "LICENSE")


def measure(folder: Path, expected: str) -> bool:
    """Print what became of a folder; whether nothing raised."""
    verdicts: list[Verdict] = []
    raised: list[str] = []
    for path in mails(folder):
        try:
            verdicts.append(judge(path))
        except Exception as error:  # noqa: BLE001  # counting what is raised is what this is for
            raised.append(f"{path.name}: {error!r}")
    bounces = [verdict for verdict in verdicts if verdict.kind == "bounce"]
    print(f"\n{folder}: {len(verdicts)} mails, {len(raised)} raised")
    for (kind, reason), count in Counter((one.kind, one.reason) for one in verdicts).most_common():
        print(f"  {count:5} {kind:15} {reason}")
    print(f"  failed address found in {sum(map(bool, (one.address for one in bounces)))} of {len(bounces)} bounces")
    for slow in sorted(verdicts, key=lambda one: -one.seconds)[:3]:
        print(f"  {slow.seconds * 1000:5.1f} ms {slow.path.name}")
    others = [one for one in verdicts if expected and one.kind != expected]
    for line in (*raised, *(f"not {expected} but {one.kind} ({one.reason}): {one.path.name}" for one in others)):
        print(f"  {line}")
    return not raised


def main() -> int:
    parser = argparse.ArgumentParser(description="What becomes of mail that others collected.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--expect", default="", help="list the files that are of another kind")
    arguments = parser.parse_args()
    missing = [folder for folder in arguments.folders if not folder.is_dir()]
    for folder in missing:
        print(f"{folder} is not there: not measured")
    clean = [measure(folder, arguments.expect) for folder in arguments.folders if folder not in missing]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
