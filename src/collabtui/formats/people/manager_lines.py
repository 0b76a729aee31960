"""Leaders of departments, from the line of managers of a directory: each entry can name its manager."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_BETWEEN = re.compile(r"\s*([,=+])\s*")
_HEX = re.compile(r"((?:\\[0-9A-Fa-f]{2})+)")


class Placed(NamedTuple):
    """An entry by its DN, with the DN of its manager; empty where it names none."""

    dn: str
    manager: str
    department: str


def leading(people: Iterable[Placed]) -> frozenset[str]:
    """The DNs, as `same_dn` writes them, of whoever alone has people of his own department below him and nobody of it
    above. Of a department with two of that kind neither leads it."""
    by_dn = {same_dn(one.dn): one for one in people}
    tops: dict[str, set[str]] = {}
    for dn, one in by_dn.items():
        manager = same_dn(one.manager)
        above = by_dn.get(manager)
        if above is None or not one.department or above.department != one.department or manager == dn:
            continue
        if not _has_somebody_above(by_dn, manager):
            tops.setdefault(one.department, set()).add(manager)
    return frozenset(dn for found in tops.values() if len(found) == 1 for dn in found)


def _has_somebody_above(by_dn: Mapping[str, Placed], dn: str) -> bool:
    above = same_dn(by_dn[dn].manager)
    return above != dn and above in by_dn and by_dn[above].department == by_dn[dn].department


def same_dn(dn: str) -> str:
    """One spelling of a DN (RFC 4514): case and blanks around its signs say nothing, and `\\E5\\BC\\A0` is 张."""
    plain = _HEX.sub(lambda found: bytes.fromhex(found[1].replace("\\", "")).decode("utf-8", "replace"), dn)
    return _BETWEEN.sub(r"\1", plain).strip().casefold()
