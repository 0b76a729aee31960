"""The fields that a captured risk names, each before its colon: 供应商延期 应对：换供应商, `mitigation: …`."""

import re
from typing import NamedTuple

from collabtui.language.exception_parts import begins_field, labelled, part_at

_STARTS = re.compile(r"(?:[\s,，;；。]+)(?=\S)")
_ENDS = " \t,，;；"


class RiskFields(NamedTuple):
    text: str
    """What may happen, and what else the line says."""
    scope: str = ""
    answer: str = ""
    standby: str = ""


def risk_fields(text: str) -> RiskFields:
    """Parted at the names of fields that have a colon. What is named twice, or otherwise, stays in the text; so does
    all where nothing stands before the first of them."""
    starts = [found.end() for found in _STARTS.finditer(text) if begins_field(text[found.end() :])]
    first = text[: starts[0]].strip(_ENDS) if starts else ""
    if not first or begins_field(first):
        return RiskFields(text)
    kept, fields = [first], dict[str, str]()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end].strip(_ENDS)
        name, value = _field(piece)
        if name and value and name not in fields:
            fields[name] = value
        else:
            kept.append(piece)
    return RiskFields(" ".join(kept), **fields)


def _field(piece: str) -> tuple[str, str]:
    """The name of the field that it is, and what stands in it; without a name where it is none that a risk keeps so."""
    if standby := labelled(piece, "standby"):
        return "standby", standby
    found = part_at(piece)
    if found is None or found.label_end is None:
        return "", ""
    name = {"impact": "scope", "answer": "answer", "way-out": "answer"}.get(found.part, "")
    return name, piece[found.label_end :].lstrip(" :：")
