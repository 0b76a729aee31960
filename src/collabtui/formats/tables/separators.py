"""Signs between the cells of a table that is a text."""

import re

SEPARATORS = ",;\t，；|"
"""Any of them; which one it is, its lines tell."""
_EXCEL_LINE = re.compile(r"sep=.\n")


def without_excel_line(text: str) -> tuple[int, str]:
    """The text without the line in which Excel may name the sign, and how many lines that is: one or none."""
    start = _EXCEL_LINE.match(text)
    return (1, text[start.end() :]) if start else (0, text)
