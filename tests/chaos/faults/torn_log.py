"""A disk that loses what it said it had flushed: of SQLite's log only a part is there, or another part than was written
last."""

from pathlib import Path
from random import Random

from chaos.commands_to_kill import SYNC, any_point
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from collabtui.worker.send_outbox import BATCH

PAGE = 4096


def tear(point: Point) -> Verdict:
    office, random = point.office, point.random
    office.killed("sync", any_point(random, SYNC, after=0.1))
    office.interrupted += BATCH  # also where it was flushed: the notes of all that were sent last may be gone
    torn(office.home.database.with_name("collabtui.db-wal"), random)
    office.home.database.with_name("collabtui.db-shm").unlink(missing_ok=True)  # it lives in memory, and is made anew
    return judged(office, point.reference, office.go_on())


def torn(log: Path, random: Random) -> None:
    whole = log.read_bytes() if log.exists() else b""
    if not whole:
        return
    cut = random.randrange(len(whole))
    kept = {
        "cut": whole[:cut],
        "nothing behind": whole[:cut] + bytes(len(whole) - cut),
        "rubbish behind": whole[:cut] + random.randbytes(min(PAGE, len(whole) - cut)),
        "gone": b"",
    }
    log.write_bytes(kept[random.choice(sorted(kept))])


SCENARIOS = (Scenario("torn-log", "torn log", 60, tear),)
