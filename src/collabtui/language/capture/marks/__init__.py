"""The marked parts of a capture line: @owner, +collaborator, due friday, => deliverable. `find_marks` is the door."""
