"""The dashboard: the frame and the shell of every page, and what pages are made of.

How a page is written stands in `tracker.ui.shell`.
"""

from pathlib import Path

MAIN = Path(__file__).parent / "main.py"
"""The script that Streamlit runs for every page: the frame around it."""
