"""How large an amount of money may be."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

LARGEST_WANYUAN: Final = Decimal(10) ** 9
"""万元 (10 万亿元): a third of what the whole country spends in a year. No amount of a county comes near; what is as large
or larger was misread or made up, and would spoil every sum that it enters."""
