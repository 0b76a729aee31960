"""`collabtui role`: who may change what. While nobody was given a role, everybody may do everything."""

from typing import Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import NoArgs, Parser
from collabtui.cli.base.text_table import table, terminal_width


class RoleArgs(NamedTuple):
    person: str
    role: Literal["administrator", "facilitator", "scribe", "head", "reader"]


def register(parser: Parser) -> None:
    parser.verb("list", list_roles, NoArgs)
    parser.verb("grant", grant, RoleArgs)
    parser.verb("revoke", revoke, RoleArgs)


def list_roles(context: Context, _: NoArgs) -> None:
    from collabtui.store.queries.access.role_list import roles

    rows, words = roles(context.reader), context.words
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("role.none")
    else:
        shown = (
            (
                row["person"]["name"] if row["person"] else "",
                words(f"given_role.{row['role']}"),
                row["person"]["department"] or "" if row["person"] else "",
                context.moment(row["at"]),
                row["by"],
                words("person.left", day=context.moment(row["left_at"])) if row["left_at"] else "",
            )
            for row in rows
        )
        context.out.lines(table(shown, width=terminal_width(context.out)))


def grant(context: Context, arguments: RoleArgs) -> None:
    from collabtui.lifecycle.access.role_grants import grant_role
    from collabtui.store.queries.row_reader import roles_count

    is_first = not roles_count(context.reader)
    grant_role(context.acting(), arguments.person, arguments.role)
    _done(context, arguments, "role.granted")
    if is_first:
        context.say("role.count_now")


def revoke(context: Context, arguments: RoleArgs) -> None:
    from collabtui.lifecycle.access.role_grants import revoke_role

    revoke_role(context.acting(), arguments.person, arguments.role)
    _done(context, arguments, "role.revoked")


def _done(context: Context, arguments: RoleArgs, key: str) -> None:
    from collabtui.store.queries.access.role_list import roles

    rows = roles(context.reader)
    if context.options.json:
        context.show(rows)
    context.say(key, name=arguments.person, given_role=arguments.role)
    if not rows:
        context.say("role.none")
