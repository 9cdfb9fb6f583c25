"""The wall's plain values (a first form: cells by block)."""

from dataclasses import dataclass
from typing import Any

from tusoi.figures.engine import FigureSet
from tusoi.figures.stages import stage_on
from tusoi.gates.queries import Gatekeeper


@dataclass(frozen=True, slots=True)
class Wall:
    """A first form."""

    groups: tuple[Any, ...]


def wall_of(figures: FigureSet, gates: Gatekeeper, *, group: str = "") -> Wall:
    """The wall of a day."""
    groups = []
    for code, title in figures.campaign.blocks.items():
        cells = [
            {
                "unit": file.unit,
                "stage": stage_on(file, figures.as_of),
                "title": file.name,
                "exception": False,
                "url": f"/dot/{figures.campaign.code}/don-vi/{file.unit}/",
            }
            for file, place in figures.records.owing(figures.as_of)
            if place.block == code
        ]
        groups.append({"code": code, "title": title, "cells": cells})
    return Wall(tuple(groups))
