"""A small made-up folder of tables, and the builder that turns it into Turtle."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TABLES = {
    "states.csv": """\
iso3,iso2,name,official_name,capital,status,valid_from,valid_to,successors,source,notes
ARV,AV,Arvonia,Republic of Arvonia,Lund,un-member,,,,mledoze-countries,
BRU,BU,Bruma,,,historic,1901-05-02,1950,ARV,pycountry,
OLD,OL,Oldland,,,historic,,1977,ARV,pycountry,valid_to is the withdrawal of the code
UNI,UN,Union of Rivers,,,organisation,,,,compiler,
""",
    "state_names.csv": """\
iso3,name,kind,lang,source
ARV,Arvonia,common,en,mledoze-countries
ARV,Republic of Arvonia,official,en,mledoze-countries
ARV,Arvonie,alternative,fr,mledoze-countries
ARV,Arvonian,demonym,en,cia-factbook
ARV,Lund,capital,en,mledoze-countries
BRU,Bruma,common,und,pycountry
BRU,Arvonian,demonym,en,cia-factbook
OLD,Oldland,common,en,pycountry
UNI,Union of Rivers,common,en,compiler
UNI,UR,alternative,en,compiler
""",
    "treaties.csv": """\
treaty_id,title,kind,series,number,adopted,entry_into_force,depositary,parent_treaty_id,\
denunciation_notice,denunciation_notice_source,subject,source,notes
xts-1,Convention on Lighthouses,convention,XTS,1,1961-03,1963-01-09,Arvonia,,P6M,ch-sr,Sea,ch-sr,
xts-2,Protocol on Lamps,protocol,XTS,2,1970,,,xts-1,,,,ch-sr,
""",
    "treaty_names.csv": """\
treaty_id,name,kind,lang,source
xts-1,Convention on Lighthouses,official,en,ch-sr
xts-1,Übereinkommen über Leuchttürme,official,de,ch-sr
xts-1,XTS No. 1,number,en,ch-sr
xts-2,Protocol on Lamps,official,en,ch-sr
""",
    "bodies.csv": """\
body_id,name,kind,founding_treaty_id,founded,dissolved,seat,parent_body_id,source,notes
union-of-rivers,Union of Rivers,organisation,xts-1,1962,,Lund,,cow-igo-v3;ch-sr,
lamp-board,Lamp Board,treaty-body,xts-2,,,,union-of-rivers,compiler,
reed-bank,Reed Bank,bank,,1950,1960,,,cow-igo-v3,
""",
    "body_names.csv": """\
body_id,name,kind,lang,source
union-of-rivers,Union of Rivers,official,en,cow-igo-v3
union-of-rivers,UNRIV1,code,en,cow-igo-v3
lamp-board,Lamp Board,official,en,compiler
reed-bank,Reed Bank,official,en,cow-igo-v3
reed-bank,RB,abbreviation,en,compiler
""",
}

SOURCES = "name,title,address,licence,licence_address,note\n" + "".join(
    f"{name},About {name},https://example.org/{name},Free,,\n"
    for name in (
        "ch-sr",
        "cia-factbook",
        "compiler",
        "cow-igo-v3",
        "mledoze-countries",
        "pycountry",
        "treatygraph-supplement",
    )
)
CORRECTIONS = """\
key,name,change,value,reason
state/UNI,,same-as,body/union-of-rivers,one thing in two tables
"""


@dataclass(frozen=True)
class Workshop:
    """A folder of tables and a folder of the reference graph, both to be changed at will."""

    data: Path
    reference: Path
    program: Any  # the script's module: scripts are no package

    def run(self, *options: str) -> int:
        """The script's exit code."""
        folders = ["--data", str(self.data), "--reference", str(self.reference)]
        code: int = self.program.main([*folders, *options])
        return code

    def supplement(self, table: str, text: str) -> None:
        """Writes one of the project's own tables."""
        folder = self.reference / "supplement"
        folder.mkdir(exist_ok=True)
        (folder / table).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def program(project_dir: Path) -> Iterator[Any]:
    """``scripts/build_reference.py`` as a module."""
    folder = str(project_dir / "scripts")
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("build_reference")
    finally:
        sys.path.remove(folder)


@pytest.fixture
def workshop(tmp_path: Path, program: Any) -> Workshop:
    """The made-up tables; nothing is built yet."""
    data, reference = tmp_path / "data", tmp_path / "reference"
    data.mkdir()
    reference.mkdir()
    for name, text in TABLES.items():
        (data / name).write_text(text, encoding="utf-8")
    (reference / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (reference / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    return Workshop(data, reference, program)
