"""Does a graph look as it must? SHACL shapes, and a report that a person can act on."""

from __future__ import annotations

from treatygraph.validate.files import read_rdf
from treatygraph.validate.rendering import report_json, report_text, report_turtle
from treatygraph.validate.report import Report, Result, Severity
from treatygraph.validate.running import validate, validate_statements
from treatygraph.validate.shapes import class_hierarchy, shapes_graph
from treatygraph.validate.whole import validate_folder, validate_server

__all__ = [
    "Report",
    "Result",
    "Severity",
    "class_hierarchy",
    "read_rdf",
    "report_json",
    "report_text",
    "report_turtle",
    "shapes_graph",
    "validate",
    "validate_folder",
    "validate_server",
    "validate_statements",
]
