"""Results of criteria, and what is given of resources. `criteria_grammar` is the door."""
