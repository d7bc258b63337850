from django.urls import URLPattern, path

from .views import figures

COHORT = "cohorts/<int:cohort_id>/"

urlpatterns: list[URLPattern] = [
    path(f"office/{COHORT}evaluation/network/", figures.office, name="office-evaluation-network"),
    path(f"{COHORT}network/", figures.watchers, name="cohort-network"),
    path(f"{COHORT}network/export/<slug:sort>/", figures.export, name="cohort-network-export"),
]
