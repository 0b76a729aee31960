"""The Jinja2 environment of mails and forms: it reads plain data and writes text, and nothing else."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_indent, do_join, do_replace, sync_do_slice
from jinja2.loaders import split_template_path
from jinja2.nodes import EvalContext, Template
from jinja2.runtime import LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Joiner, Namespace, pass_eval_context
from markupsafe import soft_str

from collabtui.system.bounded_file import LARGEST_TEMPLATE
from collabtui.text.latin_gaps import gaps_put, with_gaps
from collabtui.text.plain_data import PlainRecord, TemplateFunction
from collabtui.text.template_steps import (
    LOOKED_AT,
    PUT_TOGETHER,
    STEPS,
    StepCounter,
    count_owner,
    counted_steps,
    counting,
    look_at,
    take_steps,
)
from collabtui.text.width import padded, wrapped

LONGEST = 1 << 20
"""Characters of a text that a template may make by repeating another."""
LARGEST_NUMBER = 10_000
"""Bits of a number that a template works out of others."""
MOST_ROUNDS = 1000
"""Numbers that `range` counts for a template."""
_FILTERS = frozenset({
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
    "forceescape", "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string",
    "striptags", "sum", "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount",
})  # fmt: skip
_METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, frozenset({
        "capitalize", "count", "endswith", "find", "isdigit", "lower", "lstrip", "rstrip", "split",
        "splitlines", "startswith", "strip", "title", "upper",
    })),
    (dict, frozenset({"get", "items", "keys", "values"})),
)  # fmt: skip
_DATES = frozenset({
    "year", "month", "day", "hour", "minute", "second", "days", "seconds", "date", "time", "isoformat", "strftime",
    "weekday", "isoweekday", "total_seconds",
})  # fmt: skip


_HTML_TWIN = ".jinja.html"
"""How words that are for both parts of a mail are called from its HTML: what they take in is escaped there."""


class NotThere(StrictUndefined):
    """A name that means nothing here: an error wherever it is used."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or f"there is no {self._undefined_name!r} here"


class TemplateFiles(FileSystemLoader):
    """The first folder that has a template, also where it came there after another one's was read; no file that is
    larger than what a person writes."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Raises `SecurityError` for a larger one, beside what Jinja2 raises."""
        file = template.removesuffix(".html") if template.endswith(_HTML_TWIN) else template
        place = self._place(file)
        if place and place.stat().st_size > LARGEST_TEMPLATE:
            raise SecurityError("too long a text")
        source, name, is_unchanged = super().get_source(environment, file)
        return source, name, lambda: self._place(file) == place and is_unchanged()

    def _place(self, template: str) -> Path | None:
        pieces = split_template_path(template)
        return next((file for folder in self.searchpath if (file := Path(folder, *pieces)).is_file()), None)


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Sandboxed by what is allowed and not by what is known to be harmful; strict, since a typo must not send a mail
    with a hole in it."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(
            loader=TemplateFiles(folders),
            autoescape=lambda name: bool(name and name.endswith(".html")),
            undefined=NotThere,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # else `"x" * 10**9` is worked out while the template is read
        )
        self.filters = {name: self.filters[name] for name in _FILTERS & set(self.filters)}
        self.filters.update(padded=_padded, wrapped=wrapped, join=_join, replace=_replace, indent=_indent)
        self.filters.update(batch=_batch, slice=_slice)
        self.filters = {name: counting(one) for name, one in self.filters.items()}
        self.filters.update({STEPS: take_steps, LOOKED_AT: look_at, PUT_TOGETHER: _put_together})
        self.tests = {name: counting(one) for name, one in self.tests.items()}
        self.globals = {"range": TemplateFunction(_range), "namespace": Namespace, "joiner": Joiner}

    def fill(self, name: str, values: Mapping[str, object]) -> str:
        """The text of a template. Raises what Jinja2 raises, and `SecurityError` for one that does not end."""
        with counted_steps():
            return self.get_template(name).render(values)

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        read: Template = StepCounter().visit(super()._parse(source, name, filename))
        read.set_environment(self)
        return read

    def join_path(self, template: str, parent: str) -> str:
        """Words that HTML imports are read as HTML, else a title with a tag in it would be a tag."""
        return f"{template}.html" if parent.endswith(".html") and template.endswith(".jinja") else template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja2 gives it
        if attr.startswith("_"):
            return False
        if isinstance(obj, PlainRecord | TemplateModule | LoopContext | Namespace):
            return True
        if any(isinstance(obj, kind) and attr in names for kind, names in _METHODS):
            return True
        return attr in _DATES and type(obj).__module__ == "datetime"

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, TemplateFunction | Macro | Joiner | LoopContext) or obj in (Namespace, Joiner):
            return True
        owner = getattr(obj, "__self__", None)  # of a method, which `is_safe_attribute` has let through
        return isinstance(owner, str | dict | LoopContext) or type(owner).__module__ == "datetime"

    def call(self, context: Any, callee: Any, /, *values: Any, **named: Any) -> Any:
        count_owner(callee)
        return super().call(context, callee, *values, **named)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text that a template, or a macro or block in it, made. Raises `SecurityError` where that would fill the
        memory."""
        made, left = list[str](), LONGEST
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise SecurityError("too long a text")
            made.append(piece)
        text: str = look_at(with_gaps(made))
        return text

    def wrap_str_format(self, value: Any) -> None:
        """No `format`: `"{:999999999}".format(1)` would fill the memory."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Raises `SecurityError` where the result would fill the memory."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"{operator} is not for templates")
        texts = [one for one in (left, right) if isinstance(one, str | list | tuple)]
        counts = [one for one in (left, right) if isinstance(one, int)]
        if texts and counts and len(texts[0]) * counts[0] > LONGEST:
            raise SecurityError("too long a text")
        if len(texts) == 2 and len(texts[0]) + len(texts[1]) > LONGEST:  # both sides
            raise SecurityError("too long a text")
        if sum(number.bit_length() for number in counts) > LARGEST_NUMBER and not texts:
            raise SecurityError("too large a number")
        for text in texts:
            look_at(text, *counts)
        return super().call_binop(context, operator, left, right)


@pass_eval_context
def _put_together(context: EvalContext, values: list[Any]) -> str:
    """What stands between `~`."""
    if sum(len(one) for one in values if isinstance(one, str)) > LONGEST:
        raise SecurityError("too long a text")
    join = markup_join if context.autoescape else str_join
    text: str = look_at(join(gaps_put([soft_str(one) for one in values])))
    return text


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MOST_ROUNDS:
        raise ValueError(f"range of more than {MOST_ROUNDS}")
    return numbers


def _padded(text: str, width: int) -> str:
    return padded(text, min(width, MOST_ROUNDS))


def _batch(values: Iterable[Any], count: int, missing: Any = None) -> Iterable[list[Any]]:
    return do_batch(values, min(count, MOST_ROUNDS), missing)


def _slice(values: Iterable[Any], count: int, missing: Any = None) -> Iterable[list[Any]]:
    return sync_do_slice(list(values), min(count, MOST_ROUNDS), missing)


def _indent(text: str, width: int = 4, first: bool = False, blank: bool = False) -> str:
    return do_indent(text, min(width, MOST_ROUNDS), first, blank)


@pass_eval_context
def _join(context: EvalContext, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    if len(between) > MOST_ROUNDS:
        raise SecurityError("too long a text")
    joined: str = do_join(context, values, between, attribute)
    return joined


@pass_eval_context
def _replace(context: EvalContext, text: str, old: str, new: str) -> str:
    if len(text) * len(new) > LONGEST:
        raise SecurityError("too long a text")
    return do_replace(context, text, old, new)
