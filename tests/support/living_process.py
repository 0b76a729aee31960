"""Whether a process lives, of which a test knows the number alone."""

import time
from pathlib import Path


def lives(number: int) -> bool:
    """A zombie that nobody has waited for is none."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def lives_no_more(number: int, seconds: float = 5) -> bool:
    """Whether it has ended by then."""
    end = time.monotonic() + seconds
    while lives(number):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
