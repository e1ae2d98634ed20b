"""Finds the recommendations in policy briefs and keeps what became of them."""
