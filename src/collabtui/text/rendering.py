"""The Jinja2 environment for mails and forms, shared by `mail` and `formats`.

A template is looked up in the home (`templates/`, the user's own), then in the source tree, then in the package: an
editable install runs from the tree, and its packed copy could be stale.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from collabtui.errors import Refused
from collabtui.text.catalogue import Catalogue
from collabtui.text.width import padded, wrapped

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

PACKAGE = Path(__file__).parents[1]


class Rendered(NamedTuple):
    subject: str
    text: str
    html: str


def template_folders(own: Path | None) -> list[Path]:
    tree = PACKAGE.parent.parent
    shipped = tree / "templates" if (tree / "pyproject.toml").is_file() else PACKAGE / "templates"
    return [folder for folder in (own, shipped) if folder]


@cache
def _environment(folders: tuple[Path, ...]) -> "ImmutableSandboxedEnvironment":
    """Sandboxed, since a template in the home may come from a colleague; strict, since a typo must not send a mail
    with a hole in it. Jinja2 is imported with the first of them: it takes 2 MB, and most sittings send nothing."""
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["padded"] = padded
    environment.filters["wrapped"] = wrapped
    return environment


class Templates:
    """The templates as one installation has them."""

    def __init__(self, own: Path | None = None) -> None:
        self._folders = tuple(template_folders(own))

    def mail(self, kind: str, locale: str, zone: ZoneInfo, /, **context: Any) -> Rendered:
        """`mail/<locale>/<kind>.txt`, whose first line is `Subject: …`, and `mail/<locale>/<kind>.html`.

        Templates get the context, and `day`, `short_day`, `instant`, `clock` and `span`, which speak the reader's
        language and zone; those in HTML get `mailto(body)` too, a link to a ready reply to `reply_to` of the context.
        Raises `Refused` (template.broken: name, line, why) when a template is missing or cannot be filled.
        """
        words = Catalogue(locale)

        def local(value: date) -> date:
            return value.astimezone(zone).date() if isinstance(value, datetime) else value

        helpers = {
            "day": lambda value: words.day(local(value)),
            "short_day": lambda value: words.short_day(local(value)),
            "instant": lambda value: words.instant(value.astimezone(zone)),
            "clock": lambda value: clock(value, zone),
            "span": lambda start, end: words.span(start.astimezone(zone), end.astimezone(zone)),
            "zone": zone.key,
            "locale": locale,
        }
        name = f"mail/{locale}/{kind}"
        subject, _, text = self._filled(f"{name}.txt", helpers | context).partition("\n")
        subject = subject.removeprefix("Subject:").strip()
        links = {"mailto": lambda body: mailto(context["reply_to"], subject, body)}
        html = self._filled(f"{name}.html", helpers | context | links | {"subject": subject})
        return Rendered(subject, text.strip("\n") + "\n", html)

    def page(self, name: str, /, **context: Any) -> str:
        """A template that is no mail. Raises as `mail` does."""
        return self._filled(name, context)

    def _filled(self, name: str, context: dict[str, Any]) -> str:
        from jinja2 import TemplateError, TemplateNotFound

        try:
            return _environment(self._folders).get_template(name).render(context)
        except TemplateNotFound as error:
            raise Refused("template.missing", name=error.name or name) from error
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 0
            raise Refused("template.broken", name=name, line=line, why=error.message or "") from error

    def names(self) -> list[str]:
        """As they are looked up, `mail/zh/minutes.txt`."""
        return _environment(self._folders).list_templates()

    def broken(self) -> list[Refused]:
        """Templates that are no templates: what `doctor` names. Filling them is what their tests do."""
        from jinja2 import TemplateError

        environment, found = _environment(self._folders), []
        for name in self.names():
            try:
                environment.get_template(name)
            except (TemplateError, UnicodeDecodeError) as error:
                line = getattr(error, "lineno", None) or 0
                found.append(Refused("template.broken", name=name, line=line, why=str(error)))
        return found


def mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a ready reply (RFC 6068)."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote('Re: ' + subject)}&body={quote(body)}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    return f"{value.astimezone(zone):%H:%M}"
