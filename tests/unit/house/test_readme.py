"""README.md says what is so: its commands can be typed, its examples are read as it says, its claims have tests."""

import json
import re
import shlex
from datetime import date

import pytest

from collabtui.cli.dispatch import DOORS, parser_of
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.language.capture.capture_line import read_line
from support.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PROSE = " ".join(README.split())
CLAIMS = [(one["says"], one["test"]) for one in json.loads((ROOT / "tests/data/readme_claims.json").read_text("utf-8"))]
COMMANDS = re.findall(r"^    (collabtui .*?)(?: {2,}#.*)?$", README, re.MULTILINE)
PAGES = README.partition("| page | what it is for |")[2].partition("\n\n")[0].splitlines()[2:]
REMARKS = re.findall(r"^    collabtui .*? {2,}# (.*)$", README, re.MULTILINE)
ONLY_NAMED = {"the screens"}
STEPS = re.findall(r"^- (\*\*.*?)(?=^- |\n\n)", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("says", "test"), CLAIMS)
def test_a_claim_stands_there_and_has_its_test(says: str, test: str) -> None:
    path, _, name = test.partition("::")
    assert " ".join(says.split()) in PROSE
    assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), test


@pytest.mark.parametrize("part", [*STEPS, *PAGES])
def test_each_step_and_each_page_has_a_claim_that_is_tested(part: str) -> None:
    said = " ".join(part.split())
    assert any(" ".join(says.split()) in said for says, _ in CLAIMS), said


@pytest.mark.parametrize(
    "said", sorted({one.strip() for part in PAGES for one in part.strip("|").split("|")[1].split(";")})
)
def test_all_that_is_said_of_a_page_is_tested(said: str) -> None:
    assert covered(said), said


@pytest.mark.parametrize("said", sorted({one.strip() for remark in REMARKS for one in remark.split("; ")} - ONLY_NAMED))
def test_all_that_is_said_of_a_command_is_tested(said: str) -> None:
    assert covered(said), said


def covered(said: str) -> bool:
    """Whether a claim holds a part of it, or is more than it."""
    claims = (" ".join(says.split()) for says, _ in CLAIMS)
    return any(claim in said or said in claim for claim in claims)


def test_the_parts_were_found() -> None:
    assert (len(STEPS), len(PAGES)) == (5, 12)
    assert len(COMMANDS) > 15 < len(REMARKS)


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_can_be_typed(line: str) -> None:
    _, *words = shlex.split(line)
    if words and words[0] not in DOORS:
        parser_of(words[0]).parse(words[1:])


def test_each_script_and_each_file_that_it_names_is_there() -> None:
    for name in re.findall(r"\bscripts/\w+", README):
        assert (ROOT / name).stat().st_mode & 0o111, name
    for name in re.findall(r"\]\(((?!http)[^)]+)\)", README):
        assert (ROOT / name).exists(), name


def test_the_agenda_file_is_one() -> None:
    text = README.partition("```markdown\n")[2].partition("```")[0]
    agenda = read_agenda(text, today=date(2026, 2, 27))
    assert (agenda.title, [slot.minutes for slot in agenda.slots]) == ("新品上线协作会", [10, 20, 20, 10])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("d: text", "decision"), ("决定: text", "decision"), ("c: text", "consensus"), ("共识: text", "consensus"),
        ("v: @研发部 text", "view"), ("观点: text", "view"), ("r: text !high @张伟", "risk"), ("风险: text", "risk"),
        ("q: text", "question"), ("待跟进: text", "question"),
        ("a: title @张伟 +陈静 due friday => deliverable", "action"),
        ("行动: title @张伟 截止3月10日 交付:素材包", "action"),
    ],
)  # fmt: skip
def test_a_captured_line_is_what_the_table_says(line: str, kind: str) -> None:
    table = README.partition("| line | means |")[2].partition("\n\n")[0]
    assert line.partition(":")[0] in table
    read = read_line(line, locale="zh", today=date(2026, 3, 2), names=("张伟", "陈静", "研发部"))
    assert read.kind == kind


def test_the_commands_of_a_meeting_are_commands() -> None:
    row = next(line for line in README.splitlines() if line.startswith("| `/next`"))
    for line in re.findall(r"`(/[^`]+)`", row):
        assert read_line(line, locale="zh", today=date(2026, 3, 2), names=("张伟", "陈静")).kind == "command", line
