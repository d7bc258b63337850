from django.urls import path

from .views import assistance, feed, own, places, travel

PLACES = "office/cohorts/<int:cohort_id>/places/"

urlpatterns = [
    path("times/", own.hours, name="times"),
    path("times/calendars/", own.sources, name="times-calendars"),
    path("times/calendars/new/<slug:kind>/", own.source_new, name="times-calendar-new"),
    path("times/calendars/<int:source_id>/delete/", own.source_remove, name="times-calendar-delete"),
    path("times/feed/", feed.feed, name="times-feed"),
    path("times/feed/new/", feed.feed_new, name="times-feed-new"),
    path("times/feed/close/", feed.feed_close, name="times-feed-close"),
    path("times/assistants/", assistance.assistants, name="times-assistants"),
    path("times/mailbox/", assistance.mailbox, name="times-mailbox"),
    path("assistance/", assistance.assistance, name="assistance"),
    path("assistance/<int:assistance_id>/end/", assistance.end, name="assistance-end"),
    path("feeds/<str:token>.ics", feed.subscribed, name="feed"),
    path("cohorts/<int:cohort_id>/places/", places.places, name="places"),
    path(PLACES, places.office_places, name="office-places"),
    path(f"{PLACES}new/", places.place_new, name="office-place-new"),
    path(f"{PLACES}<int:place_id>/", places.place, name="office-place"),
    path(f"{PLACES}<int:place_id>/delete/", places.place_delete, name="office-place-delete"),
    path(f"{PLACES}<int:place_id>/dates/", places.dates_hold, name="office-place-dates"),
    path(f"{PLACES}<int:place_id>/dates/<int:held_id>/drop/", places.date_drop, name="office-place-date-drop"),
    path("installation/travel/", travel.travel, name="travel"),
    path("installation/travel/<int:travel_id>/delete/", travel.travel_delete, name="travel-delete"),
]
