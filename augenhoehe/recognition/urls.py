from django.urls import URLPattern, path

from .views import badges, check, holder, office, office_certificate

OFFICE = "office/cohorts/<int:cohort_id>/recognition/"
# A certificate outlives its cohort's work: an archived cohort's can be revoked as well.
CERTIFICATE = "office/certificates/<int:pk>/"
MINE = "certificates/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(OFFICE, office.listing, name="office-recognition"),
    path(f"{OFFICE}rule/", office.rule, name="office-recognition-rule"),
    path(f"{OFFICE}people/<int:application_id>/include/", office.include, name="office-recognition-include"),
    path(f"{OFFICE}people/<int:application_id>/exclude/", office.exclude, name="office-recognition-exclude"),
    path(f"{OFFICE}issue/", office.issue, name="office-recognition-issue"),
    path(f"{OFFICE}issue/<int:issue_id>/", office.progress, name="office-recognition-progress"),
    path(CERTIFICATE, office_certificate.show, name="office-certificate"),
    path(f"{CERTIFICATE}revoke/", office_certificate.revoke, name="office-certificate-revoke"),
    path(f"{CERTIFICATE}reissue/", office_certificate.reissue, name="office-certificate-reissue"),
    path("certificates/", holder.listing, name="certificates"),
    path(MINE, holder.show, name="certificate"),
    path(f"{MINE}paper/<slug:language>/", holder.pdf, name="certificate-pdf"),
    path(f"{MINE}badge/<slug:form>/", holder.badge, name="certificate-badge"),
    path(f"{MINE}topics/", holder.topics, name="certificate-topics"),
    path(f"{MINE}publish/", holder.publish, name="certificate-publish"),
    path(f"{MINE}withdraw/", holder.withdraw, name="certificate-withdraw"),
    path("check/", check.enter, name="certificate-check"),
    path("check/<str:code>/", check.by_paper, name="certificate-check-code"),
    path("badges/issuer/", badges.issuer, name="badge-issuer"),
    path("badges/keys/", badges.keys, name="badge-keys"),
    path("badges/keys/<str:name>/", badges.key, name="badge-key"),
    path("badges/status/<int:number>/", badges.status, name="badge-status"),
    path("badges/<uuid:uid>/", check.badge, name="badge"),
]
