from django.urls import path

from .views import backing, office, reader

COHORT = "cohorts/<int:cohort_id>/"
DOCUMENTS = f"office/{COHORT}documents/"
BACKING = f"office/{COHORT}backing/"

urlpatterns = [
    path(f"{COHORT}documents/", reader.documents, name="documents"),
    path(f"{COHORT}documents/<slug:key>/", reader.document, name="document"),
    path(f"{COHORT}documents/<slug:key>/<slug:language>.pdf", reader.document_pdf, name="document-pdf"),
    path(f"{COHORT}backing/", backing.appearances, name="backing"),
    path(f"{COHORT}backing/<slug:kind>/invitation.ics", backing.download, name="backing-ics"),
    path(DOCUMENTS, office.documents, name="office-documents"),
    path(f"{DOCUMENTS}<slug:key>/", office.document, name="office-document"),
    path(f"{DOCUMENTS}<slug:key>/edit/", office.edit, name="office-document-edit"),
    path(f"{DOCUMENTS}<slug:key>/editions/<int:number>/", office.edition, name="office-document-edition"),
    path(f"{DOCUMENTS}<slug:key>/editions/<int:number>/restore/", office.restore, name="office-document-restore"),
    path(BACKING, backing.backing, name="office-backing"),
    path(f"{BACKING}<slug:kind>/", backing.agree, name="office-backing-agree"),
    path(f"{BACKING}<slug:kind>/done/", backing.done, name="office-backing-done"),
    path(f"{BACKING}<slug:kind>/invite/", backing.invite, name="office-backing-invite"),
]
