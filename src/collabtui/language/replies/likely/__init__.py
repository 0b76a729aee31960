"""The likeliest meaning of passages that the grammar leaves open: learnt from labelled replies, and only proposed."""
