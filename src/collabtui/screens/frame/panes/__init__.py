"""Two panes beside each other: zoomed, resized, and found again as they were left."""
