"""Votes and questionnaires by mail, on whichever page one is: asked, looked at, taken down and closed."""
