from django.urls import URLPattern, path

from .views import link, office, passages, public, readers, reports

OFFICE = "office/cohorts/<int:cohort_id>/evaluation/"
REPORTS = f"{OFFICE}report/"
REPORT = f"{REPORTS}<slug:language>/"
PUBLIC = "programmes/<slug:slug>/reports/<slug:cohort_slug>/<slug:language>/"
SUMS = "cohorts/<int:cohort_id>/sums/"

urlpatterns: list[URLPattern] = [
    path(OFFICE, office.figures, name="office-evaluation"),
    path(f"{OFFICE}workbook/", office.workbook, name="office-evaluation-workbook"),
    path(f"{OFFICE}tables/<slug:key>/", office.sheet, name="office-evaluation-csv"),
    path(f"{OFFICE}beside/<int:other_id>/", office.comparison, name="office-evaluation-comparison"),
    path(REPORTS, reports.listing, name="office-evaluation-report"),
    path(f"{REPORTS}make/", reports.make_all, name="office-evaluation-report-make-all"),
    path(REPORT, reports.report, name="office-evaluation-report-page"),
    path(f"{REPORT}make/", reports.make, name="office-evaluation-report-make"),
    path(f"{REPORT}renew/", reports.renew, name="office-evaluation-report-renew"),
    path(f"{REPORT}publish/", reports.publish, name="office-evaluation-report-publish"),
    path(f"{REPORT}withdraw/", reports.withdraw, name="office-evaluation-report-withdraw"),
    path(f"{REPORT}ask/", reports.ask, name="office-evaluation-report-ask"),
    path(f"{REPORT}pdf/", reports.pdf, name="office-evaluation-report-pdf"),
    path(f"{REPORT}rate/", passages.rate, name="office-evaluation-report-rate"),
    path(f"{REPORT}texts/<slug:chapter>/", passages.passage, name="office-evaluation-report-text"),
    path(SUMS, readers.sums, name="cohort-sums"),
    path(f"{SUMS}workbook/", readers.workbook, name="cohort-sums-workbook"),
    path(PUBLIC, public.report, name="public-report"),
    path(f"{PUBLIC}pdf/", public.pdf, name="public-report-pdf"),
    path("links/report/<str:token>/", link.consent, name="report-consent"),
]
