"""Whether a measured value is within what its criterion asks for: 93% is not for ≥ 95%, nor are 4天 for 不超过3天."""

import math
from collections.abc import Sequence
from typing import Literal

from collabtui.language.measures.bounds import Bounds, bounds_of, measured_bounds
from collabtui.language.measures.days_asked import day_holds
from collabtui.language.measures.figures import COUNT

Held = Literal["within", "misses", ""]
"""Empty: the two cannot be compared, and a person has to."""


def held_against(criterion: str, measured: str) -> Held:
    """Only what is certain: a value whose unit is that of one figure of the criterion, or that has none beside a
    criterion of one figure."""
    if not measured.strip():
        return ""
    if by_day := day_holds(criterion, measured):
        return by_day
    asked, found = bounds_of(criterion), measured_bounds(measured)
    kept = [_of_kind(kind, asked, found) for kind in dict.fromkeys(one.kind for one in asked)]
    if "misses" in kept:
        return "misses"
    return "within" if kept and all(one == "within" for one in kept) else ""


def misses(criterion: str, measured: str) -> bool:
    return held_against(criterion, measured) == "misses"


def _of_kind(kind: str, asked: Sequence[Bounds], found: Sequence[Bounds]) -> Held:
    wanted = [one for one in asked if one.kind == kind]
    if len(wanted) != 1:
        return ""
    own = [one for one in found if (one.kind == kind and not (one.bare and kind)) or (kind == COUNT and one.part)]
    values = own or ([one for one in found if one.bare] if len(asked) == 1 else [])
    ways = [way for one in values for way in _ways(one, wanted[0])]
    ways += [way._replace(low=-way.high, high=-way.low) for way in ways if _falls(wanted[0], way)]
    kept = {_compared(wanted[0], way) for way in ways}
    return kept.pop() if len(kept) == 1 else ""


def _ways(value: Bounds, wanted: Bounds) -> list[Bounds]:
    """The value in the measure of the criterion: 46 beside 45天 is of days; beside 20万元 25 may be 25万."""
    if wanted.kind == COUNT and value.part is not None:
        return [value._replace(low=value.part, high=value.part)]
    if not value.bare:
        return [value]
    if wanted.part:
        whole = wanted.low if math.isfinite(wanted.low) else wanted.high
        return [value._replace(low=value.low * whole / wanted.part, high=value.high * whole / wanted.part)]
    factors = {wanted.unit, wanted.unit * (wanted.times if value.times == 1 else 1)}
    return [value._replace(low=value.low * factor, high=value.high * factor) for factor in factors]


def _falls(wanted: Bounds, value: Bounds) -> bool:
    """下降20% and -22%, 退货 -5% and 7%: it may say how far something fell."""
    return value.high < 0 < wanted.low or (wanted.high < 0 < value.low)


def _compared(wanted: Bounds, value: Bounds) -> Held:
    below = value.low > wanted.low or (value.low == wanted.low and (not wanted.low_open or value.low_open))
    above = value.high < wanted.high or (value.high == wanted.high and (not wanted.high_open or value.high_open))
    if below and above:
        return "within"
    ends_before = value.high < wanted.low or (value.high == wanted.low and (wanted.low_open or value.high_open))
    begins_after = value.low > wanted.high or (value.low == wanted.high and (wanted.high_open or value.low_open))
    return "misses" if ends_before or begins_after else ""
