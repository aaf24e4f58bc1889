"""What is said about a web page that is not fetched."""

from collections.abc import Collection

from bot.fetching.refused import FetchRefused, Refusal
from bot.wording.attachments import readable_size

_REDIRECTED = "De pagina verwijst door. "
_REFUSED = {
    Refusal.ADDRESS: "Dit is geen webadres waar ik mee uit de voeten kan. Neem het over uit je browser.",
    Refusal.SCHEME: "Ik haal alleen pagina's op met een adres dat begint met https://",
    Refusal.CREDENTIALS: "In het adres staat een naam of wachtwoord. Haal het deel voor de @ weg.",
    Refusal.PORT: "In het adres staat een poort. Haal de dubbele punt met het getal weg.",
    Refusal.NUMBER: "Het adres noemt een computer met een nummer. Gebruik de naam van de website.",
    Refusal.PRIVATE: "{detail} staat in een afgesloten netwerk. Daar haal ik niets op.",
    Refusal.UNREACHABLE: "{detail} geeft geen bruikbaar antwoord. Probeer het later opnieuw.",
    Refusal.CERTIFICATE: "{detail} heeft geen geldig certificaat. Daarom haal ik er niets op.",
    Refusal.REDIRECTS: "De pagina verwijst te vaak door. Geef het adres waar je in je browser uitkomt.",
    Refusal.COMPRESSED: "De website stuurt de pagina ingepakt. Dat neem ik niet aan. Stuur hem als bestand.",
    Refusal.TOO_LARGE: "De pagina is te groot. Hij mag hoogstens {largest} zijn.",
    Refusal.TOO_SLOW: "Het ophalen duurt te lang. Probeer het later opnieuw.",
}
_STATUS = "De website geeft de pagina niet (code {detail})."
_NOT_FOUND = "De website heeft deze pagina niet. Controleer het adres."
_MISSING = frozenset({"404", "410"})
_KIND = (
    "Dit soort pagina kan ik niet lezen{kind}. Ik kan overweg met webpagina's, tekst, Markdown, PDF, docx, "
    "odt, pptx en xlsx."
)
_NO_HOSTS = (
    "Er is nog geen website waar ik pagina's van mag halen. Wie mij beheert, kan die noemen in de "
    "instellingen, bij knowledge.hosts."
)
_OTHER_HOST = "Van {detail} mag ik geen pagina's halen. Het mag van: {hosts}."


def refusal(refused: FetchRefused, hosts: Collection[str], largest: int) -> str:
    """Say why a web page is not fetched, and what to do.

    Args:
        refused: why.
        hosts: names of the hosts of which pages may be fetched.
        largest: bytes that a page may have.
    """
    match refused.reason:
        case Refusal.HOST:
            sentence = _OTHER_HOST if hosts else _NO_HOSTS
        case Refusal.STATUS:
            sentence = _NOT_FOUND if refused.detail in _MISSING else _STATUS
        case Refusal.KIND:
            sentence = _KIND
        case reason:
            sentence = _REFUSED[reason]
    said = sentence.format(
        detail=refused.detail,
        kind=f" ({refused.detail})" if refused.detail else "",
        hosts=", ".join(hosts),
        largest=readable_size(largest),
    )
    return _REDIRECTED + said if refused.redirected else said
