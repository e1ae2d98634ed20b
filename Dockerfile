# The tracker as an image: docs/deployment.md. What builds it stays in the first stage.
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
ENV UV_PROJECT_ENVIRONMENT=/opt/tracker UV_PYTHON=/usr/local/bin/python UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
RUN python -m pip install --no-cache-dir --disable-pip-version-check "uv>=0.9,<1"
WORKDIR /src
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache --compile-bytecode --no-install-project --extra postgresql
COPY . .
RUN uv sync --frozen --no-dev --no-cache --compile-bytecode --no-editable --extra postgresql

FROM python:${PYTHON}
RUN python -m pip uninstall --yes --root-user-action=ignore setuptools wheel pip \
    && groupadd --gid 10001 tracker \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tracker \
    && install -d -o tracker -g tracker -m 0700 /data
COPY --from=build /opt/tracker /opt/tracker
# Nothing is written but the store, and what lies in /tmp while a file is read or a report made.
ENV PATH=/opt/tracker/bin:/usr/local/bin:/usr/bin:/bin HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    TRACKER_DATABASE_URL=sqlite:////data/tracker.db
USER 10001:10001
WORKDIR /tmp
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
ENTRYPOINT ["tracker"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8501"]
