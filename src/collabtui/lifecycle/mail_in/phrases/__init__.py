"""Phrases that are learnt from what the facilitator decides: offered, judged on all kept mails, kept, given away."""
