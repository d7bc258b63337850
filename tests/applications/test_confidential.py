"""The silent list: whom it keeps apart, and that nobody reads it."""

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.module_loading import import_string

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import State
from augenhoehe.applications.services import forget_silent_lists
from augenhoehe.audit.models import Entry
from augenhoehe.common.periodic import jobs
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
CANARY = "kanarienvogel@stadt.example"
PROJECT = Path(__file__).parents[2]


def test_a_pair_is_private_whoever_of_the_two_named_the_other(cast: Cast) -> None:
    pair = {(cast.mentor_application.pk, cast.mentee_application.pk)}
    for one, other in ((cast.mentor_application, cast.mentee), (cast.mentee_application, cast.mentor)):
        confidential.replace_exclusions(application=one, emails=[other.email.upper()])
        assert confidential.private_pairs(cohort=cast.cohort) == pair
        confidential.forget_exclusions(application=one)
    assert confidential.private_pairs(cohort=cast.cohort) == set()


def test_people_of_the_same_role_or_of_nowhere_make_no_pair(cast: Cast) -> None:
    second = factories.make_application(cast.cohort, "mentor")
    confidential.replace_exclusions(
        application=cast.mentor_application, emails=[second.person.email, CANARY, cast.mentor.email, " "]
    )
    own = confidential.own_exclusions(reader=cast.mentor, application=cast.mentor_application)
    assert own == sorted([CANARY, second.person.email])
    assert confidential.private_pairs(cohort=cast.cohort) == set()


def test_nobody_reads_the_list_of_somebody_else(cast: Cast) -> None:
    for reader in (cast.office, cast.mentee, cast.admin):
        with pytest.raises(PermissionError):
            confidential.own_exclusions(reader=reader, application=cast.mentor_application)


def test_the_lists_go_at_the_end_of_their_cohort_and_no_others(cast: Cast) -> None:
    other = factories.make_application(factories.make_cohort(), "mentor")
    confidential.replace_exclusions(application=cast.mentor_application, emails=[CANARY])
    confidential.replace_exclusions(application=other, emails=[CANARY])
    assert confidential.forget_cohort(cohort=cast.cohort) == 1
    assert confidential.own_exclusions(reader=other.person, application=other) == [CANARY]


def test_lists_are_deleted_the_day_after_the_cohort(cast: Cast) -> None:
    confidential.replace_exclusions(application=cast.mentor_application, emails=[CANARY])
    day = dt.timedelta(days=1)
    gone = [forget_silent_lists(today=cast.cohort.ends_on + n * day) for n in range(3)]
    assert gone == [0, 1, 0]
    entry = Entry.objects.get(action="applications.lists_forgotten")
    assert (entry.object_id, entry.data) == (cast.cohort.pk, {"entries": 1})


def test_the_job_is_declared_and_runs(cast: Cast) -> None:
    job = jobs()["applications.forget_silent_lists"]
    confidential.replace_exclusions(application=cast.mentor_application, emails=[CANARY])
    import_string(job.task).call()
    own = confidential.own_exclusions(reader=cast.mentor, application=cast.mentor_application)
    assert own == [CANARY]


def test_the_canary_sings_for_its_owner_alone(cast: Cast, as_: As) -> None:
    """Every page of this room, for everybody: the address is on the owner's own step and nowhere else."""
    type(cast.mentor_application).objects.filter(pk=cast.mentor_application.pk).update(state=State.SUBMITTED)
    cast.mentor_application.refresh_from_db()
    url = f"/applications/{cast.mentor_application.pk}/exclusions/"
    owner = as_(cast.mentor)
    assert owner.post(url, fields(owner.get(url), emails=CANARY)).status_code == 302
    office = f"/office/cohorts/{cast.cohort.pk}/"
    pages = [
        url,
        f"/applications/{cast.mentor_application.pk}/",
        f"{office}applications/",
        f"{office}applications/?text=kanarienvogel",
        f"{office}applications/{cast.mentor_application.pk}/",
        f"{office}applications/reserve/",
        f"{office}applications/export/csv/",
        f"{office}topics/coverage/",
    ]
    cast.mentor.refresh_from_db()
    heard = []
    for role in ("mentor", "mentee", "office", "office2", "council", "sponsor", "supervisor", "admin"):
        client = as_(getattr(cast, role))
        heard += [(role, page) for page in pages if CANARY.split("@")[0] in _without_query(client, page)]
    assert heard == [("mentor", url)]
    assert CANARY not in str(list(Entry.objects.values()))
    assert CANARY not in str(list(Mail.objects.values()))


def _without_query(client: Client, page: str) -> str:
    text = client.get(page).content.decode()
    return text.replace('value="kanarienvogel"', "").replace("text=kanarienvogel", "")


@pytest.mark.parametrize(
    ("name", "line", "contract"),
    [
        ("views/office.py", "from augenhoehe.applications import confidential\n", "the door"),
        (
            "selectors/office.py",
            "from augenhoehe.applications.models.exclusion import Exclusion\n",
            "the table",
        ),
    ],
)
def test_import_linter_keeps_the_office_out(name: str, line: str, contract: str, tmp_path: Path) -> None:
    """Planted: an office module that imports the list. The linter must complain about exactly that."""
    copy = tmp_path / "project"
    shutil.copytree(PROJECT / "augenhoehe", copy / "augenhoehe", ignore=shutil.ignore_patterns("*.po", "static"))
    shutil.copytree(PROJECT / "config", copy / "config")
    shutil.copy(PROJECT / "pyproject.toml", copy)
    target = copy / "augenhoehe" / "applications" / name
    target.write_text(target.read_text(encoding="utf-8") + line, encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(linter), "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert broken == [f"Silent exclusion lists: {contract} BROKEN"]
