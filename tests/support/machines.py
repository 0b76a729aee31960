"""How long state machines run: a few seconds each, or as many times that as `COLLABTUI_EXAMPLES` says.

COLLABTUI_EXAMPLES=50 pytest --hypothesis-profile=default tests/unit/store/contract/test_two_processes.py
"""

import os

from hypothesis import settings

TIMES = int(os.environ.get("COLLABTUI_EXAMPLES", "1"))


def steps(examples: int, count: int) -> settings:
    """So many runs of so many steps."""
    return settings(max_examples=examples * TIMES, stateful_step_count=count, deadline=None)
