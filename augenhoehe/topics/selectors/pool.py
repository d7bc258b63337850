from django.db.models import Prefetch

from augenhoehe.programmes.models import Programme

from ..models import Category, Topic


def pool(programme: Programme, *, active_only: bool = False) -> list[Category]:
    """The programme's categories, each with its topics prefetched. Two queries."""
    topics = Topic.objects.select_related("workshop")
    topics = topics.filter(active=True) if active_only else topics
    return list(programme.topic_categories.prefetch_related(Prefetch("topics", topics)))
