"""What can be done next with a knelpunt."""

TAKE = "Neem {number}"
TAKE_AGAIN = "Pak {number} weer op"
SET = "Zet op {status}"
SPLIT = "Maak {number} weer los"
LOOK_AT = "Bekijk {number}"
LIST = "Open knelpunten"
WITH_WORDS = (
    "Iets vragen aan de melder: /vraag {number} en je vraag.",
    "Het is opgelost: /zet {number} opgelost en wat er is gedaan.",
    "Er komt geen oplossing: /zet {number} afgesloten en waarom niet.",
)
MERGE = "Het gaat over hetzelfde als een ander: /samen {number} {other}. Dan blijft {number}."
