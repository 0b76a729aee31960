"""No damage on the way makes a mail say more than it says, and none raises.

The tests take a share; `bench/mutations.py` takes ten thousand mails, and every format cut off behind each byte that a
hundred divides.
"""

from collections.abc import Callable
from itertools import islice

import pytest

from collabtui.lifecycle.mail_in.assess import assess_mail
from support.mail_clients import CLIENTS
from support.mutated import TRAPS, claims, cut_off, mutants, wrong
from support.worlds import World

SHARE = 500
NAMES = list(CLIENTS)


def test_a_damaged_mail_changes_nothing_that_the_whole_one_does_not_say(offices: Callable[[str], World]) -> None:
    assert list(filter(None, map(wrong, islice(mutants(offices, 0), SHARE)))) == []


@pytest.mark.parametrize("number", range(len(TRAPS)))
def test_a_mail_that_is_cut_off_changes_nothing_that_the_whole_one_does_not_say(
    offices: Callable[[str], World], number: int
) -> None:
    workspace = offices("en3" if TRAPS[number].isascii() else "zh3")
    for client in NAMES[number :: 3 * len(TRAPS)]:
        if "\n" not in TRAPS[number] or not CLIENTS[client].one_line:
            whole = workspace.reply(client, TRAPS[number])
            assert list(filter(None, map(wrong, cut_off(client, workspace, whole)))) == []


def test_a_beginning_that_says_more_than_the_whole_waits_because_its_end_is_missing(
    offices: Callable[[str], World],
) -> None:
    workspace = offices("en3")
    whole = workspace.reply("qq-no-quote", TRAPS[0])
    found = [
        assess_mail(workspace.acting.store, workspace.acting, whole[:end]) for end in range(len(whole) - 40, len(whole))
    ]
    said = claims(assess_mail(workspace.acting.store, workspace.acting, whole))
    more = [one for one in found if claims(one) - said]
    assert more
    assert {(one.verdict, one.reason) for one in more} == {("review", "truncated")}
