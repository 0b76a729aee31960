"""Without the key of the reply addresses no mail is set aside as one that cannot be carried out: the database is
damaged, and the mail is read once that is restored."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.errors import Damaged
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.store.sqlite.sqlite_store import open_store
from support.replies import outgoing, reply
from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace


@pytest.mark.parametrize("kept", ["DELETE FROM setting WHERE name = 'secret'", "UPDATE setting SET value = x''"])
def test_it_is_refused_and_read_once_the_key_is_there(
    published: Workspace, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    raw = reply(outgoing(published, "zhang@example.test", "minutes"), "1 完成\n2 延期到3月20日")
    connection = published.store._connection  # type: ignore[attr-defined]  # a file
    path, secret = connection.path, published.store.secret()
    connection.run(kept)
    published.store.close()
    spoilt = open_store(path)
    own = Workspace(spoilt, published.config, published.templates, published.is_working, published.clock)
    with pytest.raises(Damaged):
        receive(own.as_worker(), raw)
    assert spoilt.find(Incoming) == []
    with pytest.raises(Damaged):
        spoilt.signed(b"with an empty key anybody could")
    assert not [one for one in caplog.records if one.exc_info]
    spoilt._connection.run("INSERT OR REPLACE INTO setting (name, value) VALUES ('secret', ?)", (secret,))
    received = receive(own.as_worker(), raw)
    assert received is not None
    assert [one.status for one in received.updates] == ["done"]
    assert spoilt.get(Action, "A1").status == "done"
    queue_due(own.as_worker())
    spoilt.close()
