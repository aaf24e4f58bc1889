"""What the commands for the Matrix account say."""

MATRIX = """Het Matrix-account van de assistent klaarmaken, of herstellen.

Voorbeeld: wegwijzer matrix setup"""

SETUP = """Log in, en onderteken het apparaat van de assistent. Eén keer nodig; nog een keer kan geen kwaad.

Het wachtwoord wordt gevraagd als het nodig is, en nergens bewaard. Zonder terminal: zet het in
WEGWIJZER_MATRIX_PASSWORD.

Voorbeeld: wegwijzer matrix setup"""

RECOVER = """Begin opnieuw als een nieuw apparaat, als de sleutels van het oude kwijt of onleesbaar zijn.

Oude versleutelde berichten blijven onleesbaar, nieuwe zijn weer te lezen. Het oude apparaat wordt verwijderd.

Voorbeeld: wegwijzer matrix recover"""

ASK = "Wachtwoord van {user}: "
READY = "{user} is klaar, als apparaat {device}. Start de assistent met: wegwijzer run"
RECOVERED = "{user} is opnieuw begonnen, als apparaat {device}. Start de assistent met: wegwijzer run"
