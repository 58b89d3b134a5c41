"""Memory of the parts that moto has no model for, one drawer per account and region."""

from collections import defaultdict
from typing import Any

_drawers: list["Drawers"] = []


class Drawers:
    """A dictionary per (account, region), emptied by moto's own reset call."""

    def __init__(self) -> None:
        self._content: dict[tuple[str, str], dict[Any, Any]] = defaultdict(dict)
        _drawers.append(self)

    def of(self, account: str, region: str = "global") -> dict[Any, Any]:
        return self._content[(account, region)]

    def clear(self) -> None:
        self._content.clear()


def patch() -> None:
    """`POST /moto-api/reset` forgets our state together with moto's."""
    from moto.moto_api._internal.models import MotoAPIBackend

    moto_reset = MotoAPIBackend.reset

    def reset(self: Any) -> None:
        moto_reset(self)
        for drawers in _drawers:
            drawers.clear()

    MotoAPIBackend.reset = reset
