"""Copies of a home, and how one takes its place again once it was verified (`verify_and_unpack_copy`, `restore`)."""
