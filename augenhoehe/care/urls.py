from django.urls import URLPattern, path

from .views import link, member, office

TANDEM = "tandems/<int:pk>/"
CARE = f"{TANDEM}care/"
OFFICE = "office/cohorts/<int:cohort_id>/"

urlpatterns: list[URLPattern] = [
    path("links/care/<str:token>/", link.care_link, name="care-link"),
    path(CARE, member.show, name="tandem-care"),
    path(f"{CARE}break/", member.pause, name="tandem-pause"),
    path(f"{CARE}resume/", member.resume, name="tandem-resume"),
    path(f"{CARE}extension/", member.extend, name="tandem-extend"),
    path(f"{CARE}extension/answer/", member.answer, name="tandem-extend-answer"),
    path(f"{CARE}call/", member.call, name="tandem-call"),
    path(f"{CARE}well/", member.well, name="tandem-well"),
    path(f"{CARE}end/", member.end, name="tandem-end"),
    path(f"{CARE}wish/", member.wish, name="tandem-wish"),
    path(f"{OFFICE}calls/<int:pk>/done/", office.called, name="office-tandem-called"),
]
