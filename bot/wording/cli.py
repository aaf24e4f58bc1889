"""What the command line says."""

PROGRAM = "Wegwijzer: vragen en antwoorden over het programma Werk aan Uitvoering."

CHAT = """Praat met de assistent in de terminal.

Voorbeeld: wegwijzer chat"""

CORRELATION = """Zeg onder welk kenmerk een bericht of een ruimte in het logboek staat.

Voorbeeld: wegwijzer kenmerk matrix '$Xyz123'

Voorbeeld: wegwijzer kenmerk telegram -- -1001234567890:12"""
CORRELATION_CHANNEL = "Het kanaal: matrix of telegram."
CORRELATION_EVENT = (
    "Wat het bericht op dat kanaal is. Bij Matrix: het event-id (in Element: Bron bekijken). Bij Telegram: "
    "het nummer van de bot, in een supergroep dat van de groep, dan een dubbele punt en het nummer van het "
    "bericht."
)

RUN = """Start de assistent op de kanalen die zijn ingesteld (Matrix, Telegram).

Voorbeeld: WEGWIJZER_MATRIX_HOMESERVER=https://matrix.example.org
WEGWIJZER_MATRIX_USER_ID=@wegwijzer:example.org WEGWIJZER_MATRIX_PASSWORD=... wegwijzer run"""

ASK = """Stel één vraag, of alle vragen in een bestand.

Voorbeeld: wegwijzer ask "Wat is de ACU?" --json"""

SEARCH = """Toon de passages die het hoogst eindigen voor een vraag.

Voorbeeld: wegwijzer search "rollen in de driehoek" --count 3"""

REINDEX = """Werk de index bij. Alleen wat veranderd is, wordt opnieuw verwerkt. Daarna worden de
toetsvragen gesteld.

Voorbeeld: wegwijzer reindex --documents documenten/ --index index/"""

GENERATIONS = """Toon de generaties van de index, de nieuwste bovenaan.

Voorbeeld: wegwijzer generaties"""

GO_BACK = """Ga terug naar een eerdere generatie van de index. Die blijft tot je opnieuw indexeert.

Voorbeeld: wegwijzer terug 7"""

EVALUATE = """Meet hoe goed de antwoorden zijn op vragen waarvan het antwoord bekend is, of hoe goed
passages gevonden worden op een verzameling met beoordeelde passages.

Voorbeeld: wegwijzer evaluate --questions bench/questions/reported.jsonl

Voorbeeld: wegwijzer evaluate --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv"""

INSTALL = """Maak het taalmodel en de index klaar, zodat de assistent daarna snel start.

Voorbeeld: wegwijzer install"""

INDEX_OPTION = "Map van de index. Standaard: in de gegevensmap."
ROOM_OPTION = "Vraag als iemand in deze kamer. Standaard: wat iedereen mag zien."
ROOM_INVALID = "geef een kanaal en een kamer, zoals matrix:!abc:example.org"
ASK_QUESTION = "De vraag."
ASK_JSON = "Geef het antwoord als één JSON-object."
ASK_BATCH = "Bestand met per regel een JSON-object: id, question en eventueel previous."
ASK_ONE_OF = "geef een vraag, of een bestand met --batch"
SEARCH_QUERY = "Waar je naar zoekt."
SEARCH_COUNT = "Hoeveel passages je wilt zien."
SEARCH_SCORES = "score {score:.3f} (betekenis {dense:.3f}, woorden {lexical:.1f})"
REINDEX_DOCUMENTS = (
    "Map of bestand met documenten; mag vaker. Standaard: die van de vorige keer, en anders de meegeleverde."
)
REINDEX_FORCE = "Gebruik de nieuwe index ook als er te veel toetsvragen fout gaan."
GO_BACK_NUMBER = "Nummer van de generatie."
EVALUATE_QUESTIONS = "JSON-regels met id, question, kind, documents en words."
EVALUATE_JSON = "Schrijf alles wat gemeten is naar dit bestand."
EVALUATE_COMPARE = "Vergelijk met een eerder bestand van --json, vraag voor vraag."
EVALUATE_INTENTS = "JSON-regels met text en intent: hoe goed wordt herkend wat mensen bedoelen."
EVALUATE_ONE_OF = "geef --questions, of --intents, of --corpus met --queries en --qrels"
EVALUATE_CORPUS = "JSON-regels met _id, title en text."
EVALUATE_QUERIES = "JSON-regels met _id en text."
EVALUATE_QRELS = "Regels met vraag, passage en oordeel, gescheiden door tabs."
EVALUATE_RUN = "Schrijf de gevonden passages als TREC-run naar dit bestand."

PROGRESS = "{task}: {done} van {total}"
TASK_MODEL = "Taalmodel klaarmaken (eenmalig)"
TASK_QUESTIONS = "Vragen stellen"
TASK_INDEX = "Documenten verwerken"
