"""What those concerned are shown of what they approve, and what they say of single items of a plan."""
