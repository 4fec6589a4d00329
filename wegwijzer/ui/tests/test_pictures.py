"""Pictures that people send: what is refused before anything is decoded, and what is gone from what is kept."""

import io
import struct
import zlib

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from wegwijzer.ui.forms import PictureField
from wegwijzer.ui.inspection.drawing import redrawn
from wegwijzer.ui.inspection.refusal import Refusal

ORANGE, BLUE = (255, 120, 0), (0, 60, 200)
SECRET = b"GPS-of-the-newcomers-house"


class PictureForm(forms.Form):
    picture = PictureField()


def picture(size=(60, 40), form="PNG", mode="RGB", colour=ORANGE, **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def sent(content, name="foto.png"):
    form = PictureForm({}, {"picture": SimpleUploadedFile(name, content, "image/png")})
    return form.is_valid(), form


def kept(content, name="foto.png"):
    is_valid, form = sent(content, name)
    assert is_valid, form.errors
    return form.cleaned_data["picture"]


def opened(file):
    file.seek(0)
    return Image.open(io.BytesIO(file.read()))


def png_that_declares(width, height, scanlines=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(scanlines)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def photograph():
    """Taken upright with the camera on its side: left half orange, right half blue, with where and by whom."""
    image = Image.new("RGB", (80, 40), ORANGE)
    image.paste(BLUE, (40, 0, 80, 40))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # turn a quarter to the right to see it upright
    exif[ExifTags.Base.Artist] = SECRET.decode()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (51.0, 8.0, 38.0)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (4.0, 51.0, 35.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=exif, comment=SECRET, icc_profile=b"profile" + SECRET)
    return out.getvalue()


def test_a_photograph_says_no_longer_where_it_was_taken_and_stands_upright():
    raw = photograph()
    assert ExifTags.IFD.GPSInfo in Image.open(io.BytesIO(raw)).getexif()
    assert raw.count(SECRET) >= 2
    file = kept(raw, "huis.JPG")
    drawn = opened(file)
    file.seek(0)
    content = file.read()
    assert SECRET not in content
    assert b"Exif" not in content
    assert b"ICC_PROFILE" not in content
    assert not drawn.getexif()
    assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert (drawn.size, file.width, file.height) == ((40, 80), 40, 80)
    top, bottom = drawn.getpixel((20, 10)), drawn.getpixel((20, 70))
    assert all(abs(seen - meant) < 12 for seen, meant in zip((*top, *bottom), (*ORANGE, *BLUE), strict=True))
    assert (file.clean_name, file.content_type) == ("huis.jpg", "image/jpeg")


def test_what_people_wrote_in_a_png_is_gone():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    content = kept(picture(pnginfo=words, dpi=(300, 300))).read()
    assert SECRET not in content


def test_a_webp_becomes_what_paper_can_show():
    file = kept(picture(form="WEBP"), "foto.webp")
    assert (file.content_type, file.clean_name) == ("image/jpeg", "foto.jpg")
    clear = kept(picture(form="WEBP", mode="RGBA", colour=(255, 0, 0, 0), lossless=True), "foto.webp")
    assert clear.content_type == "image/png"
    assert opened(clear).getpixel((1, 1))[3] == 0


def test_a_large_picture_is_scaled_and_keeps_its_shape():
    file = kept(picture(size=(4000, 1000)))
    assert opened(file).size == (1600, 400)


ANIMATED = [Image.new("RGB", (20, 20), colour) for colour in (ORANGE, BLUE)]


def moving(form):
    out = io.BytesIO()
    ANIMATED[0].save(out, form, save_all=True, append_images=ANIMATED[1:], duration=100)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
REFUSED = {
    "nothing": (b"", "a.png", "leeg"),
    "drawing with a script": (SVG, "a.png", "Dit is geen PNG-beeld"),
    "drawing under its own name": (SVG, "a.svg", "Dit is geen foto die wij kunnen tonen"),
    "page": (b"<!doctype html><script>1</script>", "a.jpg", "Dit is geen JPEG-beeld"),
    "moving gif": (moving("GIF"), "a.gif", "Dit is geen foto die wij kunnen tonen"),
    "moving gif as png": (moving("GIF"), "a.png", "Dit is geen PNG-beeld"),
    "moving png": (moving("PNG"), "a.png", "beweegt"),
    "moving webp": (moving("WEBP"), "a.webp", "beweegt"),
    "half a photograph": (picture((400, 400), "JPEG")[:-900], "a.jpg", "beschadigd"),
    "half a webp": (picture(form="WEBP")[:-10], "a.webp", "beschadigd"),
    "41 million points in a header": (png_that_declares(8200, 5000), "a.png", "hoogstens 40 miljoen beeldpunten"),
    "100 million points in a header": (png_that_declares(10_000, 10_000), "a.png", "hoogstens 40 miljoen"),
    "no side": (png_that_declares(0, 10), "a.png", "beschadigd"),
    "a sea of points": (png_that_declares(2**31 - 1, 2**31 - 1), "a.png", "hoogstens 40 miljoen"),
    "jpeg as png": (picture(form="JPEG"), "a.png", "Dit is geen PNG-beeld"),
    "too many bytes": (b"\x89PNG\r\n\x1a\n" + bytes(11 * 1024 * 1024), "a.png", "hoogstens 10 MB"),
    "pdf": (b"%PDF-1.7 not a picture", "a.jpeg", "Dit is geen JPEG-beeld"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_still_picture_is_refused_in_words(name):
    content, file_name, words = REFUSED[name]
    is_valid, form = sent(content, file_name)
    assert not is_valid
    assert words in form.errors["picture"][0]


def test_a_bomb_that_lies_in_its_header_ends_in_the_process_and_not_here():
    """Few bytes that unpack to hundreds of megabytes, in a picture that declares itself small."""
    bomb = png_that_declares(10, 10, bytes(300 * 1024 * 1024))
    assert len(bomb) < 400_000
    drawn = redrawn(bomb, "png")  # what is declared is read, and no more
    assert (drawn.width, drawn.height) == (10, 10)
    with pytest.raises(Refusal) as refused:
        redrawn(png_that_declares(20_000, 20_000, bytes(20_000 * 3 * 10)), "png")
    assert refused.value.code == "bomb"


def test_second_picture_that_a_telephone_puts_in_a_file_is_no_movement():
    out = io.BytesIO()
    small = Image.new("RGB", (20, 10), BLUE)
    Image.new("RGB", (60, 40), ORANGE).save(out, "MPO", save_all=True, append_images=[small])
    drawn = opened(kept(out.getvalue(), "foto.jpg"))
    assert (drawn.size, getattr(drawn, "n_frames", 1)) == ((60, 40), 1)
    assert drawn.getpixel((30, 20))[2] < 60  # orange: the first one


def test_grey_in_many_shades_keeps_its_shades():
    out = io.BytesIO()
    grey = Image.new("I;16", (40, 20), 20_000)
    grey.save(out, "PNG")
    drawn = opened(kept(out.getvalue())).convert("RGB")
    assert drawn.getpixel((5, 5)) == (78, 78, 78)  # 20,000 of 65,536 as 78 of 256
