"""The frame around every page: Streamlit runs this script for each view, and it runs the page that was asked for."""

from tracker.ui import menu

menu.run()
