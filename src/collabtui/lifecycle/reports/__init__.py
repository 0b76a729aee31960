"""Reports that leave: what a week was, how matters stand, to whom that went, and what was kept of it."""
