from django.urls import URLPattern, path

from .views import confidant, keywords, messages, private

TANDEM = "tandems/<int:pk>/"
NOTES = f"{TANDEM}notes/"

urlpatterns: list[URLPattern] = [
    path(NOTES, keywords.listing, name="tandem-notes"),
    path(f"{NOTES}<int:meeting_pk>/", keywords.edit, name="tandem-keywords"),
    path(f"{NOTES}private/", private.listing, name="private-notes"),
    path(f"{NOTES}private/new/", private.new, name="private-note-new"),
    path(f"{NOTES}private/<uuid:note_id>/", private.edit, name="private-note"),
    path(f"{NOTES}private/<uuid:note_id>/delete/", private.delete, name="private-note-delete"),
    path(f"{TANDEM}messages/", messages.thread, name="tandem-messages"),
    path("my-messages/", messages.mine, name="my-messages"),
    path(f"{TANDEM}confidant/", confidant.choose, name="tandem-confidant"),
    path(f"{TANDEM}confidant/<int:person_id>/", confidant.begin, name="confidence-new"),
    path("confidences/<int:talk_id>/", confidant.talk, name="confidence"),
    path("confidences/<int:talk_id>/delete/", confidant.delete, name="confidence-delete"),
]
