"""A picture for the sample brochure, drawn here: a town hall with its door, and the sun above it."""

import hashlib
import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from PIL import Image, ImageDraw

SIZE = WIDTH, HEIGHT = 900, 420
SKY, GRASS, WALL, ROOF, DARK, SUN = "#e3f0f1", "#cfe3cf", "#f6efe2", "#9a3d2e", "#0b5d6b", "#ffbf47"


def town_hall() -> InMemoryUploadedFile:
    """As a PictureField gives it; the same bytes each time."""
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 340, WIDTH, HEIGHT), fill=GRASS)
    pen.ellipse((730, 40, 830, 140), fill=SUN)
    pen.rectangle((250, 180, 650, 350), fill=WALL)
    pen.polygon(((230, 180), (450, 70), (670, 180)), fill=ROOF)
    pen.ellipse((425, 115, 475, 165), fill=WALL, outline=DARK, width=4)
    for left in (290, 350, 530, 590):
        pen.rectangle((left, 220, left + 36, 280), fill=SKY, outline=DARK, width=4)
    pen.rectangle((420, 240, 480, 350), fill=DARK)
    pen.ellipse((464, 292, 472, 300), fill=SUN)
    pen.polygon(((405, HEIGHT), (495, HEIGHT), (480, 350), (420, 350)), fill=WALL)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    content = out.getvalue()
    file = InMemoryUploadedFile(io.BytesIO(content), None, "gemeentehuis.png", "image/png", len(content), None)
    checksum = hashlib.sha256(content).hexdigest()
    for name, value in {"clean_name": file.name, "checksum": checksum, "width": WIDTH, "height": HEIGHT}.items():
        setattr(file, name, value)
    return file
