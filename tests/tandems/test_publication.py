"""One act: proposals become tandems, everybody hears of it, and a second person has looked."""

import datetime as dt
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.errors import PublicationError, SamePersonError
from augenhoehe.tandems.models import ActionLink, Tandem
from augenhoehe.tandems.services.links import find_link
from augenhoehe.tandems.services.publication import publish_run
from tests import factories
from tests.factories import NOW
from tests.matching.world import World, make_world

from .world import link_in, mails, published


def publish(world: World, run: Run, actor=None, **changes):
    return publish_run(run=run, actor=actor or world.office2, now=NOW, **{"acknowledged": True, **changes})


def test_proposals_become_tandems_and_everybody_hears(db) -> None:
    world = make_world(3, 2)
    done = publish(world, world.submitted())
    assert (done.tandems, done.left_over, done.new) == (2, 1, True)
    assert {(one.mentor_id, one.mentee_id) for one in Tandem.objects.all()} == {
        (one.mentor_id, one.mentee_id) for one in done.run.proposals.all()
    }
    sent = sorted(Mail.objects.filter(key__startswith="tandems.").values_list("key", flat=True))
    assert sent == ["tandems.left_over", *["tandems.proposal_mentee"] * 2, *["tandems.proposal_mentor"] * 2]
    assert ActionLink.objects.count() == 4
    run = Run.objects.get(pk=done.run.pk)
    assert (run.state, run.approved_by, run.published_at) == (RunState.PUBLISHED, world.office2, NOW)


def test_each_tandem_has_its_log_entry(world: World) -> None:
    tandems = published(world)
    entries = Entry.objects.filter(action="tandems.proposed", object_type="tandems.Tandem")
    assert {(one.object_id, one.actor_id) for one in entries} == {(one.pk, world.office2.pk) for one in tandems}


def test_three_pairs_take_no_more_queries_than_one(db) -> None:
    taken = []
    for pairs in (1, 3):
        world = make_world(pairs, pairs + 1)
        run = world.submitted()
        with CaptureQueriesContext(connection) as queries:
            assert publish(world, run).tandems == pairs
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_tandem_keeps_reasons_score_and_the_deadline(world: World) -> None:
    tandem = published(world)[0]
    proposal = tandem.proposal
    assert (tandem.reasons, tandem.score) == (proposal.contributions, proposal.score)
    # Monday 23 November and five working days: the end of Monday 30 November in Berlin.
    assert tandem.answer_by == dt.datetime(2026, 11, 30, 22, 59, 59, tzinfo=dt.UTC)


def test_the_submitter_cannot_publish(world: World) -> None:
    run = world.submitted()
    with pytest.raises(SamePersonError):
        publish(world, run, actor=world.office)
    assert (Tandem.objects.count(), mails("proposal_mentor")) == (0, [])


def test_without_four_eyes_one_person_is_enough(world: World) -> None:
    world.cohort.four_eyes = False
    world.cohort.save()
    publish(world, world.run(), actor=world.office)
    assert Tandem.objects.count() == 2


def test_with_four_eyes_a_run_nobody_submitted_is_refused(world: World) -> None:
    with pytest.raises(PublicationError):
        publish(world, world.run())
    assert Tandem.objects.count() == 0


def test_a_stranger_cannot_publish(world: World) -> None:
    with pytest.raises(PublicationError):
        publish(world, world.submitted(), actor=factories.make_person())
    assert Tandem.objects.count() == 0


def test_publishing_twice_is_once(world: World) -> None:
    run = world.submitted()
    publish(world, run)
    before = (Tandem.objects.count(), Mail.objects.count(), Entry.objects.count())
    again = publish(world, run)
    assert (again.new, again.tandems) == (False, 2)
    assert (Tandem.objects.count(), Mail.objects.count(), Entry.objects.count()) == before


def test_who_withdrew_meanwhile_stops_the_whole_publication(world: World) -> None:
    run = world.submitted()
    Application.objects.filter(pk=world.mentees[1].pk).update(state="withdrawn")
    with pytest.raises(PublicationError):
        publish(world, run)
    run.refresh_from_db()
    assert (run.state, Tandem.objects.count(), mails("left_over")) == (RunState.SUBMITTED, 0, [])


def test_the_mail_is_in_the_readers_language_and_names_the_partner(world: World) -> None:
    for application, language in ((world.mentors[0], "de"), (world.mentees[0], "en")):
        application.person.language = language
        application.person.save()
    published(world)
    german = Mail.objects.get(person_id=world.mentors[0].person_id)
    tandem = Tandem.objects.get(mentor=world.mentors[0])
    partner = tandem.mentee.person.get_full_name()
    assert (german.language, german.subject) == ("de", f"Ein Vorschlag für Ihr Tandem: {partner}")
    assert "Bitte antworten Sie bis Montag, 30. November 2026." in german.text
    english = Mail.objects.get(person_id=world.mentees[0].person_id)
    assert "Please answer by Monday, 30 November 2026." in english.text
    assert "Your partner offers what you are looking for: Chat programs." in english.text


def test_the_link_is_stored_as_a_hash_only(world: World) -> None:
    published(world)
    mail = mails("proposal_mentor")[0]
    signed = link_in(mail).split("/")[2]
    link = find_link(signed)
    bare = signed.rpartition(".")[0]
    assert link is not None
    assert link.token_hash == hashlib.sha256(bare.encode()).hexdigest()
    assert not [value for row in ActionLink.objects.values() for value in row.values() if bare in str(value)]
    assert mail.secret


def test_a_mentor_with_two_places_gets_two_numbered_ones(db) -> None:
    world = make_world(1, 2)
    world.cohort.mentor_capacity = 2
    world.cohort.save()
    Application.objects.filter(pk=world.mentors[0].pk).update(capacity=2)
    tandems = published(world)
    assert sorted((one.place, one.capacity) for one in tandems) == [(1, 2), (2, 2)]


def test_left_over_people_read_their_own_cause(db) -> None:
    world = make_world(1, 2)
    published(world)
    mail = mails("left_over")[0]
    assert "There are mentors who would suit you, but fewer of them than people who are looking for one." in mail.text
    placed = set(Tandem.objects.values_list("mentee__person", flat=True))
    assert mail.person_id not in placed


def test_private_reasons_are_told_to_nobody(db) -> None:
    from augenhoehe.applications import confidential

    world = make_world(2, 1)
    for mentor in world.mentors[:1]:
        confidential.replace_exclusions(application=mentor, emails=[world.mentees[0].person.email])
    published(world)
    texts = [mail.text.lower() for mail in mails("left_over")]
    assert len(texts) == 1
    assert not [text for text in texts if "private" in text or "exclu" in text]
