"""What names the line of a file is said without it of what was typed by itself."""

import pytest

from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.text.catalogue import Catalogue, parse_sentences


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    "line", ["17:40-17:20 倒着 @李明", "10m", "10m 开场 @李明 @张伟", "9:30 开场", "9999m 开场", "+ 张:伟:", "0.3m x"]
)
def test_one_line_has_no_number(locale: str, line: str) -> None:
    with pytest.raises(Refused) as refused:
        read_agenda_line(line)
    said = Catalogue(locale)(refused.value.key, **refused.value.values)
    assert refused.value.values["line"] == 0
    assert not said.startswith(("第 0 行", "Line 0")), said


def test_each_form_without_a_line_has_one_with() -> None:
    for locale in ("zh", "en"):
        sentences = parse_sentences(locale)
        alone = [key for key in sentences if key.endswith(".alone")]
        assert alone
        assert all("{line}" in sentences[key.removesuffix(".alone")] for key in alone)
        assert not any("{line}" in sentences[key] for key in alone)
