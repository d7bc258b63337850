from django.urls import URLPattern, path

from .enums import Step
from .views import approval, by_link, decisions, importing, member, office, selection, supervisor

_OFFICE = "office/cohorts/<int:cohort_id>/applications/"

urlpatterns: list[URLPattern] = [
    path("cohorts/<int:cohort_id>/apply/", member.apply, name="apply"),
    path("applications/<int:pk>/", member.application, name="application"),
    path("applications/<int:pk>/withdraw/", member.application_withdraw, name="application-withdraw"),
    path("applications/<int:pk>/need/result/", member.application_need, name="application-need"),
    path("applications/<int:pk>/question/", approval.question, name="application-question"),
    path("applications/<int:pk>/hours/", approval.hours, name="application-hours"),
    path("applications/<int:pk>/hours.pdf", approval.hours_pdf, name="application-hours-pdf"),
    path("applications/<int:pk>/<slug:step>/", member.application_step, name="application-step"),
    path("questions/<str:token>/", approval.question_by_link, name="question"),
    path("applying/<str:token>/", by_link.form, name="form-link"),
    path("applying/<str:token>/need/result/", by_link.form_need, name="form-link-need"),
    path("applying/<str:token>/<slug:step>/", by_link.form_step, name="form-link-step"),
    path("need-checks/<str:token>/", by_link.need_step, {"step": Step.TOPICS}, name="need-link"),
    path("need-checks/<str:token>/statements/", by_link.need_step, {"step": Step.NEED}, name="need-link-statements"),
    path("need-checks/<str:token>/result/", by_link.need_result, name="need-link-result"),
    path("working-time/<str:token>/", supervisor.working_time, name="working-time"),
    path("working-time/<str:token>/note/", supervisor.working_time_note, name="working-time-note"),
    path("working-time/<str:token>/note.pdf", supervisor.working_time_note_pdf, name="working-time-note-pdf"),
    path("approvals/<int:pk>/", supervisor.approval, name="approval"),
    path("approvals/<int:pk>/note/", supervisor.approval_note, name="approval-note"),
    path("approvals/<int:pk>/note.pdf", supervisor.approval_note_pdf, name="approval-note-pdf"),
    path(_OFFICE, office.applications, name="office-applications"),
    path(f"{_OFFICE}decide/", decisions.decide_many, name="office-applications-decide"),
    path(f"{_OFFICE}selection/", selection.selection, name="office-selection"),
    path(f"{_OFFICE}selection/compare/", selection.compare, name="office-selection-compare"),
    path(f"{_OFFICE}selection/ask/", selection.ask, name="office-selection-ask"),
    path(f"{_OFFICE}proposals/", decisions.proposals, name="office-proposals"),
    path(f"{_OFFICE}reserve/", office.reserve, name="office-applications-reserve"),
    path(f"{_OFFICE}invite/", office.invite, name="office-applications-invite"),
    path(f"{_OFFICE}export/<slug:sort>/", office.export, name="office-applications-export"),
    path(f"{_OFFICE}import/", importing.upload, name="office-applications-import"),
    path(f"{_OFFICE}import/<int:upload_id>/", importing.check, name="office-applications-check"),
    path(f"{_OFFICE}<int:pk>/", office.application, name="office-application"),
    path(f"{_OFFICE}<int:pk>/approval/", approval.office, name="office-approval"),
    path(f"{_OFFICE}<int:pk>/return/", office.give_back, name="office-application-return"),
    path(f"{_OFFICE}<int:pk>/move/", office.move, name="office-application-move"),
    path("office/cohorts/<int:cohort_id>/topics/coverage/", office.topic_coverage, name="office-topic-coverage"),
]
