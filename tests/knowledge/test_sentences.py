import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import clean
from knowledge.sentences import split_sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "De motie-Strolenberg c.s. (Kamerstuk 35 387, nr. 13) is aangenomen.",
        "Dat volgt uit art. 3 Awb, d.w.z. uit de zorgvuldigheid.",
        "De plv. SG van OCW, dhr. J.A. de Vries, sprak met prof. dr. S. van Thiel.",
        "Programmadirecteur is A. Wijkhuizen.",
        "Het kost 3.5 mln. euro per jaar, excl. btw.",
        "De brief is van 14 jan. 2022, zie blz. 4 e.v. van het rapport.",
        "Onder o.a. de SVB, het UWV e.d. vallen ook andere diensten.",
        "“Wij doen dit samen. Dat moet.”",
        "“De menselijke maat is een balansvraagstuk,” geeft Jacques Pijl aan.",
        "“Wat is er nodig?” vroeg de minister.",
        "De aanwijzingen gelden m.b.t. de taken van bijv. Rijkswaterstaat i.p.v. ProRail.",
        "Zie Stb. 2021, 33 en Stcrt. 2022, nr. 5.",
    ],
)
def test_one_sentence_stays_one(sentence):
    assert split_sentences(f"{sentence} Daarna begint een nieuwe zin.") == [
        sentence,
        "Daarna begint een nieuwe zin.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Meedoen aan de dialoog? Dat kan! Meld je aan.", 3),
        ("Laat de uitvoering het ‘hoe’ bepalen. Dat vraagt vertrouwen.", 2),
        ("(Dat geldt ook hier.) Nieuw is het niet.", 2),
        ("Kijk op www.rijksoverheid.nl. Daar staat het.", 2),
        ("Dat geeft hij aan. “Zo hebben we het gedaan.”", 2),
        ("'s Ochtends is het druk. 's Middags niet.", 2),
        ("Het looptijd is tien jaar. In 2031 stopt het.", 2),
        ("Ga naar de SG. De SG beslist.", 2),
    ],
)
def test_sentences_are_told_apart(text, count):
    assert len(split_sentences(text)) == count


@given(st.text())
def test_no_word_is_lost_or_added(text):
    text = clean(text)

    assert " ".join(split_sentences(text)).split() == text.split()
