"""Forms and reports before they are written (`document`), and a writer a format."""
