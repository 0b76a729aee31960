"""Whether a store was written since something was read of it without any lock."""

from collabtui.store.interface import Store, Transaction


class UnwrittenSince:
    """The state of a store now, which a transaction is compared with later. Where many write at once no change of
    others is noticed so cheaply: there it never `holds`."""

    def __init__(self, store: Store) -> None:
        self._counter = None if store.many_at_once else store.change_counter()

    def holds(self, tx: Transaction) -> bool:
        """Whether nothing at all was written before `tx` began."""
        return self._counter is not None and tx.in_turn and tx.batch == self._counter + 1
