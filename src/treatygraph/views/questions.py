"""What the pictures ask the graph. ``%s`` is the place of `ABOUT`, or of nothing."""

from __future__ import annotations

from typing import Final

ABOUT: Final = """
    FILTER(?object = $about || (BOUND(?party) && ?party = $about)
           || EXISTS { ?object tg:partOf $about })"""

ACTS: Final = """
SELECT DISTINCT ?act ?kind ?status ?party ?object ?date {
    ?act a tg:Act ; tg:actKind ?kind ; tg:status ?status ; tg:object ?object .
    OPTIONAL { ?act tg:party ?party }
    OPTIONAL { ?act tg:date ?date } %s
}"""

_SAID: Final = """
    ?claim tg:evidence ?evidence .
    ?evidence tg:quote ?quote ; oa:hasSource ?document .
    OPTIONAL { ?claim tg:date ?date }
    OPTIONAL { ?claim tg:attribution/skos:prefLabel ?word }
    OPTIONAL { ?document dcterms:title ?title }
    OPTIONAL { ?document dcterms:identifier ?identifier }
    OPTIONAL { ?document dcterms:issued ?issued }
    OPTIONAL { ?document schema:url ?address }
}"""

CLAIMS: Final = f"""
SELECT DISTINCT ?act ?status ?date ?effective ?quote ?document ?title ?identifier ?issued ?address ?word {{
    ?act a tg:Act ; tg:object ?object ; tg:claim ?claim .
    OPTIONAL {{ ?act tg:party ?party }} %s
    ?claim tg:status ?status .
    OPTIONAL {{ ?claim tg:effectiveDate ?effective }}
    {_SAID}"""

OFFICES: Final = f"""
SELECT DISTINCT ?claim ?source ?target ?role ?date ?quote ?document ?title ?identifier ?issued ?address ?word {{
    ?claim tg:person ?source ; tg:of ?target .
    OPTIONAL {{ ?claim tg:role ?role }} {_SAID}"""

STATEMENTS: Final = f"""
SELECT DISTINCT ?claim ?source ?target ?stance ?date ?quote ?document ?title ?identifier ?issued ?address ?word {{
    ?claim tg:speaker ?source ; tg:about ?target .
    OPTIONAL {{ ?claim tg:stance ?stance }} {_SAID}"""

ENTITY: Final = """
SELECT ?label ?tag ?class {
    { $entity skos:prefLabel ?label BIND(LANG(?label) AS ?tag) } UNION { $entity a ?class }
}"""
