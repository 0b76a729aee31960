"""Deadlines: until when something is to be done, a module a rule. Those of meetings: `domain.meeting_deadlines`."""
