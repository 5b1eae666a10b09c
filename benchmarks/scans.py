"""How well scans are read: demo drafts drawn as tilted, noisy pictures, read, and compared with their truth.

    python benchmarks/scans.py [--dpi 150,200,300] [--fonts sans,serif,uming] [--pages 6] [--seed 5]

Prints, for each font and resolution, the share of characters and cells that are exact, the wrong cells that
are marked as doubtful (recall) and how many of the doubtful ones are wrong (precision), cells found, and
seconds a page. A cell's truth is the text of the same cell of the digital page.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pdfplumber
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from demo.province import write_province
from extractors.joining import squeeze
from extractors.pdf.picture import render_page
from extractors.pdf.read import read_pdf
from extractors.pieces import Block, Grid, Piece
from extractors.reader import draft_of
from extractors.scan.page import read_scanned_page
