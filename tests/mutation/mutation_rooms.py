"""What is mutated, and the tests that may notice. Of these a mutant meets those that run its lines."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "collabtui"
UNIT = "tests/unit"


class MutationRoom(NamedTuple):
    name: str
    modules: tuple[str, ...]
    """Under the package."""
    tests: tuple[str, ...]
    functions: tuple[str, ...] = ()
    """Only these of the modules; none: all."""

    def files(self, source: Path) -> list[Path]:
        """Those that a name with stars stands for, too; of these not what has a room of its own (`learnt proposer`)."""
        return [
            file
            for module in self.modules
            for file in sorted(source.glob(module))
            if module == file.relative_to(source).as_posix() or "likely" not in file.parts
        ]


ROOMS = (
    MutationRoom(
        "trust",
        tuple(
            f"mail/identity/{name}.py"
            for name in (
                "sender_trust",
                "trusted_auth_results",
                "auth_results_syntax",
                "reply_token",
                "message_id",
                "same_mail",
            )
        ),
        (
            f"{UNIT}/mail/identity",
            f"{UNIT}/mail/compose",
            *(
                f"{UNIT}/lifecycle/mail_in/test_{name}.py"
                for name in ("same_mail", "replay", "trust_server", "impostors")
            ),
        ),
    ),
    MutationRoom(
        "reader",
        ("language/replies/**/*.py",),
        (f"{UNIT}/language/replies",),
    ),
    MutationRoom(
        "learnt proposer",
        tuple(f"language/replies/likely/{name}.py" for name in ("features", "likely_readings", "passages", "weights")),
        (f"{UNIT}/language/replies",),
    ),
    MutationRoom(
        "outbox",
        ("lifecycle/base/outbox.py", "worker/send_outbox.py"),
        (
            f"{UNIT}/lifecycle/test_outbox.py",
            f"{UNIT}/lifecycle/test_outbox_moves.py",
            f"{UNIT}/lifecycle/test_edited_mail_text.py",
            f"{UNIT}/lifecycle/due/test_mails_that_waited.py",
            f"{UNIT}/lifecycle/due/test_passed_on.py",
            f"{UNIT}/worker/test_settled_batches.py",
            f"{UNIT}/worker/test_lease.py",
        ),
    ),
    MutationRoom(
        "lease",
        ("worker/lease.py",),
        tuple(f"{UNIT}/worker/test_{name}.py" for name in ("lease", "lease_holder", "overdue_lease")),
    ),
    MutationRoom(
        "lease in the store",
        ("store/sqlite/sqlite_store.py",),
        (f"{UNIT}/store/contract", f"{UNIT}/lifecycle/test_outbox.py", f"{UNIT}/worker/test_lease.py"),
        ("transaction", "_locked", "due_outgoing", "acquire_lease", "_lease_number", "lease_holder", "release_lease"),
    ),
)
BY_NAME = {room.name: room for room in ROOMS}
