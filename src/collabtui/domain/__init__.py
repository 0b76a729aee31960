"""The things of the office and the rules that hold for them. Pure: no clock, no I/O, no framework but pydantic."""
