"""Whether a page looks as it did: pictures compared by where they are light and dark, not by their pixels.

Fonts differ from machine to machine, and with them each letter. So both pictures are made into cells as large as a few letters, and what differs in their
lightness is put in relation to what there is to see: how far the cells of the kept picture are from its background. Pillow and NumPy come with reportlab
and scipy."""

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


def difference(now: Image.Image, before: Image.Image) -> float:
    """What differs, as a part of what the picture before shows: 0 for the same, about 1 for a page that has gone."""
    assert now.size == before.size, (now.size, before.size)
    a, b = cells(now), cells(before)
    return float(np.abs(a - b).sum() / np.abs(b - np.median(b)).sum())
