"""The agenda file and the lines of an agenda. `agenda_file` is the door."""
