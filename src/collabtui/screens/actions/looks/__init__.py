"""Other looks at the same actions: charts, dependencies, time line. `look_pages` lists them."""
