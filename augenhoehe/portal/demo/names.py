"""Common given names and surnames; the people that the generator makes of them do not exist."""

FIRST = (
    "Aylin Anna Ali Amelie Andreas Antonia Ben Bettina Birgit Can Carla Charlotte Christian Clara Claudia Daniel "
    "David Deniz Dominik Elena Elif Emma Erik Eva Fatma Felix Finn Florian Franziska Georg Greta Hanna Hannes "
    "Helene Ida Ines Ivana Jakob Jan Jana Jonas Julia Kaan Karim Karin Katharina Klara Konrad Laura Lea Lena Leon "
    "Lilli Linh Lisa Luca Luis Luisa Maja Malte Marc Maria Marie Marlene Martin Matthias Max Mehmet Mia Milan "
    "Mira Moritz Nele Niklas Nina Noah Nora Oskar Paul Paula Peter Petra Philipp Rosa Ruth Sabine Samir Sandra "
    "Sara Selin Simon Sofia Sophie Stefan Susanne Tarek Theresa Thomas Tim Tobias Tom Ute Vera Viktor Yasmin "
    "Zeynep "
).split()

LAST = (
    "Albrecht Arslan Bauer Baumann Beck Becker Berger Bergmann Böhm Brandt Braun Brunner Busch Demir Dietrich "
    "Eder Engel Fischer Frank Franke Friedrich Fuchs Gruber Günther Haas Hahn Hartmann Heinrich Herrmann Hofer "
    "Hoffmann Horn Huber Jäger Jansen Kaiser Kaya Keller Klein Koch Köhler König Kovačević Kraus Krause Krüger "
    "Kuhn Lang Lange Lehmann Lindner Lorenz Ludwig Maier Martin Mayer Mayr Meier Meyer Möller Moser Müller Nagy "
    "Neumann Nguyen Nowak Otto Özdemir Peters Petrović Pfeiffer Pichler Pohl Reiter Richter Roth Sauer Schäfer "
    "Schmid Schmidt Schneider Scholz Schreiber Schröder Schubert Schulz Schumacher Schuster Schwarz Seidel Simon "
    "Sommer Stein Thomas Vogel Vogt Wagner Walter Weber Weiß Werner Winkler Winter Wolf Yılmaz Zimmermann "
).split()

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ö": "oe", "č": "c", "ć": "c", "ı": "i"})


def address(first: str, last: str, domain: str, number: int = 0) -> str:
    """The work address made of a name; `number` tells namesakes apart."""
    local = f"{first}.{last}".lower().translate(_PLAIN)
    return f"{local}{number or ''}@{domain}"
