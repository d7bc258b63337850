from django.urls import path

from . import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", views.mailbox_mail, name="mailbox-mail"),
    path("mailbox/<int:pk>/invitation.ics", views.mailbox_invitation, name="mailbox-invitation"),
]
