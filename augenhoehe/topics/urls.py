from django.urls import path

from . import views

urlpatterns = [
    path("office/cohorts/<int:cohort_id>/topics/pool/", views.pool, name="topic-pool"),
    path("office/cohorts/<int:cohort_id>/topics/new/", views.topic_new, name="topic-new"),
    path("office/cohorts/<int:cohort_id>/topics/<int:topic_id>/", views.topic, name="topic"),
    path("office/cohorts/<int:cohort_id>/topics/categories/new/", views.category_new, name="topic-category-new"),
    path("office/cohorts/<int:cohort_id>/topics/categories/<int:category_id>/", views.category, name="topic-category"),
    path(
        "office/cohorts/<int:cohort_id>/topics/categories/<int:category_id>/delete/",
        views.category_delete,
        name="topic-category-delete",
    ),
]
