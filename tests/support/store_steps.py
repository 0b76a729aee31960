"""Steps on a store that can be taken in this process or in another one, each with an answer that can be compared."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from collabtui.domain.action import Action
from collabtui.errors import CollabError
from collabtui.store.interface import Fence, Store
from support.engines import at
from support.paths import ROOT
from support.records import NOW, Mishap, action

SECONDS = 30
Step = Callable[..., Any]


def make(store: Store, percent: int) -> str:
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        return tx.put(action(tx.next_ref(Action), percent=percent)).ref


def change(store: Store, ref: str, version: int, percent: int) -> str:
    """The key of what was refused; "" where it was done."""
    with Refusal() as refused, store.transaction(actor="x", via="key", now=NOW) as tx:
        stored = tx.get(Action, ref)
        tx.put(stored.model_copy(update={"version": version, "percent": percent}))
    return refused.key


def change_and_fail(store: Store, ref: str, percent: int) -> None:
    with suppress(Mishap), store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(tx.get(Action, ref).model_copy(update={"percent": percent}))
        tx.claim_mail("never", "<m>")
        raise Mishap


def change_and_die(store: Store, ref: str, percent: int) -> None:
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(tx.get(Action, ref).model_copy(update={"percent": percent}))
        tx.claim_mail("never", "<m>")
        os.kill(os.getpid(), signal.SIGKILL)


def claim(store: Store, digest: str) -> bool:
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        return tx.claim_mail(digest, "<m>")


def acquire(store: Store, holder: str, minutes: int) -> int | None:
    return store.acquire_lease("worker", holder, now=NOW + timedelta(minutes=minutes), seconds=SECONDS)


def release(store: Store, holder: str) -> None:
    store.release_lease("worker", holder)


def change_under(store: Store, number: int, ref: str, percent: int) -> str:
    """As `change`, under the lease of that number."""
    fence = Fence(name="worker", number=number)
    with Refusal() as refused, store.transaction(actor="x", via="key", now=NOW, fence=fence) as tx:
        tx.put(tx.get(Action, ref).model_copy(update={"percent": percent}))
    return refused.key


def state(store: Store) -> tuple[dict[str, tuple[int, int]], int]:
    """Version and percent of each action, and the change counter."""
    return {one.ref: (one.version, one.percent) for one in store.find(Action)}, store.change_counter()


class Refusal:
    """Keeps the key of a `CollabError` instead of raising it."""

    key = ""

    def __enter__(self) -> "Refusal":
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        self.key = error.key if isinstance(error, CollabError) else ""
        return isinstance(error, CollabError)


class OtherProcess:
    """Takes steps on a database that it has opened itself."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        self._process = subprocess.Popen(  # our own interpreter, our own code
            [sys.executable, "-m", "support.store_steps"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    def open(self, place: str) -> None:
        self._place = place
        self._ask((at, place))

    def take(self, step: Step, *given: object) -> Any:
        return self._ask((step, given))

    def die(self, step: Step, *given: object) -> None:
        """In that step; another process takes its place."""
        self._send((step, given))
        assert self._process.wait(60) == -signal.SIGKILL
        self.close()
        self._start()
        self.open(self._place)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)

    def _ask(self, order: object) -> Any:
        self._send(order)
        assert self._process.stdout
        answer, error = pickle.load(self._process.stdout)  # noqa: S301  # of our own process
        if error:
            raise AssertionError(error)
        return answer

    def _send(self, order: object) -> None:
        assert self._process.stdin
        pickle.dump(order, self._process.stdin)
        self._process.stdin.flush()


def serve() -> None:
    store: Store | None = None
    while True:
        try:
            order = pickle.load(sys.stdin.buffer)  # noqa: S301  # of our own process
        except EOFError:
            break
        answer, error = None, ""
        if order[0] is at:
            if store:
                store.close()
            store = at(order[1]).open_store()
        else:
            step, given = order
            try:
                answer = step(store, *given)
            except Exception as caught:  # noqa: BLE001  # the other side fails the test with it
                error = f"{type(caught).__name__}: {caught}"
        pickle.dump((answer, error), sys.stdout.buffer)
        sys.stdout.buffer.flush()
    if store:
        store.close()


if __name__ == "__main__":
    from support import store_steps  # what is sent names its functions by this module, not by `__main__`

    store_steps.serve()
