"""The page of a board: actions by status, person, department or week, and matters by step, as cards."""
