"""What the commands about questions without a good answer say."""

GAPS = """Bekijk de vragen die geen goed antwoord kregen, en doe er iets mee.

Voorbeeld: wegwijzer vragen list"""

LIST = """Toon de vragen die geen goed antwoord kregen. Wat het vaakst is gevraagd, staat bovenaan.

Voorbeeld: wegwijzer vragen list"""

SHOW = """Toon één vraag: hoe hij is gesteld, en wat in de documenten het dichtst in de buurt komt.

Voorbeeld: wegwijzer vragen show 3fa2"""

OUTSIDE = """Een vraag hoort niet bij het programma: haal hem van de lijst.

Voorbeeld: wegwijzer vragen buiten 3fa2"""

ANSWER = """Maak een vast antwoord voor alle manieren waarop een vraag is gesteld.

Voorbeeld: wegwijzer vragen antwoord 3fa2 --tekst "Het afdelingshoofd wijst een vervanger aan." --bron
083-organisatie-van-wau.md --eigenaar "team Communicatie" """

EVALUATION = """Maak van een vraag een toetsvraag, met het document waar het antwoord in staat, of geen.

Voorbeeld: wegwijzer vragen toets 3fa2 083-organisatie-van-wau.md"""

ID = "De letters en cijfers die in de lijst voor de vraag staan."
LIST_JSON = "Geef elke vraag als een JSON-object op een eigen regel."
SHOW_JSON = "Geef de vraag als één JSON-object."
NONE = "Er zijn geen vragen zonder goed antwoord."
UNKNOWN = "vraag {typed} is er niet. Je ziet ze met: wegwijzer vragen list"
