"""What `--help` claims, `data/help_claims.json`: each sentence with the test that fails where it is no longer so; those
that list what may be typed; and those that only name a thing or a verb. Keys are without `help.`."""

import json
from typing import NamedTuple

from support.paths import ROOT


class Claim(NamedTuple):
    says: str
    test: str
    """`tests/….py::test_…`."""


class Typed(NamedTuple):
    says: str
    values: tuple[str, ...]


_DATA = json.loads((ROOT / "tests/data/help_claims.json").read_text("utf-8"))
CLAIMS = {key: Claim(**one) for key, one in _DATA["claims"].items()}
TYPED = {key: Typed(one["says"], tuple(one["values"])) for key, one in _DATA["typed"].items()}
NAMES_ONLY = tuple(_DATA["names"])
