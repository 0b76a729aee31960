"""A matter, its nine steps, what departments answer, and changes of it. Start at `matter`."""
