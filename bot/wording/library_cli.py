"""What `wegwijzer documenten` says."""

DOCUMENTS = """De documenten waaruit Wegwijzer antwoordt.

Voorbeeld: wegwijzer documenten add werkwijze.pdf"""
LIST = """Toon de documenten: een tabel, of kolommen met tabs voor een ander programma.

Voorbeeld: wegwijzer documenten list driehoek"""
LIST_WORDS = "Alleen documenten met deze woorden in de naam of de titel."
SHOW = """Toon alles over een document.

Voorbeeld: wegwijzer documenten show werkwijze.pdf"""
ADD = """Voeg bestanden toe, of een zip met bestanden, en werk de index bij.

Eerst zie je wat eruit wordt gelezen, welke persoonsgegevens erin staan, en wat er verandert als het document
er al is. Daarna wordt gevraagd of het goed is.

Voorbeeld: wegwijzer documenten add werkwijze.pdf"""
ADD_FILES = "PDF, docx, odt, pptx, xlsx, html, Markdown, tekst, of een zip daarvan."
WITHDRAW = """Trek een document in: er wordt niets meer uit getoond, en het gaat uit de index.

Voorbeeld: wegwijzer documenten withdraw werkwijze.pdf"""
SET = """Bepaal voor wie en wanneer een document geldt, of zet een ingetrokken document terug.

Voorbeeld: wegwijzer documenten set werkwijze.pdf geldig 1 januari 2026 t/m 31 december 2026

Voorbeeld: wegwijzer documenten set werkwijze.pdf voor 'matrix:!abc:example.org'

Voorbeeld: wegwijzer documenten set werkwijze.pdf terug"""
SET_TERMS = "Zoals in de chat: geldig ..., voor ..., of terug."
NAME = "Naam van het document, met of zonder extensie."
YES = "Vraag niet of het goed is."
SURE = "Typ ja om door te gaan: "
HEADINGS = ("Naam", "Titel", "Passages", "Bijzonderheden")
