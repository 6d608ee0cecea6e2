"""Identifiers of made-up things in all their spellings, and the master data about them."""

from zhiliang.systems.traceability.tests.oracle_values import Knowledge

NAMESPACE = "https://ns.example.com/epcis/"
PREFIXES = ("0614141", "6901234")


def check_digit(digits):
    weighed = sum(int(one) * (3, 1)[n % 2] for n, one in enumerate(reversed(digits)))
    return str(-weighed % 10)


def items():
    """Spellings of item ids, several a thing: EPC URN, Digital Link, Digital Link elsewhere."""
    for company in PREFIXES:
        for reference, serial in (("107346", "2017"), ("107346", "AB9"), ("007347", "2017")):
            digits = reference[0] + company + reference[1:]
            gtin = digits + check_digit(digits)
            yield [
                f"urn:epc:id:sgtin:{company}.{reference}.{serial}",
                f"https://id.gs1.org/01/{gtin}/21/{serial}",
                f"https://shop.example/01/{gtin}/21/{serial}",
            ]
        for reference in ("1234567890", "0234567890"):
            digits = reference[0] + company + reference[1:]
            yield [
                f"urn:epc:id:sscc:{company}.{reference}",
                f"https://id.gs1.org/00/{digits}{check_digit(digits)}",
            ]
        yield [f"urn:epc:id:giai:{company}.9A", f"https://id.gs1.org/8004/{company}9A"]
    yield ["https://firm.example/crate/1"]


def classes():
    """Spellings of class ids: lots and trade items."""
    for company in PREFIXES:
        for reference in ("107346", "007347"):
            digits = reference[0] + company + reference[1:]
            gtin = digits + check_digit(digits)
            for lot in ("L1", "L2"):
                yield [
                    f"urn:epc:class:lgtin:{company}.{reference}.{lot}",
                    f"https://id.gs1.org/01/{gtin}/10/{lot}",
                ]
            yield [f"urn:epc:idpat:sgtin:{company}.{reference}.*", f"https://id.gs1.org/01/{gtin}"]


def places():
    for company, reference in (("0614141", "07346"), ("6901234", "00001"), ("6901234", "00002")):
        digits = check_digit(company + reference)
        yield [
            f"urn:epc:id:sgln:{company}.{reference}.0",
            f"https://id.gs1.org/414/{company}{reference}{digits}",
        ]
        yield [
            f"urn:epc:id:sgln:{company}.{reference}.5",
            f"https://id.gs1.org/414/{company}{reference}{digits}/254/5",
        ]


def parties():
    for company in PREFIXES:
        digits = company + "00009"
        gln = digits + check_digit(digits)
        yield [f"urn:epc:id:pgln:{company}.00009", f"https://id.gs1.org/417/{gln}"]


ITEMS, CLASSES, PLACES, PARTIES = map(list, (items(), classes(), places(), parties()))
ALIASES = {
    name: spellings[0]
    for pool in (ITEMS, CLASSES, PLACES, PARTIES)
    for spellings in pool
    for name in spellings
}
ATTRIBUTES = {
    PLACES[0][0]: {f"{NAMESPACE}kind": "cold store", f"{NAMESPACE}city": "广州"},
    PLACES[1][1]: {f"{NAMESPACE}kind": "dock"},
    CLASSES[0][0]: {f"{NAMESPACE}kind": "milk"},
    PARTIES[0][1]: {f"{NAMESPACE}city": "深圳"},
}
PARENTS = {PLACES[1][0]: PLACES[0][1], PLACES[2][0]: PLACES[1][1], PLACES[4][1]: PLACES[2][0]}


def knowledge():
    return Knowledge(ALIASES, {"ex": NAMESPACE}, ATTRIBUTES, PARENTS)


def master_data():
    """The attributes and parents as an EPCIS header."""

    def element(name):
        attributes = ATTRIBUTES.get(name, {})
        children = [child for child, parent in PARENTS.items() if parent == name]
        return {
            "id": name,
            "attributes": [{"id": key, "attribute": text} for key, text in attributes.items()],
            **({"children": children} if children else {}),
        }

    names = {**ATTRIBUTES, **dict.fromkeys(PARENTS.values())}
    kinds = {"BusinessLocation": PLACES, "EPCClass": CLASSES, "Party": PARTIES}
    vocabularies = [
        {
            "type": f"urn:epcglobal:epcis:vtype:{kind}",
            "vocabularyElementList": [
                element(one) for one in names if any(one in each for each in pool)
            ],
        }
        for kind, pool in kinds.items()
    ]
    return {"epcisMasterData": {"vocabularyList": vocabularies}}
