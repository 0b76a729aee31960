"""What the reply reader makes of labelled answers: `python bench/reply_families.py FILE.jsonl …`.

The files are as `tests/support/families.py` tells. Printed for each: what was applied though it is not wanted, what was
passed over (neither applied, nor asked, nor proposed, nor left waiting), what was proposed though it was not said, and
how much of what was wanted was read, by family. A proposal with the right value counts as read. `--show` prints each
answer that is not as wanted.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.families import Result, results


def report(name: str, found: Iterable[Result], *, show: bool) -> None:
    by_family: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        family = by_family[one.family]
        family["answers"] += 1
        family["wanted"] += bool(one.wanted)
        family["understood"] += bool(one.wanted) and one.understood
        family["false"] += bool(one.false)
        family["silent"] += one.silent
        family["astray"] += bool(one.astray)
        if show and (one.false or one.silent or one.astray or (one.wanted and not one.understood)):
            mark = "FALSE " if one.false else "SILENT" if one.silent else "astray" if one.astray else "missed"
            print(f"{mark} {one.text!r}: applied {sorted(one.applied)}, proposed {sorted(one.proposed)}, ", end="")
            print(f"waits {one.waits}, wanted {sorted(one.wanted)}")
    total = sum(by_family.values(), Counter[str]())
    print(
        f"{name}: {total['answers']} answers, {total['false']} applied falsely, {total['silent']} passed over, "
        f"{total['astray']} proposed though not said, ",
        end="",
    )
    print(f"{total['understood']} of {total['wanted']} understood")
    for family, counts in sorted(by_family.items()):
        print(f"    {family:<48} {counts['understood']:3} of {counts['wanted']:3}  false {counts['false']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print each answer that is not as wanted")
    options = parser.parse_args()
    for path in options.files:
        report(path.name, results(path), show=options.show)


if __name__ == "__main__":
    main()
