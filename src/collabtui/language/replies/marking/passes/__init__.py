"""The passes that mark a block, by what they look for. Their order is in `marking_passes`."""
