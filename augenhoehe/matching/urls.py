from django.urls import path

from .views import check, decisions, desk, export, policies, runs, trying

DESK = "office/cohorts/<int:cohort_id>/matching/"
RUN = f"{DESK}runs/<int:number>/"

urlpatterns = [
    path(DESK, desk.to_place, name="matching-desk"),
    path(f"{DESK}notices/", desk.notices, name="matching-notices"),
    path(f"{DESK}proposals/", desk.proposals, name="matching-proposals"),
    path(f"{DESK}left-over/", desk.left_over, name="matching-left-over"),
    path(f"{DESK}published/", desk.published, name="matching-published"),
    path(f"{DESK}past/", desk.past, name="matching-past"),
    path(f"{DESK}compare/", desk.compare, name="matching-compare"),
    path(f"{DESK}policies/", policies.policies, name="matching-policies"),
    path(f"{DESK}start/", runs.start, name="run-start"),
    path(RUN, runs.show, name="run"),
    path(f"{RUN}discard/", runs.discard, name="run-discard"),
    path(f"{RUN}retry/", runs.retry, name="run-retry"),
    path(f"{RUN}export.<slug:kind>", export.export, name="run-export"),
    path(f"{RUN}why-not/", trying.why_not, name="run-why-not"),
    path(f"{RUN}weights/", trying.weights, name="run-weights"),
    path(f"{RUN}plans/", trying.plans, name="run-plans"),
    path(f"{RUN}people/<int:application_id>/", decisions.partners, name="run-partners"),
    path(f"{RUN}pairs/<int:mentor_id>/<int:mentee_id>/", decisions.pair, name="run-pair"),
    path(f"{RUN}pairs/<int:mentor_id>/<int:mentee_id>/ban/", decisions.ban, name="run-ban"),
    path(
        f"{DESK}decisions/<int:decision_id>/take-back/",
        decisions.take_back,
        name="matching-decision-take-back",
    ),
    path(f"{RUN}check/", check.check, name="run-check"),
    path(f"{RUN}submit/", check.submit, name="run-submit"),
    path(f"{RUN}return/", check.send_back, name="run-return"),
    path(f"{RUN}withdraw/", check.withdraw, name="run-withdraw"),
]
