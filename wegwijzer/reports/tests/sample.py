"""A document with everything that a council's report has, for the tests of this app."""

from pathlib import Path
from typing import Any

from wegwijzer.reports.registry import Printout

TEMPLATES = Path(__file__).parent / "templates"
TOWNS = ("Geel", "Herentals", "Kasterlee", "Laakdal", "Meerhout", "Olen", "Westerlo")


def sample(points: int = 4, **changes: Any) -> Printout:
    """A meeting's report in Dutch with a French part; each action point is one row of a table."""
    return Printout(
        **{
            "template": "sample_report.html",
            "context": {
                "members": [{"name": f"OCMW {town}", "present": "ja" if town[0] < "N" else "nee"} for town in TOWNS],
                "points": [
                    {"what": f"De brochure voor {TOWNS[i % 7]} nalezen", "who": "Contactpersoon", "due": "1 okt 2015"}
                    for i in range(points)
                ],
                "note": "De coördinator licht toe dat de subsidie van € 1.250,50 per bestuur € 178,64 bedraagt.",
            },
            "title": "Beheerscomité van 14 september 2015",
            "publisher": "Interlokale vereniging ISOM",
            "subject": "Verslag van de vergadering",
            "file_name": "verslag-beheerscomite-2015-09-14.pdf",
        }
        | changes
    )
