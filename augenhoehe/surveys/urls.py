from django.urls import URLPattern, path

from .views import member, office, office_items, office_questionnaire, office_remarks

OFFICE = "office/cohorts/<int:cohort_id>/evaluation/questionnaires/"
WAVE = f"{OFFICE}<slug:wave>/"
ITEMS = f"{WAVE}items/"

urlpatterns: list[URLPattern] = [
    path("questionnaire/<str:token>/", member.questionnaire, name="questionnaire"),
    path(OFFICE, office.listing, name="office-evaluation-surveys"),
    path(f"{OFFICE}read/", office.read, name="office-evaluation-surveys-read"),
    path(f"{WAVE}days/", office.days, name="office-evaluation-surveys-days"),
    path(f"{WAVE}close/", office.close, name="office-evaluation-surveys-close"),
    path(f"{WAVE}results/", office.results, name="office-evaluation-surveys-results"),
    path(f"{WAVE}results/<slug:form>/", office.download, name="office-evaluation-surveys-download"),
    path(f"{WAVE}remarks/", office_remarks.listing, name="office-evaluation-surveys-remarks"),
    path(f"{WAVE}remarks/<uuid:pk>/", office_remarks.remark, name="office-evaluation-surveys-remark"),
    path(ITEMS, office_questionnaire.questionnaire, name="office-evaluation-surveys-questionnaire"),
    path(f"{ITEMS}title/", office_questionnaire.title, name="office-evaluation-surveys-title"),
    path(f"{ITEMS}new/", office_items.new_item, name="office-evaluation-surveys-item-new"),
    path(f"{ITEMS}preview/<slug:side>/", office_questionnaire.preview, name="office-evaluation-surveys-preview"),
    path(f"{ITEMS}item/<slug:key>/", office_items.item, name="office-evaluation-surveys-item"),
    path(f"{ITEMS}item/<slug:key>/move/", office_items.move, name="office-evaluation-surveys-move"),
    path(f"{ITEMS}item/<slug:key>/remove/", office_items.remove, name="office-evaluation-surveys-remove"),
]
