"""The state of things: for a person, a program, and monitoring."""
