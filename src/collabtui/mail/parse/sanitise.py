"""Words of a server or a program, made fit to be shown: they may hold anything, and a terminal believes it."""

LONGEST = 200


def sanitised(text: str | bytes | None) -> str:
    """One line of printable text of at most `LONGEST` characters, without a full stop: it goes into a sentence."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    words = "".join(character if character.isprintable() else " " for character in text or "").split()
    line = " ".join(words).rstrip(".。")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
