"""What the bar and Today say of mail follows what the worker reports."""

from collabtui.errors import NoPassword
from collabtui.screens.shell.mail_reports import keep_trouble
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from support.player import Stage


def test_trouble_is_said_once_and_is_over_when_a_server_answers(stage: Stage) -> None:
    services = Services(stage.home, stage.clock, Catalogue("en"))
    missing = NoPassword(
        "secrets.missing", username="li", key="imap.password_command", service="collabtui", variable="X"
    )
    assert keep_trouble(services.mail, services.words, missing) == services.mail.trouble != ""
    assert keep_trouble(services.mail, services.words, missing) == ""
    assert services.mail.wants == "password"
    services.mail.heard_at(services.session.now)
    assert (services.mail.trouble, services.mail.wants, services.mail.heard) == ("", "", services.session.now)
    services.close()
