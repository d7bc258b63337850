"""The written form of gender-sensitive German is the installation's choice.

The catalogue is written with a colon ("Mentor:in"); the other forms are derived from it once, when the catalogue
is loaded. `slash` is the form that the German spelling council's rules cover ("Mentor/-in").
"""

import re
from typing import Final

FORMS: Final = {"colon": ":", "star": "*", "underscore": "_", "slash": "/-"}
_MARK = re.compile(r"(?<=[a-zäöüß]):(?=in(?:nen)?\b)")


def with_form(text: str, form: str) -> str:
    """The text with the marks of `form`, one of FORMS. Raises KeyError for any other."""
    return _MARK.sub(FORMS[form], text)
