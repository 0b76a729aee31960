"""Shared by commands: context, grammar, output, tables."""
