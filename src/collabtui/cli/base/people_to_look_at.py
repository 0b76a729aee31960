"""People of an imported list whom somebody has to look at."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.domain.people import Person
    from collabtui.lifecycle.people.edit_people import Imported


class ToLookAt(NamedTuple):
    imported: "Imported"
    gone: "Sequence[Person]"
    """Whom a directory has no more; of a file that is not asked."""
    skipped: list[str]

    def as_json(self) -> dict[str, list[str]]:
        rows = {"left": [f"{one.ref} {one.name}" for one in self.imported.left], "skipped": self.skipped}
        gone = [f"{one.ref} {one.name}" for one in self.gone]
        others = [f"{one.ref} {one.name}" for one, _ in self.imported.other_heads]
        return rows | ({"gone": gone} if gone else {}) | ({"other_heads": others} if others else {})

    def say(self, context: Context) -> None:
        done = self.imported
        for known, new in done.alike:
            context.say(
                "person.alike", name=known.name, email=known.email, ref=known.ref, new=new.ref, address=new.email
            )
        if done.left:
            context.say("person.left_in_list", names=[f"{one.ref} {one.name}" for one in done.left])
        if self.gone:
            context.say("person.gone", names=[f"{one.ref} {one.name}" for one in self.gone])
        for person, head in done.other_heads:
            context.say("person.other_head", name=person.name, department=person.department, head=head.name)
        for person, deputy in done.not_deputies:
            context.say("person.no_such_deputy", name=person.name, deputy=deputy)
        if self.skipped:
            context.say("person.skipped", names=self.skipped)
