"""Compares what we and real kramdown make of documents that hypothesis builds.

usage: python -m tests.kramdown.differential [--documents N] [--seed N] [--shorten] [--fresh]

Any difference without a rule is a failure, and so is a share of equal documents below 99.5 %.
With ``--fresh`` only the share is: a seed that nobody has seen may always find something new, and
a gate that fails by chance says nothing about the change at hand. What it finds is printed, cut
to its core, to be mended or listed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from migrator.kramdown import to_html
from tests.kramdown.documents import FAMILIES, FAMILY_SIZE
from tests.kramdown.known_differences import as_kramdown_2_5, is_known_to, reason_of
from tests.kramdown.normal_html import normalise
from tests.peers.kramdown_peer import Job, KramdownPeer, missing_reason

ROUND = 1000
BATCH = 50
LEAST_SHARE = 0.995


@dataclass(frozen=True)
class Difference:
    """A document that comes out otherwise, and both results."""

    job: Job
    theirs: str
    ours: str

    def __str__(self) -> str:
        return (
            f"{self.job.text!r} with {dict(self.job.options)}\n"
            f"  kramdown: {self.theirs!r}\n  ours:     {self.ours!r}"
        )


@dataclass
class Tally:
    """What a run found.

    ``compared`` counts the documents that kramdown could convert, ``failed`` those where it
    raised an error. ``listed`` are the differences that ``docs/kramdown-differences.md`` has, by
    reason; ``unknown`` are all others.
    """

    compared: int = 0
    failed: int = 0
    listed: Counter[str] = field(default_factory=Counter)
    unknown: list[Difference] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add what another run found."""
        self.compared += other.compared
        self.failed += other.failed
        self.listed += other.listed
        self.unknown += other.unknown

    @property
    def share(self) -> float:
        """The share of documents that come out equal."""
        different = len(self.unknown) + self.listed.total()
        return 1 - different / self.compared if self.compared else 1.0

    def is_enough(self, *, is_fresh: bool = False) -> bool:
        """Whether enough documents come out equal, and no difference is without its rule.

        ``is_fresh`` says that nobody has run this seed before: then the share alone counts.
        """
        return self.share >= LEAST_SHARE and (is_fresh or not self.unknown)

    def __str__(self) -> str:
        listed = "".join(f"\n  {count} listed: {name}" for name, count in self.listed.items())
        return (
            f"{self.compared} documents, {self.share:.2%} equal,"
            f" {len(self.unknown)} not listed ({self.failed} more stop kramdown){listed}"
        )


def documents(number: int) -> list[Job]:
    """Return about ``ROUND`` different documents of seed ``number``."""
    found: dict[str, Job] = {}

    @seed(number)
    @settings(
        max_examples=2 + ROUND // FAMILY_SIZE * 5 // 4,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(FAMILIES)
    def collect(family: tuple[Job, ...]) -> None:
        found.update((name_of(job), job) for job in family)

    collect()
    return list(found.values())


def name_of(job: Job) -> str:
    """Return what two equal documents have in common."""
    return f"{sorted(job.options.items())}{job.text}"


def compare(jobs: Sequence[Job], peer: KramdownPeer) -> Tally:
    """Convert ``jobs`` on both sides and compare."""
    tally = Tally()
    for job, theirs, ours in _convert(jobs, peer):
        if theirs is None:
            tally.failed += 1
            continue
        tally.compared += 1
        if _is_equal(theirs, ours):
            continue
        reason = reason_of(job, theirs, ours)
        if reason:
            tally.listed[reason] += 1
        else:
            tally.unknown.append(Difference(job, theirs, ours))
    return tally


def rounds(number: int, count: int, peer: KramdownPeer) -> Iterator[Tally]:
    """Yield what each seed from ``number`` on finds, until ``count`` documents are compared.

    No document is compared twice, none counts that kramdown cannot convert.
    """
    left, seen = count, set[str]()
    while left > 0:
        fresh = [job for job in documents(number) if is_known_to(peer.version, job)]
        fresh = [job for job in fresh if name_of(job) not in seen]
        seen.update(map(name_of, fresh))
        tally = Tally()
        while fresh and tally.compared < left:
            size = min(BATCH, left - tally.compared)
            tally.add(compare(fresh[:size], peer))
            del fresh[:size]
        left -= tally.compared
        number += 1
        yield tally


def run(number: int, count: int, peer: KramdownPeer) -> Tally:
    """Compare ``count`` documents of the seeds from ``number`` on."""
    tally = Tally()
    for found in rounds(number, count, peer):
        tally.add(found)
    return tally


def _convert(jobs: Sequence[Job], peer: KramdownPeer) -> Iterator[tuple[Job, str | None, str]]:
    """Yield each job with kramdown's HTML, None where it fails, and ours."""
    peer.send(jobs)
    ours = [to_html(job.text, job.options) for job in jobs]
    for job, answer, html in zip(jobs, peer.receive(), ours, strict=True):
        theirs = answer.get("html")
        yield job, None if theirs is None else as_kramdown_2_5(theirs), html


def _is_equal(theirs: str, ours: str) -> bool:
    return theirs == ours or normalise(theirs) == normalise(ours)


def shortened(difference: Difference, peer: KramdownPeer) -> Difference:
    """Return a shorter document, with fewer options, that still differs for no listed reason."""
    job = difference.job
    for name in [name for name in job.options if name != "input"]:
        fewer = {key: value for key, value in job.options.items() if key != name}
        job = _first_different([Job(job.text, fewer)], peer) or job
    size = max(1, len(job.text) // 2)
    while size:
        shorter: Job | None = job
        while shorter:
            text = job.text
            cuts = [text[:at] + text[at + size :] for at in range(0, len(text), size)]
            shorter = _first_different([Job(cut, job.options) for cut in cuts], peer)
            job = shorter or job
        size //= 2
    found = compare([job], peer).unknown
    return found[0] if found else difference


def _first_different(jobs: Sequence[Job], peer: KramdownPeer) -> Job | None:
    unknown = compare(jobs, peer).unknown
    return unknown[0].job if unknown else None


def main() -> int:
    """Compare, print, return 1 where too much differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shorten", action="store_true", help="cut what differs to its core")
    parser.add_argument("--fresh", action="store_true", help="the seed is a random one")
    arguments = parser.parse_args()
    reason = missing_reason()
    if reason:
        print(f"skipped: {reason}")
        return 0
    tally, told = Tally(), set[str]()
    with KramdownPeer() as peer:
        print(f"kramdown {peer.version}, seeds from {arguments.seed} on", flush=True)
        found_by_seed = rounds(arguments.seed, arguments.documents, peer)
        for number, found in enumerate(found_by_seed, arguments.seed):
            for difference in found.unknown:
                core = shortened(difference, peer) if arguments.shorten else difference
                if core.theirs not in told:
                    told.add(core.theirs)
                    print(core)
            tally.add(found)
            print(f"seed {number}: {found.compared} documents, {found.share:.2%}", flush=True)
    print(tally)
    return 0 if tally.is_enough(is_fresh=arguments.fresh) else 1


if __name__ == "__main__":
    sys.exit(main())
