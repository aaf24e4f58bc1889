"""E-mail addresses, places, dates of birth and names. All are made up."""

import pytest

from bot.privacy.detection import find_personal_data


def found(text: str) -> list[tuple[str, str]]:
    return [(data.kind.value, data.text) for data in find_personal_data(text)]


@pytest.mark.parametrize(
    "email", ["j.devries@voorbeeld.nl", "A_B+c@mail.voorbeeld.frl", "jan[at]voorbeeld.nl", "info@gmail.com"]
)
def test_an_email_address_is_found(email: str) -> None:
    assert found(f"(mail: {email}).") == [("email", email)]


@pytest.mark.parametrize(
    "mailbox", ["info@uwv.example.nl", "postbus.bezwaar@voorbeeld.nl", "klachtenmeldpunt@voorbeeld.nl"]
)
def test_the_mailbox_of_an_organisation_is_of_nobody(mailbox: str) -> None:
    assert found(f"mail naar {mailbox}") == []


@pytest.mark.parametrize(
    "address",
    [
        "Kerkstraat 12",
        "Dorpsstraat 5a, 1234 AB Lutjebroek",
        "Laan van Meerdervoort 1021",
        "Jan van Galenstraat 44-II, 1051 KM Amsterdam",
        "1234 AB 12",
        "1234AB, huisnummer 7",
        "'s-Gravenweg 77",
        "Korte Poten 9a",
    ],
)
def test_an_address_is_found_up_to_its_place(address: str) -> None:
    assert found(f"Ze woont op {address}.") == [("address", address)]


@pytest.mark.parametrize(
    "text",
    [
        "Antwoordnummer 1234, 2500 VB Den Haag",
        "artikel 12 en Regeling 4",
        "in 2024 is 12% afgewezen",
        "de Kerkstraat is opengebroken",
        "de arbeidsmarkt 2024",
        "we lopen onderweg 3 keer vast",
        "ze woont in Utrecht 3 jaar alleen",
    ],
)
def test_what_only_has_a_number_is_no_address(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("geboren op 12-05-1980", "12-05-1980"),
        ("geb. 3 mrt '57", "3 mrt '57"),
        ("geboortedatum: 1985-07-23", "1985-07-23"),
        ("geboortedatum 12051980", "12051980"),
        ("ze is op 3 mei 2004 geboren", "3 mei 2004"),
        ("geboren te Utrecht op 31 december 1999", "31 december 1999"),
    ],
)
def test_a_date_with_a_word_about_birth_is_found(text: str, date: str) -> None:
    assert found(text) == [("birth_date", date)]


@pytest.mark.parametrize(
    "text",
    [
        "wie geboren is na 1 januari 2006",
        "geboren tussen 1-9-1955 en 1-3-1957",
        "per 1 juli 2023",
        "d.d. 14-02-2024",
    ],
)
def test_the_date_of_a_rule_is_nobodys_birth_date(text: str) -> None:
    assert found(text) == []


def test_a_date_right_behind_a_bsn_is_a_birth_date() -> None:
    assert found("999932445, 12-05-1980") == [("bsn", "999932445"), ("birth_date", "12-05-1980")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mevrouw De Vries belde", "De Vries"),
        ("mevrouw jansen belde", "jansen"),
        ("dhr. J. van den Berg wacht", "J. van den Berg"),
        ("mw. Bakker-de Wit wacht", "Bakker-de Wit"),
        ("Mijn naam is Xandrine Quaalman en ik bel", "Xandrine Quaalman"),
        ("mijn naam is sanne de boer", "sanne de boer"),
        ("het dossier van A.M. 't Hart", "A.M. 't Hart"),
        ("er stond Jansen, P.J. op de brief", "Jansen, P.J."),
        ("Fatima Bouali kreeg niets", "Fatima Bouali"),
        ("jan de vries uit zwolle", "jan de vries"),
        ("familie Özdemir kreeg niets", "Özdemir"),
        ("Fatima kan niet inloggen", "Fatima"),
        ("Fatima’s uitkering", "Fatima"),
        ("haar dochter Xylia is 17", "Xylia"),
        ("met groet,\nJohan", "Johan"),
    ],
)
def test_a_name_is_found_by_what_stands_around_it(text: str, name: str) -> None:
    assert found(text) == [("name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Van Gennip en staatssecretaris Mark Jansen",
        "de wethouder, Jan Jansen, en Kamerlid Pieter Bakker",
        "Jan Jansen, wethouder van Lutjebroek",
        "Bakkerij Jansen V.O.F. en Van der Valk Hotel",
        "Stichting Jan van Brabant College",
        "Het Willem Lodewijk Gymnasium",
        "systeem Sophia van DUO",
        "Beste heer/mevrouw, dhr. of mevr.",
        "mevrouw van het loket",
        "Bijlage A. Toelichting en optie B. Jaartal",
        "de cliënt Wmo, de burger centraal, Jan Modaal",
        "Jan. en feb. zijn druk, in mei 2024 ook",
        "Mijn naam is niet van belang",
        "A. Wie is de aanvrager? B. Wat is het inkomen?",
    ],
)
def test_offices_laws_bodies_and_systems_are_no_persons(text: str) -> None:
    assert found(text) == []
