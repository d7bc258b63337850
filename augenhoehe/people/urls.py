from django.urls import path

from .views import installation, places, profile, uploads

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/relations/", profile.relations, name="relations"),
    path("profile/relations/<slug:key>/delete/", profile.relation_delete, name="relation-delete"),
    path("installation/", installation.installation, name="installation"),
    path("installation/people/", installation.people, name="people"),
    path("installation/people/new/", installation.person_new, name="person-new"),
    path("installation/people/<int:person_id>/", installation.person, name="person"),
    path("installation/units/", places.units, name="units"),
    path("installation/units/new/", places.place_new, {"sort": "units"}, name="unit-new"),
    path("installation/units/<int:place_id>/", places.place, {"sort": "units"}, name="unit"),
    path(
        "installation/units/<int:place_id>/delete/",
        places.place_delete,
        {"sort": "units"},
        name="unit-delete",
    ),
    path("installation/sites/", places.sites, name="sites"),
    path("installation/sites/new/", places.place_new, {"sort": "sites"}, name="site-new"),
    path("installation/sites/<int:place_id>/", places.place, {"sort": "sites"}, name="site"),
    path(
        "installation/sites/<int:place_id>/delete/",
        places.place_delete,
        {"sort": "sites"},
        name="site-delete",
    ),
    path("installation/grades/", places.grades, name="grades"),
    path("installation/grades/default/", places.grades_default, name="grades-default"),
    path("installation/grades/new/", places.place_new, {"sort": "grades"}, name="grade-new"),
    path("installation/grades/<int:place_id>/", places.place, {"sort": "grades"}, name="grade"),
    path(
        "installation/grades/<int:place_id>/delete/",
        places.place_delete,
        {"sort": "grades"},
        name="grade-delete",
    ),
    path("installation/import/units/", uploads.upload, {"sort": "units"}, name="import-units"),
    path(
        "installation/import/units/<int:upload_id>/",
        uploads.upload_check,
        {"sort": "units"},
        name="import-units-check",
    ),
    path("installation/import/persons/", uploads.upload, {"sort": "persons"}, name="import-persons"),
    path(
        "installation/import/persons/<int:upload_id>/",
        uploads.upload_check,
        {"sort": "persons"},
        name="import-persons-check",
    ),
    path("installation/import/relations/", uploads.upload, {"sort": "relations"}, name="import-relations"),
    path(
        "installation/import/relations/<int:upload_id>/",
        uploads.upload_check,
        {"sort": "relations"},
        name="import-relations-check",
    ),
]
