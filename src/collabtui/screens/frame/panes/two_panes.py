"""Pages with a list and, at its right, what its row is about: panes that are zoomed and resized, and stay so."""

from dataclasses import replace
from typing import Any, ClassVar, NamedTuple, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from collabtui.screens.frame.page import WIDE, Page
from collabtui.screens.frame.panes.pane_layout import LEAST, MOST, PaneLayout, keep_layout, kept_layout

ONE, DETAIL = "-one-pane", "-detail"
"""Classes of a page that shows one pane at a time, as it is narrow or the pane is zoomed; and whose right one it is."""
ROOMY = "-roomy"
"""Class of a page that has columns to spare."""
LEAST_COLUMNS = 24
"""Columns under which no pane is resized."""
PANE_KEYS: list[BindingType] = [
    Binding("backslash", "zoom", "key.zoom_pane", key_display="\\", show=False, id="panes.zoom"),
    Binding("less_than_sign", "resize_panes(-1)", "key.narrower", key_display="<", show=False, id="panes.narrower"),
    Binding("greater_than_sign", "resize_panes(1)", "key.wider", key_display=">", show=False, id="panes.wider"),
]


class Panes(NamedTuple):
    """Selectors of the left and the right pane, which stand beside each other in one container."""

    left: str
    right: str
    beside_from: int = WIDE
    """Columns of the page from which there are two; in fewer it shows one at a time."""
    roomy_from: int | None = None
    """Columns from which the page has the class `-roomy`: its sheet gives the left pane a larger share."""


class TwoPanePage(Page):
    """Give `panes`. Where there is room for one pane the class `-one-pane` is set, and `-detail` says that it is the
    right one."""

    BINDINGS: ClassVar[list[BindingType]] = PANE_KEYS
    panes: ClassVar[Panes]

    @property
    def layout_of_panes(self) -> PaneLayout:
        return kept_layout(self.services.drafts, self._name_of_layout)

    @property
    def _name_of_layout(self) -> str:
        """That of the left pane: three pages are those of one meeting."""
        return self.panes.left.removeprefix("#")

    @property
    def is_zoomed(self) -> bool:
        return self.layout_of_panes.zoomed

    @property
    def shows_one_pane(self) -> bool:
        return self.has_class(ONE)

    def compose(self) -> ComposeResult:
        self._choose_panes(self.app.size.width)  # before the first frame: it would flash
        yield from super().compose()

    def on_mount(self) -> None:
        self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def _choose_panes(self, width: int) -> None:
        """Of two panes that no longer have room beside each other the one with the focus stays."""
        were_beside = not self.shows_one_pane
        self.set_class(width < self.panes.beside_from or self.is_zoomed, ONE)
        if were_beside and self.shows_one_pane and self.focused is not None:
            self._bring_forward(self.focused)
        self.set_class(self.panes.roomy_from is not None and width >= self.panes.roomy_from, ROOMY)

    def _arrange(self) -> None:
        self._choose_panes(self.app.size.width)
        left, right = self._found_panes
        share = self.layout_of_panes.share if self._can_be_resized else None
        for pane in (left, right):
            for rule in ("width", "min_width", "max_width"):
                pane.styles.clear_rule(rule)
        if share is not None:
            for pane, width in ((left, f"{share}%"), (right, "1fr")):
                pane.styles.width, pane.styles.min_width, pane.styles.max_width = width, LEAST_COLUMNS, "100%"
        for pane in (left, right):
            pane.refresh(layout=True)

    def cut_line(self) -> str:
        """Nothing of a list whose other pane says all of what is under its cursor."""
        has_detail = bool(self.panes.beside_from) and not self.shows_one_pane
        is_shown_beside = has_detail and self.focused and self._found_panes[0] in self.focused.ancestors_with_self
        return "" if is_shown_beside else super().cut_line()

    @property
    def _can_be_resized(self) -> bool:
        return self.app.size.width >= WIDE and not self.shows_one_pane

    @property
    def _found_panes(self) -> tuple[Widget, Widget]:
        return self.query_one(self.panes.left), self.query_one(self.panes.right)

    def _keep(self, layout: PaneLayout) -> None:
        keep_layout(self.services.drafts, self._name_of_layout, layout)
        self._arrange()

    def action_zoom(self) -> None:
        """The pane with the focus takes the whole page, and is wide; or both stand beside each other again."""
        layout = self.layout_of_panes
        self._keep(replace(layout, zoomed=not layout.zoomed))
        self.tell("panes.zoomed" if self.is_zoomed else "panes.beside", seconds=3)
        self.refresh_now()

    def set_class(self, add: bool, *class_names: str, update: bool = True) -> Self:
        """As Textual does. The pane that takes the place of the other one takes its keys, and has its own in the
        footer: what is hidden gets none."""
        before = self.classes
        super().set_class(add, *class_names, update=update)
        if self.is_mounted and self.classes != before:
            self.call_after_refresh(self._focus_what_is_shown)
        return self

    def _focus_what_is_shown(self) -> None:
        self.refresh_bindings()
        if self.shows_one_pane and self.panes.beside_from and self.app.app_focus:
            self.set_focus(self._seen_instead_of(self.focused))

    def set_focus(self, widget: Widget | None, *args: Any, **options: Any) -> None:
        """As Textual does, but to what is seen. Of two panes that stand beside each other at any width the one that is
        shown follows the focus; of others the focus follows it."""
        if widget is not None and self.shows_one_pane and self.is_composed:
            if self.panes.beside_from:
                widget = self._seen_instead_of(widget)
            else:
                self._bring_forward(widget)
        super().set_focus(widget, *args, **options)

    def _seen_instead_of(self, widget: Widget | None) -> Widget | None:
        """It, where it is not in the pane that is hidden; else what has the keys in the one that is shown."""
        left, right = self._found_panes
        hidden, shown = (left, right) if self.has_class(DETAIL) else (right, left)
        if widget is not None and hidden not in widget.ancestors_with_self:
            return widget
        return next((part for part in shown.query("*").results() if part.focusable), widget)

    def _bring_forward(self, widget: Widget) -> None:
        for pane, is_detail in zip(self._found_panes, (False, True), strict=True):
            if pane in widget.ancestors_with_self:
                self.set_class(is_detail, DETAIL)

    def action_resize_panes(self, steps: int) -> None:
        """Move the border between the panes by so many steps to the right."""
        if not self._can_be_resized:
            self.tell("panes.unzoom_first" if self.is_zoomed else "panes.narrow", seconds=3)
            return
        left, right = self._found_panes
        whole = left.outer_size.width + right.outer_size.width
        layout = self.layout_of_panes.moved(steps, round(100 * left.outer_size.width / max(1, whole)))
        self._keep(layout)
        self.tell("panes.resized", seconds=3, share=layout.share or 0, least=LEAST, most=MOST)
