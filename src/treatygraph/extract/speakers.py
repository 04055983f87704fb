"""Who speaks: a state, a body, a named person, or an office ("the foreign ministry")."""

from __future__ import annotations

import re

from spacy.tokens import Token

from treatygraph.extract.deeds import subjects_before
from treatygraph.extract.discourse import Discourse, Holder, choose
from treatygraph.extract.naming import office
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.organisations import organisation_at
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_full_name, party_of
from treatygraph.extract.stances import load_stances
from treatygraph.extract.tree import children, is_passive, noun_lemma, own_subject, with_conjuncts
from treatygraph.model import Entity, EntityKind, NameKind

_FIRST_PERSON = frozenset(("i", "we"))
_THIRD_PERSON = frozenset(("he", "she", "his", "her"))
_NEUTER = frozenset(("it", "they", "its", "their"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


def speaking_subject(verb: Token) -> Token | None:
    """Who does what the verb says, through conjunctions, participles and relative clauses."""
    if is_passive(verb) and verb.lemma_.lower() in load_stances().feelings:
        return own_subject(verb)
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        agents = [t for agent in children(verb, "agent") for t in children(agent, "pobj")]
        return agents[0] if agents else None
    node = verb
    for _ in range(6):
        subject = own_subject(node)
        if subject is not None:
            relative = subject.lower_ in _RELATIVE and node.dep_ == "relcl"
            return (_sender(node.head) or node.head) if relative else subject
        head = node.head
        if head.i == node.i:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBG" and head.dep_ in ("dobj", "obj"):
            if head.head.lemma_.lower() in ("veto", "block", "reject", "defeat"):
                return None  # nobody says what was vetoed
            if head.head.lemma_.lower() not in _ISSUING:
                return _possessor(head) or head
            node = head.head  # "adopts a resolution urging …", not "vetoes a resolution urging …"
            continue
        if node.dep_ in ("acl", "relcl") and _is_not_issued(head):
            return None
        if node.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if head.dep_ in ("nsubj", "nsubjpass", "appos") or node.dep_ == "relcl":
                return head
            return _possessor(head) or head
        if node.dep_ not in ("conj", "xcomp", "advcl", "acl", "dep", "pcomp", "prep", "ccomp"):
            return None
        if is_passive(head):  # "is said to have grumbled"
            return own_subject(head) if head.lemma_.lower() in _HEARSAY else None
        node = head
    return None


# Whoever does this to a paper says what it says.
_ISSUING = (
    *("adopt", "pass", "issue", "approve", "publish", "sign", "release", "send", "write", "file"),
    *("submit", "introduce", "make", "give", "deliver", "agree", "post", "read", "launch", "bring"),
)
_HEARSAY = ("say", "understand", "report", "believe", "know", "think", "quote", "hear")


def _is_not_issued(paper: Token) -> bool:
    """ "Blocks agreement on a resolution calling for a truce": nobody calls for it yet."""
    if noun_lemma(paper) not in _PAPERS or paper.dep_ != "pobj":
        return False
    verb = next((t for t in paper.ancestors if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_ in _STOPPING


_STOPPING = ("veto", "block", "reject", "defeat", "delay", "postpone", "oppose", "thwart", "stall")


def _sender(receiver: Token) -> Token | None:
    """Chad in "Chad submits a draft to the Assembly which calls on Peru to act": not the Assembly."""
    if receiver.dep_ != "pobj" or receiver.head.lower_ != "to":
        return None
    verb = receiver.head.head
    sent = [
        t for t in children(verb, "dobj", "obj") if noun_lemma(t) in (*_PAPERS, "letter", "draft")
    ]
    return own_subject(verb) if sent and verb.lemma_ in _ISSUING else None


def _possessor(noun: Token) -> Token | None:
    return next(iter(children(noun, "poss")), None)


def speakers(subject: Token, parsed: Parsed, discourse: Discourse) -> list[tuple[Entity, Token]]:
    """The speakers that a subject and what is coordinated with it stand for."""
    found = []
    for token in with_conjuncts(subject):
        if _protests(token, parsed):
            continue
        group = _persons_meant(token, parsed, discourse)
        if group:
            found += [(entity, token) for entity in group]
            continue
        entity = speaker(token, parsed, discourse)
        if entity is None:
            continue
        found.append((entity, token))
        ours = [token, *children(token, "poss")]
        if entity is discourse.author and any(t.lower_ in ("we", "our") for t in ours):
            found += [(other, token) for other in discourse.coauthors]
        several = token.tag_ == "NNS" or token.lower_ == "they"
        if entity.kind.is_state and parsed.mention(token) is None and several:
            together = party_of(token, parsed, discourse)  # "the three governments say"
            found += [(r.entity, token) for r in together if r.entity.key != entity.key]
    return found


def _protests(people: Token, parsed: Parsed) -> bool:
    """ "Kenyans march in Nairobi, saying that": people, not their state."""
    mention = parsed.mention(people)
    streets = ("demonstrate", "protest", "march", "rally", "gather", "riot", "chant")
    named = mention is not None and mention.of_kind(NameKind.DEMONYM)
    return bool(named) and people.head.lemma_ in streets and people.tag_ in ("NNS", "NNPS")


def _persons_meant(token: Token, parsed: Parsed, discourse: Discourse) -> list[Entity]:
    """Whom "they" and "the ministers" mean: the persons that a sentence before named together."""
    several = token.lower_ == "they" or (
        token.tag_ == "NNS" and token.lemma_ in ("minister", "leader", "president", "diplomat")
    )
    if not several or parsed.mention(token) is not None or children(token, "poss", "amod", "prep"):
        return []
    place = parsed.starts[token.i]
    before = sorted(
        (h for h in discourse.persons.values() if h.place < place), key=lambda h: h.place
    )
    group: list[Holder] = []
    for holder in reversed(before):
        between = discourse.text[holder.place : group[-1].place if group else place]
        if group and (len(between) > _APART or "." in between):
            break
        if not group and len(between) > _REACH:
            return []
        group.append(holder)
    return [h.person for h in reversed(group)] if len(group) > 1 else []


# How many characters lie between the names of a list, and between the list and what refers to it.
_APART = 90
_REACH = 400


def speaker(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The speaker that one word stands for, or None if it is nobody that counts."""
    if parsed.mention(token) is not None or _is_author_in_short(token, parsed, discourse):
        return _named_speaker(token, parsed, discourse)
    if token.pos_ == "PRON":
        return _meant_by_pronoun(token, parsed, discourse)
    named = _apposed(token, parsed, discourse) or _person_at(token, parsed, discourse)
    if named is not None:
        return named
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = noun_lemma(token)
    members = _members_at(token, parsed, discourse)
    if members is not None:
        return members
    if lemma in load_nouns().offices:
        return (
            _holder_again(token, parsed, discourse)
            or _office_at(token, parsed, discourse)
            or _who_went_on(token, parsed, discourse)
        )
    possessor = _possessor(token)
    if possessor is not None and possessor.lower_ in ("our", "my"):
        return discourse.author
    if possessor is not None and parsed.mention(possessor) is not None:
        return speaker(possessor, parsed, discourse)
    if lemma in _PAPERS:
        return _author_of_paper(token, parsed, discourse)
    again = _holder_again(token, parsed, discourse) or _body_again(token, parsed, discourse)
    if again is not None:
        return again
    if any(c.lower_ in _UNNAMED for c in children(token, "det", "predet", "amod")):
        return None
    if token.tag_ == "NNS" and lemma in ("president", "leader") and not _has_name(token, parsed):
        return None  # "the presidents jointly condemned it"
    if lemma in load_nouns().state:
        parties = party_of(token, parsed, discourse)
        return parties[0].entity if parties else None
    return organisation_at(token, parsed)


def _is_author_in_short(token: Token, parsed: Parsed, discourse: Discourse) -> bool:
    """ "The Union", in what the African Union writes."""
    author = discourse.author
    body = author is not None and author.kind.is_body
    return author is not None and body and parsed.text(token) == author.label.split()[-1]


def _named_speaker(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The speaker that a name stands for."""
    mention = parsed.mention(token)
    if mention is None or _is_author_in_short(token, parsed, discourse):
        return discourse.author
    chosen = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
    chosen = chosen or choose(mention, discourse, {"other"})
    if chosen is not None and chosen.kind is EntityKind.OFFICE:
        return _apposed(token, parsed, discourse) or chosen
    return chosen


def _has_name(token: Token, parsed: Parsed) -> bool:
    return any(parsed.mention(t) is not None for t in token.subtree)


# "All governments": nobody in particular.
_UNNAMED = frozenset(("all", "some", "many", "several", "most", "other", "few", "any", "every"))


def _meant_by_pronoun(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    low = token.lower_
    if low in _FIRST_PERSON:
        quoting = reporter_of(token.head, token)
        if quoting is None and discourse.author is None:
            if not _is_quoted(token, parsed):
                return _publisher(discourse)
            quoting = _quoted_by(token, parsed)
        return speaker(quoting, parsed, discourse) if quoting is not None else discourse.author
    if low in _THIRD_PERSON:
        return _person_before(token, parsed, discourse)
    if low in _NEUTER:
        return _subject_before(token, parsed, discourse)
    return None


def _is_quoted(token: Token, parsed: Parsed) -> bool:
    """Whether a word stands between quotation marks."""
    before = parsed.source[parsed.passage.start : parsed.starts[token.i]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _publisher(discourse: Discourse) -> Entity | None:
    """Who says "we" outside any quotation: the organisation that takes the first stance of the text."""
    first = discourse.said[0].speaker if discourse.said else None
    if first is None or not first.unlisted:
        return None
    home = discourse.home.key if discourse.home is not None else None
    ministry = first.kind is EntityKind.OFFICE and home is not None and first.part_of == home
    return first if first.kind.is_body or ministry else None


def _quoted_by(token: Token, parsed: Parsed) -> Token | None:
    """Whose words go on over several sentences: "'We regret this. It is wrong', said the minister"."""
    sentences = list(parsed.doc.sents)
    place = next(i for i, s in enumerate(sentences) if s.start <= token.i < s.end)
    for sentence in (*sentences[place + 1 : place + 3], *reversed(sentences[:place][-2:])):
        for verb in sentence:
            subject = own_subject(verb) if verb.lemma_.lower() in load_stances().says else None
            if subject is None or subject.lower_ in _FIRST_PERSON or _is_quoted(verb, parsed):
                continue
            return subject
    return None


def reporter_of(verb: Token, subject: Token) -> Token | None:
    """Who says that the subject takes a stance: the minister in "said that Chile condemned it"."""
    for node in (verb, *verb.ancestors):
        if node.head.i == node.i or node.dep_ not in ("ccomp", "parataxis", "dep"):
            continue
        above = own_subject(node.head)
        if above is not None and above.i != subject.i and above.lower_ not in _FIRST_PERSON:
            return above if node.head.lemma_.lower() in load_stances().says else None
    return None


def _apposed(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The person whose name stands behind an office: "the president of Fiji, Jone Vula", "Togo's envoy
    Kofi Ado"."""
    if token.pos_ not in ("NOUN", "PROPN") and token.lower_ != "general":
        return None
    behind = _named_behind(token, parsed, discourse)
    if behind is not None:
        return behind
    for child in children(token, "appos"):
        mention = parsed.mention(child)
        if mention is not None:
            entity = choose(mention, discourse, {"other"})
            if entity is not None and entity.kind is EntityKind.PERSON:
                return entity
        named = _person_at(child, parsed, discourse)
        if named is not None:
            return named
    return None


def _named_behind(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The person in "Secretary General of NATO Anna Berg", whom the parser gives to another word."""
    start = parsed.starts[token.left_edge.i]
    for holder in discourse.persons.values():
        if not holder.role.endswith(token.lower_) or not holder.role:
            continue
        if not parsed.ends[token.i] <= holder.place < start + _TITLE_LENGTH:
            continue
        before = discourse.text[start : holder.place]
        crossed = token.head.pos_ in ("VERB", "AUX") and (
            parsed.starts[token.i] < parsed.starts[token.head.i] < holder.place
        )
        if holder.role in before.lower() and not crossed and not re.search(r"[.;:!?] ", before):
            return holder.person
    return None


_TITLE_LENGTH = 110


_MEMBERS = ("minister", "ambassador", "envoy", "leader")


def _members_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """ "EU ministers", "NATO ambassadors": their body."""
    if token.tag_ != "NNS":
        return None
    for child in children(token, "compound", "nmod", "poss", "amod"):
        mention = parsed.mention(child)
        body = choose(mention, discourse, {"body"}) if mention is not None else None
        if body is not None and noun_lemma(token) in _MEMBERS:
            return body
    return None


def _is_definite(token: Token) -> bool:
    return any(c.lower_ == "the" for c in children(token, "det"))


def _holder_again(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """ "The Minister", "the secretary general": who was named with that office before."""
    if not _is_definite(token) or token.tag_ not in ("NN", "NNP"):
        return None
    words = [t for t in token.subtree if t.dep_ in ("compound", "amod", "nmod") or t is token]
    if any(parsed.mention(t) is not None for t in token.subtree):
        return None
    role = " ".join(t.lower_ for t in words if t.i <= token.i).replace(" - ", "-")
    place = parsed.starts[token.i]
    held = [
        h
        for h in discourse.persons.values()
        if h.role
        and h.place < place
        and f" {h.role} ".replace("-", " ").find(f" {role} ".replace("-", " ")) >= 0
    ]
    return max(held, key=lambda h: h.place).person if held else None


def _who_went_on(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """ "The experts": those of the body that spoke right before, or that was named last."""
    if token.lemma_ not in ("expert", "member", "judge") or token.tag_ != "NNS":
        return None
    if not _is_definite(token) or children(token, "amod", "compound", "prep", "relcl", "poss"):
        return None
    said = discourse.said[-1] if discourse.said else None
    if said is not None and said.speaker.kind.is_body:
        return said.speaker
    body = discourse.latest(parsed.starts[token.i], ("body",))
    return body[0] if body is not None else None


def _body_again(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """ "The court", "the bloc": the body that was named before."""
    lemma = noun_lemma(token)
    if lemma not in load_nouns().body or token.tag_ not in ("NN", "NNP") or not _is_definite(token):
        return None
    if children(token, "compound", "amod", "prep", "poss"):
        return None
    found = discourse.latest_called(parsed.starts[token.i], "body", lemma)
    return found[0] if found is not None else None


# What a body says, it says by these.
_PAPERS = frozenset(
    ("report", "statement", "ruling", "judgment", "judgement", "communique", "resolution", "order")
)


def _author_of_paper(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The body in "a European Commission report"; the court that was named last in "the ruling"."""
    for child in children(token, "compound", "nmod", "amod"):
        mention = parsed.mention(child)
        entity = choose(mention, discourse, {"body"}) if mention is not None else None
        if entity is not None:
            return entity
    of = [
        t
        for p in children(token, "prep")
        if p.lower_ in ("of", "by", "from")
        for t in children(p, "pobj")
    ]
    of += [
        t
        for clause in children(token, "acl")
        for agent in children(clause, "agent")
        for t in children(agent, "pobj")
    ]
    if of:
        return speaker(of[0], parsed, discourse)
    if token.lemma_.lower() not in ("ruling", "judgment", "judgement"):
        return None
    court = discourse.latest_called(parsed.starts[token.i], "body", "court")
    return court[0] if court is not None else None


def _person_before(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """Whom "he" means: the person who is the subject before, or else the last that was named."""
    # "Dismissed Rossi after she called for a strike": Rossi.
    apart = any(
        mark.lower_ in ("after", "because", "since")
        for node in token.ancestors
        if node.dep_ == "advcl"
        for mark in children(node, "mark")
    )
    for subject in () if apart else subjects_before(token):
        entity = speaker(subject, parsed, discourse) if subject.pos_ != "PRON" else None
        if entity is not None and entity.kind is EntityKind.PERSON:
            return entity
    holder = discourse.last_holder(parsed.starts[token.i])
    return holder.person if holder is not None else None


def _subject_before(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """What "it" means: the subject of the clause or the sentence before in the same paragraph."""
    for subject in subjects_before(token, sentences=3):
        if subject.lower_ in _NEUTER:
            continue
        entity = speaker(subject, parsed, discourse)
        if entity is not None:
            return entity if entity.kind is not EntityKind.PERSON else None
    return None


def _person_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The person that a proper name means: one with an office in this text, or a full name."""
    if token.pos_ != "PROPN":
        return None
    holder = discourse.persons.get(parsed.text(token).split()[-1].lower())
    if holder is not None:
        return holder.person
    words = [
        t
        for t in parsed.doc[max(token.sent.start, token.i - 3) : token.i + 1]
        if t.tag_ == "NNP" and parsed.mention(t) is None and t.text[:1].isupper()
    ]
    # "Ann Bell and Peter Moss": the last name alone
    joints = [
        t.i for t in token.doc[token.i - 3 if token.i > 3 else 0 : token.i] if t.tag_ in ("CC", ",")
    ]
    words = [t for t in words if not any(t.i < place for place in joints)]
    if len(words) < 2 or words[-1].i != token.i or not is_full_name(token, parsed):
        return None
    while len(words) > 2 and words[0].lemma_.lower() in load_nouns().state | load_nouns().offices:
        words = words[1:]
    if any(t.lower_ in load_stances().bodies for t in words):
        return None  # "the Northern Network"
    start, end = parsed.span(words)
    return discourse.person(re.sub(r"\s+", " ", parsed.source[start:end]))


def _office_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The office in "the Russian foreign ministry", "UN special rapporteurs"."""
    words = [
        t
        for t in token.subtree
        if t.dep_ not in ("det", "relcl", "appos", "punct", "acl")
        and token.i - 6 <= t.i <= token.i + 5
    ]
    owner = next(
        (
            entity
            for t in words
            if (mention := parsed.mention(t)) is not None
            and (entity := choose(mention, discourse, {"state", "body"})) is not None
        ),
        None,
    )
    if owner is None:
        found = discourse.latest(parsed.starts[token.i], ("state",))
        owner = found[0] if found and token.lemma_.lower() in ("ministry", "minister") else None
        if owner is not None and discourse.home is not None and token.text[:1].isupper():
            owner = discourse.home
    if owner is None:
        return None
    start, end = parsed.span([t for t in words if t.i <= token.i or t.head.i == token.i] or [token])
    last = max(end, max((parsed.ends[t.i] for t in words if parsed.mention(t)), default=end))
    name = re.sub(r"\s+", " ", parsed.source[start:last]).strip()
    if re.fullmatch(r"(?:[Tt]he )?(?:Ministry|Department|Office)(?: of| for)?", name):
        name = _in_full(re.sub(r" (?:of|for)$", "", name), discourse.text) or name
    return office(re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE), owner)


def _in_full(name: str, text: str) -> str | None:
    """The "Ministry" by the name that the text gives it elsewhere: "Ministry of Trade and Ports"."""
    word = name.split()[-1]
    link = r"(?: (?:of|for|and|the|with)|,)*"
    match = re.search(rf"\b{word} (?:of|for)(?: the)? [A-Z]\w+(?:{link} [A-Z]\w+)*", text)
    if match is not None:
        return match.group()
    match = re.search(rf"^{word.upper()} (?:OF|FOR) [A-Z ,]+$", text, re.MULTILINE)
    if match is None:
        return None
    small = ("OF", "FOR", "AND", "THE")
    return " ".join(w.lower() if w in small else w.capitalize() for w in match.group().split())
