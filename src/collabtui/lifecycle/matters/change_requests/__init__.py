"""Change requests and approvals: typed, asked of those concerned, answered, decided."""
