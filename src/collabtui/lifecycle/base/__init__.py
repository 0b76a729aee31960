"""What use cases share: who acts (`acting`), the workspace, undo, the outbox and its queue."""
