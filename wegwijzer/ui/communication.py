"""The structured communication of a Belgian transfer (OGM-VCS, Febelfin): ten digits and two that check them."""

from stdnum.be import ogm_vcs

LARGEST = 9_999_999_999


def communication(number: int) -> str:
    """The twelve digits for a number of at most ten; other numbers give other digits.

    The last two are the remainder by 97, and 97 where that is 0. Raises ValueError for a number that does not fit;
    0 does not: twelve digits of which ten are 0 are never used.
    """
    if not 0 < number <= LARGEST:
        raise ValueError(f"no ten digits: {number}")
    return f"{number:010}{number % 97 or 97:02}"


def in_groups(digits: str) -> str:
    """As it is printed on a transfer: +++123/4567/89012+++; nothing for nothing."""
    return f"+++{ogm_vcs.format(digits)}+++" if digits else ""
