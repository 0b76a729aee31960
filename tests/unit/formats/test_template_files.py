"""Templates of matters as files: the shipped ones, the user's own, and what is refused."""

from pathlib import Path

import pytest

from collabtui.domain.matters.matter_template import MatterTemplate, TemplateTask
from collabtui.errors import Refused, Unknown
from collabtui.formats.template_files import keep_template, read_template, templates_of

OWN = MatterTemplate(goal="快", tasks=(TemplateTask(title="做"),))


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_shipped_ones_are_whole(tmp_path: Path, locale: str) -> None:
    found = templates_of(tmp_path, locale)
    assert len(found) == 4
    for one in found:
        usual = read_template(tmp_path, locale, one.name)
        assert usual.goal
        assert all((usual.rules, usual.criteria, usual.milestones, usual.asked, usual.tasks, usual.kind))
        assert all(task.deliverable and task.days_before is not None for task in usual.tasks)


def test_both_languages_have_the_same_kinds_with_as_many_tasks(tmp_path: Path) -> None:
    def shape(locale: str) -> list[tuple[object, ...]]:
        read = (read_template(tmp_path, locale, one.name) for one in templates_of(tmp_path, locale))
        return sorted((str(one.kind), len(one.tasks), len(one.asked), len(one.criteria)) for one in read)

    assert shape("zh") == shape("en")


def test_ones_own_stand_first_and_take_the_place_of_a_namesake(tmp_path: Path) -> None:
    keep_template(tmp_path, "campaign", OWN)
    first, *others = templates_of(tmp_path, "en")
    assert (first.name, first.is_own, len(others)) == ("campaign", True, 3)
    assert read_template(tmp_path, "en", "Campaign") == OWN


@pytest.mark.parametrize("name", ["", "  ", "../x", "a/b", ".hidden", "x" * 81, "a\x1bb", 'a"b'])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        keep_template(tmp_path, name, OWN)
    assert refused.value.key == "matter_template.name"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = keep_template(tmp_path, "Launch", OWN)
    with pytest.raises(Refused) as refused:
        keep_template(tmp_path, "Launch", MatterTemplate())
    assert (refused.value.key, refused.value.values["path"]) == ("matter_template.there", str(path))
    assert read_template(tmp_path, "en", "launch") == OWN


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"tasks": [{"deliverable": "x"}]}', '{"rhythm": "hourly"}', "[" * 9_999]
)
def test_a_file_that_is_none_is_refused_by_its_place(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "matters"
    folder.mkdir()
    (folder / "mine.json").write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        read_template(tmp_path, "en", "mine")
    assert refused.value.key == "matter_template.unreadable"
    assert refused.value.values["path"] == str(folder / "mine.json")


def test_an_unknown_one_names_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(Unknown) as unknown:
        read_template(tmp_path, "en", "nope")
    assert unknown.value.values["known"] == ["Annual budget", "Campaign", "Customer complaint", "Product launch"]
