"""The matching desk is the office's; whoever approves reads it; everybody else does not learn that it exists."""

READ = "office:200 office2:200 anonymous:302 *:404"
WRITE = "anonymous:302 *:404"
DESK = "office/cohorts/<int:cohort_id>/matching/"
RUN = f"{DESK}runs/<int:number>/"
SAMPLE = {"cohort_id": "cohort_id"}
NOBODY = "anonymous:302 *:404"

ROUTES = {
    DESK: {"GET": READ, "sample": SAMPLE},
    f"{DESK}notices/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}proposals/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}left-over/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}published/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}past/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}policies/": {"GET": READ, "POST": NOBODY, "sample": SAMPLE},
    f"{DESK}compare/": {"GET": READ, "sample": SAMPLE},
    f"{DESK}start/": {"POST": "office:302 office2:302 anonymous:302 *:404", "sample": SAMPLE},
    f"{DESK}decisions/<int:decision_id>/take-back/": {"POST": WRITE, "sample": SAMPLE},
    RUN: {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}discard/": {"POST": WRITE, "sample": SAMPLE},
    f"{RUN}retry/": {"POST": WRITE, "sample": SAMPLE},
    f"{RUN}export.<slug:kind>": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}why-not/": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}weights/": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}plans/": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}people/<int:application_id>/": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}pairs/<int:mentor_id>/<int:mentee_id>/": {"GET": NOBODY, "POST": WRITE, "sample": SAMPLE},
    f"{RUN}pairs/<int:mentor_id>/<int:mentee_id>/ban/": {"GET": NOBODY, "POST": WRITE, "sample": SAMPLE},
    f"{RUN}check/": {"GET": NOBODY, "sample": SAMPLE},
    f"{RUN}submit/": {"POST": WRITE, "sample": SAMPLE},
    f"{RUN}return/": {"POST": WRITE, "sample": SAMPLE},
    f"{RUN}withdraw/": {"POST": WRITE, "sample": SAMPLE},
}
