"""The questions of the doctor, in the order in which their answers are read."""

from wegwijzer.operations.checks import database, environment, files, work

__all__ = ["database", "environment", "files", "work"]
