"""Another program holds the database: shortly, which is waited for, or longer than anybody waits."""

import sqlite3
import threading
import time
from contextlib import closing

from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario


def hold(point: Point) -> Verdict:
    office, random = point.office, point.random
    begins, lasts = random.uniform(0.0, 0.15), random.choice((0.3, 1.0, 2.0, 6.5))
    kind = random.choice(("IMMEDIATE", "EXCLUSIVE"))

    def holder() -> None:
        time.sleep(begins)
        with closing(sqlite3.connect(office.home.database, timeout=10, isolation_level=None)) as connection:
            connection.execute(f"BEGIN {kind}")
            time.sleep(lasts)
            connection.execute("ROLLBACK")

    thread = threading.Thread(target=holder)
    thread.start()
    ended = [office.run("sync")]
    office.interrupted += 1  # a mail that went out and could not be noted
    thread.join()
    return judged(office, point.reference, [*ended, *office.go_on()])


SCENARIOS = (Scenario("held-lock", "held lock", 20, hold),)
