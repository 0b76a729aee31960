"""What the clock asks for before a meeting: its agenda with what was left open, and its material."""
