"""A fault that can be put in: its name, how it is done, and how often at least in a full run."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from chaos.office import Office
from chaos.outcome import Outcome, Verdict


@dataclass(frozen=True)
class Point:
    """One fault, at one place."""

    office: Office
    random: Random
    """Of this point alone: made of the seed, the scenario and the number of the point."""
    reference: Outcome
    """What an office comes to in which nothing goes wrong."""


@dataclass(frozen=True)
class Scenario:
    name: str
    kind: str
    """The row of the table that it counts in."""
    share: int
    """Points in a full run."""
    run: Callable[[Point], Verdict]
    """Puts the fault in, lets the program go on, and judges what came of it."""
    command: str = ""
    """What a person did meanwhile, as a command; the office it is compared with has done it too."""
