"""Confidential fields that hold no text of their own: the test is that nothing changes for others when they change."""

WATCHED = {
    "people.FormerTandem.mentor",
    "people.FormerTandem.mentee",
    "people.FormerTandem.declared_by",
    "people.Relation.superior",
    "people.Relation.subordinate",
    "people.Relation.kind",
    "people.Relation.declared_by",
    "tandems.ActionLink.used_at",
    "tandems.Tandem.mentor_answer",
    "tandems.Tandem.mentee_answer",
    "tandems.Tandem.mentor_confirms",
    "tandems.Tandem.mentee_confirms",
}
