"""What of an event is written beside its body so that it can be found. Pure."""

from zhiliang.systems.traceability.indexing.columns import columns_of
from zhiliang.systems.traceability.indexing.fields import Field, fields_of
from zhiliang.systems.traceability.indexing.lists import Named, named_of

__all__ = ["Field", "Named", "columns_of", "fields_of", "named_of"]
