"""Whether a page looks as it did: pictures compared by where they are light and dark, not by their pixels.

Fonts differ from machine to machine, and with them each letter. So both pictures are made into cells as large as a few words, and the mean difference
of the lightness of cells is taken, in steps of 255. Pillow and NumPy come with reportlab and scipy."""

import io
import pathlib

import numpy as np
from PIL import Image

KEPT = pathlib.Path(__file__).parent / "pictures"
# Pixels of the page to a pixel of a kept picture, and of that to a cell.
SHRINK = 3
CELL = 8
SHADES = 16


def shrunk(png: bytes) -> Image.Image:
    """A picture as it is kept: grey and small."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    return picture.resize((picture.width // SHRINK, picture.height // SHRINK), Image.Resampling.BOX)


def keep(name: str, png: bytes) -> None:
    KEPT.mkdir(exist_ok=True)
    shrunk(png).quantize(SHADES, dither=Image.Dither.NONE).save(KEPT / f"{name}.png", optimize=True)


def kept(name: str) -> Image.Image:
    return Image.open(KEPT / f"{name}.png").convert("L")


def cells(picture: Image.Image) -> np.ndarray:
    """The lightness of cells, rows by columns, each from 0 to 255."""
    size = (picture.width // CELL, picture.height // CELL)
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=float)


def difference(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of the cells of two pictures of one size, from 0 to 255."""
    assert a.size == b.size, (a.size, b.size)
    return float(np.abs(cells(a) - cells(b)).mean())
