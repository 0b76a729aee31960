"""The steps of the set-up as forms."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from collabtui.config_file import checked
from collabtui.domain.people import NO_NAME_HAS
from collabtui.errors import CollabError, Refused
from collabtui.formats.address_text import read_mailbox
from collabtui.formats.time_zone_names import nearest_zone, zone_of
from collabtui.home import local_timezone
from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.transport.secrets import Secret, kept_by_keyring
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.inbox.server_trust import ServerTrust
from collabtui.screens.meetings.new_meeting import new_meeting
from collabtui.screens.people.people_import import PeopleImport
from collabtui.screens.setup.account import Account
from collabtui.screens.setup.servers_form import ENDS, says_provider, servers
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.widgets.page_bar import PAGES

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.screens.frame.page_port import PagePort

Speak = Callable[[str], None]
"""Shows all screens in another language."""


async def account_step(page: "PagePort", account: Account, step: str, speak: Speak) -> bool:
    """Whether the form of the step was saved."""
    if step == "you":
        return await you(page, account, speak)
    return await (servers if step == "servers" else password)(page, account)


async def you(page: "PagePort", account: Account, speak: Speak) -> bool:
    """Ask for the sender's name and address. The address may settle everything about the servers."""
    words = page.words

    def clock(typed: str) -> str:
        """A machine in a hall of servers has another clock than the office: it is seen before invitations have it."""
        named = zone_of(typed)
        return words("setup.zone_now", clock=f"{page.session.now.astimezone(ZoneInfo(named)):%H:%M}") if named else ""

    async def save(values: Values) -> None:
        values = {**values, **_as_written(values)}
        for name in ("name", "email"):
            if not values[name]:
                raise Refused(f"setup.no_{name}", field=name)
        if not NO_NAME_HAS.isdisjoint(values["name"]):
            raise Refused("person.name_is_address", value=values["name"], field="name")
        if not normal_address(values["email"]):
            raise Refused("name.no_address", value=values["email"])
        zone = zone_of(values["timezone"])
        if zone is None:
            raise Refused("setup.zone", value=values["timezone"], nearest=nearest_zone(values["timezone"]))
        values |= {"timezone": zone}
        is_first = not page.session.configured
        await asyncio.to_thread(account.write_organiser, values)
        if is_first:
            country = account.get("reminders", "calendar")
            page.tell("setup.calendar" if country else "setup.no_calendar", country=country, zone=zone, seconds=8)
        if values["locale"] != words.locale:
            speak(values["locale"])

    zone = account.get("organiser", "timezone") or local_timezone(os.environ.get("TZ", ""))
    fields = [
        FormField("name", account.get("organiser", "name") or _own_name()),
        FormField("email", account.get("organiser", "email"), read=partial(says_provider, words)),
        FormField("locale", account.get("organiser", "locale") or words.locale, options=_languages(page)),
        FormField("timezone", zone, sorted(available_timezones()), read=clock),
    ]
    return await _ask(page, "you", fields, save)


def _own_name() -> str:
    """As the machine knows whoever is logged in, where it knows more than the login: that is nobody's name."""
    import pwd

    try:
        known = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    full = known.pw_gecos.partition(",")[0].strip()
    return "" if full.casefold() == known.pw_name.casefold() else full


def _as_written(values: Values) -> dict[str, str]:
    """Name and address out of `Alice Zhang <alice@x.test>`, in whichever field it was pasted."""
    for field in ("email", "name"):
        if (box := read_mailbox(values[field])) and box.name:
            return {"name": box.name, "email": box.address}
    return {}


async def password(page: "PagePort", account: Account) -> bool:
    """Into the system's keyring, or where a command fetches it; never into a file of ours. Where there is no keyring
    that keeps it, it is used until the end: nobody is stopped by such a machine."""
    if not account.complete:
        page.warn("setup.servers_first")
        return False

    async def save(values: Values) -> None:
        command = values["password_command"]
        if not (command or values["password"]):
            raise Refused("setup.no_password")
        tables = dict(account.tables)
        for end in ENDS:
            tables[end] = {**tables[end], "password_command": command}
        await asyncio.to_thread(account.write, tables)
        page.services.mail.typed_password = None if command else Secret(values["password"])
        page.services.mail.forgets_password = not command and not await asyncio.to_thread(
            _kept, account, values["password"]
        )
        if page.services.mail.forgets_password:
            page.warn("setup.until_quit", seconds=12)

    def wanted(_: str) -> str:
        """This provider's name for the password, where it is not the one of its web page."""
        return page.words(account.hint) if account.hint else ""

    fields = [
        FormField("password", secret=True, read=wanted),
        FormField("password_command", account.get("smtp", "password_command")),
    ]
    return await _ask(page, "password", fields, save)


def _kept(account: Account, typed: str) -> bool:
    config: Config = checked(account.tables, str(account.session.home.config_path))
    return kept_by_keyring(config.smtp, config.imap, Secret(typed))


async def people(page: "PagePort") -> None:
    """Typed, one a line, or from a file."""
    if not page.session.configured:
        page.warn("setup.servers_first")
        return
    await PeopleImport(page).ask()


async def meeting(page: "PagePort") -> None:
    """The editor with an agenda to begin with."""
    if not page.session.configured:
        page.warn("setup.servers_first")
    else:
        await new_meeting(page)


async def language(page: "PagePort", account: Account, speak: Speak) -> None:
    """The one that is chosen, from now on: on the screens and, once there is a configuration, for good. Each is seen by
    how its pages are called."""
    looks = {one: Catalogue(one) for one in LOCALES}
    options = [
        (one, say(f"language.{one}"), " · ".join(say(f"page.{name}") for name in PAGES)) for one, say in looks.items()
    ]
    options.sort(key=lambda option: option[0] == page.words.locale)  # the other one is what Enter is pressed for
    chosen = await page.ask(Pick(page.services, page.words("setup.language"), options))
    if chosen is None or chosen == page.words.locale:
        return
    if account.complete:
        organiser = {**account.tables["organiser"], "locale": chosen}
        try:
            await asyncio.to_thread(account.write, {**account.tables, "organiser": organiser})
        except CollabError as error:
            page.show_error(error)
            return
    speak(chosen)


def _languages(page: "PagePort") -> list[tuple[str, str]]:
    return [(one, page.words(f"language.{one}")) for one in LOCALES]


async def _ask(page: "PagePort", step: str, fields: Sequence[FormField], save: Any) -> bool:
    return await page.ask(Form(page.services, page.words(f"setup.{step}"), fields, save))


async def distrust_server(page: "PagePort") -> None:
    """The mail server whose verdict counts, no longer."""
    await ServerTrust(page).distrust()
