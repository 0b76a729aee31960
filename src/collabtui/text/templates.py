"""The Jinja2 environment for mails and forms, shared by `mail` and `formats`.

A template is looked up in the home (`templates/`, the user's own), then in the source tree, then in the package: an
editable install runs from the tree, and its packed copy could be stale. What a template may do:
`template_sandbox`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import quote
from zoneinfo import ZoneInfo

from collabtui.errors import Refused
from collabtui.system.bounded_file import LARGEST_TEMPLATE, read_file
from collabtui.system.real_path import real_path
from collabtui.text.catalogue import Catalogue
from collabtui.text.plain_data import plain
from collabtui.text.stated_answer import states_itself
from collabtui.text.template_faults import TemplateFault, TemplateFaults, refs_in
from collabtui.text.template_places import out_of_place, template_folders
from collabtui.text.zone_in_words import zone_in_words

if TYPE_CHECKING:
    from collabtui.text.template_sandbox import TemplateSandbox

TemplateContext: TypeAlias = Mapping[str, object]
"""What a template reads, by name."""


NO_SUBJECT = "Subject: … ↵ ↵ …"
"""What a template of a mail begins with: in its own terms, so that it reads the same in every language."""


LONGEST_IN_MAIL = 10_000
"""Characters of one text as a mail repeats it: a line of a megabyte that somebody pasted into the minutes must not keep
everybody's mail from being written. The record and the forms have the whole of it."""


class Rendered(NamedTuple):
    subject: str
    text: str
    html: str


@cache
def _environment(folders: tuple[Path, ...]) -> "TemplateSandbox":
    """Jinja2 is imported with the first of them: it takes 2 MB, and most sittings send nothing."""
    from collabtui.text.template_sandbox import TemplateSandbox

    return TemplateSandbox(folders)


class Templates:
    """The templates as one installation has them: the user's own before the shipped ones."""

    def __init__(self, own: Path | None = None, faults: TemplateFaults | None = None) -> None:
        """`faults` is told of each of the user's own templates that could not be filled."""
        self._own = own
        self._faults = faults
        self._shipped = tuple(template_folders(None))
        self._folders = tuple(template_folders(own))

    @property
    def are_loaded(self) -> bool:
        """Whether this process has looked one up. The first costs a third of a second: Jinja2 is imported for it."""
        return _environment.cache_info().currsize > 0

    def mail(self, kind: str, locale: str, zone: ZoneInfo, today: date | None = None, /, **context: Any) -> Rendered:
        """`mail/<locale>/<kind>.txt`, whose first line is `Subject: …`, and `mail/<locale>/<kind>.html`.

        Templates get the context as plain data, and `day`, `short_day`, `instant`, `clock` and `span`, which speak the
        reader's language and zone, and name the year of a date that is far from `today`, and `states_itself` of an
        answer; those in HTML get `mailto(body)` too, a link to a ready reply to `reply_to` of the context. Where one of
        the user's own cannot be filled, the shipped one says it, and the fault is noted.
        Raises `Refused` (template.missing: name; template.broken: name, line, why) where a shipped one cannot.
        """
        spoken = _speech(locale, zone, today) | context
        try:
            return self._mail(self._folders, kind, locale, spoken)
        except Refused as error:
            if self._own is None:
                raise
            ours = self._mail(self._shipped, kind, locale, spoken)  # raises where the fault is not the user's
            self._note(error, refs_in(context))
            return ours

    def own_mail(self, kind: str, locale: str, zone: ZoneInfo, /, **context: Any) -> Rendered:
        """As `mail`, but a fault of the user's own template is raised: for whoever looks whether it is right."""
        return self._mail(self._folders, kind, locale, _speech(locale, zone) | context)

    def page(self, name: str, /, **context: Any) -> str:
        """A template that is no mail. Raises as `mail` does, of the user's own, too: somebody is looking at it."""
        return self._filled(self._folders, name, context)

    def source(self, name: str) -> str:
        """The template as it stands. Raises `Refused` (template.missing: name)."""
        folder = next((one for one in self._folders if (one / name).is_file()), None)
        if folder is None or not real_path(folder / name).is_relative_to(real_path(folder)):
            raise Refused("template.missing", name=name)
        return read_file(folder / name, LARGEST_TEMPLATE).decode("utf-8", "replace")

    def names(self) -> list[str]:
        """As they are looked up, `mail/zh/minutes.txt`."""
        return _environment(self._folders).list_templates()

    def own_names(self) -> list[str]:
        """Those of the user's own that stand in for a shipped one, or are read by one that does."""
        return [name for name in self.names() if self._is_own(name)] if self._own and self._own.is_dir() else []

    def out_of_place(self) -> list[Refused]:
        """As `template_places.out_of_place`, of the user's own."""
        return list(out_of_place(self._own)) if self._own else []

    def broken(self) -> list[Refused]:
        """Templates that are no templates. Whether they can be filled is seen by filling them."""
        from jinja2 import TemplateError

        environment, found = _environment(self._folders), []
        for name in self.names():
            try:
                environment.get_template(name)
            except (TemplateError, *_FAULTS) as error:
                at, line = _place_of(error, name, self._folders)
                found.append(Refused("template.broken", name=at, line=line, why=str(error)))
        return found

    def _mail(self, folders: tuple[Path, ...], kind: str, locale: str, context: Mapping[str, Any]) -> Rendered:
        name = f"mail/{locale}/{kind}"
        subject, _, text = self._filled(folders, f"{name}.txt", context, LONGEST_IN_MAIL).partition("\n")
        if not subject.startswith("Subject:") or not subject.removeprefix("Subject:").strip() or not text.strip():
            raise Refused("template.broken", name=f"{name}.txt", line=1, why=NO_SUBJECT)
        subject = subject.removeprefix("Subject:").strip()
        links = {"mailto": lambda body: mailto(context["reply_to"], subject, body)}
        # a mail that names another one has a `subject` of its own
        spoken = {"subject": subject, **context, **links, "mail_subject": subject}
        html = self._filled(folders, f"{name}.html", spoken, LONGEST_IN_MAIL)
        return Rendered(subject, text.strip("\n") + "\n", html)

    def _filled(
        self, folders: tuple[Path, ...], name: str, context: TemplateContext, longest: int | None = None
    ) -> str:
        from jinja2 import TemplateError, TemplateNotFound

        try:
            return _environment(folders).fill(name, {key: plain(one, longest) for key, one in context.items()})
        except TemplateNotFound as error:
            at, line = _place_of(error, name, folders)
            if not line:
                raise Refused("template.missing", name=error.name or name) from error
            raise Refused("template.broken", name=at, line=line, why=error.name or "") from error
        except (TemplateError, *_FAULTS) as error:
            at, line = _place_of(error, name, folders)
            why = (getattr(error, "message", None) or str(error) or type(error).__name__).rstrip(".")  # in a sentence
            raise Refused("template.broken", name=at, line=line, why=why) from error

    def _is_own(self, name: str) -> bool:
        return self._own is not None and (self._own / name).is_file()

    def _note(self, error: Refused, about: str) -> None:
        if self._faults is not None:
            line, why = error.values.get("line", 0), error.values.get("why", "")
            self._faults.note(TemplateFault(str(error.values["name"]), int(str(line)), str(why), about))


_FAULTS = (
    ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
"""What a template can make Python raise: `{{ 1 / 0 }}`, `{{ none.x.y }}`, a file that is not UTF-8, more blocks in one
another than Python takes."""


def _speech(locale: str, zone: ZoneInfo, today: date | None = None) -> dict[str, object]:
    words = Catalogue(locale, today=(lambda: today) if today else None)

    def local(value: date) -> date:
        return value.astimezone(zone).date() if isinstance(value, datetime) else value

    return {
        "day": lambda value: words.day(local(value)),
        "short_day": lambda value: words.short_day(local(value)),
        "instant": lambda value: words.instant(value.astimezone(zone)),
        "clock": lambda value: clock(value, zone),
        "span": lambda start, end: words.span(start.astimezone(zone), end.astimezone(zone)),
        "zone": zone_in_words(words, zone.key),
        "locale": locale,
        "states_itself": states_itself,
    }


def _place_of(error: BaseException, name: str, folders: tuple[Path, ...]) -> tuple[str, int]:
    """The template in which it went wrong, which may be one that `name` includes, and the line in it; 0 where nobody
    can tell. Where one of the user's own, in the first of two folders, called what failed, it is that one."""
    # of Python's own errors the line is one of what Jinja2 made
    if (line := getattr(error, "lineno", None)) and not isinstance(error, UnicodeError | SyntaxError):
        return str(getattr(error, "name", None) or name), line
    found, own, trace = (name, 0), None, error.__traceback__
    while trace is not None:  # Jinja2 writes the templates' own lines into it
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            file = Path(trace.tb_frame.f_code.co_filename)
            folder = next((one for one in folders if file.is_relative_to(one)), None)
            found = (file.relative_to(folder).as_posix() if folder else name, trace.tb_lineno)
            own = found if len(folders) > 1 and folder == folders[0] else own
        trace = trace.tb_next
    return own or found


def mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a ready reply (RFC 6068)."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote('Re: ' + subject)}&body={quote(body)}"


def clock(value: datetime, zone: ZoneInfo) -> str:
    return f"{value.astimezone(zone):%H:%M}"
