"""Assignments of actions, matters, risks, and the mails that tell of a change at once. Start at `assignment_mails`."""
