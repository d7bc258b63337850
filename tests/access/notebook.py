"""The cast's tandem is only proposed: nothing is shared yet. Talking to the confidant is open from the proposal on."""

NOBODY = "anonymous:302 *:404"
OWN = "mentor:200 mentee:200 anonymous:302 *:404"
# The mentor has begun a talk with the confidant.
TALK = "mentor:{0} confidant:{0} anonymous:302 *:404"
TANDEM = "tandems/<int:pk>/"
NOTES = f"{TANDEM}notes/"
SAMPLE = {"pk": "tandem_id"}
WITH = SAMPLE | {"person_id": "confidant_id"}
TALK_SAMPLE = {"talk_id": "talk_id"}

ROUTES = {
    NOTES: {"GET": NOBODY, "sample": SAMPLE},
    f"{NOTES}<int:meeting_pk>/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{NOTES}private/": {"GET": NOBODY, "sample": SAMPLE},
    f"{NOTES}private/new/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{NOTES}private/<uuid:note_id>/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    f"{NOTES}private/<uuid:note_id>/delete/": {"POST": NOBODY, "sample": SAMPLE},
    f"{TANDEM}messages/": {"GET": NOBODY, "POST": NOBODY, "sample": SAMPLE},
    "my-messages/": {"GET": "anonymous:302 *:200"},
    f"{TANDEM}confidant/": {"GET": OWN, "sample": SAMPLE},
    f"{TANDEM}confidant/<int:person_id>/": {
        "GET": "mentor:302 mentee:200 anonymous:302 *:404",
        "POST": "mentor:422 mentee:422 anonymous:302 *:404",
        "sample": WITH,
    },
    "confidences/<int:talk_id>/": {
        "GET": TALK.format(200),
        "POST": TALK.format(422),
        "sample": TALK_SAMPLE,
    },
    "confidences/<int:talk_id>/delete/": {"POST": TALK.format(302), "sample": TALK_SAMPLE},
}
