"""Two workers at once on one database: one works, the other leaves, and takes over from a dead one."""

from chaos.commands_to_kill import SYNC, any_point
from chaos.outcome import Fault, Verdict, judged
from chaos.scenario import Point, Scenario


def together(point: Point) -> Verdict:
    """Nothing died, so nothing may come twice."""
    office, random = point.office, point.random
    ended = []
    for _ in range(2):
        first = office.start(random.choice(("sync", "outbox flush")))
        second = office.start(random.choice(("sync", "outbox flush")), second=True)
        ended += [first.wait(), second.wait()]
    refused = [one for one in ended if one.code not in (0, 1)]
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    faults = [Fault("wrong", f"ended in {one.code}: {one.said}") for one in refused]
    return verdict._replace(faults=(*faults, *verdict.faults))


def one_dies(point: Point) -> Verdict:
    office, random = point.office, point.random
    first = office.start("sync", kill_at=any_point(random, SYNC))
    second = office.start("sync", second=True, kill_at=random.choice((None, any_point(random, SYNC))))
    ended = [first.wait(), second.wait()]
    office.interrupted += sum(one.was_killed for one in ended)
    return judged(office, point.reference, [*ended, *office.go_on()])


SCENARIOS = (
    Scenario("two-workers", "two workers", 30, together),
    Scenario("two-workers-kill", "two workers", 30, one_dies),
)
