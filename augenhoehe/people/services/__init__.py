from .administration import OwnAccountError, add_person, appoint_administrator, change_person
from .organisation import (
    InUseError,
    UnitCycleError,
    change_place,
    create_place,
    delete_place,
    grade_map,
    load_default_grades,
)
from .profile import change_profile
from .relations import OwnAddressError, declare_relation, forget_ended_relations, take_back_relation
from .sign_in import (
    AddressRefusedError,
    address_may_enter,
    find_person,
    forget_sessions,
    forget_unconfirmed,
    mark_joined,
    person_for,
    queue_sign_in_code,
    welcome_address,
    welcome_from_single_sign_on,
)
from .uploads import discard_upload, forget_uploads, keep_mapping, store_upload

__all__ = [
    "AddressRefusedError",
    "InUseError",
    "OwnAccountError",
    "OwnAddressError",
    "UnitCycleError",
    "add_person",
    "address_may_enter",
    "appoint_administrator",
    "change_person",
    "change_place",
    "change_profile",
    "create_place",
    "declare_relation",
    "delete_place",
    "discard_upload",
    "find_person",
    "forget_ended_relations",
    "forget_sessions",
    "forget_unconfirmed",
    "forget_uploads",
    "grade_map",
    "keep_mapping",
    "load_default_grades",
    "mark_joined",
    "person_for",
    "queue_sign_in_code",
    "store_upload",
    "take_back_relation",
    "welcome_address",
    "welcome_from_single_sign_on",
]
