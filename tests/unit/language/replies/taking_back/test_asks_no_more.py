"""A request waits behind which its writer says that he asks for nothing."""

import pytest

from support.listed_items import asked, read_listed

_TITLES = {"en": ("Bake the rolls",), "zh": ("布置婚宴厅",)}


@pytest.mark.parametrize(
    ("language", "text", "requests"),
    [
        ("zh", "推到周五。", ["A1 postpone 18"]),
        ("zh", "本来想推到周五，算了。", []),
        ("zh", "推到周五，还是算了。", []),
        ("en", "Can we move it to Friday?", ["A1 postpone 18"]),
        ("en", "Can we move it to Friday? Never mind.", []),
        ("en", "Friday please. Forget it.", []),
    ],
)
def test_never_mind_takes_a_request_back(language: str, text: str, requests: list[str]) -> None:
    assert asked(read_listed(text, _TITLES[language], minutes=False)) == requests
