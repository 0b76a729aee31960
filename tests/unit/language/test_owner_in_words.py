"""Who is to do something, taken off the words for what is to be done."""

import pytest

from collabtui.language.owner_in_words import without_owner


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("每店加一个取货台，刘洋负责", "刘洋", "每店加一个取货台"),
        ("每店加一个取货台，由刘洋跟进。", "刘洋", "每店加一个取货台"),
        ("补训，负责人：孙丽", "孙丽", "补训"),
        ("补训 责任人：孙丽", "孙丽", "补训"),
        ("train all. Owner: Ben", "Ben Lee", "train all"),
        ("补训（孙丽）", "孙丽", "补训"),
        ("补训由孙丽负责", "孙丽", "补训"),
        ("由孙丽补训", "孙丽", "补训"),
        ("请孙丽整改", "孙丽", "整改"),
        ("孙丽负责补训", "孙丽", "补训"),
        ("add a rack in each shop, Ben to do it", "Ben Lee", "add a rack in each shop"),
        ("add a rack in each shop, by Ben Lee.", "Ben Lee", "add a rack in each shop"),
        ("Ben to add a rack", "Ben Lee", "add a rack"),
        ("add a rack (owner: Ben)", "Ben Lee", "add a rack"),
        ("add a rack, Ben", "Ben Lee", "add a rack"),
        ("补测，负责人孙丽（孙丽 A2）", "孙丽", "补测"),
        ("补测，负责人：孙丽（研发部）", "孙丽", "补测"),
        ("补测 @孙丽（孙丽）", "孙丽", "补测"),
        ("补测，负责人孙丽 孙丽", "孙丽", "补测"),
        ("retest, owner: Ben Lee (ben@x.test)", "Ben Lee", "retest"),
        ("retest, by Ben Lee (Sales team)", "Ben Lee", "retest"),
        ("补训由孙丽负责", "", "补训由孙丽负责"),  # nobody is known to be meant
    ],
)
def test_the_owner_is_taken_off(text: str, name: str, left: str) -> None:
    assert without_owner(text, name) == left


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("刘洋的清单重做", "刘洋"), ("由刘洋和孙丽补训", "刘洋"), ("通知刘洋", "刘洋"), ("孙丽负责", "孙丽"),
        ("重做给刘洋看的清单", "刘洋"), ("ask Ben", "Ben Lee"), ("redo Ben's list", "Ben Lee"),
        ("by Bennet", "Ben Lee"),
        ("补测，负责人刘洋（他请假就找孙丽）", "刘洋"),
        ("通知刘洋处理", "刘洋"), ("redo the list sent by Ben", "Ben Lee"),
    ],
)  # fmt: skip
def test_what_is_about_him_stays(text: str, name: str) -> None:
    assert without_owner(text, name) == text
