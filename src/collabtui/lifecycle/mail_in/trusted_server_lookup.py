"""The mail server whose Authentication-Results are trusted, for those who ask; the facilitator decides it in
`trusted_server_decision`."""

from collabtui.config import Config
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.store.interface import Reader


def trusted_server_name(reader: Reader, config: Config) -> str:
    """The configuration's, unless that was withdrawn; else the one that the facilitator has trusted; "" for none."""
    known = {one.server: one for one in reader.find(TrustedServer)}
    configured = config.reply.authserv_id
    if configured and not (configured in known and known[configured].withdrawn):
        return configured
    return next((one.server for one in known.values() if not one.withdrawn), "")


def as_trusted(reader: Reader, config: Config) -> Config:
    """The configuration with that server in it: for checks that go by the configuration alone."""
    reply = config.reply.model_copy(update={"authserv_id": trusted_server_name(reader, config)})
    return config.model_copy(update={"reply": reply})
