"""Values with types cross rooms, not dicts by string keys: who reads a row sees its columns."""

import ast
import re
from collections.abc import Iterator

from support.paths import PACKAGE

WITHIN_ITS_ROOM = {
    "language/lexicon.py:read_words": "a file of words; who asks for it gives the shape of his subject",
}
"""Public functions that take or give a dict of anything, each with why nobody beyond its folder is asked to read it."""
_ANYTHING = re.compile(r"\b(?:dict|Mapping|MutableMapping)\[str, Any\]")


def _functions_of_anything() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                continue
            asked = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            written = [ast.unparse(one) for one in (*(each.annotation for each in asked), node.returns) if one]
            if any(_ANYTHING.search(one) for one in written):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}"


def test_no_dict_of_anything_crosses_a_room() -> None:
    assert set(_functions_of_anything()) == set(WITHIN_ITS_ROOM)
