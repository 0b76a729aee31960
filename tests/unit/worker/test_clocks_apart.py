"""A worker whose clock is wrong takes nothing from the others, and does nothing before its hour."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from collabtui.errors import Refused
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.worker.lease import joining, minding_the_clock, reading
from pgbed.bed import Pgbed

pytestmark = pytest.mark.pgbed


def right() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("minutes", [60, 1, -1, -60])
def test_one_that_is_off_is_told_so_and_the_others_keep_what_they_hold(postgresql_server: Pgbed, minutes: int) -> None:
    url = postgresql_server.database()

    def wrong() -> datetime:
        return right() + timedelta(minutes=minutes)

    with (
        closing(open_store(url)) as store,
        closing(open_store(url)) as other,
        joining(store, right),
        reading(store, "lead@imap.example.test", right) as held,
    ):
        before = store.leases()
        for asked in (joining, minding_the_clock, partial(reading, mailbox="lead@imap.example.test")):
            with pytest.raises(Refused, match=r"worker\.clock") as refused, asked(other, wall_clock=wrong):
                pytest.fail("it works all the same")
            assert abs(int(str(refused.value.values["seconds"])) - abs(minutes) * 60) <= 2
        assert store.leases() == before
        held.renew()


def test_one_whose_clock_is_set_wrongly_while_it_works_renews_nothing(postgresql_server: Pgbed) -> None:
    off = timedelta()
    with closing(open_store(postgresql_server.database())) as store:
        with joining(store, lambda: right() + off) as held:
            held.renew()
            off = timedelta(hours=1)
            with pytest.raises(Refused, match=r"worker\.clock"):
                held.renew()
        assert store.leases() == []
