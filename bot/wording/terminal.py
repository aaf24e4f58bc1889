"""What the terminal itself says."""

START = (
    "Stel je vraag, of typ /melden om een knelpunt te melden. Met /help zie je wat ik nog meer kan. "
    "Een bestand stuur je zo: bijlage: foto.png. Stoppen doe je met Ctrl-D."
)
DATABASE_AWAY = (
    "Ik kan nu niet bij mijn gegevens. Met je bericht is niets gedaan. "
    "Stuur het over een paar minuten nog een keer."
)
NO_SUCH_FILE = "Ik kan het bestand {path} niet vinden of niet lezen."
FILE_WRITTEN = "Opgeslagen als {path}"
PICTURE_WRITTEN = "Opgeslagen als {path}. {shown}"
FILE_NOT_WRITTEN = (
    "In deze map kan ik {name} niet opslaan. Start me in een map waarin je mag schrijven, "
    "en vraag het opnieuw."
)
