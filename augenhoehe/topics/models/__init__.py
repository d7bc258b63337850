from .offer import SetAside
from .pool import Category, Topic, TopicQuerySet
from .workshop import Contribution, Group, Pen, Vote, Workshop

__all__ = ["Category", "Contribution", "Group", "Pen", "SetAside", "Topic", "TopicQuerySet", "Vote", "Workshop"]
