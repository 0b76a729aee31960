"""Mails that wait again, since what the facilitator made of what they brought was taken back."""

from collabtui.domain.meeting import SignOff
from collabtui.domain.model import Record
from collabtui.lifecycle import correction_mails, position_mails
from collabtui.store.interface import Transaction


def wait_again(tx: Transaction, record: Record) -> None:
    """`record` as the undo has left it."""
    if isinstance(record, SignOff):
        correction_mails.unsettle_mails(tx, record)
    else:
        position_mails.unsettle_mails(tx, record)
