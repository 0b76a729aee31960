"""Things that somebody has put aside until a day: his own, beside his drafts, so that nobody else's list is shorter."""

from datetime import date
from typing import NamedTuple

from collabtui.session.draft_files import DraftFiles

DRAFT = "aside"
MAIL, ACTION = "inbox:", "actions:"
"""Begin the keys of what is the same on several pages."""
MOST = 500
"""Things that are kept; of more the first to be seen again are."""


class Aside(NamedTuple):
    """One thing, by a key of its page that stays the same while the thing does."""

    key: str
    until: date
    """The day on which it is seen again."""
    text: str
    """What it said, for the list of what is put aside."""


class PutAside:
    def __init__(self, drafts: DraftFiles) -> None:
        self._drafts = drafts
        self.version = 0
        """Another number whenever something was put aside, or brought back, here."""
        self._last: tuple[Aside, int] | None = None
        """The last that was put aside here, and the batch of the newest own change then."""

    def all(self, today: date) -> dict[str, Aside]:
        """Those whose day has not come, by their keys, the first to be seen again first."""
        text = self._drafts.get_anew(DRAFT)
        return {one.key: one for one in _read(text) if one.until > today} if text else {}

    def mails(self, today: date) -> frozenset[str]:
        """The refs of mails that are put aside."""
        return frozenset(key.removeprefix(MAIL) for key in self.all(today) if key.startswith(MAIL))

    def put(self, one: Aside, today: date, batch: int) -> None:
        """`batch` is that of the newest own change: as long as it stays so, an undo means this."""
        self._keep({**self.all(today), one.key: one})
        self._last = (one, batch)

    def bring_back(self, key: str, today: date) -> None:
        self._keep({name: one for name, one in self.all(today).items() if name != key})

    @property
    def can_take_back(self) -> bool:
        return self._last is not None

    def taken_back(self, today: date, batch: int) -> Aside | None:
        """The last one, which is there again; None where something else was done since, or it is there already."""
        last, self._last = self._last, None
        if last is None or last[1] != batch or last[0].key not in self.all(today):
            return None
        self.bring_back(last[0].key, today)
        return last[0]

    def _keep(self, some: dict[str, Aside]) -> None:
        import json  # where nothing is put aside, nothing waits for it

        rows = sorted(some.values(), key=lambda one: one.until)[:MOST]
        kept = [[one.key, one.until.isoformat(), one.text] for one in rows]
        self.version += 1
        self._drafts.keep(DRAFT, json.dumps(kept, ensure_ascii=False) if kept else "")


def mail_key(ref: str) -> str:
    return f"{MAIL}{ref}"


def action_key(ref: str) -> str:
    return f"{ACTION}{ref}"


def _read(text: str) -> list[Aside]:
    """Nothing of what is no such list: it is only what is seen later."""
    import json

    try:
        return [Aside(str(key), date.fromisoformat(until), str(shown)) for key, until, shown in json.loads(text)]
    except (ValueError, TypeError):
        return []
