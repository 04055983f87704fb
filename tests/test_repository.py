"""What stands in the repository: nothing of one machine, one index or one afternoon."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Put together from parts, so that this file passes its own test.
HOSTS = ("pypi" + ".org", "python" + "hosted", "npmjs" + ".org", "deb." + "debian")
MACHINE = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me")) + r")/\w"
)
LARGEST = 8_000_000


def tracked(project_dir: Path) -> list[Path]:
    """The files that git tracks, and those it would track if they were added."""
    if not (project_dir / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=project_dir, capture_output=True, text=True, check=True)
    paths = [project_dir / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """The text of a file; empty for pictures and other bytes."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_package_index(project_dir: Path) -> None:
    found = [
        f"{path.relative_to(project_dir)}: {host}"
        for path in tracked(project_dir)
        for host in HOSTS
        if host in text_of(path)
    ]
    assert not found


def test_no_file_names_a_path_of_a_machine(project_dir: Path) -> None:
    found = [
        f"{path.relative_to(project_dir)}: {match.group()}"
        for path in tracked(project_dir)
        if (match := MACHINE.search(text_of(path)))
    ]
    assert not found


def test_no_file_is_too_large_to_review(project_dir: Path) -> None:
    large = [path.name for path in tracked(project_dir) if path.stat().st_size > LARGEST]
    assert not large


def locked(project_dir: Path) -> dict[str, str]:
    """Package name to version, as requirements.lock pins them."""
    lines = (project_dir / "requirements.lock").read_text("utf-8").splitlines()
    pins = [re.match(r"([A-Za-z0-9._-]+)==(\S+)", line) for line in lines]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def test_the_lock_has_hashes_and_options_of_no_index(project_dir: Path) -> None:
    text = (project_dir / "requirements.lock").read_text("utf-8")
    assert text.count("--hash=sha256:") > len(locked(project_dir))
    assert not re.search(
        r"^--(?:index-url|extra-index-url|find-links|trusted-host)", text, re.MULTILINE
    )


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_lock_holds_for_each_python(project_dir: Path, python: str) -> None:
    """No locked package asks, on that Python, for one that is not in the lock."""
    pins = locked(project_dir)
    where = {"python_version": python, "python_full_version": f"{python}.1", "extra": ""}
    missing = []
    for name in pins:
        try:
            wanted = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # not installed where the tests run: nothing to ask
        for line in wanted:
            requirement = Requirement(line)
            needed = requirement.marker is None or requirement.marker.evaluate(where)
            if needed and canonicalize_name(requirement.name) not in pins:
                missing.append(f"{name} -> {line}")
    assert not missing


def test_the_lock_has_every_declared_dependency(project_dir: Path) -> None:
    project = tomllib.loads((project_dir / "pyproject.toml").read_text("utf-8"))["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["dev"]
    pins = locked(project_dir)
    for line in declared:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not in requirements.lock: run make lock"
        assert pins[name] in requirement.specifier
