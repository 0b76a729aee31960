"""A command whose mails alone cannot leave, for want of a password, has done its work: they wait for the worker."""

import os

import pytest

from collabtui.home import Home
from collabtui.main import main
from support.command_line import Type

DONE = (["action", "add", "Ring Bob", "--owner", "Bob"], ["action", "update", "A1", "--owner", "Carol"])


@pytest.mark.parametrize("line", DONE, ids=" ".join)
@pytest.mark.parametrize(
    "lacking",
    [{}, {"COLLABTUI_SMTP_PASSWORD": "two\nlines"}],
    ids=["no password", "no usable one"],
)
def test_what_lacks_only_the_password_is_done(
    published: Home, typed: Type, capsys: pytest.CaptureFixture[str], line: list[str], lacking: dict[str, str]
) -> None:
    assert typed("action list").code == 0
    capsys.readouterr()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COLLABTUI")}
    code = main(line, environ | lacking | {"COLLABTUI_HOME": str(published.root)})
    said = capsys.readouterr()
    assert code == 0, said
    assert "COLLABTUI_SMTP_PASSWORD" in said.err
    assert "queued" in typed("outbox list").out
