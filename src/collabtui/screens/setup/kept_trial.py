"""The last connection test, kept beside the drafts: after a restart its steps and their instant are still there, as
long as the account is the one that was tested."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from collabtui.check_step import CheckStep
from collabtui.errors import CollabError, Refused

if TYPE_CHECKING:
    from collabtui.session.draft_files import DraftFiles

NAME = "setup.trial"
_OF_AN_ACCOUNT = ("host", "port", "security", "username", "folder")


@dataclass(frozen=True, slots=True)
class KeptTrial:
    """A test that came to its end."""

    at: datetime
    steps: Sequence[CheckStep] = ()
    error: CollabError | None = None
    """What ended it before its time."""


def account_tested(tables: Mapping[str, Mapping[str, object]]) -> str:
    """The account that a test is of: another server, another login, another address is another one."""
    ends = [[str(tables.get(end, {}).get(key, "")) for key in _OF_AN_ACCOUNT] for end in ("smtp", "imap")]
    return json.dumps([*ends, str(tables.get("organiser", {}).get("email", ""))], ensure_ascii=False)


def keep_trial(drafts: "DraftFiles", account: str, trial: KeptTrial | None) -> None:
    """A test that was stopped leaves the one before it."""
    if trial is None:
        return
    steps = [[step.key, dict(step.values), _plain(step.error)] for step in trial.steps]
    kept = {"account": account, "at": trial.at.isoformat(), "steps": steps, "error": _plain(trial.error)}
    drafts.keep(NAME, json.dumps(kept, ensure_ascii=False, default=str))


def kept_trial(drafts: "DraftFiles", account: str) -> KeptTrial | None:
    """None where nothing was kept of this account, or nothing that can be read."""
    try:
        kept = json.loads(drafts.get(NAME) or "{}")
        if kept.get("account") != account:
            return None
        steps = [CheckStep(key, values, _error(error)) for key, values, error in kept["steps"]]
        return KeptTrial(datetime.fromisoformat(kept["at"]), steps, _error(kept["error"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(error: CollabError | None) -> list[Any] | None:
    return None if error is None else [error.key, error.values]


def _error(plain: list[Any] | None) -> CollabError | None:
    return None if plain is None else Refused(plain[0], **plain[1])
