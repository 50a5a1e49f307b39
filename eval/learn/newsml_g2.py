"""What stands where in NewsML-G2, as the table that the reader holds documents against.

    newsml_g2.py SCHEMA… > crates/mediawire-core/src/read/newsml_g2/structure.txt

SCHEMA… are IPTC's XML Schemas of the versions (`NewsML-G2_2.N-spec-All-Power.xsd`), of which the newest tells what there
is and the others since when. The order of elements is not told, nor what a pattern says of free text.
"""

import re
import sys
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
OURS = "http://iptc.org/std/nar/2006-10-01/"
# How the schema's types of values are called in the table; all others are text.
KINDS = {
    "IRIType": "iri", "xs:anyURI": "iri", "IRIListType": "iris", "QCodeType": "code", "QCodeListType": "codes",
    "xs:nonNegativeInteger": "count", "xs:positiveInteger": "positive", "Int100Type": "percent",
    "Int1to9Type": "urgency", "xs:integer": "integer", "xs:boolean": "boolean", "xs:decimal": "decimal",
    "xs:double": "decimal", "DateOptTimeType": "date", "TruncatedDateTimeType": "date", "UnionDateTimeType": "date",
    "xs:date": "date", "xs:dateTime": "time", "UnionDateTimeEmptyStringType": "time-or-none",
}
MANY = 2


class Type:
    def __init__(self):
        self.children = {}    # name: (type, least, most)
        self.attributes = {}  # name: (kind, is required)
        self.foreign = ""     # what may stand in it besides: "other" namespaces, "any"
        self.is_open = False  # whether attributes of any name may
        self.text = ""        # the kind of its text


class Schema:
    def __init__(self, path):
        self.minor = int(re.search(r"_2\.(\d+)-", path).group(1))
        root = ET.parse(path).getroot()
        self.named = {(e.tag[len(XS):], e.get("name")): e for e in root if isinstance(e.tag, str) and e.get("name")}
        self.types = {}
        self.roots = {name: self.type_of(e, None) for (kind, name), e in self.named.items() if kind == "element"}

    def type_of(self, e, owner):
        name, inline, kind = e.get("name"), e.find(XS + "complexType"), e.get("type")
        if inline is not None:
            return self.made(name if owner is None else f"{owner}.{name}", inline)
        if ("complexType", kind) in self.named:
            return self.made(kind, self.named["complexType", kind])
        key = "#" + KINDS.get(kind, "")
        self.types.setdefault(key, Type()).text = KINDS.get(kind, "")
        return key

    def made(self, key, e):
        if key not in self.types:
            self.types[key] = Type()
            self.walk(e, self.types[key], key, 1, 1)
        return key

    def walk(self, e, it, key, least, most):
        for part in e:
            tag = part.tag[len(XS):] if isinstance(part.tag, str) else ""
            low, high = int(part.get("minOccurs", 1)), part.get("maxOccurs", "1")
            low, high = min(least, low), max(most, MANY if high == "unbounded" or int(high) > 1 else 1)
            if tag == "element":
                ref = part.get("ref")
                target = part if ref is None else self.named["element", ref]
                name, kind = target.get("name"), self.type_of(target, key if ref is None else None)
                if name in it.children:
                    kind, low, high = it.children[name][0], min(it.children[name][1], low), MANY
                it.children[name] = (kind, low, high)
            elif tag in ("sequence", "all", "complexContent", "simpleContent"):
                self.walk(part, it, key, low, high)
            elif tag == "choice":
                self.walk(part, it, key, 0, high)
            elif tag in ("group", "attributeGroup"):
                self.walk(self.named[tag, part.get("ref")], it, key, low, high)
            elif tag == "any":
                is_any = part.get("namespace", "##any") in ("##any", OURS)
                it.foreign = "any" if is_any else it.foreign or "other"
            elif tag == "anyAttribute":
                it.is_open |= part.get("namespace") == "##local"
            elif tag == "attribute" and part.get("name"):
                it.attributes[part.get("name")] = (KINDS.get(part.get("type"), "text"), part.get("use") == "required")
            elif tag in ("extension", "restriction"):
                base = part.get("base")
                if ("complexType", base) in self.named:
                    self.walk(self.named["complexType", base], it, key, low, high)
                else:
                    it.text = KINDS.get(base, "")
                self.walk(part, it, key, low, high)

    def names(self):
        """The names of elements that have a type."""
        names = {}
        for name, kind in self.roots.items():
            names.setdefault(kind, set()).add(name)
        for it in self.types.values():
            for name, (kind, *_) in it.children.items():
                names.setdefault(kind, set()).add(name)
        return names


def first_seen(schemas):
    """Since when an element stands in one of a name, and an attribute of a name stands anywhere."""
    within, alone, attributes = {}, {}, {}
    for schema in schemas:
        names = schema.names()
        for kind, it in schema.types.items():
            for owner in names.get(kind, ()):
                for child in it.children:
                    within.setdefault((owner, child), schema.minor)
                    alone.setdefault(child, schema.minor)
                for name in it.attributes:
                    attributes.setdefault(name, schema.minor)
    return within, alone, attributes


def main(paths):
    schemas = sorted(map(Schema, paths), key=lambda schema: schema.minor)
    oldest, newest = schemas[0].minor, schemas[-1]
    within, alone, attributes = first_seen(schemas)
    names = newest.names()

    kinds = {}
    for it in newest.types.values():
        for name, (kind, _) in it.attributes.items():
            kinds.setdefault(name, []).append(kind)
    usual = {name: max(set(all_), key=lambda kind: (all_.count(kind), kind)) for name, all_ in kinds.items()}

    groups = {}
    for (tag, name) in newest.named:
        if tag == "attributeGroup":
            it = Type()
            newest.walk(newest.named[tag, name], it, "", 1, 1)
            groups[name] = it.attributes
    groups = {name: it for name, it in groups.items() if len(it) > 1}

    def told_children(kind, it):
        for name, (child, least, most) in it.children.items():
            known = {oldest} | {alone.get(owner, oldest) for owner in names[kind]}
            since = min(within.get((owner, name), newest.minor) for owner in names[kind])
            often = {(0, 1): "", (1, 1): "!", (0, MANY): "*", (1, MANY): "+"}[least, most]
            yield (name + ("" if child == name else "=" + child) + often
                   + (f"@{since}" if since > min(known, default=oldest) and since > max(known) else ""))

    described = list(told_children("Flex1PropType", newest.types["Flex1PropType"]))

    def told_attributes(it):
        left = dict(it.attributes)
        for group in sorted(groups, key=lambda name: (-len(groups[name]), name)):
            its = groups[group]
            if all(left.get(name) == value and value == (usual[name], False) for name, value in its.items()):
                left = {name: value for name, value in left.items() if name not in its}
                yield "+" + group
        for name, (kind, is_required) in left.items():
            yield name + ("" if kind == usual[name] else ":" + kind) + ("!" if is_required else "")

    print(f"# What stands where in NewsML-G2 up to 2.{newest.minor}, and since when; written by eval/learn/newsml_g2.py")
    print("# from the XML Schemas of IPTC (github.com/iptc/newsml-g2). What each line says: structure.rs.")
    print("roots", *(name + ("" if kind == name else "=" + kind) for name, kind in newest.roots.items()))
    print("+described", *described)
    used = set()
    for kind, it in sorted(newest.types.items(), key=lambda pair: pair[0].lower()):
        children, told = list(told_children(kind, it)), list(told_attributes(it))
        used |= {name[1:] for name in told if name.startswith("+")}
        if all(name in children for name in described):
            children = ["+described"] + [name for name in children if name not in described]
        text = [f"#{it.text}"] if it.text else []
        foreign = [f"&{it.foreign}"] if it.foreign else []
        print(f"{kind}:", *text, *foreign, *children, *(["|"] if told or it.is_open else []),
              *(["&any"] if it.is_open else []), *told)
    for group in sorted(used):
        print(f"+{group}", *groups[group])
    for name in sorted(usual):
        since = [attributes[name]] if attributes[name] > oldest else []
        if since or usual[name] != "text":
            print(f"@{name}", usual[name], *since)


main(sys.argv[1:])
