"""The process that draws a picture anew: one comes in (standard input), its bare pixels go out (standard output).

A decoder is where a picture becomes dangerous, so this is walled in before it reads a byte: time, memory, nothing to
write to. Knows neither the application nor its database. Arguments: the kind that it must be, and the longest side.
What goes out is a PNG where something shines through and a JPEG otherwise, upright, without any word of the camera.
Standard error carries "KIND width height" when it ends well, the reason when it does not.
"""

import io
import resource
import sys

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
MOST_PIXELS = 40_000_000
QUALITY = 85
OK, DAMAGED, TOO_LARGE, MOVES = 0, 1, 2, 3
FORMATS = ("PNG", "JPEG", "WEBP")


def wall_in() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (32 * 1024 * 1024, 32 * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str, longest: int) -> int:
    """Read, check, draw, write; returns the exit code."""
    wall_in()
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    raw = sys.stdin.buffer.read()
    with Image.open(io.BytesIO(raw), formats=[kind] if kind in FORMATS else []) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return TOO_LARGE
        # A telephone puts a second, smaller picture in a JPEG; the first is the one that is meant.
        if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            return MOVES
        if picture.format == "JPEG":
            picture.draft("RGB", (2 * longest, 2 * longest))  # decodes less where less is asked
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    shines_through = "A" in upright.getbands() or "transparency" in upright.info
    if upright.mode.startswith("I"):  # grey in 65,536 shades
        upright = upright.point(lambda level: level * (1 / 256)).convert("L")
    plain = upright.convert("RGBA" if shines_through else "RGB")
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # nothing of what came along with the pixels
    out = io.BytesIO()
    if shines_through or kind == "PNG":
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    said = "png" if shines_through or kind == "PNG" else "jpeg"
    sys.stdout.buffer.write(out.getvalue())
    sys.stdout.buffer.flush()
    sys.stderr.write(f"{said} {bare.width} {bare.height}\n")
    return OK


if __name__ == "__main__":
    try:
        code = main(sys.argv[1], int(sys.argv[2]))
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}"[:500])
        bomb = isinstance(error, MemoryError) or type(error).__name__ == "DecompressionBombError"
        code = TOO_LARGE if bomb else DAMAGED
    sys.exit(code)
