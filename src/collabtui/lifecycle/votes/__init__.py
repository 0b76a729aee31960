"""Votes by mail: asked, counted, closed as a decision."""
