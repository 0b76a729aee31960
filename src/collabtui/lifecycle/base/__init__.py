"""Shared by use cases: who acts (`acting`), the workspace, undo, the outbox and its queue; a mail that waits is edited,
superseded, sent anew."""
