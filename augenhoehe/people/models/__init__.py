from .organisation import Grade, Site, Unit
from .person import Person, PersonManager
from .relation import FormerTandem, Relation
from .upload import Upload

__all__ = ["FormerTandem", "Grade", "Person", "PersonManager", "Relation", "Site", "Unit", "Upload"]
