"""The frame of every page: `page`, dialogs, keys, themes."""
