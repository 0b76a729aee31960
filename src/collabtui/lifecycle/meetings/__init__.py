"""Planning and inviting: meetings, agendas, series. Start at `plan` and `invite`."""
