"""The texts of all kinds of mails, each filled in with a sample, and which of them are the user's own."""

import asyncio
import re
from typing import TYPE_CHECKING

from collabtui.errors import CollabError
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.system.path_completion import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collabtui.domain.people import Locale
    from collabtui.home import Home
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

ORDER = ("setup.broken_text", "setup.own_text", "setup.built_in_text")
_MARKS = re.compile(r"^\[[^]]*\]\s*|\s*#\w+$")
"""The parts of a subject by which a reply is matched: of a sample they say nothing."""


async def show_mail_texts(page: "PagePort") -> None:
    """In the language of the screens. The title says where own texts go, the head of each mail under which name."""
    home, words = page.session.home, page.words
    mails = await page.session.wait_for(asyncio.to_thread(lambda: list(_filled(home, words, words.locale))))
    mails.sort(key=lambda one: ORDER.index(one.what))
    title = words("setup.mail_texts", folder=short_path(home.templates))
    await page.ask(SendDialog(page.services, title, mails, sends=False))


def _filled(home: "Home", words: "Catalogue", locale: "Locale") -> "Iterator[MailPreview]":
    """One that cannot be filled says why in the place of its text."""
    from collabtui.lifecycle.template_check.fill_all import preview
    from collabtui.lifecycle.template_check.samples import kinds
    from collabtui.text.templates import Templates

    templates = Templates(home.templates)
    own = set(templates.own_names())
    for kind in kinds():
        name = f"mail/{locale}/{kind}"
        what = "setup.own_text" if own & {f"{name}.txt", f"{name}.html"} else "setup.built_in_text"
        try:
            mail = preview(templates, kind, locale)
        except CollabError as error:
            yield MailPreview(kind, f"{name}.txt", "setup.broken_text", kind, words(error.key, **error.values))
        else:
            yield MailPreview(_MARKS.sub("", mail.subject), f"{name}.txt", what, mail.subject, mail.text, mail.html)
