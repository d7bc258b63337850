from django.urls import URLPattern, path

from .views import directory, figures, link

COHORT = "cohorts/<int:cohort_id>/"
ALUMNI = f"{COHORT}alumni/"

urlpatterns: list[URLPattern] = [
    path(f"office/{COHORT}evaluation/network/", figures.office, name="office-evaluation-network"),
    path(f"{COHORT}network/", figures.watchers, name="cohort-network"),
    path(f"{COHORT}network/export/<slug:sort>/", figures.export, name="cohort-network-export"),
    path(ALUMNI, directory.show, name="alumni"),
    path(f"{ALUMNI}me/", directory.own, name="alumni-own"),
    path(f"{ALUMNI}me/leave/", directory.leave, name="alumni-leave"),
    path("links/alumni/<str:token>/", link.leave_link, name="alumni-link"),
]
