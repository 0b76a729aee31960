"""What things are and which rules hold. Pure: no clock, no I/O, no framework but pydantic."""
