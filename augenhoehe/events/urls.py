from django.urls import URLPattern, path

from .views import induction, link, member, office, people, preparation

EVENT = "events/<int:pk>/"
OFFICE = "office/cohorts/<int:cohort_id>/"
ONE = f"{OFFICE}events/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("links/events/<str:token>/", link.event_link, name="event-link"),
    path("links/preparation/<str:token>/", preparation.preparation_link, name="preparation-link"),
    path(EVENT, member.show, name="event"),
    path(f"{EVENT}answer/", member.answer, name="event-answer"),
    path(f"{EVENT}invitation.ics", member.download, name="event-ics"),
    path("preparation/<int:pk>/", preparation.own, name="preparation"),
    path(f"{OFFICE}events/", office.listing, name="office-events"),
    path(f"{OFFICE}events/new/", office.new, name="office-event-new"),
    path(ONE, office.detail, name="office-event"),
    path(f"{ONE}edit/", office.edit, name="office-event-edit"),
    path(f"{ONE}cancel/", office.cancel, name="office-event-cancel"),
    path(f"{ONE}invite/", people.invite, name="office-event-invite"),
    path(f"{ONE}people/<int:application_id>/", people.answer_for, name="office-event-answer"),
    path(f"{ONE}attendance/", people.attendance, name="office-event-attendance"),
    path(f"{ONE}list/", people.door_list, name="office-event-list"),
    path(f"{ONE}export/<slug:sort>/", people.export, name="office-event-export"),
    path(f"{OFFICE}induction/", induction.listing, name="office-induction"),
    path(f"{OFFICE}induction/remind/", induction.remind, name="office-induction-remind"),
]
