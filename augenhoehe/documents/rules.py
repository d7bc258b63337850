"""Who reads documents. Takes a person and a cohort."""

import rules

from augenhoehe.programmes.rules import is_approver, is_council, is_office, is_sponsor

rules.add_perm("documents.read_all", is_office | is_approver | is_council | is_sponsor)
rules.add_perm("documents.see_backing", is_office | is_sponsor)
