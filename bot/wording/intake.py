"""What the assistant says while somebody reports a knelpunt."""

QUESTIONS = {
    "description": "Wat gebeurt er in de praktijk? Beschrijf het in een paar zinnen.",
    "title": "Hoe wil je je melding noemen? Eén korte regel is genoeg.",
    "affected": "Wie heeft hier last van? Meer dan één mag, bijvoorbeeld: 1 en 3.",
    "group": "Om welke groep gaat het precies? Bijvoorbeeld: ouders met een laag inkomen.",
    "organisation": "Bij welke organisatie werk je?",
    "cause": "Wat is vooral de oorzaak?",
    "regulation": "Om welke wet, welke regeling of welk systeem gaat het?",
    "frequency": "Hoe vaak komt het voor, of om hoeveel mensen of bedrijven gaat het?",
    "consequence": "Wat betekent dit voor de mensen of bedrijven die het treft?",
    "tried": "Wat is er al geprobeerd om het op te lossen?",
    "proposal": "Wat zou volgens jou helpen?",
    "contact": "Mogen we contact met je opnemen over deze melding?",
    "remark": "Wil je nog iets toevoegen aan dit knelpunt?",
}
LABELS = {
    "title": "Titel",
    "description": "Wat er gebeurt",
    "affected": "Wie er last van heeft",
    "group": "Welke groep",
    "organisation": "Organisatie",
    "cause": "Oorzaak",
    "regulation": "Wet, regeling of systeem",
    "frequency": "Hoe vaak",
    "consequence": "Gevolg",
    "tried": "Al geprobeerd",
    "proposal": "Voorstel",
    "contact": "Contact mag",
    "remark": "Opmerking",
}
HELP = {
    "description": "Denk aan: wat wil iemand, waar loopt het vast, en waardoor? Noem geen namen van burgers.",
    "title": "Een korte regel waaraan je de melding herkent.",
    "affected": "Kies wie het probleem merkt. Typ de nummers of de woorden.",
    "group": "Hoe preciezer de groep, hoe beter we zien wie er nog meer last van heeft.",
    "organisation": "De naam van je organisatie is genoeg, bijvoorbeeld: UWV of gemeente Utrecht.",
    "cause": "Kies wat het zwaarst weegt. Past niets? Typ dan: anders, en in je eigen woorden wat het is.",
    "regulation": "Een naam of een artikel is genoeg. Je mag ook een systeem noemen.",
    "frequency": "Een schatting is goed, bijvoorbeeld: elke week, of ongeveer 200 mensen per jaar.",
    "consequence": "Bijvoorbeeld: langer wachten, geen geld, dubbel werk, onzekerheid.",
    "tried": "Ook wat niet hielp is goed om te weten.",
    "proposal": "Een idee is genoeg. Het hoeft niet af te zijn.",
    "contact": "Zeg je nee, dan blijft je melding staan en nemen we geen contact op.",
    "remark": "Bijvoorbeeld wat er bij jouw organisatie anders gaat.",
}
CONTROLS = (
    "Je kunt altijd typen: terug, overslaan, stop of hulp. Een vraag stellen of een bestand sturen mag ook."
)

START = (
    "We maken samen een melding. Ik stel een paar vragen, en je ziet alles terug voordat je verstuurt. "
    "Zet er geen persoonsgegevens van burgers in."
)
TAKEN_AS_DESCRIPTION = "Je bericht heb ik overgenomen als beschrijving. Straks kun je het nog wijzigen."
START_SUPPORT = "Je sluit je aan bij {number}: {title}"
POSITION = "Vraag {position} van {total}."
OPTIONAL = "Weet je het niet, typ dan: overslaan."
HAS_ANSWER = "Je antwoord is nu: {answer} Typ een nieuw antwoord, of typ: verder."
SKIPPED = "overgeslagen"
REQUIRED = "Deze vraag kan ik niet overslaan: zonder het antwoord kan niemand met je melding verder."
NO_SUCH_CHOICE = "Dat staat er niet bij. Kies een van deze mogelijkheden."
TOO_LONG = (
    "Je antwoord is te lang: {length} tekens, en er passen er {longest}. "
    "Maak het korter en stuur het opnieuw."
)
TOO_LITTLE = "Daar kan ik nog niets mee. Beschrijf in een zin of meer wat er gebeurt."
NO_WORDS = "Ik zie geen woorden in je bericht. Typ je antwoord, of typ: hulp."
FIRST_STEP = "Dit is de eerste vraag, verder terug kan niet."

SUMMARY = "Dit is je melding. Er is nog niets verstuurd."
SUMMARY_SUPPORT = "Dit voeg je toe aan {number}. Er is nog niets verstuurd."
ATTACHMENTS = "Bijlagen"
RELATED = "Lijkt op"
HELP_SUMMARY = "Kies een van de drie. Je kunt ook meteen typen wat je wilt wijzigen: wijzig titel."
HELP_SAME = "Is het hetzelfde, dan sluit je je erbij aan. Is het anders, dan maken we een eigen melding."
SEND_OR_CHANGE = "Klopt het zo?"
CHOICE_SEND = "Versturen"
CHOICE_CHANGE = "Iets wijzigen"
CHOICE_STOP = "Stoppen"
WHICH_CHANGE = "Wat wil je wijzigen?"
NOT_UNDERSTOOD_SUMMARY = "Dat begrijp ik niet. Je kunt je melding versturen, iets wijzigen of stoppen."

STOPPING = "Wil je bewaren wat je tot nu toe hebt verteld? Dan kun je later verder."
CHOICE_STORE = "Bewaren"
CHOICE_DISCARD = "Weggooien"
CHOICE_GO_ON = "Verder met de melding"
STORED = "Je melding is bewaard als concept. Typ /melden om verder te gaan."
DISCARDED = "Weg. Er is niets van bewaard."

RESUMING = "Je was bezig met een melding over: {title} Verder gaan?"
RESUMING_UNTITLED = "Je was bezig met een melding. Verder gaan?"
CHOICE_RESUME = "Verder gaan"
CHOICE_LATER = "Later"
CHOICE_AGAIN = "Weggooien en opnieuw beginnen"
NOT_TAKEN = "Je laatste bericht heb ik niet als antwoord opgeslagen."

ASIDE = "Was je bericht geen vraag, maar je antwoord?"
CHOICE_ASIDE = "Ja, dit is mijn antwoord"

SAME = "Dit lijkt op wat er al gemeld is. Is het hetzelfde?"
CHOICE_SAME = "Ja, {number} is hetzelfde"
CHOICE_DIFFERENT = "Nee, mijn melding is anders"
REPORTED_BY = "Gemeld door {organisation}. Stand: {status}."

SENT = "Je melding staat. Het nummer is {number}."
SENT_SUPPORT = "Je staat nu ook bij {number}. Je organisatie is toegevoegd."
FOLLOW = "Met /status {number} zie je hoe het ermee staat. Met /mijnmeldingen zie je al je meldingen."

OFFER = "Dit klinkt als een knelpunt. Wil je het melden? Dan neem ik je bericht over als beschrijving."
CHOICE_REPORT = "Ja, melden"
CHOICE_QUESTION = "Nee, het is een vraag"
WHICH = "Wil je een vraag stellen, of een knelpunt melden?"
CHOICE_ASK = "Ik heb een vraag"
CHOICE_TELL = "Ik wil een knelpunt melden"
IN_PRIVATE = "Een melding doe je in een gesprek met mij alleen. Daar gaan we verder."

ATTACHED = "Toegevoegd aan je melding: {name}."
ATTACHED_TO = "Toegevoegd aan {number}: {name}."
FILE_WITHOUT_REPORT = (
    "Een bestand kan ik alleen bij een melding bewaren. Typ /melden om er een te beginnen, "
    "of stuur het bestand met het nummer van je melding als tekst erbij."
)
FILE_NOT_YOURS = (
    "Bij {number} kun je niets toevoegen: je hebt het niet gemeld en je hebt je er niet bij aangesloten."
)
FILE_UNAVAILABLE = "{name} kon ik niet ophalen. Stuur het over een paar minuten opnieuw."
TOO_MANY_FILES = "Er passen {most} bestanden bij een melding. Ik heb dit bestand niet bewaard."

UNTITLED = "iets zonder titel"
DRAFT_WILL_EXPIRE = (
    "Je hebt nog een concept van een melding: {title} Op {day} gooi ik het weg. "
    "Typ /melden om verder te gaan."
)
DRAFT_EXPIRED = (
    "Je concept van een melding is weggegooid, omdat het te lang stil lag: {title} "
    "Typ /melden om opnieuw te beginnen."
)
