"""Knelpunten to import."""

import json

TWICE = {
    "id": "a-1",
    "title": "Bewijs twee keer inleveren",
    "description": "Burgers leveren hetzelfde inkomensbewijs in bij UWV en bij de gemeente.",
    "organisation": "UWV",
    "target_group": "burgers",
    "law": "Participatiewet",
    "cause": "gegevensdeling",
    "severity": 4,
}
TWICE_TOO = TWICE | {
    "id": "b/2",
    "title": "Inkomensbewijs dubbel gevraagd",
    "description": "Inwoners moeten hun inkomensbewijs inleveren bij de gemeente en nog eens bij UWV.",
    "organisation": "Gemeente Zwolle",
}
LICENCE = {
    "id": "c 3",
    "title": "Rijbewijs te laat",
    "description": "De gezondheidsverklaring blijft maanden liggen.\nNiemand weet bij wie.",
    "organisation": "CBR",
    "target_group": "burgers met een rijbewijs",
    "law": "Wegenverkeerswet",
    "cause": "capaciteit",
}


def as_lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
