"""Parts of the grammar of results of criteria."""
