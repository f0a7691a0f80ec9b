"""What the maps load in the browser, all of it from our own server: Leaflet and MarkerCluster out of their PyPI
packages, our own script and style, and the (empty) world plotly asks for. A map with one address elsewhere is blank
on a closed network.
"""

from pathlib import Path
from typing import Final

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet, leaflet_markercluster

PREFIX: Final = "/map-assets"
STATIC: Final = Path(__file__).parent / "static"
DIRECTORIES: Final = {
    "leaflet": Path(leaflet.BASE_DIR),
    "cluster": Path(leaflet_markercluster.BASE_DIR),
    "atlas": STATIC,
}
SCRIPTS: Final = [
    ("leaflet", f"{PREFIX}/leaflet/leaflet.js"),
    ("markercluster", f"{PREFIX}/cluster/leaflet.markercluster.js"),
    ("atlas", f"{PREFIX}/atlas/atlas.js"),
]
STYLES: Final = [
    ("leaflet", f"{PREFIX}/leaflet/leaflet.css"),
    ("markercluster", f"{PREFIX}/cluster/MarkerCluster.css"),
    ("atlas", f"{PREFIX}/atlas/atlas.css"),
]
TOPOJSON: Final = f"{PREFIX}/atlas/topojson/"


def routes() -> list[BaseRoute]:
    """Routes that serve the map's scripts and styles; the server mounts them beside its pages."""
    return [Mount(f"{PREFIX}/{name}", StaticFiles(directory=directory)) for name, directory in DIRECTORIES.items()]
