"""What a department gives with its yes is read where it is counted and stands under no limit."""

import pytest

from collabtui.language.offered_resources import offered_resources


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("同意，对接人张伟，可提供两名后端开发", ("两名后端开发",)),
        ("同意，我部出两名后端，3月2日到位", ("两名后端",)),
        ("同意。对接人：张伟。提供资源：测试服务器1台、后端2人", ("测试服务器1台", "后端2人")),
        ("研发部可以派3人，4月1日起", ("3人",)),
        ("Agreed. Contact: Bob Brown. We can provide two lawyers from 9 March.", ("two lawyers",)),
        ("Agreed, we'll send 2 testers and one server", ("2 testers", "one server")),
        ("同意，但只能出一名后端", ()),
        ("同意，视情况提供支持", ()),
        ("同意，请提供两份材料", ()),
        ("我们安排3月2日开会", ()),
        ("We can provide up to 3 days", ()),
        ("We can't give two people", ()),
    ],
)
def test_what_is_counted_is_an_offer(text: str, offered: tuple[str, ...]) -> None:
    assert offered_resources(text) == offered
