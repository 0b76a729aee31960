"""The frame of every page: the keys that each has (`page`, in `EVERYWHERE`), keeping it up to date, the base of
dialogs, themes and colours."""
