"""What came by a mail leads to it."""

from typing import cast

import pytest

from collabtui.domain.place import Place
from collabtui.lifecycle.base.acting import Acting
from collabtui.screens.matters.sections.matter_mails import open_mail
from support.fake_page import FakePage


@pytest.mark.parametrize(
    ("via", "went"), [("mail:I7", [Place("inbox", "I7")]), ("key", []), ("undo:31", []), ("", []), (None, [])]
)
def test_what_came_by_a_mail_leads_to_it(via: str | None, went: list[Place]) -> None:
    page = FakePage(cast("Acting", None))
    assert open_mail(page, via) == bool(went)
    assert page.went == went
