"""A task in one line of labels and values: `责任人：张伟；任务：写方案；完成时间：3月10日`, `Owner: Bob; Task: ads`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from collabtui.formats.actions.heading_fields import field_of

_BETWEEN = re.compile(r"\s*[；;|｜]\s*|\s*[，,]\s*(?=[^:：，,；;]{1,16}[:：])")
_LABELLED = re.compile(r"([^:：]{1,24}?)\s*[:：]\s*(\S.*)")
_TITLES = ("title", "task")
_FEWEST = 2
_NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})


def title_first(line: str) -> str | None:
    """The line with the task before the labels of the rest; None where it is not all labels that are known, or they
    name no task."""
    parts = [_LABELLED.fullmatch(part.strip()) for part in _BETWEEN.split(line.strip().rstrip("。；;")) if part.strip()]
    if len(parts) < _FEWEST or not all(parts):
        return None
    found = [(match[1].strip(), match[2].strip()) for match in parts if match]
    fields = [field_of([label], _NOTHING_GIVEN) for label, _ in found]
    titles = [value for field, (_, value) in zip(fields, found, strict=True) if field in _TITLES]
    if len(titles) != 1 or not all(fields) or not {"owner", "due", "doer"} & {*fields}:
        return None
    rest = [f"{label}：{value}" for field, (label, value) in zip(fields, found, strict=True) if field not in _TITLES]
    return "；".join((titles[0], *rest))


def with_bullets(text: str) -> str:
    """A text that is nothing but such lines as the list that it is; any other as it is."""
    lines = text.splitlines()
    if not any(line.strip() for line in lines) or any(line.strip() and title_first(line) is None for line in lines):
        return text
    return "\n".join(f"- {line.strip()}" if line.strip() else "" for line in lines)
