"""Whether the subject of a commit can be read where lists of commits cut it off.

_subject.py FILE      the message; exit 1 with a sentence when its first line is too long
"""

import sys
from pathlib import Path

MOST = 72
"""Characters."""


def main(file: str) -> None:
    subject = Path(file).read_text(encoding="utf-8").partition("\n")[0]
    if len(subject) > MOST and not subject.startswith(("fixup! ", "squash! ")):
        sys.exit(f"collabtui: the subject has {len(subject)} characters, {MOST} is the most: {subject}")


if __name__ == "__main__":
    main(sys.argv[1])
