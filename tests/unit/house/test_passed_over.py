"""Each line that a check passes over says why, so that a reader can judge whether the reason still holds."""

import io
import re
import tokenize

import pytest

from support.paths import ROOT

_PASSED_OVER = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
_WITH_REASON = re.compile(
    r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\])(?:\s+(?:#|-)\s*|\s{2,})(?=\S).{4,}"
)


def _without_reason(source: str) -> list[int]:
    comments = (one for one in tokenize.generate_tokens(io.StringIO(source).readline) if one.type == tokenize.COMMENT)
    return [one.start[0] for one in comments if _PASSED_OVER.match(one.string) and not _WITH_REASON.match(one.string)]


@pytest.mark.parametrize("folder", ["src", "tests", "bench"])
def test_every_line_that_a_check_passes_over_says_why(folder: str) -> None:
    without = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (lines := _without_reason(path.read_text("utf-8")))
    }
    assert not without


@pytest.mark.parametrize(
    ("comment", "passes"),
    [
        ("# noqa: S608  # names from the schema", True),
        ("# noqa: S608  names from the schema", True),
        ("# type: ignore[misc]  # no types", True),
        ("# noqa: S608", False),
        ("# noqa", False),
        ("# type: ignore[misc]", False),
        ("# type: ignore", False),
    ],
)
def test_a_reason_stands_behind_the_name_of_the_check(comment: str, passes: bool) -> None:
    assert (_without_reason(f"x = 1  {comment}\n") == []) is passes
