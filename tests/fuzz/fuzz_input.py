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

    def keep(self) -> Path:
        """Into the corpus, under a name made of what it is."""
        content = json.dumps(self.pieces, ensure_ascii=True, indent=1) + "\n"
        path = CORPUS / self.grammar / f"{hashlib.sha256(content.encode()).hexdigest()[:12]}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path


def kept_inputs() -> list[FuzzInput]:
    found = []
    for path in sorted(CORPUS.glob("*/*.json")):
        pieces = tuple(Piece(*piece) for piece in json.loads(path.read_text("utf-8")))
        found.append(FuzzInput(path.parent.name, pieces))  # type: ignore[arg-type]  # the folders are the grammars
    return found
