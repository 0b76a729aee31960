"""Today names mails that have not come from the server for a day."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Unfetched
from collabtui.screens.today.needs import WaitingRows, needs_of_records
from collabtui.session.services import Services
from collabtui.store.queries.today import today
from collabtui.text.catalogue import Catalogue
from support.player import Stage


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("hours", "shown"), [(23, 0), (24, 1), (50, 1)])
def test_a_mail_that_has_not_come_for_a_day_is_a_need(stage: Stage, locale: str, hours: int, shown: int) -> None:
    since = stage.clock.now - timedelta(hours=hours)
    for uid, state in ((8, "waiting"), (9, "fetched"), (10, "gone")):
        fields = {"ref": f"f/7/{uid}", "folder": "f", "uidvalidity": 7, "uid": uid, "reason": "NIL", "state": state}
        with stage.workspace.as_worker().transaction() as tx:
            tx.put(Unfetched.model_validate(fields | {"first_tried": since, "next_try": since}))
    services = Services(stage.home, stage.clock, Catalogue(locale))
    found = today(services.session.reader, now=services.session.now, today=services.session.today)
    told = needs_of_records(
        WaitingRows(found, [], {}, {}),
        services.session.now,
        services.session.zone,
        services.session.deadlines,
        services.words,
    )
    services.close()
    assert [need.urgency for need in told if "NIL" in need.text] == ["broken"] * shown
