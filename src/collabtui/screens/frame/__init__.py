"""What every page stands in: `page`, dialogs, keys, themes."""
