"""Who may see what is confidential, written down. What is not in here nobody may see; what is in here somebody does.

A key is a field that some room declares confidential, and after a colon the circumstances, where they matter.
"self" is whoever wrote it or whom it is addressed to, "partner" the other one of the tandem; the rest are roles of the
cast, with both people of the office as one.
"""

MAY_SEE: dict[str, set[str]] = {
    "applications.Application.gives_text": {"self", "office"},
    "applications.Application.gives_text:draft": {"self"},
    "applications.Application.seeks_text": {"self", "office"},
    "applications.Application.seeks_text:draft": {"self"},
    "applications.Application.motivation": {"self", "office"},
    "applications.Application.motivation:draft": {"self"},
    "applications.Application.decision_message": {"self", "office"},
    "applications.Application.decision_reason": {"office"},
    "applications.Approval.supervisor": {"self", "office"},
    "applications.Approval.question": {"self", "office", "supervisor"},
    "applications.Approval.answer": {"self", "office", "supervisor"},
    "applications.Approval.reason_text": {"self", "office", "supervisor"},
    "applications.Approval.note": {"self", "office"},
    "applications.Exclusion.email": {"self"},
    "applications.NeedCheck.tried_text": {"self", "office"},
    "applications.NeedCheck.tried_text:draft": {"self"},
    "applications.ProposedDecision.message": {"office"},
    "applications.ProposedDecision.reason": {"office"},
    "applications.TopicAnswer.occasion": {"self", "office"},
    "applications.TopicAnswer.occasion:draft": {"self"},
    "events.Event.place": {"self", "office"},
    "events.Event.video_url": {"self", "office"},
    "matching.Run.problem": set(),
    "messaging.Mail.text": {"self", "office"},
    "messaging.Mail.text:secret": {"self"},
    "messaging.Mail.html": {"self"},
    "messaging.Mail.html:secret": {"self"},
    "outreach.Article.text_de:draft": {"office"},
    "outreach.Article.text_en:draft": {"office"},
    "outreach.Article.text_de:submitted": {"self", "office"},
    "outreach.Article.text_en:submitted": {"self", "office"},
    "outreach.Comment.text:hidden": {"office"},
    "outreach.Comment.text:waiting": {"self", "office"},
    "outreach.CommentReport.reason": {"office"},
    "outreach.Interest.email": set(),
    "outreach.Question.email": {"office"},
    "outreach.Question.text": {"office"},
    "people.FormerTandem.mentor": {"self"},
    "people.FormerTandem.mentee": {"self"},
    "people.FormerTandem.declared_by": {"self"},
    "people.Relation.superior": {"self"},
    "people.Relation.subordinate": {"self"},
    "people.Relation.kind": {"self"},
    "people.Relation.declared_by": {"self"},
    "tandems.ActionLink.used_at": {"self"},
    "tandems.Meeting.place": {"self", "partner"},
    "tandems.Meeting.video_url": {"self", "partner"},
    "tandems.Tandem.mentor_answer": {"self"},
    "tandems.Tandem.mentee_answer": {"self"},
    "tandems.Tandem.mentor_confirms": {"self"},
    "tandems.Tandem.mentee_confirms": {"self"},
    "topics.Contribution.text:hidden": {"office"},
    "topics.Group.name:hidden": {"office"},
    "topics.Pen.device": set(),
    "topics.Vote.device": set(),
}


def field_of(key: str) -> str:
    return key.partition(":")[0]
