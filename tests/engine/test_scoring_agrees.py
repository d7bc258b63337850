"""Three readings of the same formulas: the solver's products, the verifier's rows, and plain Python."""

from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import Criteria, Rules
from augenhoehe.engine.instance import build
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.rows import RowReader
from augenhoehe.engine.rules import RULES

from .people import cohort

everything = Criteria(
    topic_fit=30, aspects=15, topic_level=10, career_stage=10, place_mode=10, time=10, new_link=5, profession=10
)
rule_sets = st.builds(
    Rules,
    department=st.integers(0, 3),
    direction=st.sampled_from(["reverse", "classic", "equal"]),
    level_gap_min=st.integers(0, 2),
    level_gap_max=st.sampled_from([None, 2, 4]),
    function_level=st.booleans(),
    grade=st.booleans(),
    grade_gap_max=st.sampled_from([None, 2]),
    different_attribute=st.sampled_from([None, "organisation"]),
    topic=st.booleans(),
    language=st.booleans(),
    mode=st.booleans(),
    slot=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), rule_sets, st.sampled_from([0.0, 0.2, 0.9, 1.0]))
def test_all_pairs_agree(seed: int, rules: Rules, gaps: float) -> None:
    problem = cohort(seed, 6, 7, gaps, rules=rules, criteria=everything, bans={("m000", "e001")})
    instance = build(problem)
    reader = Reader(problem)
    rows = RowReader(problem, reader.on)
    for i, one in enumerate(problem.mentors):
        row, removed = rows.row(one)
        for j, other in enumerate(problem.mentees):
            against = reader.against(one, other)
            assert against == tuple(rule for k, rule in enumerate(RULES) if instance.removed[i, j] >> k & 1)
            for name in reader.on.criteria:
                assert reader.part(name, one, other).points == instance.points[name][i, j], name
            assert against == tuple(rule for k, rule in enumerate(RULES) if removed[j] >> k & 1)
            score = -1 if against else reader.score(one, other)
            assert score == instance.scores[i, j] == row[j]
