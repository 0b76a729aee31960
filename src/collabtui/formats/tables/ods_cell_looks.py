"""Looks of the cells of an OpenDocument spreadsheet, by the names of their styles: the colour that they are filled
with, and whether they are struck out."""

_NO_COLOUR = ("", "TRANSPARENT", "FFFFFF")
_DEEPEST = 8
"""Styles that may come from one another."""


class CellLooks:
    """Gathered as the styles stream by: each comes before the cells that have it."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        self._lines: dict[str, str] = {}

    def begin(self, style: str, parent: str) -> None:
        self._parents[style] = parent

    def learn(self, style: str, properties: dict[str, str]) -> None:
        """Keeps the properties of a style; those that it leaves out are of the style it comes from."""
        if "background-color" in properties:
            self._colours[style] = properties["background-color"].upper().lstrip("#")
        if "text-line-through-style" in properties:
            self._lines[style] = properties["text-line-through-style"]

    def colour(self, style: str) -> str:
        """Empty of a cell that has none, or is white."""
        colour = self._of(style, self._colours)
        return "" if colour in _NO_COLOUR else colour

    def is_struck(self, style: str) -> bool:
        return self._of(style, self._lines) not in ("", "none")

    def _of(self, style: str, known: dict[str, str]) -> str:
        for _ in range(_DEEPEST):
            if style in known or not style:
                break
            style = self._parents.get(style, "")
        return known.get(style, "")
