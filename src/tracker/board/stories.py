"""Recommendations told as stories: what was asked, what happened, and by what evidence one knows."""

from tracker.queries.adoptions import Proof, Story

__all__ = ["Proof", "Story"]
