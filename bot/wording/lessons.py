"""What is said about what was learned, and what a document about it says."""

from bot.lessons.writing import LONGEST, MOST_SENTENCES, Unfit

ASK = "Wat kunnen anderen hiervan leren? Schrijf het in twee zinnen: /les {number} en je tekst."
WHICH = (
    "Zet het nummer en de les erachter, in twee zinnen. Bijvoorbeeld: /les KP-2026-0042 Vraag eerst na of "
    "het formulier nog nodig is. Vaak staan de gegevens al in een basisregistratie."
)
UNFIT = {
    Unfit.TOO_SHORT: (
        "Wat moet een ander weten die hetzelfde tegenkomt? Schrijf het in een of twee hele zinnen: "
        "/les {number} en je tekst."
    ),
    Unfit.TOO_LONG: (
        f"Houd de les kort, dan wordt hij gelezen: twee zinnen, en nooit meer dan {MOST_SENTENCES} zinnen of "
        f"{LONGEST} tekens."
    ),
}
NOT_SOLVED = "{number} heeft de stand: {status}. Een les kan erbij als het knelpunt is opgelost."
WRITTEN = "De les staat klaar. De programmadirectie beslist of hij in de kennisbank komt."
PUBLISHED_ALREADY = (
    "De les van {number} staat al in de kennisbank. Moet hij anders? Dan haalt de programmadirectie hem er "
    "eerst uit: /les {number} niet."
)
NO_LESSON = "Bij {number} wacht geen les op een besluit."

WAITING = "Dit wacht op je besluit. Zo komt het in de kennisbank:"
NONE_WAITING = "Er wachten geen lessen op een besluit."
MORE_WAITING = "Daarna nog {count}."
CHOICE_PUBLISH = "Neem {number} op"
CHOICE_DECLINE = "Neem {number} niet op"
PUBLISHED = "De les komt in de kennisbank. Wie ernaar vraagt, vindt hem."
TAKE_OUT = "Weer eruit halen kan met: /les {number} niet."
DECLINED = "De les komt niet in de kennisbank. Wie hem schreef, kan een andere schrijven."
WITHDRAWN = "De les gaat uit de kennisbank. Wie hem schreef, kan een andere schrijven."

TOLD_PUBLISHED = "de programmadirectie heeft ingestemd met de les. Hij komt in de kennisbank."
TOLD_DECLINED = (
    "de programmadirectie neemt de les niet op in de kennisbank. Een andere schrijven kan met: "
    "/les {number} en je tekst."
)

TITLE = "Geleerde les: {title}"
PUBLISHER = "Knelpunt {number}"
HAPPENED = "Wat er speelde: {told}"
REGULATION = "Het ging om: {regulation}."
CAUSE = "De oorzaak: {cause}."
ORIGIN = (
    "Deze les komt uit knelpunt {number}, dat is opgelost. De programmadirectie van Werk aan Uitvoering "
    "heeft ermee ingestemd dat anderen hem lezen."
)
