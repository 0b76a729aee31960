"""A page that nobody sees: it answers its dialogs as the test says, and notes what it was told."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar, cast

from collabtui.domain.place import Place
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Acting
from collabtui.session.services import Services
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue

T = TypeVar("T")


class FakePage:
    """Commands run at once as `acting`; `answers` are what the dialogs end with, in their order."""

    def __init__(self, acting: Acting, *answers: object, services: Services | None = None) -> None:
        self.words = Catalogue("en")
        self.services = cast("Services", services)
        self.session = services.session if services else cast("Session", None)
        self.acting, self.answers = acting, list(answers)
        self.asked: list[Any] = []
        self.told: list[str] = []
        self.went: list[Place] = []
        self.errors: list[str] = []

    async def ask(self, dialog: Any) -> Any:
        self.asked.append(dialog)
        return self.answers.pop(0)

    async def do(self, command: Callable[[Acting], T], done_key: str = "", /, **values: Any) -> T | None:
        try:
            result = command(self.acting)
        except CollabError as error:
            self.show_error(error)
            return None
        if done_key:
            self.tell(done_key, **values)
        return result

    def tell(self, key: str, /, *, seconds: float = 4, **values: Any) -> None:  # noqa: ARG002  # the page's signature
        self.told.append(self.words(key, **values))

    warn = tell

    def telling(self, key: str, /, **values: Any) -> AbstractContextManager[None]:
        self.tell(key, **values)
        return nullcontext()

    def go(self, page: str, ref: str = "", part: str = "", /) -> None:
        self.went.append(Place(page, ref, part))

    def refresh_now(self) -> None:
        """Nobody looks at it."""

    def show_error(self, error: CollabError) -> None:
        self.errors.append(error.key)
