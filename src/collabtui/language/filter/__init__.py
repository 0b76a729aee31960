"""The filter line of lists of actions. `filter_line` is the door."""
