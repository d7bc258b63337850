from django.urls import URLPattern, path

from .views import circles, directory, figures, link

COHORT = "cohorts/<int:cohort_id>/"
ALUMNI = f"{COHORT}alumni/"
CIRCLES = f"{COHORT}circles/"
CIRCLE = f"{CIRCLES}<int:circle_id>/"

urlpatterns: list[URLPattern] = [
    path(f"office/{COHORT}evaluation/network/", figures.office, name="office-evaluation-network"),
    path(f"{COHORT}network/", figures.watchers, name="cohort-network"),
    path(f"{COHORT}network/export/<slug:sort>/", figures.export, name="cohort-network-export"),
    path(ALUMNI, directory.show, name="alumni"),
    path(f"{ALUMNI}me/", directory.own, name="alumni-own"),
    path(f"{ALUMNI}me/leave/", directory.leave, name="alumni-leave"),
    path(CIRCLES, circles.listed, name="circles"),
    path(f"{CIRCLES}new/", circles.new, name="circle-new"),
    path(CIRCLE, circles.show, name="circle"),
    path(f"{CIRCLE}edit/", circles.edit, name="circle-edit"),
    path(f"{CIRCLE}join/", circles.join, name="circle-join"),
    path(f"{CIRCLE}leave/", circles.leave, name="circle-leave"),
    path(f"{CIRCLE}end/", circles.end, name="circle-end"),
    path(f"{CIRCLE}dates/new/", circles.date_new, name="circle-date-new"),
    path(f"{CIRCLE}dates/<int:date_id>/off/", circles.date_off, name="circle-date-off"),
    path("links/alumni/<str:token>/", link.leave_link, name="alumni-link"),
]
