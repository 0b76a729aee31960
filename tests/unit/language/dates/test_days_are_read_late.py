"""The rules of days cost half a megabyte; pages whose fields may hold a day do not pay for them until one is typed."""

import subprocess
import sys


def modules_after(code: str) -> set[str]:
    printed = f"import sys, datetime\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", printed], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    rules = {name for name in done.stdout.split() if name.startswith("collabtui.language.dates.")}
    return rules - {"collabtui.language.dates.find_days"}


def test_who_may_have_to_read_a_day_imports_no_rule() -> None:
    asked = "from collabtui.language.dates.find_days import read_day"
    assert modules_after(asked) == set()
    assert modules_after(f"{asked}; read_day('friday', locale='en', written=datetime.date(2026, 3, 2))") != set()
