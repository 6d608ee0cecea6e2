"""Other spellings of the same event: order, prefixes, URNs and Digital Links."""

from zhiliang.methods.gs1 import canonical


def shuffled(value, chance):
    """Return a value with keys and lists in another order."""
    if isinstance(value, dict):
        names = sorted(value)
        chance.shuffle(names)
        return {
            name: value[name] if name == "@context" else shuffled(value[name], chance)
            for name in names
        }
    if isinstance(value, list):
        found = [shuffled(one, chance) for one in value]
        chance.shuffle(found)
        return found
    return value


def replaced(value, change):
    """Return a value with all texts in it changed, keys too; contexts are left alone."""
    if isinstance(value, dict):
        return {
            change(name): one if name == "@context" else replaced(one, change)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [replaced(one, change) for one in value]
    return change(value) if isinstance(value, str) else value


def renamed(event, prefixes):
    """Return an event with other prefixes for the same namespaces."""

    def change(text):
        prefix, colon, rest = text.partition(":")
        return prefixes[prefix] + colon + rest if colon and prefix in prefixes else text

    standard, *declared = event["@context"]
    names = [{prefixes[name]: uri for name, uri in one.items()} for one in declared]
    return {**replaced(event, change), "@context": [standard, *names]}


def as_links(event):
    """Return an event with all EPC URNs written as Digital Links."""
    return replaced(event, lambda text: canonical(text) if text.startswith("urn:epc:") else text)
