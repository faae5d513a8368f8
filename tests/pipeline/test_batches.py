from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from migrator.pipeline.batches import BATCH_SIZE, BATCHES_AHEAD, map_in_order


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; tells which process did it."""

    factor: int = 2

    def prepare(self) -> Callable[[int], tuple[int, int]]:
        return self._double

    def _double(self, number: int) -> tuple[int, int]:
        return number * self.factor, os.getpid()


@pytest.mark.parametrize("pool", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_results_come_in_order_from_any_executor(pool: type[Executor]) -> None:
    with pool(2) as executor:  # type: ignore[call-arg]
        results = list(map_in_order(Doubling(), range(500), executor, 2))
    assert [number for number, _ in results] == [2 * number for number in range(500)]


def test_only_a_bounded_number_of_items_is_taken_ahead() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    with ThreadPoolExecutor(2) as executor:
        results = map_in_order(Doubling(), numbers(), executor, 2)
        next(results)
        assert taken <= BATCH_SIZE * (BATCHES_AHEAD * 2 + 1)
