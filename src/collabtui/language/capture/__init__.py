"""The capture line of the running meeting. `capture_line` is the door, `live_capture` while one types."""
