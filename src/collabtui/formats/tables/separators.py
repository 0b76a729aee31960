"""Signs between the cells of a table that is a text."""

import re

SEPARATORS = ",;\t，；|"
"""Any of them; which one it is, its lines tell."""
EXCEL_LINE = re.compile(r"sep=.\n")
"""The line before the first in which Excel names it."""
