"""The catalogue of a database on PostgreSQL, in words that are the same on each server after the same steps:
columns and their types, keys, indexes, policies, triggers, functions, and what everybody may do."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection

MADE = Path(__file__).parent / "schema" / "made_objects.txt"
"""The catalogue after all steps. A test holds it against a new database, and writes it with UPDATE_SNAPSHOTS=1."""
Kind = Literal["column", "table", "filled", "key", "index", "policy", "trigger", "function", "sequence"]
_BROUGHT: frozenset[Kind] = frozenset({"index", "function", "sequence", "column", "filled"})
"""What an organisation may have more of: an index of its own, and the column that it needs."""
_WORDS = re.compile(r"'[^']*'|\w+")
_OURS = """n.nspname = current_schema()
    AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = {}.oid AND d.deptype = 'e')"""
_TABLES = f"""pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    AND c.relkind IN ('r', 'p') AND {_OURS.format("c")}"""
_EVERYBODY = "(SELECT string_agg(privilege_type, ' ' ORDER BY privilege_type) FROM aclexplode({}) WHERE grantee = 0)"
_ARGUMENTS = """(SELECT string_agg(format_type(t, NULL), ', ' ORDER BY place)
    FROM unnest(p.proargtypes) WITH ORDINALITY AS given (t, place))"""
_READ: dict[Kind, str] = {
    "column": f"""SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
            (SELECT collname FROM pg_collation AS l WHERE l.oid = a.attcollation AND collname <> 'default')), ''
        FROM pg_attribute AS a JOIN {_TABLES} ON c.oid = a.attrelid WHERE a.attnum > 0 AND NOT a.attisdropped""",
    "filled": f"""SELECT c.relname, concat_ws(' ', a.attname, CASE WHEN a.attnotnull THEN 'always' END,
            nullif(a.attidentity, ''), nullif(a.attgenerated, ''), {_EVERYBODY.format("a.attacl")}),
            pg_get_expr(v.adbin, v.adrelid)
        FROM pg_attribute AS a JOIN {_TABLES} ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef AS v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped""",
    "table": f"""SELECT c.relname, concat_ws(' ', c.relpersistence, CASE WHEN c.relrowsecurity THEN 'rights' END,
            CASE WHEN c.relforcerowsecurity THEN 'forced' END,
            CASE WHEN c.relowner <> (SELECT relowner FROM pg_class WHERE oid = 'schema_step'::regclass)
                THEN 'of another' END,
            {_EVERYBODY.format("c.relacl")}), ''
        FROM {_TABLES}""",
    "key": f"""SELECT c.relname, concat_ws(' ', k.contype, CASE WHEN NOT k.convalidated THEN 'unproved' END),
            pg_get_constraintdef(k.oid)
        FROM pg_constraint AS k JOIN {_TABLES} ON c.oid = k.conrelid WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')""",
    "index": f"""SELECT i.relname, concat_ws(' ', c.relname, CASE WHEN NOT x.indisvalid THEN 'unusable' END,
            CASE WHEN x.indisunique THEN 'unique' END), regexp_replace(pg_get_indexdef(i.oid), '.* USING ', '')
        FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN {_TABLES} ON c.oid = x.indrelid
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS k WHERE k.conindid = i.oid)""",
    "policy": f"""SELECT c.relname, concat_ws(' ', o.polname, o.polcmd, CASE WHEN o.polpermissive THEN 'permits' END,
            CASE WHEN o.polroles <> ARRAY[0::oid] THEN 'some' END),
            concat_ws(' ', pg_get_expr(o.polqual, o.polrelid), pg_get_expr(o.polwithcheck, o.polrelid))
        FROM pg_policy AS o JOIN {_TABLES} ON c.oid = o.polrelid""",
    "trigger": f"""SELECT c.relname, concat_ws(' ', g.tgname, g.tgtype, g.tgenabled, p.proname,
            encode(g.tgargs, 'escape'), CASE WHEN g.tgqual IS NOT NULL THEN 'when' END,
            CASE WHEN g.tgdeferrable THEN 'deferrable' END, CASE WHEN g.tginitdeferred THEN 'deferred' END,
            (SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute
                WHERE attrelid = g.tgrelid AND attnum = ANY (g.tgattr::int2[]))), ''
        FROM pg_trigger AS g JOIN {_TABLES} ON c.oid = g.tgrelid JOIN pg_proc AS p ON p.oid = g.tgfoid
        WHERE NOT g.tgisinternal""",
    "function": f"""SELECT p.proname, concat_ws(' ', concat('(', {_ARGUMENTS}, ')'), p.prokind, p.provolatile,
            CASE WHEN p.prosecdef THEN 'as owner' END, CASE WHEN p.proisstrict THEN 'strict' END,
            CASE WHEN p.proconfig IS NOT NULL THEN 'pinned' END,
            {_EVERYBODY.format("coalesce(p.proacl, acldefault('f', p.proowner))")}, md5(p.prosrc)), ''
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE {_OURS.format("p")}""",
    "sequence": f"""SELECT c.relname, concat_ws(' ', s.seqincrement, CASE WHEN s.seqcycle THEN 'cycle' END,
            s.seqmax), '' FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = s.seqrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE {_OURS.format("c")}""",
}


class MadeObject(NamedTuple):
    """A part of what the steps make, and of which table, index or function it is."""

    kind: Kind
    name: str
    looks: str


def catalogue(reader: PostgresqlConnection) -> frozenset[MadeObject]:
    return frozenset(
        MadeObject(kind, name, f"{looks} {_words(expression)}".strip())
        for kind, sql in _READ.items()
        for name, looks, expression in reader.rows(sql)
    )


def differing(found: Iterable[MadeObject], kinds: frozenset[Kind]) -> list[str]:
    """Names of what lacks a part of these kinds, or has one that is made otherwise, and of our tables with a part that
    nobody made. A table of somebody else's in the same database is his."""
    there = {part for part in found if part.kind in kinds}
    made = {part for part in _made() if part.kind in kinds}
    tables = {part.name for part in _made() if part.kind == "table"}
    more = {part.name for part in there - made if part.kind not in _BROUGHT and part.name in tables}
    return sorted(more | {part.name for part in made - there})


def written(parts: Iterable[MadeObject]) -> str:
    return "".join(f"{part.kind}\t{part.name}\t{part.looks}\n" for part in sorted(parts))


@cache
def _made() -> frozenset[MadeObject]:
    rows = (line.split("\t") for line in MADE.read_text("utf-8").splitlines())
    return frozenset(MadeObject(cast("Kind", kind), name, looks) for kind, name, looks in rows)


def _words(expression: str | None) -> str:
    """The words of an expression in one order, each once: brackets, casts and aliases are each server's own."""
    return " ".join(sorted(set(_WORDS.findall(expression or ""))))
