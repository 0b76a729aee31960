import json
from pathlib import Path

import pytest

from collabtui.errors import Unknown
from collabtui.mail.transport import providers
from collabtui.mail.transport.providers import names, provider_named, settings_for
from collabtui.text.catalogue import Catalogue


@pytest.mark.parametrize(
    ("address", "name", "smtp", "imap"),
    [
        ("li@gmail.com", "gmail", "smtp.gmail.com:465 tls", "imap.gmail.com:993 tls"),
        ("Li@Hotmail.com", "outlook", "smtp-mail.outlook.com:587 starttls", "outlook.office365.com:993 tls"),
        ("123456@qq.com", "qq", "smtp.qq.com:465 tls", "imap.qq.com:993 tls"),
        ("li@foxmail.com", "qq", "smtp.qq.com:465 tls", "imap.qq.com:993 tls"),
        ("li@163.com", "netease", "smtp.163.com:465 tls", "imap.163.com:993 tls"),
        ("li@126.com", "netease", "smtp.126.com:465 tls", "imap.126.com:993 tls"),
        ("li@vip.163.com", "netease", "smtp.vip.163.com:465 tls", "imap.vip.163.com:993 tls"),
        ("li@exmail.qq.com", "exmail", "smtp.exmail.qq.com:465 tls", "imap.exmail.qq.com:993 tls"),
        ("li@aliyun.com", "aliyun", "smtp.aliyun.com:465 tls", "imap.aliyun.com:993 tls"),
    ],
)
def test_the_servers_are_known_by_the_address(address: str, name: str, smtp: str, imap: str) -> None:
    provider = settings_for(address)
    assert provider is not None
    assert provider.name == name
    assert f"{provider.smtp.host}:{provider.smtp.port} {provider.smtp.security}" == smtp
    assert f"{provider.imap.host}:{provider.imap.port} {provider.imap.security}" == imap
    assert provider.smtp.username == provider.imap.username == address


def test_microsoft_takes_tokens_only() -> None:
    provider = settings_for("li@outlook.com")
    assert provider is not None
    assert provider.smtp.auth == provider.imap.auth == "xoauth2"


@pytest.mark.parametrize("address", ["li@example.test", "li", "", "li@notgmail.com", "gmail.com@example.test"])
def test_a_domain_of_ones_own_is_not_guessed(address: str) -> None:
    assert settings_for(address) is None


def test_a_company_can_name_who_carries_its_mail() -> None:
    provider = provider_named("Exmail", "li@company.example")
    assert (provider.imap.host, provider.imap.username) == ("imap.exmail.qq.com", "li@company.example")


def test_an_unknown_provider_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Unknown) as caught:
        provider_named("pigeon", "li@company.example")
    assert caught.value.values == {"name": "pigeon", "known": names()}


def test_every_provider_says_what_stands_in_for_the_password() -> None:
    for name in names():
        hint = provider_named(name, "li@company.example").hint
        assert hint in Catalogue("zh")
        assert hint in Catalogue("en")


def test_no_domain_belongs_to_two_providers() -> None:
    data = json.loads(Path(providers.__file__).with_name("providers.json").read_bytes())
    domains = [domain for provider in data.values() for domain in provider["domains"]]
    assert len(domains) == len(set(domains))
