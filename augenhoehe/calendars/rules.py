import rules

from augenhoehe.programmes.rules import is_approver, is_council, is_office, is_sponsor, takes_part

rules.add_perm("calendars.see_places", is_office | is_approver | is_council | is_sponsor | takes_part)
