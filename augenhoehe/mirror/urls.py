from django.urls import URLPattern, path

from .views import member, office

MIRROR = "tandems/<int:pk>/mirror/"
OFFICE = "office/cohorts/<int:cohort_id>/evaluation/mirror/"

urlpatterns: list[URLPattern] = [
    path(MIRROR, member.show, name="tandem-mirror"),
    path(f"{MIRROR}<int:page>/", member.answer, name="tandem-mirror-answer"),
    path(f"{MIRROR}send/", member.send, name="tandem-mirror-send"),
    path(f"{MIRROR}take-back/", member.take_back, name="tandem-mirror-take-back"),
    path(OFFICE, office.figures, name="office-evaluation-mirror"),
    path(f"{OFFICE}statements/", office.statements, name="office-evaluation-statements"),
    path(f"{OFFICE}statements/new/", office.statement_new, name="office-evaluation-statement-new"),
    path(f"{OFFICE}statements/<int:statement_id>/", office.statement, name="office-evaluation-statement"),
]
