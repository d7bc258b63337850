from django.urls import URLPattern, path

from .views import agreement, guides

TANDEM = "tandems/<int:pk>/"
AGREEMENT = f"{TANDEM}agreement/"

urlpatterns: list[URLPattern] = [
    path(AGREEMENT, agreement.show, name="agreement"),
    path(f"{AGREEMENT}edit/", agreement.edit, name="agreement-edit"),
    path(f"{AGREEMENT}agree/", agreement.agree, name="agreement-agree"),
    path(f"{AGREEMENT}versions/<int:number>/", agreement.version, name="agreement-version"),
    path(f"{AGREEMENT}versions/<int:number>.pdf", agreement.pdf, name="agreement-pdf"),
    path(f"{TANDEM}guides/", guides.guides, name="guides"),
    path(f"{TANDEM}guides/<int:number>/", guides.guide, name="guide"),
]
