"""What a person wrote and what he answers: the two inputs of the cut (`mail.quote`)."""

from collabtui.domain.model import Value


class Body(Value):
    """The readable parts of one mail, decoded from charset and transfer encoding and not cleaned in any other way."""

    text: str | None = None
    """The `text/plain` part, or None where the mail has none."""
    html: str | None = None
    """The `text/html` part, or None where the mail has none."""
    text_cut_off: bool = False
    """The end of the text part is missing."""
    html_cut_off: bool = False
    flowed: bool = False
    """The text part says `format=flowed` (RFC 3676): a line that ends in a space goes on in the next."""
    delsp: bool = False
    """It says `delsp=yes` too: that space is no part of the text. Only looked at when `flowed`."""


class SentItem(Value):
    """One numbered action of a mail that we sent."""

    number: int
    """1…n in that mail."""
    ref: str
    title: str


class Sent(Value):
    """The mail that was answered, as it left us."""

    text: str
    """Its text part."""
    html: str | None = None
    """Its HTML part. Words that stand only there (labels of links, heads of tables) are ours too."""
    items: tuple[SentItem, ...] = ()
