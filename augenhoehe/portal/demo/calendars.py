"""Neutral places with dates held ahead, ways between the houses, and an executive whose assistant arranges dates."""

import datetime as dt

from django.utils import timezone

from augenhoehe.calendars.models import Assistant, HeldDate, NeutralPlace, Source, TravelTime, WeeklyHours
from augenhoehe.common.workdays import add_working_days
from augenhoehe.people.models import Person, Site
from augenhoehe.programmes.models import Programme

# Name, address, site, seats, steps-free, video, how to book, good to know.
PLACES = (
    ("Stadtbibliothek, Leseraum 2", "Lindenplatz 3", 0, 4, True, False, "Theke im Erdgeschoss, Telefon 233-410",
     "Ruhig, mit Tür. Getränke sind erlaubt."),
    ("Café Ratsstube", "Marktplatz 1, Innenhof", 0, 2, True, False, "", "Vormittags ist fast immer ein Tisch frei."),
    ("Kulturhaus, Besprechung 1.04", "Schulgasse 9", 3, 8, True, True, "raumbuchung@auenbrueck.example",
     "Großer Bildschirm mit Kamera, WLAN für Gäste."),
    ("Pavillon am Auwald", "Auwaldweg 2", 2, 6, False, False, "", "Für einen Spaziergang: Beginn am Tor."),
)  # fmt: skip
MINUTES = ((0, 1, 15), (0, 2, 35), (0, 3, 10), (0, 4, 40), (2, 4, 55))
HELD = (8, 15, 22, 29)


def build_calendars(programme: Programme, personas: dict[str, Person], sites: list[Site], now: dt.datetime) -> None:
    """What helps to find dates, and what the running tandem's executive has said about their time."""
    places = NeutralPlace.objects.bulk_create(
        NeutralPlace(
            programme=programme, name=name, address=address, site=sites[site], seats=seats, steps_free=steps_free,
            video=video, booking=booking, note=note,
        )
        for name, address, site, seats, steps_free, video, booking, note in PLACES
    )  # fmt: skip
    today = timezone.localdate(now)
    HeldDate.objects.bulk_create(
        HeldDate(place=places[2], starts_at=_at(add_working_days(today, days), 14), minutes=120) for days in HELD
    )
    TravelTime.objects.bulk_create(
        TravelTime(one=min(pair, key=_key), other=max(pair, key=_key), minutes=minutes)
        for one, other, minutes in MINUTES
        for pair in [(sites[one], sites[other])]
    )
    executive, assistant = personas["running_mentee"], personas["assistant"]
    Assistant.objects.create(executive=executive, assistant=assistant)
    WeeklyHours.objects.create(person=executive, monday="13:00–17:00", tuesday="09:00–12:00", thursday="09:00–16:00")
    Source.objects.create(
        person=executive, kind="pasted", name="Dienstkalender", busy=_full(today), fetched_at=now, tried_at=now
    )


def _key(site: Site) -> int:
    return site.pk


def _at(day: dt.date, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def _full(today: dt.date) -> list[list[int]]:
    """An executive's weeks: half of every morning and most afternoons."""
    spans = []
    for number in range(1, 120):
        day = add_working_days(today, number)
        for hour, minutes in ((8, 90), (13, 60)) if number % 3 else ((9, 150), (14, 120)):
            begin = int(_at(day, hour).timestamp()) // 60
            spans.append([begin, begin + minutes])
    return spans
