"""What a criterion or a goal asks for in figures, and whether a measured value is within it."""
