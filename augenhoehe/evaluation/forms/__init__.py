from .report import PassageForm, RateForm

__all__ = ["PassageForm", "RateForm"]
