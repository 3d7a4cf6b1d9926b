"""Store -> Schema, in three passes over the triples: names and types; who is a statement node; what properties hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.vocab import DCTERMS, OWL, RDF, RDFS, SKOS
from pipelines.questions.graphs.schema import UNTYPED, Property, Schema, Term, kind_of, local_name
from pipelines.questions.graphs.words import spoken

_USUAL = (
    *(RDFS("label").value, SKOS("prefLabel").value, "http://schema.org/name", "https://schema.org/name"),
    *("http://xmlns.com/foaf/0.1/name", DCTERMS("title").value, "http://purl.org/dc/elements/1.1/title"),
)
_OTHER = (
    SKOS("altLabel").value,
    "http://schema.org/alternateName",
    "https://schema.org/alternateName",
    SKOS("hiddenLabel").value,
)
_NAMING = re.compile(
    r"(?:name|label|title|fullname|中文名|名称|姓名|名字|标题|中文名称|英文名|英文名称|别名|alias)", re.IGNORECASE
)
_USUAL_LOCAL = re.compile(r"(?:name|label|title|fullname|中文名|名称|姓名|名字|标题|中文名称)", re.IGNORECASE)
_ONTOLOGY = (RDF.base, RDFS.base, OWL.base, "http://www.w3.org/ns/shacl#")
_CLASSES = frozenset((OWL("Class").value, RDFS("Class").value))
_PROPERTIES = frozenset(
    (
        *(OWL(n).value for n in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty")),
        RDF("Property").value,
    )
)
_INDIVIDUAL = OWL("NamedIndividual").value
_TYPE, _SUBCLASS = RDF("type").value, RDFS("subClassOf").value
_UNIT_NAMES = frozenset(("unit", "unittext", "unitcode", "hasunit", "单位", "计量单位", "symbol", "unitsymbol"))
_TEMPORAL = re.compile(
    r"(?:年|年份|年代|年月|日期|时间|生日|始建|建于|建成|成立|出生|去世|逝世|上映|出版|发布|发射|竣工)$"
    r"|\b(?:year|date|time|founded|established|born|died|built|opened|released|published|since|created|launched|inception|completed)\b",
    re.IGNORECASE,
)
_LONGEST_VALUE = 40  # characters of a literal that a question may name


def read_schema(store: Store) -> Schema:
    """The schema of the store's default graph. Linear in its triples."""
    reader = _Reader(store)
    reader.read_names()
    reader.find_statements()
    reader.read_properties()
    return reader.schema


class _Reader:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.schema = Schema()
        self._supers: dict[str, set[str]] = defaultdict(set)
        self._declared: set[str] = set()
        self._labels: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self._units: dict[str, str] = {}
        self._sources: dict[str, set[str]] = defaultdict(set)  # unnamed node -> properties that lead to it

    def _triples(self) -> Iterator[tuple[str, str, Term]]:
        for quad in self.store.quads_for_pattern(None, None, None, None):
            if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode | BlankNode | Literal):
                yield node_key(quad.subject), quad.predicate.value, quad.object

    def read_names(self) -> None:
        types: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in self._triples():
            self._declared.add(predicate)
            if predicate == _TYPE and not isinstance(value, Literal):
                types[subject].add(node_key(value))
            elif predicate == _SUBCLASS and not isinstance(value, Literal):
                self._supers[subject].add(node_key(value))
            elif isinstance(value, Literal):
                rank = name_rank(predicate)
                if rank is not None:
                    self._name(subject, predicate, value, rank)
                elif local_name(predicate).lower() in _UNIT_NAMES:
                    self._units[subject] = value.value
        self._sort_out(types)

    def _name(self, subject: str, predicate: str, value: Literal, rank: int) -> None:
        self._labels[subject].append((rank, value.value.strip(), value.language or ""))
        if subject.startswith("_:") and rank == 0:
            self.schema.named_by.setdefault(subject, (predicate, value))

    def _sort_out(self, types: dict[str, set[str]]) -> None:
        schema = self.schema
        classes = {s for s, kinds in types.items() if kinds & _CLASSES} | self._supers.keys()
        classes |= {above for several in self._supers.values() for above in several}
        for subject, kinds in types.items():
            if kinds & _PROPERTIES:
                self._declared.add(subject)
            elif subject not in classes:
                own = frozenset(k for k in kinds if not k.startswith("_:") and k != _INDIVIDUAL and not k.startswith(OWL.base))
                schema.types[subject] = own or frozenset((UNTYPED,))
                schema.members.update(own)
                classes |= own
        labels = {s: [(text, tag) for _, text, tag in sorted(rows, key=lambda row: row[0])] for s, rows in self._labels.items()}
        for name in sorted(classes):
            if not name.startswith("_:"):
                schema.classes[name] = labels.get(name, [])
        for name in schema.classes:
            for above in _above(name, self._supers):
                schema.below.setdefault(above, set()).add(name)
        schema.names = {s: rows for s, rows in labels.items() if s not in schema.classes and s not in self._declared}

    def find_statements(self) -> None:
        """Nodes without a name that only hold values together: blank ones, and IRIs of a class none of whose members has a name."""
        schema = self.schema
        named = {kind for node in schema.names for kind in schema.types_of(node)}
        subjects: set[str] = set()
        for subject, predicate, value in self._triples():
            if not predicate.startswith(_ONTOLOGY):
                subjects.add(subject)
                if isinstance(value, BlankNode):
                    self._sources[node_key(value)].add(predicate)
        for node in subjects:
            if node in schema.names or node in schema.classes or node in self._declared:
                continue
            blank = node.startswith("_:")
            own = schema.types_of(node)
            if blank or (schema.names and UNTYPED not in own and not own & named):
                schema.statements.add(node)
                if own == {UNTYPED} and blank:
                    schema.types[node] = frozenset(f"_:{source}" for source in self._sources[node]) or frozenset(("_:",))
                schema.statement_types.update(schema.types[node])
        if not schema.names:
            schema.names = {
                node: [(spoken(local_name(node)), "")] for node in subjects - schema.statements if not self._is_ontology(node)
            }

    def _is_ontology(self, node: str) -> bool:
        return node in self.schema.classes or node in self._declared

    def read_properties(self) -> None:
        schema = self.schema
        unnamed: set[str] = set()
        for subject, predicate, value in self._triples():
            if predicate.startswith(_ONTOLOGY) or self._is_ontology(subject) or predicate in (*_USUAL, *_OTHER):
                continue
            known = schema.properties.get(predicate)
            if known is None:
                known = schema.properties[predicate] = Property(predicate)
                known.labels = [(text, tag) for _, text, tag in sorted(self._labels.get(predicate, []), key=lambda row: row[0])]
                known.declared_unit = self._units.get(predicate)
            known.uses += 1
            known.domains.update(schema.types_of(subject))
            if isinstance(value, Literal):
                self._literal(known, value)
            else:
                self._object(known, node_key(value), unnamed)
        for known in schema.properties.values():
            for ends in (known.domains, known.ranges):  # a thing of the superclass may have the property too
                ends.update({above: 1 for kind in list(ends) for above in self._things_above(kind) if above not in ends})
            if known.years and known.kinds["number"]:  # one that is no year shows that none is
                known.kinds["number"] += known.years
                known.kinds["date"] -= known.years
        for node in unnamed:
            schema.names.setdefault(node, [(spoken(local_name(node)), "")])

    def _things_above(self, kind: str) -> Iterable[str]:
        return () if kind in self.schema.statement_types else _above(kind, self._supers)

    def _literal(self, known: Property, value: Literal) -> None:
        kind, unit, plain = kind_of(value, temporal(known))
        known.kinds[kind] += 1
        known.years += kind == "date" and value.value.lstrip("-").isdigit() and not value.datatype.value.endswith("gYear")
        if plain and kind in ("number", "date"):
            known.texts += 1
        if unit is not None and kind == "number":
            known.units[unit] += 1
        if kind == "text" and len(value.value) <= _LONGEST_VALUE and name_rank(known.iri) is None:
            self.schema.values.setdefault(value.value, set()).add((known.iri, value.language or "", value.datatype.value))

    def _object(self, known: Property, target: str, unnamed: set[str]) -> None:
        schema = self.schema
        if target in schema.statements:
            known.kinds["statement"] += 1
        else:
            known.kinds["thing"] += 1
            if target not in schema.names and not target.startswith("_:") and target not in schema.classes:
                unnamed.add(target)
        known.ranges.update(schema.types_of(target))


def temporal(known: Property) -> bool:
    """Whether the property's name says that its values are times."""
    return any(_TEMPORAL.search(text) for text, _ in known.labels) or bool(_TEMPORAL.search(spoken(local_name(known.iri))))


def name_rank(predicate: str) -> int | None:
    """0 for a property that gives usual names, 1 for other names, None for one that gives no names."""
    if predicate in _USUAL:
        return 0
    if predicate in _OTHER:
        return 1
    local = local_name(predicate)
    if not _NAMING.fullmatch(local):
        return None
    return 0 if _USUAL_LOCAL.fullmatch(local) else 1


def node_key(node: NamedNode | BlankNode | Term) -> str:
    """An IRI as it is, a blank node as ``_:id``."""
    return f"_:{node.value}" if isinstance(node, BlankNode) else node.value


def _above(name: str, supers: dict[str, set[str]]) -> Iterable[str]:
    """A class and all its superclasses, of a hierarchy that may have cycles."""
    seen, left = {name}, [name]
    while left:
        for above in supers.get(left.pop(), ()):
            if above not in seen:
                seen.add(above)
                left.append(above)
    return seen
