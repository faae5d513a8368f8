"""Work spread over any ``concurrent.futures.Executor``, in batches, results in input order."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from itertools import islice
from typing import Protocol, TypeVar, cast

BATCH_SIZE = 16
"""Documents a task: small enough to spread well, large enough that sending costs little."""
BATCHES_AHEAD = 3
"""Tasks in flight for each worker; bounds the results held in memory."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)
Item_contra = TypeVar("Item_contra", contravariant=True)


class Work(Protocol[Item_contra, Result_co]):
    """A picklable description of the work that makes, once a process, the function to apply."""

    def prepare(self) -> Callable[[Item_contra], Result_co]:
        """Return the function that does one item."""


def map_in_order(
    work: Work[Item, Result], items: Iterable[Item], executor: Executor, workers: int
) -> Iterator[Result]:
    """Yield the result for each of ``items``, in their order, computed by ``executor``.

    ``work`` is pickled once and unpickled once in each process that meets it, so any executor
    that can send bytes will do. At most ``workers`` * BATCHES_AHEAD batches are under way.
    """
    payload = pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)
    pending: deque[Future[list[Result]]] = deque()
    try:
        for batch in _batches(items):
            pending.append(executor.submit(_do_batch, payload, batch))
            if len(pending) >= workers * BATCHES_AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def _batches(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH_SIZE)):
        yield batch


def _do_batch(payload: bytes, batch: Sequence[Item]) -> list[Result]:
    function = cast("Callable[[Item], Result]", _prepared(payload))
    return [function(item) for item in batch]


@lru_cache(maxsize=2)
def _prepared(payload: bytes) -> Callable[..., object]:
    """Return the prepared function, made once a process for each run."""
    work: Work[object, object] = pickle.loads(payload)  # noqa: S301 - our own bytes, made above
    return work.prepare()
