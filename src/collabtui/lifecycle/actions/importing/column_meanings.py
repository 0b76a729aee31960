"""Columns of teams' tables: what was said of them is kept, and taken back when somebody says so."""

from collections.abc import Mapping

from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.heading_fields import FIELDS, NOTHING, column_name
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.numbered_days import ORDER
from collabtui.lifecycle.actions.importing.partial_names import names_for
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import everybody
from collabtui.store.interface import Reader

AS_NOTE = "note"
"""Remembered of a word that is no status: it stays a note, and nobody is asked again."""


def column_meanings(reader: Reader) -> list[ColumnMeaning]:
    """By name."""
    return sorted((one for one in reader.find(ColumnMeaning) if not one.withdrawn), key=lambda one: one.name)


def known_columns(reader: Reader) -> dict[str, str]:
    """Field by name, as `formats.actions.task_table` takes them."""
    return {one.name: one.field for one in column_meanings(reader)}


def table_words(reader: Reader) -> dict[str, str]:
    """As `known_columns`, with the people of the book, whose names tell columns of people from others."""
    names = names_for(person.name for person in everybody(reader))
    return {f"{PERSON}{plain(name)}": name for name in names if name} | known_columns(reader)


def column_setting(text: str) -> tuple[str, str]:
    """Name and field of `验收人=note`; the field may be any word for such a column (`验收人=备注`), and is left empty
    for a column that is to be passed over. `State:Deployed=done` says which status a word in a column means, and
    `@小林=林晓` who somebody is whom the book calls otherwise, `Due=dd/mm` in which order a column writes its days.

    Raises `Refused` (column.no_equals: value; column.no_field: value, known)."""
    name, equals, field = text.rpartition("=")
    if not equals or not column_name(name):
        raise Refused("column.no_equals", value=text)
    if name.strip().startswith(PERSON):
        return column_name(name), field.strip() or NOTHING
    if order := word_table("actions", "day_orders").get(plain(field)):
        return f"{column_name(name).removesuffix(ORDER)}{ORDER}", order
    of_word = word_table("actions", "statuses").get(plain(field)) if ":" in column_name(name) else None
    return column_name(name), of_word or field_called(field)


def field_called(text: str) -> str:
    """Raises `Refused` (column.no_field: value, known)."""
    wanted = text.strip()
    if wanted in ("", NOTHING):
        return NOTHING
    field = wanted.replace("-", "_").casefold()
    field = field if field in FIELDS else word_table("actions", "columns").get(plain(wanted), "")
    if field not in FIELDS:
        raise Refused("column.no_field", value=wanted, known=FIELDS)
    return field


def remember_columns(acting: Acting, meanings: Mapping[str, str]) -> list[ColumnMeaning]:
    """Field, or `NOTHING`, by name. A column that was forgotten is the same record again; what is known so already is
    not written."""
    with acting.transaction() as tx:
        kept = list[ColumnMeaning]()
        for name, field in meanings.items():
            before = tx.find(ColumnMeaning, name=column_name(name), limit=1)
            if before and before[0].field == field and not before[0].withdrawn:
                continue
            written = {"field": field, "at": acting.now, "by": acting.actor, "withdrawn": False}
            if before:
                kept.append(tx.put(before[0].model_copy(update=written)))
            else:
                made = {"ref": tx.next_ref(ColumnMeaning), "name": column_name(name), **written}
                kept.append(tx.put(ColumnMeaning.model_validate(made)))
        return kept


def forget_column(acting: Acting, name: str) -> ColumnMeaning:
    """Raises `Unknown` (column.never: value, known)."""
    with acting.transaction() as tx:
        known = column_meanings(tx)
        found = next((one for one in known if one.name == column_name(name) or one.ref == kept_ref(name)), None)
        if found is None:
            raise Unknown("column.never", value=name, known=[one.name for one in known])
        return tx.put(found.model_copy(update={"withdrawn": True}))
