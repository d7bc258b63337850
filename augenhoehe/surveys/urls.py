from django.urls import URLPattern, path

from .views import member

urlpatterns: list[URLPattern] = [
    path("questionnaire/<str:token>/", member.questionnaire, name="questionnaire"),
]
