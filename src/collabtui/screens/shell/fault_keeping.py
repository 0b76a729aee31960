"""What ended the screens, kept until the terminal is given back, where it is looked up whether data are damaged."""

from textual.app import App
from textual.worker import WorkerFailed


class FaultKeepingApp(App[None]):
    """An app that leaves it to `run_app` to show what ended it: Textual prints the values of all names, mails too."""

    @property
    def fault(self) -> BaseException | None:
        """What nobody foresaw; None where it was left as it should be."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()
