"""What an unsettled passage of a reply most likely says: learnt from labelled replies, and never more than proposed."""
