from django.urls import URLPattern, path

from .views import lessons, member, office, questions

TALKS = "office/cohorts/<int:cohort_id>/evaluation/talks/"
TALK = f"{TALKS}<int:feedback_id>/"

urlpatterns: list[URLPattern] = [
    path("feedback-talks/<int:feedback_id>/", member.talk, name="feedback-talk"),
    path("feedback-talks/<int:feedback_id>/ask/", member.ask, name="feedback-talk-ask"),
    path(TALKS, office.plan, name="office-evaluation-talks"),
    path(f"{TALKS}suggest/", office.suggest, name="office-evaluation-talks-suggest"),
    path(f"{TALKS}with/<int:application_id>/", office.new, name="office-evaluation-talk-new"),
    path(f"{TALKS}questions/", questions.questions, name="office-evaluation-talk-questions"),
    path(f"{TALKS}questions/new/", questions.new, name="office-evaluation-talk-question-new"),
    path(f"{TALKS}questions/<int:talk_question_id>/", questions.change, name="office-evaluation-talk-question"),
    path(f"{TALKS}themes/<int:theme_id>/lesson/", lessons.of_theme, name="office-evaluation-theme-lesson"),
    path(TALK, office.talk, name="office-evaluation-talk"),
    path(f"{TALK}edit/", office.edit, name="office-evaluation-talk-edit"),
    path(f"{TALK}notes/", office.notes, name="office-evaluation-talk-notes"),
    path(f"{TALK}cancel/", office.cancel, name="office-evaluation-talk-cancel"),
    path(f"{TALK}hand-out/", office.hand_out, name="office-evaluation-talk-hand-out"),
    path(f"{TALK}lesson/", lessons.of_talk, name="office-evaluation-talk-lesson"),
]
