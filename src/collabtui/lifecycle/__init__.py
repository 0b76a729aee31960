"""Use cases: plan, run, publish, chase, close. One function per command, one transaction each."""
