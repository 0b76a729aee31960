"""What a run of chaos says in the end: a line a kind of fault."""

from collections import Counter
from collections.abc import Iterator

from chaos.outcome import Verdict
from chaos.scenario import Scenario

COLUMNS = ("injected", "kills", "lost", "doubled", "wrong", "repeated")


class Tally:
    """Counts verdicts by kind."""

    def __init__(self, scenarios: tuple[Scenario, ...]) -> None:
        self._kinds = {scenario.kind: Counter[str]() for scenario in scenarios}

    def count(self, scenario: Scenario, verdict: Verdict) -> None:
        counted = self._kinds[scenario.kind]
        counted["injected"] += 1
        counted["kills"] += verdict.kills
        counted["repeated"] += verdict.repeated
        counted.update(fault.kind for fault in verdict.faults)

    def lines(self) -> Iterator[str]:
        total = Counter[str]()
        yield f"{'kind of fault':<32}" + "".join(f"{name:>10}" for name in COLUMNS)
        for kind, counted in self._kinds.items():
            total += counted
            yield _line(kind, counted)
        yield _line("all", total)


def _line(kind: str, counted: Counter[str]) -> str:
    return f"{kind:<32}" + "".join(f"{counted[name]:>10}" for name in COLUMNS)
