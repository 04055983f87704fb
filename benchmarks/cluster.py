"""How fast a Dask cluster on this machine reads, against as many processes without one, in the same run.

    python benchmarks/cluster.py --items 500 --workers 2

Both are measured when their processes have loaded the parser, which a few documents make them do, and tell
the same claims. What Dask costs shows best where the workers are on the machine that sends.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from pathlib import Path

import click
from distributed import LocalCluster
from extraction import SHARED, news

from treatygraph.build.cluster import Cluster
from treatygraph.build.extracting import Extracting
from treatygraph.build.workers import Workers
from treatygraph.ingest import Problem
from treatygraph.model import Document, Extraction, PartialDate

Told = list[Extraction | Problem]


def measure(reader: Extracting, documents: Sequence[Document], workers: int) -> tuple[Told, float]:
    """What is read, and the seconds that it takes once every process has begun."""
    list(reader.extract(Document(str(n), "Chile left NATO.") for n in range(600 * workers)))
    start = time.perf_counter()
    told = list(reader.extract(documents))
    return told, time.perf_counter() - start


@click.command()
@click.option("--items", default=500, show_default=True, help="Items of the news.")
@click.option("--workers", default=2, show_default=True, help="Processes that read.")
@click.option("--load", default=256, show_default=True, help="Documents that travel together.")
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="The corpus.")
def main(items: int, workers: int, load: int, shared: Path) -> None:
    """Print seconds and documents a second, and the peak memory of the process that sends."""
    documents = [
        Document(
            text.identifier,
            text.text,
            published=PartialDate.parse(text.published) if text.published else None,
        )
        for text in news(shared, items)
    ]
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        with Cluster(local.scheduler_address, load=load) as cluster:
            there, cluster_seconds = measure(cluster, documents, workers)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Workers(workers) as processes:
        here, seconds = measure(processes, documents, workers)
    assert there == here
    for what, taken in (("cluster", cluster_seconds), ("processes", seconds)):
        print(
            f"{what:<10} {workers} × {taken:7.2f} s {len(documents) / taken:8,.0f} documents a second"
        )
    print(f"peak memory of the process that sends: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
