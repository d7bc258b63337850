from django.urls import path

from .views import conduct, installation, messages, office, public, texts

urlpatterns = [
    path("programmes/", public.programmes, name="programmes"),
    path("programmes/<slug:slug>/", public.programme, name="programme"),
    path("rules/<int:cohort_id>/", conduct.published_rules, name="matching-rules"),
    path("office/programmes/", office.programmes, name="office-programmes"),
    path("office/programmes/<int:programme_id>/cohorts/new/", office.cohort_new, name="cohort-new"),
    path("office/cohorts/<int:cohort_id>/settings/", office.settings, name="office-settings"),
    path("office/cohorts/<int:cohort_id>/settings/phases/", conduct.phases, name="office-phases"),
    path("office/cohorts/<int:cohort_id>/settings/rules/", conduct.rules, name="office-rules"),
    path("office/cohorts/<int:cohort_id>/settings/roles/", office.roles, name="office-roles"),
    path(
        "office/cohorts/<int:cohort_id>/settings/roles/<int:role_id>/withdraw/",
        office.role_withdraw,
        name="office-role-withdraw",
    ),
    path("office/cohorts/<int:cohort_id>/settings/programme/", office.programme, name="office-programme"),
    path("office/cohorts/<int:cohort_id>/settings/history/", office.history, name="office-history"),
    path("office/cohorts/<int:cohort_id>/messages/", messages.mails, name="office-messages"),
    path("office/cohorts/<int:cohort_id>/messages/retry/", messages.retry_failed, name="office-messages-retry"),
    path("office/cohorts/<int:cohort_id>/messages/<int:mail_id>/", messages.mail, name="office-message"),
    path("office/cohorts/<int:cohort_id>/messages/<int:mail_id>/retry/", messages.retry, name="office-message-retry"),
    path("office/cohorts/<int:cohort_id>/texts/", texts.texts, name="office-texts"),
    path("office/cohorts/<int:cohort_id>/texts/<str:key>/", texts.text, name="office-text"),
    path("office/cohorts/<int:cohort_id>/texts/<str:key>/restore/", texts.restore, name="office-text-restore"),
    path("installation/programmes/", installation.programmes, name="installation-programmes"),
    path("installation/programmes/new/", installation.programme_new, name="programme-new"),
    path(
        "installation/programmes/<int:programme_id>/office/",
        installation.programme_office,
        name="programme-office",
    ),
]
