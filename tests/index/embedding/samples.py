"""Texts of many kinds to embed."""

TEXTS = [
    "Een korte zin.",
    "De eigenaar bewaakt de continuïteit van de organisatie op de lange termijn. " * 4,
    "Ambtenaren van beleid en uitvoering werken samen: zij spreken af wie wat doet en wanneer.",
    "What is the role of the owner?",
    "€ 1.250,- per 1-1-2024 (art. 3, lid 2, Awb); zie ook: https://example.org/?a=b",
    "🙂",
]
