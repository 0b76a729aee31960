"""Keeping things on disk, behind a narrow interface. Nothing outside this room writes SQL."""
