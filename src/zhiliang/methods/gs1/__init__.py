"""GS1 identification: keys, application identifiers, Digital Links and EPC URNs."""

from zhiliang.methods.gs1.associations import check_associations
from zhiliang.methods.gs1.building import build_digital_link
from zhiliang.methods.gs1.canonical import canonical, levels
from zhiliang.methods.gs1.checksum import check_digit, check_pair, has_check_digit, has_check_pair
from zhiliang.methods.gs1.digital_link import DigitalLink, parse_digital_link
from zhiliang.methods.gs1.elements import ai_string, bracketed, parse_element_string
from zhiliang.methods.gs1.keys import KEYS, gtin_14, is_valid_gtin, is_valid_key
from zhiliang.methods.gs1.naming import link_to_urn
from zhiliang.methods.gs1.urn import urn_to_link
from zhiliang.methods.gs1.values import Element

__all__ = [
    "KEYS",
    "gtin_14",
    "is_valid_gtin",
    "is_valid_key",
    "DigitalLink",
    "Element",
    "ai_string",
    "bracketed",
    "build_digital_link",
    "canonical",
    "check_associations",
    "check_digit",
    "check_pair",
    "has_check_digit",
    "has_check_pair",
    "levels",
    "link_to_urn",
    "parse_digital_link",
    "parse_element_string",
    "urn_to_link",
]
