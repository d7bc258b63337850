from django.urls import path

from .views import declared, demo, home

urlpatterns = [
    path("", home.landing, name="landing"),
    path("home/", home.home, name="home"),
    path("office/cohorts/<int:cohort_id>/", home.office, name="office-overview"),
    path("accessibility/", home.page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", home.page, {"name": "privacy"}, name="privacy"),
    path("who-sees-what/", declared.who_sees_what, name="who-sees-what"),
    path("demo/", demo.demo, name="demo"),
]
