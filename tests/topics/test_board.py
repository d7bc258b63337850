"""Writing, voting, taking back; grouping, undoing, hiding."""

import uuid

import pytest
from django.utils import translation

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.topics import services
from augenhoehe.topics.enums import MOST_EACH
from augenhoehe.topics.models import Contribution, Group, Vote, Workshop
from augenhoehe.topics.selectors import board_of, left_to_write, votes_of, whole_board_of
from augenhoehe.topics.services import board as board_services
from tests.factories import NOW, make_group, make_person, make_topic

from .workshop import PHONES, held, vote, votes, write

pytestmark = pytest.mark.django_db


def seen(workshop: Workshop) -> dict[str, tuple[int, int, int]]:
    """What everybody sees: heading → votes, wishes, offers."""
    workshop.refresh_from_db()
    return {card.name: (card.votes, card.wants, card.offers) for card in board_of(workshop).cards}


def test_the_same_form_twice_is_one_contribution() -> None:
    workshop, key = held(), uuid.uuid4()
    twice = [
        services.contribute(workshop=workshop, kind="want", text="  Wikis   pflegen ", draft_key=key, device="a")
        for _ in "ab"
    ]
    assert [new for _one, new in twice] == [True, False]
    assert list(workshop.contributions.values_list("text", flat=True)) == ["Wikis pflegen"]


def test_same_words_and_the_same_topic_stand_together() -> None:
    workshop = held()
    topic = make_topic(workshop.cohort.programme, name_de="Tabellen", name_en="Tables")
    for text, kind in (("Wikis", "want"), ("wikis", "offer"), ("Chats", "want")):
        write(workshop, text, kind)
    for kind, words in (("want", ""), ("want", "Pivot"), ("offer", "")):
        write(workshop, words, kind, topic=topic)
    assert list(workshop.contributions.filter(group__pick=topic).values_list("text", flat=True)) == [
        "Tables",
        "Pivot",
        "Tables",
    ]
    assert seen(workshop) == {"Wikis": (0, 1, 1), "Chats": (0, 1, 0), "Tables": (0, 2, 1)}


def test_a_topic_has_one_name_in_the_hall_whatever_language_the_phones_speak() -> None:
    workshop = held()
    topic = make_topic(workshop.cohort.programme, name_de="Tabellen", name_en="Tables")
    for language in ("de", "en"):
        with translation.override(language):
            write(workshop, topic=topic)
    assert set(workshop.contributions.values_list("text", flat=True)) == {"Tables"}


def test_a_full_board_takes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_services, "MOST_CONTRIBUTIONS", 2)
    workshop, key = held(), uuid.uuid4()
    services.contribute(workshop=workshop, kind="want", text="a", draft_key=key, device="a")
    write(workshop, "b")
    with pytest.raises(services.BoardFullError):
        write(workshop, "c")
    assert services.contribute(workshop=workshop, kind="want", text="a", draft_key=key, device="a")[1] is False
    # what the facilitator hides makes room: alone, or with its group
    first, second = workshop.groups.all()
    hide = {"workshop": workshop, "hidden": True, "actor": make_person()}
    services.show_or_hide(groups=[second.pk], contributions=[], **hide)
    write(workshop, "c")
    services.show_or_hide(groups=[], contributions=[first.contributions.get().pk], **hide)
    write(workshop, "d")
    with pytest.raises(services.BoardFullError):
        write(workshop, "e")


def test_one_phone_does_not_fill_the_board() -> None:
    workshop = held()
    for number in range(MOST_EACH):
        write(workshop, f"Unsinn {number}", device=PHONES[0])
    with pytest.raises(services.EnoughWrittenError):
        write(workshop, "Unsinn", device=PHONES[0])
    write(workshop, "Wikis", device=PHONES[1])
    assert (workshop.contributions.count(), left_to_write(workshop, PHONES[1])) == (MOST_EACH + 1, MOST_EACH - 1)


def test_nothing_says_who_wrote_or_voted() -> None:
    workshop = held()
    write(workshop, "Wikis")
    Workshop.objects.update(state="voting")
    vote(workshop.groups.get())
    assert Entry.objects.count() == 0
    assert not any("device" in field.name or "person" in field.name for field in Contribution._meta.get_fields())


def test_a_phone_has_its_votes_and_no_more_and_can_take_them_back() -> None:
    workshop = held("voting", votes_each=2)
    one, two, three = (make_group(workshop) for _ in range(3))
    vote(one)
    vote(one)
    vote(two)
    with pytest.raises(services.NoVotesLeftError):
        vote(three)
    assert votes_of(workshop, PHONES[0]) == {one.pk: 1, two.pk: 1}
    services.take_vote(workshop=workshop, group_id=one.pk, device=PHONES[0])
    services.take_vote(workshop=workshop, group_id=one.pk, device=PHONES[0])
    vote(three)
    vote(three, PHONES[1])
    assert [votes(group) for group in (one, two, three)] == [0, 1, 2]


def test_votes_for_what_is_not_on_the_board_are_refused() -> None:
    workshop = held("voting")
    hidden, foreign = make_group(workshop, hidden=True), make_group(held("voting"))
    for pk in (hidden.pk, foreign.pk, 999_999):
        with pytest.raises(services.NotOnTheBoardError):
            services.give_vote(workshop=workshop, group_id=pk, device=PHONES[0])
    services.take_vote(workshop=workshop, group_id=foreign.pk, device=PHONES[0])
    assert Vote.objects.count() == 0


def test_whose_group_was_hidden_has_the_vote_to_give_again() -> None:
    workshop, office = held("voting", votes_each=1), make_person()
    rude, kind = make_group(workshop), make_group(workshop)
    vote(rude)
    services.show_or_hide(workshop=workshop, groups=[rude.pk], contributions=[], hidden=True, actor=office)
    assert votes_of(workshop, PHONES[0]) == {}
    vote(kind)
    assert (votes(rude), votes(kind)) == (0, 1)


def arrange(workshop: Workshop, groups: list[Group], into: Group | None, contributions: tuple[int, ...] = ()) -> Group:
    return services.arrange(
        workshop=workshop, groups=[one.pk for one in groups], contributions=contributions, actor=make_person(), now=NOW,
        target=into.pk if into else None, name="" if into else "Neu",
    )  # fmt: skip


def test_merging_takes_everything_along_and_undoing_gives_it_back() -> None:
    workshop = held("voting", votes_each=3)
    a, b, c = (make_group(workshop, name=name, wants=1, offers=number) for number, name in enumerate("abc"))
    for group in (a, b, c):
        vote(group)
    vote(b, PHONES[1])
    before = seen(workshop)
    assert before == {"a": (1, 1, 0), "b": (2, 1, 1), "c": (1, 1, 2)}
    arrange(workshop, [b], a)
    arrange(workshop, [a], c)
    assert seen(workshop) == {"c": (4, 3, 3)}
    # who voted for parts of it has voted for it, keeps the votes, and can take each back
    assert votes_of(workshop, PHONES[0]) == {c.pk: 3}
    vote(c, PHONES[1])
    assert votes_of(workshop, PHONES[1]) == {c.pk: 1}
    for group in (b, a):
        services.undo_merge(workshop=workshop, group_id=group.pk, actor=make_person())
    assert seen(workshop) == before


def test_a_group_is_never_merged_into_itself_or_a_part_of_itself() -> None:
    workshop = held()
    a, b = make_group(workshop, name="a"), make_group(workshop, name="b")
    arrange(workshop, [b], a)
    arrange(workshop, [a, b], b)
    assert seen(workshop) == {"a": (0, 2, 0)}


def test_a_single_contribution_moves_and_the_last_one_takes_the_votes_along() -> None:
    workshop = held("voting")
    a, b = make_group(workshop, name="a", wants=2), make_group(workshop, name="b")
    vote(a)
    first, last = a.contributions.values_list("pk", flat=True)
    arrange(workshop, [], b, (first,))
    assert seen(workshop) == {"a": (1, 1, 0), "b": (0, 2, 0)}
    arrange(workshop, [], b, (last,))
    assert seen(workshop) == {"b": (1, 3, 0)}


def test_a_new_group_is_made_of_what_is_ticked() -> None:
    workshop = held()
    a, b = make_group(workshop, name="a", wants=2), make_group(workshop, name="b")
    arrange(workshop, [b], None, (a.contributions.first().pk,))
    assert seen(workshop) == {"a": (0, 1, 0), "Neu": (0, 2, 0)}


def test_what_belongs_to_another_workshop_stays_there() -> None:
    workshop, other = held(), held()
    mine, foreign = make_group(workshop, name="mine"), make_group(other, name="foreign")
    arrange(workshop, [foreign], mine, (foreign.contributions.get().pk,))
    with pytest.raises(services.NotOnTheBoardError):
        arrange(workshop, [mine], foreign)
    office = make_person()
    ids = {"groups": [foreign.pk], "contributions": [foreign.contributions.get().pk]}
    services.show_or_hide(workshop=workshop, hidden=True, actor=office, **ids)
    with pytest.raises(services.NotOnTheBoardError):
        services.undo_merge(workshop=workshop, group_id=foreign.pk, actor=office)
    assert (seen(workshop), seen(other)) == ({"mine": (0, 1, 0)}, {"foreign": (0, 1, 0)})


def test_hidden_words_leave_the_heading_too() -> None:
    workshop, office = held(), make_person()
    rude = write(workshop, "Böses")
    arrange(workshop, [], rude.group, (write(workshop, "Gutes").pk,))
    hide = {"workshop": workshop, "groups": [], "actor": office}
    services.show_or_hide(contributions=[rude.pk], hidden=True, **hide)
    assert seen(workshop) == {"Gutes": (0, 1, 0)}
    good = workshop.contributions.get(text="Gutes")
    services.show_or_hide(contributions=[good.pk], hidden=True, **hide)
    assert seen(workshop) == {}
    assert [(card.hidden, len(card.contributions)) for card in whole_board_of(workshop).cards] == [(True, 2)]
    services.show_or_hide(contributions=[good.pk], hidden=False, **hide)
    assert seen(workshop) == {"Gutes": (0, 1, 0)}


def test_a_stale_heading_is_refused_and_the_log_holds_no_words() -> None:
    group, office = make_group(held()), make_person()
    services.rename_group(group=group, version=1, name="Eins", actor=office)
    with pytest.raises(StaleError):
        services.rename_group(group=group, version=1, name="Zwei", actor=office)
    assert Group.objects.get().name == "Eins"
    assert [entry.data for entry in Entry.objects.all()] == [{}]


def test_fewer_votes_are_refused_once_somebody_has_voted() -> None:
    workshop, office = held("voting", votes_each=3), make_person()
    services.change_workshop(workshop=workshop, version=1, changes={"votes_each": 2}, actor=office)
    vote(make_group(workshop))
    with pytest.raises(services.VotesGivenError):
        services.change_workshop(workshop=workshop, version=2, changes={"votes_each": 1}, actor=office)
    assert services.change_workshop(workshop=workshop, version=2, changes={"votes_each": 4}, actor=office).version == 3
