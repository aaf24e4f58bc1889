"""What is said where a list goes on on other pages."""

NO_SUCH_PAGE = "Zo veel pagina's zijn er niet."
FIRST_PAGE, PREVIOUS_PAGE, NEXT_PAGE = "Eerste pagina", "Vorige", "Volgende"
