"""The one door to the recogniser (rapidocr): where text stands in a picture, and what it says.

Its models come in its wheel and are named by path, so that nothing is looked up elsewhere.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extractors.errors import UnreadableDraft
from extractors.scan.picture import Box, Grey
from extractors.scan.words.decoding import Alphabet, Recognised, decode

if TYPE_CHECKING:
    from rapidocr import RapidOCR
    from rapidocr.ch_ppocr_rec import TextRecognizer

_DETECTED_AT = 1.5  # pixels a point: enough to see where lines stand, a third of the work of reading them
_LOADED_BY = 48  # pixels: the engine loads its reader of lines when it is given a first one
_LONGEST_SIDE = 100_000
_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}


def detect(grey: Grey, point: float) -> list[Box]:
    """Return the boxes of lines of text, upright or on their side; ``point`` is in pixels."""
    scale = min(1.0, _DETECTED_AT / point)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine()(cv2.cvtColor(small, cv2.COLOR_GRAY2RGB), use_rec=False, use_cls=False)
    if found.boxes is None:
        return []
    boxes = np.asarray(found.boxes) / scale
    return [Box(*map(int, (*box.min(axis=0), *np.ceil(box.max(axis=0))))) for box in boxes]


def recognise(lines: Sequence[Grey]) -> list[Recognised]:
    """Read pictures of one line of text each."""
    if not lines:
        return []
    recogniser, alphabet = _recogniser()
    _, height, narrowest = recogniser.rec_image_shape
    read = []
    for line in lines:  # side by side they take memory, save no time, and sway one another
        shape = line.shape[1] / line.shape[0]
        widest = max(shape, narrowest / height)
        picture = recogniser.resize_norm_img(cv2.cvtColor(line, cv2.COLOR_GRAY2RGB), widest)
        likely = recogniser.session(picture[np.newaxis])[0]
        read.append(decode(likely, alphabet, len(likely) * shape / widest))
    return read


def share_upside_down(lines: Sequence[Grey]) -> float:
    """Return which share (0 to 1) of pictures of a line stands on its head."""
    if not lines:
        return 0.0
    _, found = _engine().cls_and_rotate([cv2.cvtColor(line, cv2.COLOR_GRAY2RGB) for line in lines])
    return sum(1 for label, _ in found.cls_res if label == "180") / len(lines)


def require_ocr() -> None:
    """Raise UnreadableDraft ``no_ocr`` where the extra ``ocr`` is not installed."""
    if find_spec("rapidocr") is None:
        raise UnreadableDraft("no_ocr")


@cache
def _engine() -> RapidOCR:
    """One engine a process, of one thread: the batch has a worker a core."""
    logging.getLogger("RapidOCR").disabled = True
    # onnxruntime sends usage data and keeps a file for it in the temporary folder, unless told not to before its import
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import rapidocr
    from rapidocr import RapidOCR

    models = Path(rapidocr.__file__).parent / "models"
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            "Det.limit_type": "max",  # pictures come in the right size: none is blown up
            "Det.limit_side_len": _LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            **{name: str(models / file) for name, file in _MODELS.items()},
        }
    )


@cache
def _recogniser() -> tuple[TextRecognizer, Alphabet]:
    """The engine's reader of lines, asked for its likelihoods: the texts it makes of them hide what it dropped."""
    engine = _engine()
    engine.recognize_txt([np.full((_LOADED_BY, _LOADED_BY, 3), 255, np.uint8)])
    recogniser = engine.text_rec
    return recogniser, Alphabet(recogniser.postprocess_op.character)
