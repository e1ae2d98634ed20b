"""How soon pages answer when fifty people look around at once, and how much memory the server takes for it.

Run it from the root of the project:

    python benchmarks/sessions.py [ROWS [PEOPLE [SECONDS]]]

A server serves a store of 1,000,000 recommendations (`stores.py`). Fifty sessions, or another number, speak
to it as a browser does, over the socket of the pages: each opens a page with some filter, waits until the page has said
all, thinks for about three seconds and opens the next, for a minute. Printed are how many views were asked for, the
median and the 95th percentile of the seconds until a view was whole, and the server's memory at the end.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import psutil
from stores import make
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from pages import tracker

ROWS, PEOPLE, SECONDS = 1_000_000, 50, 60
FIRST = 90
"""Seconds in which one session alone looks around first: until then the copy in memory is there."""
_THINKING = 3.0
_PAGES = "overview recommendations authors regions trends impact compare board".split()
_FILTERS: list[dict[str, str]] = [
    *({} for _ in range(6)),
    *({"region": code} for code in ("IRQ", "FRA", "KEN")),
    *({"topic": topic} for topic in ("Justice", "Water")),
    {"status": "adopted", "region": "africa"},
]


def main(arguments: list[str]) -> int:
    """Make the store, start the server, let people look around."""
    rows, people, seconds = (*map(int, arguments), *(ROWS, PEOPLE, SECONDS)[len(arguments) :])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        make(file, rows)
        measure(file, people, seconds)
    return 0


def measure(file: Path, people: int, seconds: int) -> None:
    """Print the figures of one store."""
    with tracker(file) as (address, server):
        asyncio.run(_crowd(address, 1, float(FIRST)))
        took = asyncio.run(_crowd(address, people, float(seconds)))
        memory = psutil.Process(server).memory_info().rss / 1024 / 1024
    cuts = statistics.quantiles(took, n=20)
    print(f"{len(took)} views: median {cuts[9]:.2f} s, 95th percentile {cuts[18]:.2f} s, {memory:.0f} MiB", flush=True)


async def _crowd(address: str, people: int, seconds: float) -> list[float]:
    until = time.monotonic() + seconds
    found = await asyncio.gather(*(_person(address, number, until) for number in range(people)))
    return [one for each in found for one in each]


async def _person(address: str, number: int, until: float) -> list[float]:
    dice, took = random.Random(number), list[float]()  # noqa: S311
    await asyncio.sleep(dice.uniform(0, _THINKING))
    socket = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[arg-type, list-item]
        while time.monotonic() < until:
            asked = BackMsg()
            asked.rerun_script.page_name = dice.choice(_PAGES)
            asked.rerun_script.query_string = urlencode(dice.choice(_FILTERS))
            start = time.monotonic()
            await line.send(asked.SerializeToString())
            await _whole(line)
            took.append(time.monotonic() - start)
            await asyncio.sleep(dice.uniform(_THINKING / 2, _THINKING * 1.5))
    return took


async def _whole(line: object) -> None:
    """Read until the page has said all."""
    said = ForwardMsg()
    async for message in line:  # type: ignore[attr-defined]
        said.ParseFromString(message)
        if said.WhichOneof("type") == "script_finished":
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
