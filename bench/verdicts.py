"""What the product makes of mail that others collected.

    python bench/verdicts.py [--bounces FOLDER] [--automatic FOLDER] [--human FOLDER …] [FOLDER …]

Takes every file of each folder in as one mail, in an office whose minutes are out, and prints how many got which
verdict, the slowest, what raised, and whether any action, meeting or person became another. Of folders whose kind is
told it prints how many were known as that: bounces, automatic replies (all to be ignored), people's mail (none to be
taken for automatic). Exit code 1 when something raised, took longer than 200 ms or changed an item, when less than 99 %
of the bounces are known, an automatic reply is not ignored, or a person is taken for a machine. The mail itself belongs
to others and is not part of this repository.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "bench")]

from corpora import mails

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.receive import explain, receive
from support.worlds import World, world

SLOWEST = 0.2
"""Seconds that a mail may take."""


KNOWN = 0.99
"""Share of the bounces that has to be known as such."""
ELSE = {
    "groupwise_03.txt": "a person's reply",
    "qmail_08.txt": "an automatic reply",
    "arto.eml": "a newsletter",
    "rhost-tencent-01.eml": "a bounce",
    "rhost-tencent-02.eml": "a bounce",
    "rhost-tencent-03.eml": "a bounce",
}
"""Files of flufl.bounce, mu and sisimai's automatic replies that are something else; each was read by eye."""


class Taken(NamedTuple):
    name: str
    verdict: str
    kind: str
    reason: str
    seconds: float
    complains: bool = False
    """A complaint report (RFC 5965): no bounce, and no person's mail."""


def take(workspace: World, path: Path) -> Taken:
    raw = path.read_bytes()
    start = time.perf_counter()
    said = explain(workspace.acting, raw)
    seconds = time.perf_counter() - start
    found: Incoming | None = receive(workspace.acting, raw)
    if found is not None and (found.verdict, found.kind, found.reason) != (said.verdict, said.kind, said.reason):
        raise AssertionError(f"explain said {said.verdict} {said.reason}, receive {found.verdict} {found.reason}")
    complains = b"report-type=feedback-report" in raw.lower().replace(b'"', b"")
    return Taken(path.name, said.verdict, said.kind, said.reason, seconds, complains)


def things(workspace: World) -> list[Record]:
    store = workspace.acting.store
    return [*store.find(Action), *store.find(Meeting), *store.find(Person)]


def as_expected(kind: str, taken: list[Taken]) -> bool:
    """Print how many of a folder of one kind are known as that; whether they are enough."""
    complaints = [one for one in taken if one.complains]
    if complaints:
        kinds = Counter(one.kind for one in complaints)
        print(f"  {len(complaints)} complaint reports, a kind of their own: {dict(kinds)}")
    ours = [one for one in taken if one.name not in ELSE and not one.complains]
    told = ", ".join(f"{one.name} is {ELSE[one.name]}" for one in taken if one.name in ELSE)
    if kind == "human":
        wrong = [one for one in ours if one.kind in ("auto-reply", "bounce")]
        fine, line = not wrong, f"{len(wrong)} of {len(ours)} people's mails taken for automatic"
    elif kind == "bounces":
        wrong = [one for one in ours if one.kind != "bounce"]
        known = (len(ours) - len(wrong)) / max(len(ours), 1)
        fine, line = known >= KNOWN, f"{len(ours) - len(wrong)} of {len(ours)} bounces known ({100 * known:.1f} %)"
    else:
        wrong = [one for one in ours if (one.kind, one.verdict) != ("auto-reply", "ignore")]
        fine, line = not wrong, f"{len(ours) - len(wrong)} of {len(ours)} automatic replies known and ignored"
    print(f"  => {line}" + (f"; not counted: {told}" if told else ""))
    for one in wrong:
        print(f"     {one.name}: {one.kind}, {one.verdict}, {one.reason}")
    return fine


def measure(workspace: World, folder: Path, expected: str) -> bool:
    """Print what became of a folder; whether all of it is as it should be."""
    before, taken, raised = things(workspace), list[Taken](), list[str]()
    for path in mails(folder):
        try:
            taken.append(take(workspace, path))
        except Exception as error:  # noqa: BLE001  # counting what is raised is what this is for
            raised.append(f"{path.name}: {error!r}")
    slow = [one for one in taken if one.seconds > SLOWEST]
    changed = things(workspace) != before
    print(f"\n{folder}: {len(taken)} mails, {len(raised)} raised, {len(slow)} too slow, items changed: {changed}")
    for (verdict, kind, reason), count in Counter((one.verdict, one.kind, one.reason) for one in taken).most_common():
        print(f"  {count:5} {verdict:8} {kind:15} {reason}")
    for one in sorted(taken, key=lambda one: -one.seconds)[:3]:
        print(f"  {one.seconds * 1000:6.1f} ms {one.name}")
    for line in raised:
        print(f"  {line}")
    clean = not (raised or slow or changed)
    return as_expected(expected, taken) and clean if expected else clean


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind in ("bounces", "automatic", "human"):
        parser.add_argument(f"--{kind}", action="append", type=Path, default=[], help=f"a folder of {kind}")
    parser.add_argument("folders", nargs="*", type=Path)
    given = vars(parser.parse_args())
    folders = [(folder, kind) for kind, found in given.items() for folder in found]
    clean = []
    with tempfile.TemporaryDirectory() as temporary:
        workspace = world("zh5", Path(temporary))
        for folder, kind in folders:
            if folder.is_dir():
                clean.append(measure(workspace, folder, "" if kind == "folders" else kind))
            else:
                print(f"{folder} is not there: not measured")
        workspace.close()
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
