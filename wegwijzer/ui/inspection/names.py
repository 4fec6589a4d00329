"""The name that a file came with: shown and offered again at a download, never used on a disk."""

import re
import unicodedata

LONGEST_NAME = 150  # characters
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # control, format (bidi, zero-width), surrogate, private, unassigned
FORBIDDEN = re.compile(r'[<>:"|?*]')  # what Windows can not store, and what could end a header early
RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\..*)?", re.IGNORECASE)


def clean_name(given: str) -> str:
    """The last part of the path, in composed form, without what is invisible or forbidden on some system.

    At most 150 characters, with the extension in lower case; "" when nothing is left to call it by.
    """
    text = unicodedata.normalize("NFC", re.split(r"[/\\]", given)[-1])
    text = "".join(" " if character.isspace() else character for character in text)
    text = "".join(character for character in text if unicodedata.category(character) not in INVISIBLE)
    stem, extension = split_extension(re.sub(" +", " ", FORBIDDEN.sub("_", text)).strip(" ."))
    stem = stem.strip(" .")
    if not stem:
        return ""
    if RESERVED.fullmatch(stem):
        stem = "_" + stem
    return stem[: LONGEST_NAME - len(extension)].rstrip(" .") + extension


def split_extension(name: str) -> tuple[str, str]:
    """("verslag", ".pdf"); the extension is "" when there is none, or none that a person would see as one."""
    match = re.fullmatch(r"(.*?)(\.[A-Za-z0-9]{1,10})", name, re.DOTALL)
    return (match[1], match[2].lower()) if match else (name, "")
