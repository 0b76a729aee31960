"""Records as rows, whichever engine keeps them: tables of the models, reading, writing with versions and trail."""
