"""Headings of the columns of an export."""

from bot.wording.intake import LABELS

SHEET = "Knelpunten"
HEADINGS = {
    **LABELS,
    "number": "Nummer",
    "imported_as": "Eigen nummer",
    "severity": "Ernst",
    "status": "Stand",
    "since": "Stand sinds",
    "merged_into": "Opgegaan in",
    "reported_at": "Gemeld op",
    "organisations": "Aantal organisaties",
    "supports": "Ook bij",
    "related": "Lijkt op",
    "attachments": "Bijlagen",
}
YES, NO = "ja", "nee"
SHORTENED = "… (ingekort; de hele tekst staat in de export als JSON)"
