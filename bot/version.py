"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Give the version of the program; ``?`` where it runs from its source without being installed."""
    try:
        return version("wegwijzer")
    except PackageNotFoundError:
        return "?"
