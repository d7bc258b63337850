from django.urls import URLPattern, path

from .views import office

OFFICE = "office/cohorts/<int:cohort_id>/evaluation/"

urlpatterns: list[URLPattern] = [
    path(OFFICE, office.figures, name="office-evaluation"),
]
