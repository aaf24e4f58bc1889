"""What is said in Matrix only."""

UNREADABLE = (
    "Ik kan je bericht niet lezen: de sleutel ervan is niet bij mij aangekomen. "
    "Komt die nog, dan antwoord ik alsnog. Stuur anders je bericht nog een keer. "
    "Helpt dat niet, controleer dan of je app ook sleutels stuurt naar apparaten die je niet zelf hebt "
    "geverifieerd, of meld je opnieuw aan."
)
