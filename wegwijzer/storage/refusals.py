"""Why the machine does not let us, in words of who gave the command."""

import errno

SENTENCES = {
    errno.EACCES: "daar is geen toestemming voor",
    errno.EADDRINUSE: "dat is al in gebruik",
    errno.EDQUOT: "er is geen plaats meer",
    errno.EISDIR: "dat is een map",
    errno.ENOENT: "die map of dat bestand is er niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EPERM: "daar is geen toestemming voor",
    errno.EROFS: "daar kan alleen gelezen worden",
}


def why(error: OSError) -> str:
    """The reason as the end of a sentence (Dutch), without its full stop; of a rare one what the machine calls it."""
    return SENTENCES.get(error.errno or 0) or error.strerror or str(error)
