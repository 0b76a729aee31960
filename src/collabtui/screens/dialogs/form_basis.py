"""The basis of a form: the record that it shows, as its reader has seen it. What others change meanwhile is kept, and
of what both have changed the reader is asked which it shall be."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from collabtui.domain.three_way_merge import Clash, MergedFields, merge
from collabtui.lifecycle.base.unseen_changes import last_change, records_of

if TYPE_CHECKING:
    from collabtui.domain.model import Record
    from collabtui.domain.trail import TrailEntry
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.dialogs.form_field import FormField, Values
    from collabtui.session.store_session import Session

T = TypeVar("T")
FieldNames = Mapping[str, tuple[str, ...]]


class Reconciled(NamedTuple):
    """The values of a form as they may be saved, and what has to be asked before."""

    merge: MergedFields
    authors: Mapping[str, "TrailEntry | None"]
    """Of each clash the last change of the field."""


class FormBasis:
    """`ref` is the record; `fields` reads what the form would begin with now; `names` has, by the names of fields of
    the form, those of the record where they are others. A form begins with `await basis.read()`, and its save runs its
    command by `run`."""

    def __init__(
        self,
        session: "Session",
        ref: str,
        fields: "Callable[[], Awaitable[Sequence[FormField]]]",
        names: FieldNames | None = None,
    ) -> None:
        self._session = session
        self._ref = ref
        self._fields = fields
        self._names = names or {}
        self._records: tuple[Record, ...] = ()
        self.seen: Values = {}
        """The values of the fields as they were read last."""

    async def read(self) -> "list[FormField]":
        """The fields with what stands there now, which counts as seen."""
        self._records = await self._session.run_command(lambda acting: records_of(acting.store, [self._ref]))
        fields = list(await self._fields())
        self.seen = {field.name: field.value for field in fields}
        return fields

    async def run(self, command: "Callable[[Acting], T]") -> T:
        """Run it; what was changed since the last `read` is not written over: raises `Conflict`
        (form.changed_meanwhile)."""
        return await self._session.run_command(self.on_what_was_seen(command))

    def on_what_was_seen(self, command: "Callable[[Acting], T]") -> "Callable[[Acting], T]":
        """The command as `run` runs it."""
        records = self._records
        return lambda acting: command(acting.having_seen(*records))

    async def reconciled(self, seen: "Values", mine: "Values") -> Reconciled:
        """`mine` with what others have changed since `seen`."""
        now = await self.read()
        separators = {field.name: field.separator for field in now}
        found = merge(seen, mine, {field.name: field.value for field in now}, separators)
        if not found.clashes:
            return Reconciled(found, {})
        return Reconciled(found, await self._session.run_command(lambda acting: self._authors(acting, found.clashes)))

    def _authors(self, acting: "Acting", clashes: Sequence[Clash]) -> "dict[str, TrailEntry | None]":
        return {
            one.field: last_change(acting.store, self._ref, self._names.get(one.field, (one.field,))) for one in clashes
        }
