"""How fast documents are read, against the bare spaCy pipeline over the same texts in the same run.

    python benchmarks/extraction.py --items 5000 --output extraction.json

Each measurement runs in a process of its own, so that its memory is its own. The bare pipeline is
``nlp.pipe`` of the model as it is installed, with all its components. It is measured on a sample of the
news (--bare), for it needs minutes for all of it; its speed does not depend on how many items there are.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import click

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class Text:
    """A document as the measurements need it; ``published`` as in the file."""

    identifier: str
    text: str
    published: str | None


@dataclass(frozen=True)
class Result:
    """One row: items and words read, seconds without start-up, peak memory of a process in MB."""

    what: str
    items: int
    words: int
    processes: int
    seconds: float
    megabytes: float

    @property
    def speed(self) -> float:
        """Words a second."""
        return self.words / self.seconds


def news(shared: Path, count: int) -> list[Text]:
    """So many items of the corpus, spread evenly over its years."""
    with gzip.open(shared / "corpus" / "current-events-dev.jsonl.gz", "rt") as lines:
        items = [json.loads(line) for line in lines]
    step = len(items) / min(count, len(items))
    chosen = [items[int(n * step)] for n in range(min(count, len(items)))]
    return [Text(item["id"], item["text"], item["published"]) for item in chosen]


def dense(shared: Path) -> list[Text]:
    """The development set, in which nearly every sentence tells something."""
    read = [
        json.loads(p.read_text("utf-8")) for p in sorted((shared / "eval" / "dev").glob("*.json"))
    ]
    return [Text(gold["id"], gold["text"], gold["published"]) for gold in read]


def read_bare(texts: list[Text], _processes: int) -> float:
    """Seconds that the bare pipeline needs."""
    import spacy

    from treatygraph.extract.parsing import PIPELINE

    nlp = spacy.load(PIPELINE)
    start = time.perf_counter()
    for _ in nlp.pipe(text.text for text in texts):
        pass
    return time.perf_counter() - start


def read_claims(texts: list[Text], processes: int) -> float:
    """Seconds that extraction needs, once the parser and the catalogue are loaded."""
    from treatygraph.build.workers import Workers, extractor
    from treatygraph.model import Document, PartialDate

    def documents() -> Iterator[Document]:
        for text in texts:
            published = PartialDate.parse(text.published) if text.published else None
            yield Document(text.identifier, text.text, None, published)

    with Workers(processes) as workers:
        if processes == 1:
            extractor()
        else:  # one load for each process starts it
            list(workers.extract(Document(str(n), "Chile left NATO.") for n in range(600)))
        start = time.perf_counter()
        for _ in workers.extract(documents()):
            pass
        return time.perf_counter() - start


def _inside(
    read: Callable[[list[Text], int], float], texts: list[Text], processes: int
) -> tuple[float, float]:
    seconds = read(texts, processes)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(own, below) / 1024


def measure(
    what: str, read: Callable[[list[Text], int], float], texts: list[Text], processes: int = 1
) -> Result:
    """A measurement in a fresh process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        seconds, megabytes = pool.submit(_inside, read, texts, processes).result()
    words = sum(len(text.text.split()) for text in texts)
    return Result(what, len(texts), words, processes, seconds, megabytes)


def line(result: Result, bare: Result) -> str:
    """A row of the table."""
    return (
        f"{result.what:<22}{result.items:>8,}{result.words:>12,}{result.processes:>6}"
        f"{result.speed:>11,.0f}{result.speed / bare.speed:>9.1f}{result.megabytes:>9,.0f}"
    )


@click.command()
@click.option("--shared", type=click.Path(path_type=Path, exists=True), default=SHARED)
@click.option("--items", multiple=True, type=int, default=(1000, 5000, 25000), show_default=True)
@click.option(
    "--bare", type=int, default=1000, show_default=True, help="News items for the bare pipeline."
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the figures as JSON, too.")
def main(shared: Path, items: tuple[int, ...], bare: int, output: Path | None) -> None:
    """Measure the extraction against the bare pipeline."""
    header = f"{'':<22}{'items':>8}{'words':>12}{'proc':>6}{'words/s':>11}{'ratio':>9}{'MB':>9}"
    click.echo(header)
    results = []

    def show(result: Result, against: Result) -> Result:
        results.append(result)
        click.echo(line(result, against))
        return result

    plain = measure("news, bare pipeline", read_bare, news(shared, bare))
    show(plain, plain)
    for count in items:
        show(measure("news, extraction", read_claims, news(shared, count)), plain)
    largest = news(shared, max(items))
    show(measure("news, extraction", read_claims, largest, processes=2), plain)
    texts = dense(shared)
    plain = measure("dense, bare pipeline", read_bare, texts)
    show(plain, plain)
    show(measure("dense, extraction", read_claims, texts), plain)
    if output is not None:
        rows = [asdict(result) | {"speed": result.speed} for result in results]
        output.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
