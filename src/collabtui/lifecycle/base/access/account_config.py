"""The configuration as it is for an account: its address and its servers in the place of the file's own."""

from collabtui.config import AccountImap, AccountSmtp, Config, Server
from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.store.interface import Reader


def config_of(reader: Reader, config: Config, account: MailAccount) -> Config:
    """As it is for the account. What is the machine's (its certificates, its commands for passwords) stays. An account
    at the address of the configuration is the configuration's own, with its servers as the file names them."""
    if is_own(config, account):
        return config
    person = reader.get(Person, account.person) if account.person else None
    spoken = {"locale": person.locale, "timezone": person.timezone} if person else {}
    name = sender_name(account, person)
    common = {"account": account.name, "password_command": config.accounts.password_command}
    folder = {"folder": account.folder, "junk": account.junk}
    smtp = AccountSmtp.model_validate(account.smtp.model_dump() | common | _trusted(config.smtp))
    imap = AccountImap.model_validate(account.imap.model_dump() | common | folder | _trusted(config.imap))
    organiser = config.organiser.model_copy(update={"name": name, "email": account.email, **spoken})
    return config.model_copy(update={"organiser": organiser, "smtp": smtp, "imap": imap})


def _trusted(server: Server) -> dict[str, str]:
    return {"ca_file": server.ca_file, "certificate": server.certificate}


def is_own(config: Config, account: MailAccount) -> bool:
    return account.email == config.organiser.email.lower()


def sender_name(account: MailAccount, person: Person | None) -> str:
    return account.sender or (person.name if person else account.name)


def accounts_in_use(reader: Reader) -> list[MailAccount]:
    """In the order in which they were entered."""
    return reader.find(MailAccount, withdrawn=False)


def account_named(reader: Reader, name: str) -> MailAccount:
    """By its name, its address or its ref. Raises `Unknown` (account.unknown: ref, known)."""
    wanted, known = name.strip().lower(), accounts_in_use(reader)
    for one in known:
        if wanted in (one.name, one.email, one.ref.lower()):
            return one
    raise Unknown("account.unknown", ref=name, known=[one.name for one in known])


def account_at(reader: Reader, ref: str | None) -> MailAccount | None:
    """None where there is none, or it is used no more."""
    found = reader.find(MailAccount, ref=ref, limit=1) if ref else []
    return found[0] if found and not found[0].withdrawn else None


def account_of_person(reader: Reader, ref: str) -> MailAccount | None:
    found = [one for one in reader.find(MailAccount, person=ref) if not one.withdrawn]
    return found[0] if found else None


def account_of_actor(reader: Reader, config: Config, actor: str) -> MailAccount | None:
    """The account of who acts: the organiser's, where the configuration calls him so, else that of the one person of
    this name."""
    if actor == config.organiser.name:
        own = reader.find(MailAccount, email=config.organiser.email.lower(), limit=1)
        if own:
            return own[0]
        people = reader.find(Person, email=config.organiser.email.lower())
        return account_of_person(reader, people[0].ref) if people else None
    found = [one for person in reader.find(Person, name=actor) if (one := account_of_person(reader, person.ref))]
    return found[0] if len(found) == 1 else None
