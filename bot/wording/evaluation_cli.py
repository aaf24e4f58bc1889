"""What the commands about the evaluation set say."""

EVALUATION_SET = """Bekijk, verander en meet de vragen waarmee de assistent zichzelf toetst.

Voorbeeld: wegwijzer toetsvragen list"""

LIST = """Toon de toetsvragen. In een pipe: een regel per vraag, gescheiden door tabs.

Voorbeeld: wegwijzer toetsvragen list"""

ADD = """Voeg een toetsvraag toe, met het document waar het antwoord in staat. Hoort er geen antwoord op te
komen, geef dan geen als document. Stond de vraag er al, dan verandert alleen wat goed is.

Voorbeeld: wegwijzer toetsvragen erbij "Wat is de ACU?" glossary.toml"""

REMOVE = """Haal een toetsvraag weg.

Voorbeeld: wegwijzer toetsvragen weg T12"""

MEASURE = """Stel de toetsvragen, en toon welke fout gaan en wat er dan wordt geantwoord.

Voorbeeld: wegwijzer toetsvragen meet"""

QUESTION = "De vraag, zoals mensen hem stellen."
DOCUMENT = "Bestandsnaam van het document, of geen."
ID = "Het nummer van de vraag, bijvoorbeeld T12."
LIST_JSON = "Geef elke vraag als een JSON-object op een eigen regel."
MEASURE_JSON = "Geef van elke vraag op een eigen regel wat ervan kwam, als JSON-object."
HEADINGS = ("nummer", "vraag", "document")
NO_DOCUMENT = "geen"
NO_QUESTION = "geef een vraag"
NONE_YET = "Er zijn geen toetsvragen."
