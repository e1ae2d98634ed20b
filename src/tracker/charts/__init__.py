"""Tables of counts become charts: plain figure dicts, each with its finding, its n, its way of counting in words."""

from tracker.charts.by_author import by_author
from tracker.charts.by_region import by_region
from tracker.charts.certainty import certainty
from tracker.charts.chart import Chart, Theme
from tracker.charts.curve import curve
from tracker.charts.curves import curves
from tracker.charts.funnel import fair
from tracker.charts.over_time import over_time
from tracker.charts.sides import sides
from tracker.charts.status_bar import status_bar
from tracker.charts.tally import contributions, outcomes, strengths
from tracker.charts.world_map import world_map

__all__ = [
    "Chart",
    "Theme",
    "by_author",
    "by_region",
    "certainty",
    "contributions",
    "curve",
    "curves",
    "fair",
    "outcomes",
    "over_time",
    "sides",
    "status_bar",
    "strengths",
    "world_map",
]
