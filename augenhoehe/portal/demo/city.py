"""The city's departments, divisions, sections and houses."""

from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Site, Unit

CITY = "Stadt Auenbrück"
DOMAIN = "auenbrueck.example"

# Short name, name, divisions.
DEPARTMENTS = (
    ("DIR", "Direktorium", ("Recht", "Stadtarchiv", "Presse und Information")),
    (
        "POR",
        "Personal- und Organisationsreferat",
        ("Personalentwicklung", "Organisation", "Personalbetreuung"),
    ),
    ("KAE", "Stadtkämmerei", ("Haushalt", "Kasse und Steuern", "Beteiligungen")),
    ("KVR", "Kreisverwaltungsreferat", ("Bürgerangelegenheiten", "Straßenverkehr", "Sicherheit und Ordnung")),
    ("BAU", "Baureferat", ("Hochbau", "Tiefbau", "Gartenbau")),
    ("PLA", "Referat für Stadtplanung", ("Stadtentwicklung", "Bebauungsplanung", "Lokalbaukommission")),
    ("SOZ", "Sozialreferat", ("Jugendamt", "Soziale Sicherung", "Wohnen und Migration")),
    (
        "BIL",
        "Referat für Bildung und Sport",
        ("Kindertageseinrichtungen", "Allgemeinbildende Schulen", "Sport"),
    ),
    ("KUL", "Kulturreferat", ("Stadtbibliothek", "Museen", "Kulturförderung")),
    ("GES", "Gesundheitsreferat", ("Gesundheitsplanung", "Gesundheitsschutz", "Friedhöfe")),
    ("KLU", "Referat für Klima und Umwelt", ("Klimaschutz", "Umweltschutz", "Naturschutz")),
    ("MOB", "Mobilitätsreferat", ("Verkehrsplanung", "Verkehrssteuerung", "Radverkehr")),
    ("WIR", "Referat für Arbeit und Wirtschaft", ("Wirtschaftsförderung", "Tourismus", "Europa")),
    ("ITR", "IT-Referat", ("Digitalisierung", "IT-Betrieb", "IT-Sicherheit")),
    ("KOM", "Kommunalreferat", ("Immobilien", "Abfallwirtschaft", "Märkte")),
)
SECTIONS = ("Grundsatz", "Verfahren", "Service")
SITES = (
    ("Rathaus", "Marktplatz 1"),
    ("Technisches Rathaus", "Brückenstraße 40"),
    ("Haus am Auwald", "Auwaldweg 12"),
    ("Bildungscampus", "Schulgasse 7"),
    ("Verwaltungszentrum Süd", "Südring 100"),
)


def build_units() -> list[Unit]:
    """All units, departments first. Returns the sections and divisions, where people work."""
    working: list[Unit] = []
    for short, name, divisions in DEPARTMENTS:
        department = Unit.objects.create(name=name, short=short, kind=UnitKind.DEPARTMENT)
        working.append(department)
        for i, division_name in enumerate(divisions, start=1):
            division = Unit.objects.create(
                name=division_name, short=f"{short}-{i}", kind=UnitKind.DIVISION, parent=department
            )
            working.append(division)
            sections = [
                Unit(
                    name=f"{division_name}, {section}",
                    short=f"{short}-{i}{j}",
                    kind=UnitKind.SECTION,
                    parent=division,
                )
                for j, section in enumerate(SECTIONS, start=1)
            ]
            working += Unit.objects.bulk_create(sections)
    return working


def build_sites() -> list[Site]:
    """The city's houses."""
    return Site.objects.bulk_create([Site(name=name, address=address) for name, address in SITES])
