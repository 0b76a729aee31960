"""The name of a mail that left before a copy was restored in which it was not: what was sent cannot be taken back.

No pydantic here: a list imports it."""

from typing import Final

LEFT_BEFORE: Final = "left:"


def name_of_left(message_id: str) -> str:
    """The name that the store keeps beside the digests of the mails that were taken in (`claim_mail`)."""
    return f"{LEFT_BEFORE}{message_id}"
