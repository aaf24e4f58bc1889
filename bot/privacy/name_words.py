"""The words by which the name of a person is told from other words with a capital."""

import re
from functools import cache
from importlib.resources import files


@cache
def first_names() -> frozenset[str]:
    """First names that are hardly ever anything else, in small letters."""
    return _lines("first_names.txt")


@cache
def first_names_that_are_words() -> frozenset[str]:
    """First names that are also a word, a place or a brand: believed only with a surname or a cue."""
    return _lines("first_names_that_are_words.txt")


@cache
def all_first_names() -> frozenset[str]:
    """Both."""
    return first_names() | first_names_that_are_words()


@cache
def surnames() -> frozenset[str]:
    """The commonest surnames, without what comes before them (``van der``)."""
    return _lines("surnames.txt")


def _lines(name: str) -> frozenset[str]:
    return frozenset((files("bot.privacy") / name).read_text(encoding="utf-8").split())


PARTICLES = frozenset(
    "van von de der den het 't 's te ter ten el al ait aït ben bin ould da dos di del della la le du".split()
)
INITIALS = frozenset("th chr joh ph fr wm ij".split())
NOT_INITIALS = frozenset("bv nv us vs eu om pm nb ps cq nl be ov ok vof".split())

TITLES = frozenset(
    "mevrouw mevr mw mej mejuffrouw juffrouw meneer mijnheer dhr heer hr familie fam gezin echtpaar "
    "weduwe weduwnaar wed".split()
)
DEGREES = frozenset("dr drs mr ir ing prof bc msc".split())
ROLES = frozenset(
    "burger burgers cliënt client cliënte cliente patiënt patiënte bewoner bewoonster inwoner leerling "
    "student studente aanvrager aanvraagster verzoeker verzoekster belanghebbende betrokkene klant moeder "
    "vader zoon dochter kind kinderen partner ex-partner echtgenoot echtgenote vrouw man broer zus "
    "collega collega's bewindvoerder curator mentor tolk ouder ouders contactpersoon klager klaagster "
    "melder meldster erflater werknemer werkneemster huurder betreft oma opa oom tante buurman buurvrouw "
    "vriend vriendin kleinzoon kleindochter pleegkind jongen meisje statushouder vergunninghouder "
    "asielzoeker zzp'er student wajonger mantelzorger gemachtigde advocaat".split()
)
# After these, without a capital of their own, even an unknown word with a capital is a name.
CLOSE_ROLES = frozenset(
    "zoon dochter vader moeder broer zus oma opa oom tante collega cliënt cliënte patiënt patiënte "
    "bewoner bewoonster burger kleinzoon kleindochter vriend vriendin buurman buurvrouw echtgenoot "
    "echtgenote".split()
)
# With these before (or right behind) it, a name stands for an office, a law, a body or a system.
OFFICES = frozenset(
    "minister ministers minister-president premier staatssecretaris staatssecretarissen bewindspersoon "
    "kamerlid kamerleden tweede-kamerlid wethouder wethouders burgemeester burgemeesters gedeputeerde "
    "commissaris ombudsman kinderombudsman informateur formateur koning koningin prins prinses president "
    "senator hoogleraar raadslid secretaris-generaal directeur-generaal dijkgraaf fractievoorzitter "
    "lijsttrekker rapporteur prof professor regeringscommissaris".split()
)
NOT_PERSONS = frozenset(
    "wet wetten wetsvoorstel initiatiefwet lex motie amendement commissie staatscommissie kabinet "
    "kabinetten norm methode regeling programma project systeem applicatie app chatbot tool model robot "
    "server database platform stichting vereniging bureau adviesbureau kantoor notaris notariskantoor "
    "advocatenkantoor bakkerij bouwbedrijf bedrijf firma hotel hogeschool universiteit school college "
    "lyceum gymnasium ziekenhuis kliniek sint st station zaal zaaltje gebouw locatie huize villa huis "
    "fonds instituut museum prijs akkoord rapport boek arrest plan monitor versie release "
    "straat plein storm orkaan gemeente provincie stad eiland regio wijk buurt".split()
)
ENUMERATED = frozenset(
    "afdeling bijlage optie categorie groep onderdeel scenario variant sub lid punt kolom gebouw blok "
    "stap deel klasse niveau type vak veld rij tabel figuur team lijn hoofdstuk paragraaf vraag artikel "
    "art kamer formulier model".split()
)
ORGANISATIONS = frozenset(
    "b.v bv n.v nv v.o.f vof advies adviseurs stichting school college lyceum gymnasium universiteit "
    "hogeschool centrum instituut museum hotel kliniek ziekenhuis huis fonds groep group holding partners "
    "zonen zaal prijs academie vereniging consultancy bouw transport techniek makelaars advocaten "
    "notarissen regeling wet norm methode modaal foundation kazerne kerk tunnel brug haven stadion arena "
    "park".split()
)
# Words with a capital that are no surname, wherever they stand.
NOT_SURNAMES = frozenset(
    "engels frans spaans turks arabisch pools oekraïens marokkaans surinaams chinees "
    "het een en of maar want dus als dan dat dit die deze er ik jij je hij zij ze wij we u jullie mijn "
    "zijn haar ons onze hun wie wat waar wanneer hoe waarom welke geen niet nog ook al op in aan bij naar "
    "te uit met door om over onder voor na tot tegen zonder sinds tijdens volgens via per heeft is was "
    "wordt werd kan moet mag wil zal ja nee januari februari maart april juni juli augustus september "
    "oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag nederland "
    "nederlands nederlandse nederlander belg belgië belgisch duitsland duits europa europees europese "
    "rijk rijks rijksoverheid overheid belastingdienst toeslagen dienst douane ministerie gemeente "
    "gemeenten provincie kamer staat raad rekenkamer wet wetten besluit regeling artikel awb wmo wia "
    "wajong ziektewet participatiewet jeugdwet suwi suwinet digid mijn-overheid mijnoverheid logius brp "
    "bag kvk loket teamleider adviseur medewerker afdeling handhaving inkomen zorg werk uitvoering beleid "
    "toezicht burgerzaken klantenservice centraal ondersteuning tweede eerste derde nationale algemene "
    "sociale koninklijke minister staatssecretaris wethouder burgemeester kamerlid directeur voorzitter "
    "heer mevrouw meneer dhr mevr mw geachte beste stichting vereniging amsterdam rotterdam utrecht "
    "groningen eindhoven tilburg almere breda nijmegen apeldoorn arnhem haarlem enschede zwolle "
    "leeuwarden maastricht dordrecht zoetermeer den-haag curaçao stand huis hof bond kring lijst vorm "
    "bureau team sector contact centrum service stellen havo vwo mbo hbo aruba suriname marokko turkije "
    "syrië polen oekraïne wijkteam jeugdzorg reclassering justitie politie".split()
)
EVERYBODY = re.compile(
    r"(?:jan modaal|henk en ingrid|jip en janneke|jan rap|piet snot|albert heijn|anne frank)\b", re.IGNORECASE
)
