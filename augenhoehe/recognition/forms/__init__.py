from .check import CodeForm, CompareForm
from .holder import TopicsForm
from .office import FilterForm, InclusionForm, IssueForm, ReissueForm, RevokeForm, RuleForm

__all__ = [
    "CodeForm",
    "CompareForm",
    "FilterForm",
    "InclusionForm",
    "IssueForm",
    "ReissueForm",
    "RevokeForm",
    "RuleForm",
    "TopicsForm",
]
