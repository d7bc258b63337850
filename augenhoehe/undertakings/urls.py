from django.urls import URLPattern, path

from .views import closing, library, office, publication, undertaking

TANDEM = "tandems/<int:pk>/"
UNDERTAKING = f"{TANDEM}undertaking/"
STEP = f"{UNDERTAKING}steps/<int:step_pk>/"
PUBLICATION = f"{UNDERTAKING}library/"
LIBRARY = "programmes/<slug:slug>/library/"

urlpatterns: list[URLPattern] = [
    path(UNDERTAKING, undertaking.show, name="tandem-undertaking"),
    path(f"{UNDERTAKING}edit/", undertaking.edit, name="tandem-undertaking-edit"),
    path(f"{UNDERTAKING}steps/", undertaking.step_new, name="tandem-step-new"),
    path(STEP, undertaking.step_edit, name="tandem-step"),
    path(f"{STEP}done/", undertaking.step_done, name="tandem-step-done"),
    path(f"{STEP}delete/", undertaking.step_delete, name="tandem-step-delete"),
    path(PUBLICATION, publication.show, name="tandem-publication"),
    path(f"{PUBLICATION}edit/", publication.edit, name="tandem-publication-edit"),
    path(f"{PUBLICATION}agree/", publication.agree, name="tandem-publication-agree"),
    path(f"{PUBLICATION}take-back/", publication.take_back, name="tandem-publication-take-back"),
    path(f"{TANDEM}closing/", closing.show, name="tandem-closing"),
    path(f"{TANDEM}closing/reflection/", closing.reflect, name="tandem-reflection"),
    path(f"{TANDEM}closing/in-touch/", closing.in_touch, name="tandem-in-touch"),
    path(LIBRARY, library.library, name="library"),
    path(f"{LIBRARY}<int:publication_id>/", library.publication, name="publication"),
    path(f"{LIBRARY}<int:publication_id>/withdraw/", library.withdraw, name="publication-withdraw"),
    path(
        "office/programmes/<int:programme_id>/library/<int:publication_id>/take-down/",
        library.take_down,
        name="office-publication-take-down",
    ),
    path("office/cohorts/<int:cohort_id>/tandems/endings/", office.endings, name="office-endings"),
]
