"""Fills every kind of mail with sample data, as each of its readers would get it, and says which template fails."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args
from zoneinfo import ZoneInfo

from collabtui.domain.people import Locale
from collabtui.errors import Refused
from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts, kinds
from collabtui.text.template_faults import TemplateFault, TemplateFaults
from collabtui.text.templates import Rendered, Templates

LOCALES: tuple[Locale, ...] = get_args(Locale)
_CODE = str(Samples("en").common()["code"])
ZONE = ZoneInfo("Asia/Shanghai")


def preview(templates: Templates, kind: str, locale: Locale) -> Rendered:
    """A mail of this kind as it would be read. Raises `Refused`: template.kind (kind, kinds); template.broken (name,
    line, why) where the template, the user's own or the shipped one, cannot be filled."""
    samples = Samples(locale)
    of_all = contexts(samples)
    if kind not in of_all:
        raise Refused("template.kind", kind=kind, kinds=", ".join(of_all))
    return templates.own_mail(kind, locale, ZONE, **samples.common(), **of_all[kind])


def faults(templates: Templates) -> Iterator[Refused]:
    """Each template that cannot be filled, named once; of an installation without templates of its own none is read."""
    yield from templates.out_of_place()
    if not templates.own_names():
        return
    seen: set[tuple[object, object]] = set()
    broken = templates.broken()
    for error in (*broken, *_misnamed(templates), *_unfilled(templates), *_without_marks(templates)):
        place = (error.values.get("name"), error.values.get("line"))
        if place not in seen:
            seen.add(place)
            yield error


def note_broken(templates: Templates, note: TemplateFaults) -> int:
    """Keep, for Today, each of the user's own that no mail can be made of; how many there are."""
    broken = [one for one in faults(templates) if one.key == "template.broken"]
    for one in broken:
        name, line, why = (one.values[name] for name in ("name", "line", "why"))
        note.note(TemplateFault(str(name), int(str(line)), str(why)))
    return len(broken)


def _misnamed(templates: Templates) -> Iterator[Refused]:
    """A file of the user's own that no mail is made of: a slip in its name leaves ours in use."""
    shipped = set(Templates().names())
    for name in templates.own_names():
        if name.startswith("mail/") and name.endswith((".txt", ".html")) and name not in shipped:
            near = get_close_matches(name, sorted(shipped), 1)
            yield Refused("template.unused", name=name, near=near[0] if near else "")


def _without_marks(templates: Templates) -> Iterator[Refused]:
    """Subjects of the user's own that lack what ours have to know an answer by: `[M7]`, `#code`."""
    own, shipped = set(templates.own_names()), Templates()
    for locale in LOCALES:
        for kind in kinds():
            name = f"mail/{locale}/{kind}.txt"
            if name not in own:
                continue
            try:
                written, ours = (preview(one, kind, locale).subject for one in (templates, shipped))
            except Refused:
                continue  # said already
            for mark, lacks in ((f"#{_CODE}", "#{{ code }}"), ("[", "[…]")):
                if mark in ours and mark not in written:
                    yield Refused("template.no_mark", name=name, line=1, lacks=lacks)


def _unfilled(templates: Templates) -> Iterator[Refused]:
    for locale in LOCALES:
        for kind in contexts(Samples(locale)):
            try:
                preview(templates, kind, locale)
            except Refused as error:
                yield error
