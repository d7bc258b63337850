from django.apps import AppConfig
from django.conf import settings
from django.forms import ChoiceField, Field, FileField, MultipleChoiceField
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import translation

from .gender import with_form


class CommonConfig(AppConfig):
    name = "augenhoehe.common"

    def ready(self) -> None:
        # The framework has one sentence for all of them, and it is officialese in German.
        Field.default_error_messages["required"] = _("Please fill this in.")
        FileField.default_error_messages["required"] = _("Please choose a file.")
        ChoiceField.default_error_messages["required"] = _("Please choose one of these.")
        MultipleChoiceField.default_error_messages["required"] = _("Please tick at least one.")
        if settings.GENDER_FORM != "colon":
            self._rewrite_german_catalogue(settings.GENDER_FORM)

    @staticmethod
    def _rewrite_german_catalogue(form: str) -> None:
        for catalogue in translation("de")._catalog._catalogs:  # type: ignore[attr-defined]
            catalogue.update({key: with_form(text, form) for key, text in catalogue.items()})
