"""What the tandems talk about: aspects, topics, and how their views lie to each other. Steps of five, or whole lots."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from augenhoehe.disclosure import FLOOR
from augenhoehe.feedback.models import Theme
from augenhoehe.mirror.selectors.office import Means, figures_of
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.selectors.tally import Sums, sums_of
from augenhoehe.topics.models import Topic

from ..enums import Counted
from ..tables import Cell, Column, Row, Section, Table
from .dates import few
from .process import Kept


def stepped(number: int) -> Cell:
    """A count as it may be told: in steps of five, so that neither it nor the next one speaks of a few."""
    told = number - number % FLOOR
    return Cell(told, text=_("%(number)d or more") % {"number": told}) if told else Cell(text=few())


def coverage_section(cohort: Cohort, kept: Kept) -> Section:
    """Aspects and topics. Three queries at most."""
    sums = sums_of(cohort)
    tables = [table for table in (_aspects(sums), _topics(kept, sums)) if table]
    missing = "" if tables else _("Nothing is told yet: it takes ten tandems that have met and said what about.")
    return Section("coverage", _("What it was about"), tables=tables, missing=missing)


def _aspects(sums: Sums | None) -> Table | None:
    if sums is None or not sums.aspects:
        return None
    columns = [Column("once", _("at least once")), Column("half", _("in every second meeting or more"))]
    rows = [Row(aspect.value, str(aspect.label), [stepped(one) for one in told]) for aspect, told in sums.aspects]
    title = _("In how many tandems each aspect has come up")
    note = _("Of %(tandems)d tandems that have met.") % {"tandems": sums.tally.tandems}
    return Table("aspects", title, _("Aspect"), columns, rows, note)


def _topics(kept: Kept, sums: Sums | None) -> Table | None:
    """Wanted and offered by those who were admitted, worked on by tandems; only topics of which anything is told."""
    people = kept.get(Counted.PEOPLE)
    named: Mapping[str, Sequence[int]] = people.told["topics"] if people else {}
    worked = {str(topic.pk): number for topic, number in sums.topics} if sums else {}
    found = {str(one.pk): one for one in Topic.objects.filter(pk__in={*named, *worked}).select_related("category")}
    columns = [
        Column("wanted", _("wanted by mentees"), compared=False),
        Column("offered", _("offered by mentors"), compared=False),
        Column("worked", _("worked on by tandems")),
    ]
    rows = [
        Row(key, str(topic.name), [stepped(one) for one in (*named.get(key, (0, 0)), worked.get(key, 0))])
        for key, topic in found.items()
    ]
    if not rows:
        return None
    title = _("Topics wanted, offered and worked on")
    note = _("Topics that fewer than %(floor)d name are left out.") % {"floor": FLOOR}
    return Table("topics", title, _("Topic"), columns, rows, note)


def themes_section(kept: Kept) -> Section | None:
    """What several feedback talks were about, without a word of their notes; None where too few were held."""
    standing = kept.get(Counted.THEMES)
    told: Mapping[str, int] = standing.told["themes"] if standing else {}
    rows = [Row(str(one.pk), str(one), [stepped(told[str(one.pk)])]) for one in Theme.objects.filter(pk__in=told)]
    if not rows:
        return None
    columns = [Column("mentors", _("Mentors who spoke of it"))]
    table = Table("themes", _("Themes of the feedback talks with mentors"), _("Theme"), columns, rows)
    return Section("themes", _("Feedback talks"), tables=[table])


def mirror_section(cohort: Cohort) -> Section:
    """Means of lots of tandems that were closed. Three queries."""
    figures = figures_of(cohort)
    columns = [
        Column("distance-first", _("Distance, first look"), compared=False),
        Column("distance-last", _("Distance, second look")),
        Column("assumed-first", _("Assumed distance, first look"), compared=False),
        Column("assumed-last", _("Assumed distance, second look"), compared=False),
    ]
    rows = [Row(one.statement.key, str(one.statement.text), _views(one.first, one.last)) for one in figures.rows]
    numbers = {"first": figures.first, "last": figures.last}
    note = _("Of %(first)d tandems in the first look and %(last)d in the second; 0 means the same view.") % numbers
    table = Table("mirror", _("How far the views of the two lie apart, 0 to 5"), _("Statement"), columns, rows, note, 5)
    missing = "" if rows else _("Nothing is told yet: it takes five tandems that have both answered.")
    return Section("mirror", _("Perspective mirror"), tables=[table] if rows else [], missing=missing)


def _views(first: Means | None, last: Means | None) -> list[Cell]:
    looks = [(one.distance, one.assumed) if one else (None, None) for one in (first, last)]
    return [Cell(look[at], digits=1) for at in (0, 1) for look in looks]
