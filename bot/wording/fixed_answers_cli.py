"""What the commands about fixed answers say."""

FIXED_ANSWERS = """Bekijk en verander de vaste antwoorden.

Voorbeeld: wegwijzer antwoorden list"""

LIST = """Toon de vaste antwoorden. Wat nagekeken had moeten worden, staat bovenaan.

Voorbeeld: wegwijzer antwoorden list"""

SHOW = """Toon één vast antwoord helemaal.

Voorbeeld: wegwijzer antwoorden show 3"""

ADD = """Maak een vast antwoord. Met --vraag kan meer dan één keer.

Voorbeeld: wegwijzer antwoorden erbij --vraag "Wie vervangt de eigenaar bij ziekte?" --tekst "Het
afdelingshoofd wijst een vervanger aan." --bron 083-organisatie-van-wau.md --eigenaar "team Communicatie" """

CHANGE = """Verander een vast antwoord. Wat je niet noemt, blijft zoals het is.

Voorbeeld: wegwijzer antwoorden wijzig 3 --nakijken 1-6-2027"""

REMOVE = """Haal een vast antwoord weg.

Voorbeeld: wegwijzer antwoorden weg 3"""

NUMBER = "Het nummer van het vaste antwoord."
QUESTION = "Een vraag waar het antwoord voor is."
MORE = "Nog een vraag waar het antwoord voor is."
LESS = "Nummer van een vraag waar het antwoord niet meer voor is."
TEXT = "Het antwoord."
SOURCE = "Waar het op steunt: de naam van een document, een webadres, of woorden."
OWNER = "Wie het antwoord bijhoudt."
REVIEW = "Dag om het opnieuw na te kijken. Standaard: over een half jaar."
LIST_JSON = "Geef elk antwoord als een JSON-object op een eigen regel."
SHOW_JSON = "Geef het antwoord als één JSON-object."

NONE = "Er zijn geen vaste antwoorden."
ADDED = "Het vaste antwoord staat erbij."
CHANGED = "Vast antwoord {number} is veranderd."
REMOVED = "Vast antwoord {number} is weg. Het was voor: {question}"
UNKNOWN = "vast antwoord {number} is er niet. Je ziet ze met: wegwijzer antwoorden list"
PERSONAL_DATA = "hier staan persoonsgegevens in ({kinds}). Haal ze weg: anderen lezen dit."
