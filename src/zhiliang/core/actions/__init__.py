"""Core's own verbs: accounts and roles, reference data, evidence and issued documents."""

from zhiliang.core.actions.calendar import import_calendar
from zhiliang.core.actions.documents import (
    file_document,
    file_printed,
    hold_file,
    record_document,
    release_document,
)
from zhiliang.core.actions.people import (
    assign_role,
    create_person,
    deactivate_person,
    end_assignment,
    erase_person,
    renew_personal_values,
    seat_made_up_person,
    set_password,
)
from zhiliang.core.actions.reference import (
    load_calendar,
    load_deadlines,
    load_departments,
    load_place_sets,
    load_places,
    load_reference,
)
from zhiliang.core.actions.register import create_organisation
from zhiliang.core.actions.residents import import_residents, load_residents

__all__ = [
    "assign_role",
    "create_organisation",
    "create_person",
    "deactivate_person",
    "end_assignment",
    "erase_person",
    "file_document",
    "file_printed",
    "hold_file",
    "import_calendar",
    "import_residents",
    "load_calendar",
    "load_deadlines",
    "load_departments",
    "load_place_sets",
    "load_places",
    "load_reference",
    "load_residents",
    "record_document",
    "release_document",
    "renew_personal_values",
    "seat_made_up_person",
    "set_password",
]
