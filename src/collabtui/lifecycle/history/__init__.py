"""Undoing the last change, and what it takes along: `undo_last` is the door, `undo_plan` says what it would put back.

What running meetings and mail take back too: the inverse of a change (`lifecycle.base.undo.inverse_change`), a split
series put together again (`lifecycle.base.undo.undo_split`), the seconds in which a mail waits
(`lifecycle.base.undo_window`).
"""
