"""Roles, kinds of change and kinds of matter, in one table: who may do what.

A cell is `+` where it is allowed. Columns: the kinds of change, in the order of `CHANGE_KINDS`. Rows: a role, and how
the person stands to the matter: `open`, `named` among the people of a restricted one, `other` where it is not his to
see, each once more `own` where what is changed is his department's. What belongs to no matter, people and what replies
are read by, is asked of the rows with `open`. `/`: allowed, but not by raw SQL: a row that he may not see cannot be
changed by him, so it is done where all rights are (a worker's machine). `nobody` is who has no role where roles count:
he reads nothing."""

from typing import get_args

import pytest

from collabtui.domain.access.permission import CHANGE_KINDS, ChangeKind, Relation
from collabtui.domain.access.role_grant import Role

#                               matter plan record action mail people settings access lists
MATRIX = """
    administrator open          +      +    +      +      +    +      +        +      +
    administrator named         +      +    +      +      +    +      +        +      +
    administrator other         -      -    -      -      -    -      -        /      +
    facilitator   open          +      +    +      +      +    +      +        -      +
    facilitator   named         +      +    +      +      +    +      +        -      +
    facilitator   other         -      -    -      -      -    -      -        -      +
    scribe        open          -      -    +      +      -    -      -        -      +
    scribe        named         -      -    +      +      -    -      -        -      +
    scribe        other         -      -    -      -      -    -      -        -      +
    head          open          -      -    -      -      -    -      -        -      +
    head          named         -      -    -      -      -    -      -        -      +
    head          other         -      -    -      -      -    -      -        -      +
    head          open-own      +      -    -      +      -    +      -        -      +
    head          named-own     +      -    -      +      -    +      -        -      +
    head          other-own     -      -    -      -      -    -      -        -      +
    reader        open          -      -    -      -      -    -      -        -      +
    reader        named         -      -    -      -      -    -      -        -      +
    reader        other         -      -    -      -      -    -      -        -      +
    nobody        open          -      -    -      -      -    -      -        -      -
    nobody        named         -      -    -      -      -    -      -        -      -
    nobody        other         -      -    -      -      -    -      -        -      -
    nobody        open-own      -      -    -      -      -    -      -        -      -
"""
ROWS = [line.split() for line in MATRIX.strip().splitlines()]
ROLES: tuple[Role, ...] = get_args(Role)
OUTSIDE: tuple[ChangeKind, ...] = ("people", "settings", "lists")
"""Kinds of what belongs to no matter."""
rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:2]))


def roles_in(row: list[str]) -> list[Role]:
    return [role for role in ROLES if role == row[0]]


def relation_in(row: list[str]) -> Relation:
    matter, _, own = row[1].partition("-")
    return Relation(matter != "open", matter == "named", own == "own")


def expected(row: list[str], kind: ChangeKind) -> bool:
    return row[2 + CHANGE_KINDS.index(kind)] in "+/"
