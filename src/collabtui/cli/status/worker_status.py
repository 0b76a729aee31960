"""A worker as `collabtui status` shows it."""

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collabtui.store.queries.status import LeaseRow


class WorkerStatus(TypedDict):
    """The holder of a worker's lease."""

    holder: str
    until: str
    running: bool
    """False where the lease has run out or its process is gone."""


def worker_status(held: "LeaseRow") -> WorkerStatus:
    """By real time: `--now` is the meetings' clock."""
    from collabtui.worker.lease import is_running
    from collabtui.worker.real_clock import wall_clock

    running = is_running(held["holder"], held["until"], wall_clock())
    return {"holder": held["holder"], "until": held["until"], "running": running}
