from .offer import SetAside
from .pool import Category, Topic, TopicQuerySet
from .workshop import Contribution, Group, Vote, Workshop

__all__ = ["Category", "Contribution", "Group", "SetAside", "Topic", "TopicQuerySet", "Vote", "Workshop"]
