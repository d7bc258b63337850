from django.urls import path

from .views import desk, guest, office, pool, results, wall

_TOPICS = "office/cohorts/<int:cohort_id>/topics/"
_WORKSHOP = f"{_TOPICS}workshops/<int:workshop_id>/"

urlpatterns = [
    path(f"{_TOPICS}pool/", pool.pool, name="topic-pool"),
    path(f"{_TOPICS}new/", pool.topic_new, name="topic-new"),
    path(f"{_TOPICS}<int:topic_id>/", pool.topic, name="topic"),
    path(f"{_TOPICS}categories/new/", pool.category_new, name="topic-category-new"),
    path(f"{_TOPICS}categories/<int:category_id>/", pool.category, name="topic-category"),
    path(f"{_TOPICS}categories/<int:category_id>/delete/", pool.category_delete, name="topic-category-delete"),
    path(f"{_TOPICS}offer/", results.offer, name="topic-offer"),
    path(f"{_TOPICS}workshops/", office.workshops, name="topic-workshops"),
    path(f"{_TOPICS}workshops/new/", office.workshop_new, name="topic-workshop-new"),
    path(_WORKSHOP, desk.workshop, name="topic-workshop"),
    path(f"{_WORKSHOP}edit/", office.workshop_edit, name="topic-workshop-edit"),
    path(f"{_WORKSHOP}board/", desk.workshop_board, name="topic-workshop-board"),
    path(f"{_WORKSHOP}state/", office.workshop_state, name="topic-workshop-state"),
    path(f"{_WORKSHOP}arrange/", desk.workshop_arrange, name="topic-workshop-arrange"),
    path(f"{_WORKSHOP}groups/<int:group_id>/", desk.group, name="topic-workshop-group"),
    path(f"{_WORKSHOP}groups/<int:group_id>/undo/", desk.group_undo, name="topic-workshop-undo"),
    path(f"{_WORKSHOP}results/", results.results, name="topic-workshop-results"),
    path(f"{_WORKSHOP}results/<int:group_id>/reopen/", results.result_reopen, name="topic-workshop-reopen"),
    # Short, because it is typed on phones.
    path("w/", guest.enter, name="workshop-enter"),
    path("w/<str:code>/", guest.phone, name="workshop"),
    path("w/<str:code>/board/", guest.board, name="workshop-board"),
    path("w/<str:code>/add/", guest.add, name="workshop-add"),
    path("w/<str:code>/vote/", guest.vote, name="workshop-vote"),
    path("w/<str:code>/wall/", wall.wall, name="workshop-wall"),
    path("w/<str:code>/wall/board/", wall.board, name="workshop-wall-board"),
    path("w/<str:code>/qr.svg", wall.code_image, name="workshop-code"),
]
