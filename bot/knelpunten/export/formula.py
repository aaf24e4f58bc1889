"""Words that a spreadsheet would take for a formula."""

# As OWASP lists them, with the full-width signs that East Asian versions read the same.
_BEGINS_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def begins_formula(text: str) -> bool:
    """Tell whether a spreadsheet could calculate a cell with this text, instead of showing it.

    Some programs leave out the spaces before it first.

    References:
        OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
    """
    return text.startswith(_BEGINS_FORMULA) or text.lstrip().startswith(_BEGINS_FORMULA)
