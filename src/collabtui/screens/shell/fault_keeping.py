"""The fault that ended the screens, kept until the terminal is given back: the data behind it are looked at then."""

from textual.app import App
from textual.worker import WorkerFailed


class FaultKeepingApp(App[None]):
    """An app that leaves it to `run_app` to show what ended it: Textual prints the values of all names, mails too."""

    @property
    def fault(self) -> BaseException | None:
        """The error that nobody foresaw; None where the screens were left as they should be."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()
