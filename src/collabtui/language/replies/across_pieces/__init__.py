"""Pieces of a reply that say something of another piece: which item it was about, that it is over, how it counts."""
