"""The content that those concerned approve, as their mail shows it, and their word on single items of a plan."""
