import io
import re

from rich.console import Console

from bot.messages import Choice, Link, Listing, Quote, QuotedLine, Reply, Text, paragraph
from bot.rendering.terminal import show

LONG = "Wie een regeling niet kan uitleggen aan de mensen om wie het gaat, kan haar ook niet goed uitvoeren."
ADDRESS = "https://www.example.org/" + "pad/" * 30


def shown(reply: Reply, columns: int = 120) -> list[str]:
    """The lines that a terminal without colours shows."""
    screen = io.StringIO()
    show(reply, Console(file=screen, width=columns, highlight=False))
    return screen.getvalue().split("\n")


def test_lines_are_at_most_eighty_columns_also_on_a_wide_terminal() -> None:
    lines = shown(Reply((paragraph(LONG), Quote((QuotedLine(LONG),)), Listing(((Text(LONG),),)))))

    assert max(map(len, lines)) <= 80


def test_a_narrow_terminal_is_kept_to() -> None:
    assert max(map(len, shown(Reply((paragraph(LONG),)), columns=30))) <= 30


def test_the_lines_of_an_item_stay_below_its_first_word() -> None:
    lines = shown(Reply((Listing(((Text("Gevolg: ", strong=True), Text(LONG)),)),)))

    assert lines[1].startswith("- Gevolg: Wie")
    assert lines[2].startswith("  ")
    assert lines[2][2] != " "


def test_the_lines_of_an_item_in_a_quote_stay_below_its_first_word() -> None:
    lines = shown(Reply((Quote((QuotedLine("Regels:"), QuotedLine(LONG, marker="12."))),)))

    assert lines[1] == "  Regels:"
    assert lines[2].startswith("  12. Wie")
    assert lines[3].startswith("      ")
    assert lines[3][6] != " "


def test_an_address_stays_whole_on_a_line_of_its_own() -> None:
    link = Link("de bron", ADDRESS)
    lines = shown(Reply((paragraph("Bron: ", link), Listing(((link,),)))))

    assert lines == ["", "Bron: de bron", ADDRESS, "", "- de bron", f"  {ADDRESS}", "", ""]


def test_choices_are_numbered_in_line_with_an_empty_line_around_them() -> None:
    choices = tuple(Choice(f"keuze {number}", str(number)) for number in range(1, 11))
    lines = shown(Reply((paragraph("Welke?"),), choices=choices))

    assert lines[:4] == ["", "Welke?", "", "   1. keuze 1"]
    assert lines[12:] == ["  10. keuze 10", "", ""]


def test_words_of_people_are_no_markup() -> None:
    assert shown(Reply((paragraph("[bold]niet[/bold] :smile:"),)))[1] == "[bold]niet[/bold] :smile:"


def test_what_steers_a_terminal_is_not_written() -> None:
    hostile = "loket\x1b]0;titel\x07\x1b[2J\x9b31m\b"
    address = "https://example.org/\x1b]8;;https://elders.example\x07"
    blocks = (paragraph(hostile, Link(hostile, address)), Quote((QuotedLine(hostile),)))

    screen = io.StringIO()
    show(
        Reply(blocks, choices=(Choice(hostile, "x"),)),
        Console(file=screen, force_terminal=True, width=120, highlight=False),
    )

    ours = re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue())
    assert "loket" in ours
    assert not {"\x1b", "\x07", "\x9b", "\b"} & set(ours)
