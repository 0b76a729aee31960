"""Tells somebody about each mail that arrived, in a thread of its own, so that the mail server need not wait."""

import queue
import threading
from collections.abc import Callable

OnMail = Callable[[str, bytes], None]
"""Takes the account's address and the mail."""


class Postman:
    """Calls `on_mail` for one mail after the other. `failed` gets what it raises; the next mail comes all the same."""

    def __init__(self, on_mail: OnMail, failed: Callable[[BaseException], None]) -> None:
        self._on_mail = on_mail
        self._failed = failed
        self._round: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._walk, name="postman", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def take(self, address: str, raw: bytes) -> None:
        self._round.put((address, raw))

    def stop(self) -> None:
        """Waits for the call that is under way; mails it has not come to are not told."""
        self._stopping.set()
        self._round.put(None)
        self._thread.join()

    def _walk(self) -> None:
        while (mail := self._round.get()) is not None and not self._stopping.is_set():
            try:
                self._on_mail(*mail)
            except Exception as error:  # noqa: BLE001 - whatever it is, MailServer.stop raises it again
                self._failed(error)
