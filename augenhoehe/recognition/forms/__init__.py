from .benefits import BenefitForm, OpenForm, PlaceFilterForm, ProposalForm, SettleForm, WishesForm
from .check import CodeForm, CompareForm
from .holder import TopicsForm
from .office import FilterForm, InclusionForm, IssueForm, ReissueForm, RevokeForm, RuleForm

__all__ = [
    "BenefitForm",
    "CodeForm",
    "CompareForm",
    "FilterForm",
    "InclusionForm",
    "IssueForm",
    "OpenForm",
    "PlaceFilterForm",
    "ProposalForm",
    "ReissueForm",
    "RevokeForm",
    "RuleForm",
    "SettleForm",
    "TopicsForm",
    "WishesForm",
]
