"""What a page of an OFD file draws, as instructions of a PDF page: characters in their places, lines, fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from extractors.limits import NESTED_TABLES, PAGE_CHARACTERS, PAGE_EDGES, hold
from extractors.ofd.package import OfdPage, numbers
from extractors.ofd.placing import SAME, Matrix, placed, point, times

_POINT = 72 / 25.4  # of a millimetre
_FIRST_NUMBER = 1000
_FEW_CHARACTERS = 10  # fewer are no page of text
_PICTURE_SHARE = 0.5  # of the sheet: what covers less is a logo or a seal, no scan
_LINE_WIDTH = 0.353  # millimetres, where an object names none
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Letters:
    """Numbers for the characters of a document, as its PDF's font will know them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.numbers: dict[str, int] = {}

    def number(self, letter: str) -> int:
        """The character's number; the first ones are left out, as PDF readers take them for blanks."""
        return self.numbers.setdefault(letter, len(self.numbers) + _FIRST_NUMBER)


class DrawnPage:
    """Walks a page's objects once; ``instructions`` is what a PDF page of the same size draws."""

    def __init__(self, page: OfdPage, letters: Letters) -> None:
        """Draw all of the page. Raises UnreadableDraft ``too_large``."""
        self.width, self.height = page.box[2] * _POINT, page.box[3] * _POINT
        self.characters = 0
        self.pictures: list[str] = []  # paths of the parts, in the order of their names in the instructions
        self._page, self._letters, self._objects = page, letters, 0
        # from millimetres downwards to points upwards
        self._to_page: Matrix = (
            *(_POINT, 0, 0, -_POINT),
            *(-page.box[0] * _POINT, (page.box[1] + page.box[3]) * _POINT),
        )
        self._lines: list[str] = []
        self._places: list[tuple[str, Matrix]] = []
        for content in page.contents:
            for layer in content.iter("{*}Layer"):
                self._walk(layer, SAME, 0)
        if self.characters < _FEW_CHARACTERS and self._covered() >= _PICTURE_SHARE:
            self._show_pictures()
        self.instructions = "\n".join(self._lines).encode("ascii")

    def _walk(self, element: etree._Element, matrix: Matrix, depth: int) -> None:
        hold("drawings in one another", depth, NESTED_TABLES)
        for child in element:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if child.get("Visible") == "false":
                continue
            self._objects += 1
            hold("objects on a page", self._objects, PAGE_CHARACTERS + PAGE_EDGES)
            if kind == "TextObject":
                self._text(child, placed(child, matrix))
            elif kind == "PathObject":
                self._path(child, placed(child, matrix))
            elif kind == "ImageObject":
                self._picture(child, matrix)
            elif kind == "PageBlock":
                self._walk(child, matrix, depth + 1)
            elif kind == "CompositeObject":
                unit = self._page.units.get(child.get("ResourceID") or "")
                for content in () if unit is None else unit.iter("{*}Content"):
                    self._walk(content, placed(child, matrix), depth + 1)

    def _picture(self, element: etree._Element, outer: Matrix) -> None:
        """A picture fills the square of one by one that its CTM lays out, or its boundary where it has none."""
        path = self._page.media.get(element.get("ResourceID") or "")
        if path is None:
            return
        square = placed(element, outer)
        boundary = numbers(element.get("Boundary"))
        if element.get("CTM") is None and len(boundary) == 4:
            square = times((boundary[2], 0, 0, boundary[3], 0, 0), square)
        upwards: Matrix = (1, 0, 0, -1, 0, 1)
        self._places.append((path, times(times(upwards, square), self._to_page)))

    def _covered(self) -> float:
        """The share of the sheet that its pictures would cover side by side."""
        return sum(abs(a * d - b * c) for _, (a, b, c, d, _, _) in self._places) / (self.width * self.height)

    def _show_pictures(self) -> None:
        for number, (path, matrix) in enumerate(self._places):
            self.pictures.append(path)
            self._lines.append(f"q {' '.join(f'{value:.4f}' for value in matrix)} cm /P{number} Do Q")

    def _text(self, element: etree._Element, matrix: Matrix) -> None:
        size = next(iter(numbers(element.get("Size"))), 0.0)
        stretch = next(iter(numbers(element.get("HScale"))), 1.0)
        a, b, c, d, _, _ = times(matrix, self._to_page)
        x = y = 0.0
        self._lines.append(f"{_colour(element, 'FillColor')} rg")
        for code in element.iterfind("{*}TextCode"):
            x = next(iter(numbers(code.get("X"))), x)
            y = next(iter(numbers(code.get("Y"))), y)
            text = (code.text or "").strip("\r\n\t")
            self.characters += len(text)
            hold("characters on a page", self.characters, PAGE_CHARACTERS)
            right, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
            for at, letter in enumerate(text):
                left, top = point(times(matrix, self._to_page), x, y)
                glyph = " ".join(f"{value:.5f}" for value in (a * stretch, b * stretch, -c, -d, left, top))
                self._lines.append(
                    f"BT /F {size:.4f} Tf {glyph} Tm <{self._letters.number(letter):04X}> Tj ET"
                )
                x += right[at] if at < len(right) else (0 if down else size * stretch * width_of(letter))
                y += down[at] if at < len(down) else 0

    def _path(self, element: etree._Element, matrix: Matrix) -> None:
        to_page = times(matrix, self._to_page)
        data = next((found.text or "" for found in element.iterfind("{*}AbbreviatedData")), "")
        drawn = []
        for name, values in _operations(data):
            points = [point(to_page, *pair) for pair in zip(values[::2], values[1::2], strict=True)]
            match name:
                case "C":
                    drawn.append("h")
                case "S" | "M":
                    drawn.append(f"{_written(points)} m")
                case "L" | "A":  # an arc is no ruled line: its chord stands for it
                    drawn.append(f"{_written(points[-1:])} l")
                case "Q":
                    drawn.append(f"{_written([points[0], points[1]])} v")
                case "B":
                    drawn.append(f"{_written(points)} c")
        self._objects += len(drawn)
        hold("objects on a page", self._objects, PAGE_CHARACTERS + PAGE_EDGES)
        if not drawn or " m" not in drawn[0]:
            return
        stroke, fill = element.get("Stroke") != "false", element.get("Fill") == "true"
        width = next(iter(numbers(element.get("LineWidth"))), _LINE_WIDTH) * _POINT
        self._lines.append(
            f"{_colour(element, 'StrokeColor')} RG {_colour(element, 'FillColor')} rg {width:.3f} w"
        )
        self._lines += [
            *drawn,
            {(True, True): "B", (True, False): "S", (False, True): "f"}.get((stroke, fill), "n"),
        ]


def width_of(letter: str) -> float:
    """A character's usual width, of its size: what a page does not say."""
    return 0.5 if letter.isascii() else 1.0


def _steps(text: str | None, most: int) -> list[float]:
    """Distances from each character to the next; ``g 3 2.5`` is 2.5 three times."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times, step = (numbers(next(words, "0")) or [0.0])[0], numbers(next(words, "0"))
            steps += step * min(int(max(times, 0)), most)
        else:
            steps += numbers(word)
        if len(steps) >= most:
            break
    return steps[:most]


def _operations(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens = (match[0] for match in _TOKEN.finditer(data))
    for name in tokens:
        if name in _OPERANDS:
            values = numbers(" ".join(islice(tokens, _OPERANDS[name])))
            if len(values) != _OPERANDS[name]:
                return
            yield name, values[-2:] if name == "A" else values


def _written(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.3f} {y:.3f}" for x, y in points)


def _colour(element: etree._Element, name: str) -> str:
    """Red, green and blue from 0 to 1; see-through ones are paler. Black where none is named."""
    found = element.find(f"{{*}}{name}")
    if found is None:
        return "0 0 0"
    values = [min(max(value / 255, 0), 1) for value in numbers(found.get("Value"))]
    alpha = min(max(next(iter(numbers(found.get("Alpha"))), 255.0) / 255, 0), 1)
    rgb = values if len(values) == 3 else values[:1] * 3 or [0.0] * 3
    return " ".join(f"{1 - alpha * (1 - value):.3f}" for value in rgb)
