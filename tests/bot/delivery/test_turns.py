import asyncio

from bot.delivery.turns import Turns


async def test_who_asks_for_many_places_does_not_keep_another_waiting():
    turns, order = Turns(1), []

    async def take(person: str) -> None:
        async with turns.of(person):
            order.append(person)
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(20):
            tasks.create_task(take("anna"))
        tasks.create_task(take("bob"))

    assert order.index("bob") == 2
    assert order.count("anna") == 20


async def test_no_more_places_are_given_out_than_there_are():
    turns, inside, most = Turns(3), 0, 0

    async def take(person: str) -> None:
        nonlocal inside, most
        async with turns.of(person):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async with asyncio.TaskGroup() as tasks:
        for number in range(30):
            tasks.create_task(take(f"persoon {number % 4}"))

    assert most == 3


async def test_who_stops_waiting_takes_no_place():
    turns = Turns(1)
    async with turns.of("anna"):
        waiting = [asyncio.create_task(turns._take(person)) for person in ("anna", "bob", "carl")]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        waiting[1].cancel()

    await asyncio.wait_for(waiting[2], 1)


async def test_a_place_that_came_just_when_somebody_stopped_waiting_goes_to_the_next():
    turns = Turns(1)

    async def take(person: str) -> None:
        async with turns.of(person):
            pass

    async with turns.of("anna"):
        bob, carl = asyncio.create_task(take("bob")), asyncio.create_task(take("carl"))
        await asyncio.sleep(0)
    bob.cancel()

    await asyncio.wait_for(carl, 1)
    async with asyncio.timeout(1), turns.of("anna"):
        pass
