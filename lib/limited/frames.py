"""What a child tells its parent: frames of a kind, a length and plain values.

A child that read a hostile file may be anybody's: what it sends is unpickled without a single callable but those of
dates and decimals, so that it can hold nothing but values.
"""

import io
import os
import pickle
import struct
from collections.abc import Callable
from typing import Any, Final

HEAD: Final = struct.Struct("<cQ")
TOLD, DONE, REFUSED, BROKE = b"t", b"d", b"r", b"b"  # progress · the answer · a UserError · any other error
PLAIN: Final = {("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime")}


class PlainValues(pickle.Unpickler):
    """Unpickles containers, texts, numbers, bytes, dates and decimals; anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        """The few classes a value may name."""
        if (module, name) not in PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is not a plain value")
        return super().find_class(module, name)


def plain(payload: bytes) -> Any:
    """The values of a payload. Raises pickle.UnpicklingError for anything that is not plain."""
    return PlainValues(io.BytesIO(payload)).load()


def send(pipe: int, kind: bytes, value: Any) -> None:
    """Write one frame."""
    payload = pickle.dumps(value, protocol=5)
    view = memoryview(HEAD.pack(kind, len(payload)) + payload)
    while view:
        view = view[os.write(pipe, view) :]


def receive(read: Callable[[int], bytes], most: int) -> tuple[bytes, bytes]:
    """Kind and payload of the next frame. Raises OverflowError for one of more than `most` bytes."""
    kind, length = HEAD.unpack(read(HEAD.size))
    if length > most:
        raise OverflowError(f"an answer of {length} bytes")
    return kind, read(length)
