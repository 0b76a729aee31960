"""The lines of a check list as somebody writes them in one cell, behind an option or in a captured line."""

import re

_COUNTED = re.compile(r"^\s*(?:\d{1,2}\s*[.)、．]\s*(?!\d)|[-*•·]\s+)")


def stated_checks(text: str) -> tuple[str, ...]:
    """The lines of a list as somebody writes it in one cell or behind an option: `压测通过；文档齐`, or a line each."""
    between = r"\n" if "\n" in text.strip() else "[;；]"
    return tuple(filter(None, (_COUNTED.sub("", one).strip() for one in re.split(between, text))))
