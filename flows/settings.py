"""Settings of a batch: what the command line does not say comes from ``JIXIAO_…`` in the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from warehouse.shell import argument

LAYOUTS = "layouts"  # folder of the warehouse where a person puts layout files


def told_warehouse(warehouse: Path) -> str:
    """What a command needs behind its name to find the warehouse; nothing for the default one."""
    if warehouse == Path("warehouse-data"):
        return ""
    return f" --warehouse {argument(str(warehouse))}"


class Settings(BaseSettings):
    """Where the warehouse is, and what reading one draft may cost before it is stopped."""

    model_config = SettingsConfigDict(env_prefix="JIXIAO_", frozen=True)

    warehouse: Path = Path("warehouse-data")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    draft_seconds: float = Field(default=300, gt=0, description="time to read one draft")
    draft_memory_mib: int = Field(default=3072, ge=256, description="memory of the process that reads it")
    file_mib: int = Field(default=256, ge=1, description="size of one file, unpacked")
    archive_files: int = Field(default=20_000, ge=1, description="files taken from one zip archive")
    archive_mib: int = Field(default=8192, ge=1, description="size of all files taken from one zip archive")
