"""Addresses that the frame of a page names, and the gallery of all components; no room is needed for them."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

from .gallery import context


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery.html", context(request.GET.get("state", "")))


@require_safe
def error(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"{status}.html", status=status)


@require_safe
def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


NAMES = ("programmes", "home", "installation", "mailbox", "accessibility", "privacy", "profile", "landing")

urlpatterns = [
    path("gallery/", gallery, name="demo"),
    path("errors/<int:status>/", error),
    path("accounts/login/", account.request_login_code, name="account_login"),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    *(path(f"{name}/", nothing, name=name) for name in NAMES),
]
