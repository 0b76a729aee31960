"""Everything that is recognised in a block before it is cut. `marking` is the door, `marking_passes` has the order."""
