"""An input as a recipe: pieces and how often each is repeated. A megabyte of it is a line in the corpus."""

import hashlib
import json
from pathlib import Path
from typing import Literal, NamedTuple

from support.paths import ROOT

Grammar = Literal["mail", "calendar", "capture", "agenda", "table"]
CORPUS = ROOT / "tests" / "data" / "fuzz"
"""What was found, a file each, by grammar."""


class Piece(NamedTuple):
    text: str
    times: int = 1


class FuzzInput(NamedTuple):
    grammar: Grammar
    pieces: tuple[Piece, ...]

    def bytes(self, scale: int = 1) -> bytes:
        """What is repeated is repeated `scale` times as often: an input that grows without becoming another."""
        texts = (piece.text * (piece.times * scale if piece.times > 1 else 1) for piece in self.pieces)
        return "".join(texts).encode("utf-8", "surrogateescape")

    @property
    def is_repeated(self) -> bool:
        return any(piece.times > 1 for piece in self.pieces)

    def about(self, length: int) -> "FuzzInput":
        """The same with each piece repeated less or more often, each as much, so that it has about so many bytes."""
        share = length / len(self.bytes())
        pieces = (
            piece._replace(times=max(2, round(piece.times * share))) if piece.times > 1 else piece
            for piece in self.pieces
        )
        return self._replace(pieces=tuple(pieces))

    def name(self) -> str:
        """Made of what it is."""
        return f"{self.grammar}/{hashlib.sha256(self._content().encode()).hexdigest()[:12]}"

    def keep(self) -> Path:
        """Into the corpus."""
        path = CORPUS / f"{self.name()}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._content(), encoding="utf-8")
        return path

    def _content(self) -> str:
        return json.dumps(self.pieces, ensure_ascii=True, indent=1) + "\n"


def kept_inputs() -> list[FuzzInput]:
    found = []
    for path in sorted(CORPUS.glob("*/*.json")):
        pieces = tuple(Piece(*piece) for piece in json.loads(path.read_text("utf-8")))
        found.append(FuzzInput(path.parent.name, pieces))  # type: ignore[arg-type]  # the folders are the grammars
    return found
