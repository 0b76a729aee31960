"""Copies of a home, and how one takes its place again."""
