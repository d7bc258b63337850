"""A questionnaire opens for whoever holds its link; waves, questionnaires and figures are the office's."""

from .tandems import COHORT, OFFICE

ALL = "office/cohorts/<int:cohort_id>/evaluation/questionnaires/"
WAVE = f"{ALL}<slug:wave>/"
ITEMS = f"{WAVE}items/"
ITEM = f"{ITEMS}item/<slug:key>/"
TYPED = "office:422 office2:422 anonymous:302 *:404"
DOES = "office:302 office2:302 anonymous:302 *:404"
OPEN = COHORT | {"wave": "open_wave"}
CLOSED = COHORT | {"wave": "closed_wave"}
ONE = OPEN | {"key": "item_key"}

ROUTES = {
    "questionnaire/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    ALL: {"GET": OFFICE, "sample": COHORT},
    f"{ALL}read/": {"POST": DOES, "sample": COHORT},
    f"{WAVE}days/": {"GET": OFFICE, "POST": TYPED, "sample": OPEN},
    f"{WAVE}close/": {"GET": OFFICE, "POST": DOES, "sample": OPEN},
    f"{WAVE}results/": {"GET": OFFICE, "sample": CLOSED},
    f"{WAVE}results/<slug:form>/": {"GET": OFFICE, "sample": CLOSED | {"form": "table_form"}},
    f"{WAVE}remarks/": {"GET": OFFICE, "sample": CLOSED},
    f"{WAVE}remarks/<uuid:pk>/": {"GET": OFFICE, "POST": TYPED, "sample": CLOSED | {"pk": "remark_id"}},
    ITEMS: {"GET": OFFICE, "sample": OPEN},
    f"{ITEMS}title/": {"GET": OFFICE, "POST": TYPED, "sample": OPEN},
    f"{ITEMS}new/": {"GET": OFFICE, "POST": TYPED, "sample": OPEN},
    f"{ITEMS}preview/<slug:side>/": {"GET": OFFICE, "sample": OPEN | {"side": "side"}},
    ITEM: {"GET": OFFICE, "POST": TYPED, "sample": ONE},
    f"{ITEM}move/": {"POST": DOES, "sample": ONE},
    f"{ITEM}remove/": {"POST": DOES, "sample": ONE},
}
