"""People: added, changed, merged. `edit_people` is the door."""
