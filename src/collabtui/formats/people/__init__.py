"""People from CSV, vCard and mutt. `people_files` is the door."""
