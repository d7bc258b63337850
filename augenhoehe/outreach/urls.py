from django.urls import path

from .views import public

urlpatterns = [
    path("programmes/", public.programmes, name="programmes"),
    path("programmes/<slug:slug>/", public.programme, name="programme"),
]
