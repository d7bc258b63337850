"""A run as a file: the same input gives the same bytes, and no cell is a formula."""

import csv
import io
import json

import pytest
from django.utils import translation

from augenhoehe.matching import exports
from augenhoehe.people.models import Person

from .world import World, make_world


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_the_same_input_gives_the_same_bytes(world: World, kind: str) -> None:
    write = exports.KINDS[kind][1]
    first, second = world.run(), world.run(actor=world.office2)
    with translation.override("de"):
        german = write(second)
    assert write(first) == write(second) == german


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_another_input_gives_other_bytes(world: World, kind: str) -> None:
    write = exports.KINDS[kind][1]
    first = world.run()
    mentor, mentee = next(iter(world.pairs(first)))
    assert write(first) != write(world.decide(first, mentor, mentee, "ban").run)


def rows(run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports.to_csv(run).decode("utf-8-sig")), delimiter=";"))


def test_the_csv_is_one_table_with_everybody(db: None) -> None:
    world = make_world(1, 2)
    run = world.run()
    pair, alone = rows(run)
    proposal = run.proposals.select_related("mentor__person", "mentee__person").get()
    assert (pair["Address of the mentor"], pair["Address of the mentee"], pair["Score"]) == (
        proposal.mentor.person.email,
        proposal.mentee.person.email,
        str(proposal.score),
    )
    assert pair["Topic fit (40)"] == "1000"
    assert (alone["Address of the mentor"], alone["Address of the mentee"]) == (
        "",
        run.left_over.get().application.person.email,
    )
    assert alone["Reasons"].startswith("Too few places. 2 mentees (")


def test_a_name_that_looks_like_a_formula_is_text(world: World) -> None:
    Person.objects.filter(pk=world.mentors[0].person_id).update(first_name="=1+1", last_name="")
    assert "'=1+1" in {row["Mentor"] for row in rows(world.run())}


def test_the_json_names_people_by_address_and_has_the_proof(world: World) -> None:
    run = world.run()
    content = json.loads(exports.to_json(run))
    assert {one["mentor"] for one in content["pairs"]} == {one.person.email for one in world.mentors}
    assert content["certificate"]["certified"] is True
    assert content["left_over"] == []
    assert content["input_sha256"] == run.input_hash
    known = {one.person.email for one in (*world.mentors, *world.mentees)}
    cover = content["certificate"]["cardinality"]
    assert set(cover["mentors"]) | set(cover["mentees"]) <= known


def test_the_json_does_not_hold_the_input(world: World) -> None:
    """The input names the pairs that are not possible for private reasons; a file is passed on more easily."""
    assert set(json.loads(exports.to_json(world.run()))) == {
        "pairs", "left_over", "certificate", "policy", "total", "floor", "worst", "switched_off", "engine_version",
        "rules", "weights",
        "quotas", "input_sha256",
    }  # fmt: skip
