"""All targets, by the module that they are in and their name: ``documents.docx``."""

from collections.abc import Mapping
from importlib import import_module

from tests.fuzzing.target import Target

_MODULES = ("documents", "attachments", "matrix", "telegram", "typed", "files")


def targets_of(module: str) -> Mapping[str, Target]:
    """The targets of one module, which is imported for it."""
    targets: Mapping[str, Target] = import_module(f"tests.fuzzing.targets.{module}").targets()
    return {f"{module}.{name}": target for name, target in targets.items()}


def all_targets() -> Mapping[str, Target]:
    """Every target."""
    return {name: target for module in _MODULES for name, target in targets_of(module).items()}
