"""`doctor --trust ID`: the facilitator names the server to believe."""

from contextlib import closing

from collabtui.config_file import read_config
from collabtui.home import Home
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from collabtui.store.sqlite.sqlite_store import open_store
from support.command_line import Type


def trusted(home: Home) -> str:
    config = read_config(home)
    with closing(open_store(home.database)) as store:
        return trusted_server_name(store, config)


def test_a_server_can_be_believed_by_its_name_without_a_connection(configured: Home, typed: Type) -> None:
    said = typed("doctor --trust MX.Example.Test")
    assert (said.code, trusted(configured)) == (0, "mx.example.test")
    assert "0 of 0 kept mails" in said.out
    assert typed("doctor --trust *.mx.example.test").code == 0
    assert trusted(configured) == "*.mx.example.test"


def test_what_is_no_name_is_refused_and_changes_nothing(configured: Home, typed: Type) -> None:
    before = configured.config_path.read_bytes()
    said = typed(["doctor", "--trust", "mx.example.test; dmarc=pass"])
    assert (said.code, "is not a server name" in said.err) == (1, True)
    assert configured.config_path.read_bytes() == before


def test_a_name_without_trust_is_a_slip(configured: Home, typed: Type) -> None:
    assert typed("doctor mx.example.test").code == 2
    assert read_config(configured).reply.authserv_id == ""
