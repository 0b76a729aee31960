"""Makes the weights of `language/replies/likely` from the labelled tables: `scripts/train-proposals`."""
