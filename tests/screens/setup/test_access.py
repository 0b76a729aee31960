"""Further mailboxes and roles from the settings: entered, changed, given and taken back."""

import pytest

from collabtui.config import Server
from collabtui.config_file import read_config
from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.people import Locale
from collabtui.lifecycle.access.edit_accounts import AccountFields, add_account
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.mail.transport import secrets
from support.player import Player, Stage


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring in memory."""
    kept: dict[tuple[str, str], str] = {}

    def keep(server: Server, which: secrets.Which, secret: secrets.Secret) -> None:
        kept[secrets.service_name(server, which), server.username] = secret.reveal()

    monkeypatch.setattr(secrets, "keep_in_keyring", keep)
    monkeypatch.setattr(secrets, "ask_keyring", lambda service, username: kept.get((service, username)))
    return kept


def mailboxes(stage: Stage) -> list[MailAccount]:
    return stage.acting.store.find(MailAccount, withdrawn=False)


def roles(stage: Stage) -> list[tuple[str, str]]:
    return [(one.person, one.role) for one in stage.acting.store.find(RoleGrant) if not one.withdrawn]


async def fill(player: Player, *texts: str) -> None:
    """Type into the fields one after the other."""
    for text in texts:
        if text:
            await player.type(text)
        await player.press("tab")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_mailbox_is_entered_and_served_here(
    planned: Stage, ring: dict[tuple[str, str], str], locale: Locale
) -> None:
    async with planned.play(locale, (100, 40)) as player:
        await player.press("7", "a", "enter")
        await player.see("登记邮箱" if locale == "zh" else "Add a mailbox")
        await fill(player, "pmo", "pmo@gmail.com", "", "", "open sesame")
        await player.press("f2")
        await player.see("邮箱 pmo 已登记" if locale == "zh" else "The mailbox pmo was added")
    (made,) = mailboxes(planned)
    assert (made.name, made.email, made.person, made.smtp.host) == ("pmo", "pmo@gmail.com", None, "smtp.gmail.com")
    assert read_config(planned.home).accounts.names == ("pmo",)
    assert set(ring.values()) == {"open sesame"}
    assert len(ring) == 2


async def test_servers_that_nobody_knows_are_asked_for_where_they_are_typed(planned: Stage) -> None:
    async with planned.play("en", (100, 40)) as player:
        await player.press("7", "a", "enter")
        await fill(player, "pmo", "pmo@corp.test")
        await player.press("f2")
        await player.see("The servers of pmo@corp.test are not known.")
        await player.type("mail.corp.test")
        await player.press("tab")
        await player.type("70000")
        await player.press("f2")
        await player.see("70000 is not a port")
    assert mailboxes(planned) == []


async def test_a_mailbox_is_changed_and_no_longer_served_here(planned: Stage) -> None:
    add_account(planned.acting, "pmo", AccountFields(email="pmo@gmail.com"))
    async with planned.play("en", (100, 40)) as player:
        await player.press("7", "a", "enter")
        await player.see("Mailbox pmo", "pmo@gmail.com", "smtp.gmail.com")
        await player.press("tab", "tab")
        await player.type("The PMO")
        await player.press("f2")
        await player.see("The mailbox pmo was changed")
    assert [one.sender for one in mailboxes(planned)] == ["The PMO"]
    assert not read_config(planned.home).accounts.names


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_the_first_role_is_given_and_taken_back(planned: Stage, locale: Locale) -> None:
    async with planned.play(locale, (100, 40)) as player:
        await player.press("7", "r")
        await player.see("第一个须是管理员" if locale == "zh" else "the first one is an administrator")
        await player.press("enter")
        await player.type("李明")
        await player.press("f2")
        await player.see("“设置”页（7）按 r" if locale == "zh" else "r in Settings (7)")
        assert [role for _, role in roles(planned)] == ["administrator"]
        await player.press("r", "enter")
        await player.see("收回" if locale == "zh" else "Take back")
        await player.press("y")
        await player.see("不再是" if locale == "zh" else "is no longer")
    assert roles(planned) == []


@pytest.mark.parametrize(("locale", "warning"), [("zh", "这样就只有陈静能"), ("en", "Then only 陈静 can")])
async def test_the_first_role_is_ones_own_and_giving_it_away_is_warned_of(
    planned: Stage, locale: Locale, warning: str
) -> None:
    """Who gives it to somebody else can neither give another one nor take that one back."""
    async with planned.play(locale, (160, 40)) as player:
        await player.press("7", "r", "enter")
        await player.see("李明")
        assert warning not in player.screen
        await player.type("陈静")
        await player.see(warning)
        await player.press("ctrl+u")
        await player.type("李明")
        await player.until(lambda: warning not in player.screen)


async def test_a_role_that_would_leave_nobody_to_give_any_is_refused_in_the_form(planned: Stage) -> None:
    async with planned.play("en", (100, 40)) as player:
        await player.press("7", "r", "enter")
        await player.type("李明")
        await player.press("tab", "right", "f2")
        await player.see("administrator first")
    assert roles(planned) == []


async def test_who_has_no_right_reads_whom_to_ask(planned: Stage) -> None:
    grant_role(planned.acting, "张伟", "administrator")
    async with planned.play("en", (100, 40)) as player:
        await player.press("7", "r", "end", "enter")
        await player.type("李明")
        await player.press("f2")
        await player.see("may not change", "张伟")
