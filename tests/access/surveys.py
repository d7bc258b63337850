"""A questionnaire opens for whoever holds its link."""

ROUTES = {
    "questionnaire/<str:token>/": {"GET": "*:404", "POST": "*:404"},
}
