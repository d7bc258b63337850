from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

_BIGGEST_ID: Final = 2**63 - 1


class ManyOf(forms.ModelMultipleChoiceField):
    """Several rows of a table. A number too big for any id is an unknown one, and no error of the database."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if str(one).isdecimal() and int(one) > _BIGGEST_ID:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": one}
                )
        return super().clean(value)
