from django.urls import URLPattern, path

from .views import badges, benefits, check, holder, office, office_benefits, office_certificate, office_places

OFFICE = "office/cohorts/<int:cohort_id>/recognition/"
# A certificate outlives its cohort's work: an archived cohort's can be revoked as well.
CERTIFICATE = "office/certificates/<int:pk>/"
MINE = "certificates/<int:pk>/"
BENEFITS = f"{OFFICE}benefits/"
ROUND = f"{BENEFITS}rounds/<int:round_id>/"

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
    path(BENEFITS, office_benefits.catalogue, name="office-recognition-benefits"),
    path(f"{BENEFITS}fill/", office_benefits.fill, name="office-recognition-benefits-fill"),
    path(f"{BENEFITS}new/", office_benefits.new, name="office-recognition-benefit-new"),
    path(f"{BENEFITS}open/", office_benefits.open_wishes, name="office-recognition-benefits-open"),
    path(f"{BENEFITS}<int:benefit_id>/", office_benefits.edit, name="office-recognition-benefit"),
    path(f"{BENEFITS}<int:benefit_id>/remove/", office_benefits.remove, name="office-recognition-benefit-remove"),
    path(f"{ROUND}proposal/", office_places.proposal, name="office-recognition-benefits-proposal"),
    path(f"{ROUND}places/", office_places.listing, name="office-recognition-places"),
    path(f"{ROUND}export/<slug:sort>/", office_places.export, name="office-recognition-places-export"),
    path(f"{BENEFITS}places/<int:place_id>/", office_places.settle, name="office-recognition-place"),
    path("benefits/<int:pk>/", benefits.show, name="benefits"),
    path("benefits/<int:pk>/none/", benefits.no_wish, name="benefits-none"),
    path("benefits/<int:pk>/give-back/", benefits.give_back, name="benefits-give-back"),
    path("check/", check.enter, name="certificate-check"),
    path("check/<str:code>/", check.by_paper, name="certificate-check-code"),
    path("badges/issuer/", badges.issuer, name="badge-issuer"),
    path("badges/keys/", badges.keys, name="badge-keys"),
    path("badges/keys/<str:name>/", badges.key, name="badge-key"),
    path("badges/status/<int:number>/", badges.status, name="badge-status"),
    path("badges/<uuid:uid>/", check.badge, name="badge"),
]
