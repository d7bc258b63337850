from django.urls import URLPattern, path

from .views import date, link, meeting, meetings, member, office, publication, series, sums

TANDEM = "tandems/<int:pk>/"
MEETING = f"{TANDEM}meeting/<int:meeting_pk>/"
OFFICE = "office/cohorts/<int:cohort_id>/"

urlpatterns: list[URLPattern] = [
    path("links/<str:token>/", link.answer_link, name="answer-link"),
    path("links/dates/<str:token>/", date.date_link, name="date-link"),
    path("dates/<int:meeting_pk>/", date.assisted, name="assisted-date"),
    path("dates/<str:side>/<int:pk>/", series.assisted_series, name="assisted-series"),
    path(TANDEM, member.show, name="tandem"),
    path(f"{TANDEM}answer/", member.answer, name="tandem-answer"),
    path(f"{TANDEM}confirm/", member.confirm, name="tandem-confirm"),
    path(f"{TANDEM}meeting/", meetings.new, name="meeting-new"),
    path(f"{TANDEM}series/", series.series, name="tandem-series"),
    path(f"{TANDEM}meetings/", meeting.listing, name="meetings"),
    path(MEETING, meeting.show, name="meeting"),
    path(f"{MEETING}record/", meeting.record, name="meeting-record"),
    path(f"{MEETING}missed/", meeting.missed, name="meeting-missed"),
    path(f"{MEETING}edit/", meetings.edit, name="meeting-edit"),
    path(f"{MEETING}cancel/", meetings.cancel, name="meeting-cancel"),
    path(f"{MEETING}keep/", meetings.keep, name="meeting-keep"),
    path(f"{MEETING}invitation.ics", meetings.download, name="meeting-ics"),
    path(f"{OFFICE}tandems/", office.listing, name="office-tandems"),
    path(f"{OFFICE}tandems/attention/", office.attention, name="office-tandems-attention"),
    path(f"{OFFICE}tandems/attention/propose/", office.propose, name="office-tandems-propose"),
    path(f"{OFFICE}tandems/tags/", sums.tags, name="office-tandem-tags"),
    path(f"{OFFICE}tandems/<int:pk>/", office.detail, name="office-tandem"),
    path(f"{OFFICE}tandems/<int:pk>/end/", office.end, name="office-tandem-end"),
    path(f"{OFFICE}matching/runs/<int:number>/publish/", publication.publish, name="run-publish"),
]
