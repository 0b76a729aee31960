"""The other looks at the actions that are listed, each a page of its own over the list."""

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from collabtui.screens.action_filter import Arrangement

if TYPE_CHECKING:
    from collabtui.services import Services


def page_of(name: str, services: "Services", how: Arrangement, ref: str, at: int | None) -> Screen[Any] | None:
    """`ref` is the action that is meant, `at` the number of the one that is pointed at. None where the page takes one
    and there is none."""
    match name:
        case "dependencies" if ref:
            from collabtui.screens.action_dependencies import Dependencies

            return Dependencies(services, ref)
        case "time_line":
            from collabtui.screens.action_time_line import TimeLine

            return TimeLine(services, how, at)
        case "charts":
            from collabtui.screens.action_charts import Charts

            return Charts(services, how)
    return None
