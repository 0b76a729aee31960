"""An SMTP server that takes every mail, after doing what a test wants done before it answers."""

from collections.abc import Callable

from support.scripted_server import Line, commands


class SlowSmtp:
    """Takes mail. `before_answer` is called between the last byte of a mail and the answer to it: who sends waits for
    as long as that lasts."""

    def __init__(self, before_answer: Callable[[], None]) -> None:
        self._before_answer = before_answer
        self.taken: list[str] = []
        """The Message-IDs, in the order they came."""

    def __call__(self, line: Line) -> None:
        line.say("220 ready")
        for command in commands(line):
            match command.upper().split(" ")[0]:
                case "EHLO":
                    line.say("250 here")
                case "DATA":
                    line.say("354 go on")
                    self._take(line)
                case "QUIT":
                    line.say("221 bye")
                    return
                case _:
                    line.say("250 fine")

    def _take(self, line: Line) -> None:
        while (text := line.hear()) != ".":
            if text.lower().startswith("message-id:"):
                self.taken.append(text.partition(":")[2].strip())
        self._before_answer()
        line.say("250 taken")
