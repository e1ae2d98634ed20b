"""The ASGI application: `tracker serve`, `streamlit run app.py`, `uvicorn app:app` and `python app.py` all serve it."""

import streamlit as st

from tracker import web
from tracker.ui import MAIN, appearance, entrance, notices, places

appearance.apply()
web.logs.apply()
app = st.App(
    MAIN,
    routes=web.routes(places.HOME.address, *(place.address for place in places.PLACES if place is not places.HOME)),
    middleware=web.middleware(),
    lifespan=web.lifespan,
    on_script_error=notices.unforeseen,
    secrets=entrance.prepare(),
)

if __name__ == "__main__":
    web.serve(**web.asked(), app=app)
