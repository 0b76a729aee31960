"""The sheets of a workbook, and the other tables beside the tasks: which are read together, and what they explain."""
