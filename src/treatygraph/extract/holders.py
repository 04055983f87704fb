"""Who holds an office: the person's name behind the title or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title, find_titles, load_offices
from treatygraph.extract.owners import CAPITAL, goes_on, region_at
from treatygraph.model import NameKind

_PARTICLES = (
    r"(?:(?:al|el|ul|ur|ad|an|as|ash|ar|az)-|d['’]|(?:al|el|bin|ibn|bint|ben|abu|abd|ould|van|von|der|den|zu|af|av|"
    r"de|da|do|del|della|di|dos|das|du|des|la|le|los|las|ten|ter|y|e) )"
)
_WORD = rf"(?:{CAPITAL}\.(?:[\s-]?{CAPITAL}\.)*|{_PARTICLES}*(?:{CAPITAL}['’](?={CAPITAL}))?{CAPITAL}[\w-]+(?:['’](?!s\b)[\w-]+)?)"
# "Luiz 'Beto' da Costa", "John Carter Jr.".
_NAME = re.compile(
    rf"(?<!\w){_WORD}(?: (?:[\"“]{CAPITAL}[\w-]+[\"”] )?{_WORD}){{0,5}}(?:,? (?:Jr|Sr)\b\.?| [IVX](?![\w.]))?"
)
_OF = re.compile(r" (?:of|for|to|at|in) (?:the |his |her )?")
_GOES = (
    r"(?:(?:was|is|has been|were|have been|had been|will be|would be|to be|will|would|has|had|having|may|could|must|is to|was to|"
    r"is due to|plans to|is expected to|was recently|was later|was then|being) )?(?:re-?)?"
    r"(?:elected|appointed|named|chosen|confirmed|nominated|sworn in|installed|inaugurated|proclaimed|serves?|served|serving|"
    r"acts?|acted|acting|resigns?|resigned|resigning|quits?|quitting|steps? down|stepped down|stepping down|stands? down|stood down|"
    r"takes? over|took over|taken over|taking over|takes? office|took office|returns?|returned|returning|stays? on|stayed on|"
    r"continues|continued|sacked|fired|dismissed|removed|ousted|deposed|replaced|retires?|retired|reappointed)"
)
_THE = r"(?:an? |the |its |their |his |her |this |our )?"
_NEW = r"(?:new |next |first |also |now |currently |then |current |then-)?"
# "As the United Kingdom's", "as Peruvian".
_WHOSE = rf"(?:{_THE}{_NEW}|(?:the )?[A-Z][\w.-]+(?: [A-Z][\w.-]+){{0,3}}(?:['’]s?)? {_NEW})"
# "X resigns as", "X was elected", "X became", "X is".
_BECOMES = re.compile(
    rf"(?:,? {_GOES}(?: (?:yesterday|today|on \w+day|last \w+|in \d{{4}}))?(?: as)?|,? (?:who )?(?:(?:has|had|have|will|would) )?(?:becomes?|became|become|remains?|remained)|"
    rf",? who (?:is|was|had been|has been|is now|was then)| [a-z]{{3,}}ed as| (?:is|was)(?: now| then)?| as),? {_WHOSE}$"
)
# "Peru's parliament elected X", before the office.
_MADE = re.compile(
    r"\b(?:(?:re-?)?elect(?:s|ed|ing)?|(?:re)?appoint(?:s|ed|ing)?|nam(?:es?|ed|ing)|choos(?:es?|ing)|chose|nominat(?:es?|ed|ing)|"
    r"install(?:s|ed|ing)?|swore in|swears in|confirm(?:s|ed)|proclaim(?:s|ed)|made|makes?|promot(?:es|ed)) $"
)
_MADE_INTO = tuple(re.compile(rf"(?: as)? {whose}$") for whose in (_THE + _NEW, _WHOSE))
# What stands in no apposition.
_NO_APPOSITION = (
    r"\b(?:and|or|but|said|says|told|of|to|by|with|for|from|in|on|at|as|though|while|when|after|before|they|he|she|it|we|which|that|"
    r"will|would|may|can|could|has|had|have|was|are|were|plus|other|including|like|such)\b"
)
# "X, 54, the president", "X (Chile), the president".
_ASIDE = re.compile(r"(?:, \d\d| \([^()]{1,24}\))$")

# "In Geneva", before a comma.
_SEAT = re.compile(r" in [A-Z][\w-]+(?=, )")
# "Of Rosatom, ", "of the Andean Water Union, ", before a name.
_OF_A_BODY = re.compile(
    rf" (?:of|at|for) (?:the )?{CAPITAL}[\w&-]+(?: (?:(?:of|for|and) (?:the )?)?{CAPITAL}[\w&-]+)*, (?={CAPITAL})"
)
# "To the United Nations and Other Bodies in Nairobi Ambassador", before a name.
ADDRESSED = re.compile(
    r" to (?:the )?[A-Z][\w-]+(?: (?:(?:of|and|in|on) (?:the )?)?[A-Z][\w-]+)*? Ambassador "
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person's name in a text, with its offsets; ``before`` says that it stands in front of the title."""

    name: str
    start: int
    end: int
    before: bool = False


def holder_of(
    text: str, title: Title, double: Title | None, names: Sequence[Mention], offset: int
) -> Holder | None:
    """The name behind the title ("President X", "the president of Y, X,") or before it ("X, the
    president"). ``double`` is a second title right behind the first."""
    place = title.end if double is None else double.end
    address = ADDRESSED.match(text, title.end)
    if address and title.role.endswith(("representative", "envoy")):
        return name_at(text, address.end(), names, offset)
    place = _behind_owners(text, place, names, offset)
    if place == title.end and re.match(r",? (?:and|who|which|that|of|for|to)\b", text[place:]):
        before = _holder_before(text, title, names, offset)
        body = _OF_A_BODY.match(text, title.end)
        behind = name_at(text, body.end(), names, offset) if body else None
        return before or (behind if behind is not None and " " in behind.name else None)
    gap = re.compile(r"\)?,? ").match(text, place)
    if gap:
        comma = "," in gap.group()
        found = name_at(text, gap.end(), names, offset)
        if found and (not comma or place != title.end or _introduces(text, title, names, offset)):
            return found
    return _holder_before(text, title, names, offset)


def _behind_owners(text: str, place: int, names: Sequence[Mention], offset: int) -> int:
    """Where what an office belongs to ends: "of Chile", "to the United Nations in Geneva"."""
    for _ in range(3):
        step = _OF.match(text, place)
        mention = next((m for m in names if step and m.start - offset == step.end()), None)
        region = region_at(text, step.end()) if step else None
        if mention is not None:
            place = goes_on(text, mention, offset)
        elif step is not None and region is not None:
            place = step.end() + len(region)
        else:
            break
    seat = _SEAT.match(text, place)
    if seat and re.compile(r", \S+ \S*[A-Z]").match(text, seat.end()) is None:
        seat = None  # "an inspector in Uruapan, Michoacán"
    return seat.end() if seat else place


def _introduces(text: str, title: Title, names: Sequence[Mention], offset: int) -> bool:
    """Whether the name behind a title and a comma is its holder's: "the Chair, X"; not in a list as "X, Chair,
    Y"."""
    if text[title.start].islower() or re.search(
        r"\b(?:[Tt]he|[Ff]ormer|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) $|['’]s? $|\band $",
        text[: title.start],
    ):
        return True
    return any(title.start - (m.end - offset) in (1, 2) for m in names)  # "U.S." ends with a stop


def name_at(text: str, start: int, names: Sequence[Mention], offset: int) -> Holder | None:
    """The person's name that begins at a place: capitalised words that are no other name."""
    offices = load_offices()
    while (honorific := _HONORIFIC.match(text, start)) is not None:
        if honorific.group("word").lower() not in offices.honorifics:
            break
        start = honorific.end()
    match = _NAME.match(text, start)
    if match is None:
        return None
    end = match.end()
    for mention in names:
        if start + offset <= mention.start < end + offset and not _is_given(
            text, mention, start + offset, offset
        ):
            end = mention.start - offset
    name = text[start:end].rstrip(" ,")
    words = name.split()
    while words and words[-1].lower().rstrip(".") in offices.no_names:
        words.pop()
    if _names_a_thing(words) or _opens_a_place(text, start + len(name)):
        return None
    if (
        not words
        or words[0].lower() in offices.no_names
        or (len(words) == 1 and (words[0].isupper() or len(words[0]) < 3))
    ):
        return None
    name = name[: name.rindex(words[-1]) + len(words[-1])]
    return Holder(name, start, start + len(name))


def _names_a_thing(words: Sequence[str]) -> bool:
    """Whether capitals name a body or a department: no person is called "Ombudsman Commission"."""
    offices = load_offices()
    last = words[-1].lower() if words else ""
    if last in offices.titles and (len(words) == 1 or last not in _SURNAMES):
        return True
    return last in offices.bodies or last in _THINGS or (len(words) == 1 and last in offices.fields)


def _opens_a_place(text: str, end: int) -> bool:
    """Whether a king's name goes on as that of a place: "King George V Dock"."""
    behind = re.compile(r"(?: [IVX]+)?((?: [A-Z][\w-]+)+)").match(text, end)
    return behind is not None and behind.group(1).split()[-1].lower() in _THINGS


_SURNAMES = ("king", "prince", "pope", "judge", "regent", "head", "mayor", "chancellor", "speaker")
_THINGS = (
    "officer", "office", "staff", "act", "bill", "law", "force", "forces", "hall", "house", "palace", "post", "residence", "ministry",
    "department", "street", "programme", "program", "summit", "conference", "day", "award", "prize", "cup", "states",
    "island", "islands", "islander", "islanders", "province", "dock", "docks", "airport", "hospital", "stadium", "bridge", "park",
    "square", "library", "museum", "theatre", "theater", "live", "list", "tempore", "county", "district", "river", "bay",
)  # fmt: skip


_HONORIFIC = re.compile(
    r"(?P<word>(?:(?:Vice|Rear|Lieutenant|Brigadier|Major|Lt\.?|Maj\.?|Brig\.?) )?[A-Z][\w.]+|[A-Z]\.[A-Z]\.) (?=[^\W\d_])"
)


def _is_given(text: str, mention: Mention, start: int, offset: int) -> bool:
    """Whether the name of a state opens a person's name: "Israel Levi", "Chad Brown"."""
    named = text[mention.start - offset : mention.end - offset]
    behind = re.compile(rf" {CAPITAL}\w").match(text, mention.end - offset)
    plain = " " not in named and not named.isupper() and not mention.of_kind(NameKind.DEMONYM)
    of = re.search(r"\bof (?:the )?$", text[: start - offset])
    return mention.start == start and plain and behind is not None and of is None


def _holder_before(text: str, title: Title, names: Sequence[Mention], offset: int) -> Holder | None:
    """The name in "X, Chile's foreign minister", "X, the president of Chile", "X was elected president"."""
    opening = text[: title.start]
    if title.plural:
        return None
    for into in _MADE_INTO:
        made = into.search(opening)
        found = name_until(text, made.start(), names, offset) if made is not None else None
        if found is not None and _MADE.search(opening[: found.start]):
            return found
    lead = re.search(
        r"(?:, | \(|, (?:who is|then) )(?:(?:the|a|an|its|their|his|her|now|formerly) )?(?:[\w’'-]+ ){0,5}$",
        opening,
    )
    if lead is None or re.search(_NO_APPOSITION, opening[lead.start() :]):
        lead = _BECOMES.search(opening)
    if lead is not None:
        aside = _ASIDE.search(opening[: lead.start()])
        found = name_until(text, aside.start() if aside else lead.start(), names, offset)
        if found is not None:
            return found
    return None


def name_until(text: str, end: int, names: Sequence[Mention], offset: int) -> Holder | None:
    """The person's name that ends at a place, of "X of the Reform Party" the name in front."""
    for match in reversed(list(_NAME.finditer(text, max(0, end - 80), end))):
        if match.end() != end:
            continue
        of = re.search(rf"(?<=[\w.]) of (?:the )?(?:{CAPITAL}[\w-]+ )*$", text[: match.start()])
        whose = name_until(text, of.start(), names, offset) if of else None
        if whose is not None:
            return whose
        held = _without_title(text, match.start(), end, names, offset)
        of_title = of and any(t.end == of.start() for t in find_titles(text[: of.start()]))
        if of_title and held is not None and held.start == match.start():
            return None  # "becomes Mayor of Piran, the first"
        return held
    return None


def names_before(text: str, place: int, names: Sequence[Mention], offset: int) -> list[Holder]:
    """The names of "X and Y, the" before a plural title."""
    opening = re.search(r", (?:the |respectively )?(?:[\w-]+ )?$", text[:place])
    found: list[Holder] = []
    end = opening.start() if opening else -1
    while end > 0 and (held := name_until(text, end, names, offset)) is not None:
        found.insert(0, held)
        joint = re.search(r",? and $|, $", text[: held.start])
        if joint is None:
            break
        end = joint.start()
    return found


def _without_title(
    text: str, start: int, end: int, names: Sequence[Mention], offset: int
) -> Holder | None:
    """The name between two places, without the titles and the names of states that it may begin with:
    "Ambassador X", "the Kenyan trade minister X"."""
    for title in find_titles(text[start:end]):
        start += title.end + 1 if start + title.end + 1 < end else 0
        break
    inside = [m.end - offset for m in names if start <= m.start - offset and m.end - offset < end]
    start = max([start, *(place + 1 for place in inside)])
    held = name_at(text, start, names, offset)
    if held is None or held.end != end:
        return None
    if any(m.start < start + offset and end + offset <= m.end for m in names):
        return None  # "Bosnia and Herzegovina, the country's head of state"
    return Holder(held.name, held.start, held.end, before=True)
