"""What is the same in the whole of a page run is found out once in it.

A run asks hundreds of times in which language, of which date and for whom it speaks. The answers stand until something
that they follow from is changed: `forget` then. Outside a run, and in a part of a page that runs alone, everything is
found anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

_run: ContextVar[dict[Hashable, Any] | None] = ContextVar("run", default=None)


@contextmanager
def run() -> Iterator[None]:
    """A page run."""
    token = _run.set({})
    try:
        yield
    finally:
        _run.reset(token)


def once(find: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Find it out once in a run for the same arguments. What it gives is shared: nobody changes it."""

    @wraps(find)
    def found(*asked: Asked.args, **more: Asked.kwargs) -> Found:
        known = _run.get()
        if known is None:
            return find(*asked, **more)
        key = (find, asked, *more.items())
        if key not in known:
            known[key] = find(*asked, **more)
        answer: Found = known[key]
        return answer

    return found


def forget() -> None:
    """The date, the language, who asks or the register is another one from here on."""
    known = _run.get()
    if known is not None:
        known.clear()
