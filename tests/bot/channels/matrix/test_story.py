"""The whole story of a knelpunt, from three who report it to the lesson that a fourth finds."""

from pathlib import Path

from bot.channels.matrix.account import MatrixAccount
from bot.signs import NUMBERS
from bot.storage.checking import differing_from_history
from bot.wording import intake, lessons
from bot.wording import workflow as words
from tests.bot.channels.matrix.assistant import service_in_rooms
from tests.bot.channels.matrix.chat import chat, own_documents
from tests.bot.years import YEAR
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse

FIRST, SECOND = f"KP-{YEAR}-0001", f"KP-{YEAR}-0002"
LOST = (
    "Een ziekmelding die een werkgever via het portaal verstuurt verdwijnt soms zonder foutmelding. Maanden "
    "later krijgt hij een boete voor te laat melden. Een bewijs van de melding heeft hij niet."
)
NOT_ARRIVING = (
    "Meldingen van ziekte via het portaal komen soms niet aan. De werkgever heeft geen bewijs en "
    "krijgt maanden later toch een boete voor te laat melden."
)
NO_RECEIPT = (
    "Wie een zieke medewerker in het portaal meldt, krijgt geen ontvangstbewijs. Is de ziekmelding niet "
    "binnengekomen, dan volgt een boete voor te laat melden."
)
LESSON = (
    "Stuur na elke ziekmelding via het portaal meteen een ontvangstbewijs. "
    "Dan weet de werkgever dat zijn melding binnen is, en is een boete voor te laat melden niet nodig."
)
QUESTION = "Hoe weet een werkgever zeker dat een ziekmelding via het portaal binnen is?"


async def test_what_three_report_becomes_a_lesson_that_a_fourth_finds(
    synapse: Synapse, anna: Person, bob: Person, eva: EncryptedPerson, account: MatrixAccount, installed: Path
) -> None:
    async with (
        Person.joins(synapse, "hans") as hans,
        Person.joins(synapse, "dora") as dora,
        Person.joins(synapse, "iris") as iris,
        service_in_rooms(
            account,
            own_documents(account.data_dir, installed),
            roles=[
                {"channel": "matrix", "person": hans.user_id, "role": "behandelaar"},
                {"channel": "matrix", "person": dora.user_id, "role": "programmadirectie"},
            ],
            workflow={"quiet_from": 0, "quiet_until": 0},
        ) as engine,
    ):
        employers, agency, municipality, handler, directorate, newcomer = [
            await chat(person, account) for person in (anna, bob, eva, hans, dora, iris)
        ]

        # Three organisations report the same, each in their own words.
        await employers.say("/melden", LOST, "bedrijven", "werkgevers", "VNO-NCW", "ICT")
        said = await employers.say(*["overslaan"] * 6, "versturen")
        assert intake.SENT.format(number=FIRST) in said

        same = intake.CHOICE_SAME.format(number=FIRST)
        assert same in await agency.say("/melden", NOT_ARRIVING)
        said = await agency.say(same, "UWV", "elke week", "versturen")
        assert intake.SENT_SUPPORT.format(number=FIRST) in said

        assert same in await municipality.say("/melden", NO_RECEIPT)
        await municipality.say(intake.CHOICE_DIFFERENT, "bedrijven", "werkgevers", "Gemeente Zwolle", "ICT")
        said = await municipality.say(*["overslaan"] * 6, "versturen")
        assert intake.SENT.format(number=SECOND) in said

        # The handler sees that it recurs, takes it, and makes one of two.
        said = await handler.say(f"/toelichting {FIRST}")
        assert "Voorstel: gezamenlijk versnellen. Dit speelt bij 3 organisaties" in said
        assert (await handler.say(f"/neem {FIRST}")).startswith(f"Je behandelt {FIRST}")
        await handler.say(f"/samen {FIRST} {SECOND}")
        await municipality.hear(f"het gaat op in {FIRST}")

        # A question goes to each of them; one replies to it.
        await handler.say(f"/vraag {FIRST} Om hoeveel werkgevers gaat het per jaar?")
        for who in (employers, agency, municipality):
            asked = await who.hear("Om hoeveel werkgevers gaat het per jaar?")
        said = await municipality.reply(asked, "Bij ons ongeveer 40 werkgevers.")
        assert said == words.ANSWERED.format(number=FIRST)
        await handler.hear("de melder antwoordt: Bij ons ongeveer 40 werkgevers.")

        # It is accelerated, and solved.
        await handler.say(f"/zet {FIRST} versneld Een doorbraakteam bouwt een ontvangstbewijs in.")
        said = await handler.say(f"/zet {FIRST} opgelost Het portaal stuurt nu een ontvangstbewijs.")
        assert lessons.ASK.format(number=FIRST) in said
        for who in (employers, agency, municipality):
            await who.hear("Een doorbraakteam bouwt een ontvangstbewijs in.")
            solved = await who.hear(words.IS_IT_SOLVED)
        assert await municipality.touch(NUMBERS[0], solved) == words.SOLVED_HEARD

        # What was learned is kept, once the programme directorate agrees.
        assert await handler.say(f"/les {FIRST} {LESSON}") == lessons.WRITTEN
        assert LESSON in await directorate.say("/les")
        assert lessons.PUBLISHED in await directorate.say(f"/les {FIRST} akkoord")
        await handler.hear(lessons.TOLD_PUBLISHED)
        found = await newcomer.say_until("Geleerde les: Een ziekmelding die een werkgever", QUESTION)
        assert LESSON in found
        assert lessons.ORIGIN.format(number=FIRST) in found

        assert not await differing_from_history(engine)
