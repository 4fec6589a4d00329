"""Why the machine does not let us, in words of who gave the command."""

import errno
import os

SENTENCES = {
    errno.EACCES: "daar is geen toestemming voor",
    errno.EADDRNOTAVAIL: "dat adres is niet van deze machine",
    errno.EADDRINUSE: "dat is al in gebruik",
    errno.EDQUOT: "er is geen plaats meer",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EISDIR: "dat is een map",
    errno.ENOENT: "die map of dat bestand is er niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EPERM: "daar is geen toestemming voor",
    errno.EROFS: "daar kan alleen gelezen worden",
}


def why(error: OSError) -> str:
    """The reason as the end of a sentence (Dutch), without its full stop; of a rare one what the machine calls it."""
    number, said = error.errno or 0, error.strerror or ""
    if said and said != os.strerror(number):  # of who raised it: in words already, or with numbers of its own (TLS)
        return said
    return SENTENCES.get(number) or said or str(error)
