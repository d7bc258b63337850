from django.urls import path

from .views import (
    ask,
    comments,
    experience,
    feeds,
    interest,
    interest_office,
    news,
    office_articles,
    office_comments,
    office_faq,
    office_pictures,
    office_voices,
    opt_out,
    own_comment,
    pictures,
    public,
    questions,
    waves,
)

PROGRAMME = "programmes/<slug:slug>/"
ARTICLE = f"{PROGRAMME}news/<int:article_id>/"
OFFICE = "office/cohorts/<int:cohort_id>/public/"
COHORT = "office/cohorts/<int:cohort_id>/"
QUESTION = f"{COHORT}questions/<int:question_id>/"
WAVE = f"{COHORT}announcement/<int:wave_id>/"
OWN = f"{OFFICE}articles/<int:article_id>/"

urlpatterns = [
    path("robots.txt", public.robots, name="robots"),
    path("programmes/", public.programmes, name="programmes"),
    path(PROGRAMME, public.programme, name="programme"),
    path(f"{PROGRAMME}news/", news.news, name="news"),
    path(f"{PROGRAMME}news/atom.xml", feeds.atom, name="news-atom"),
    path(f"{PROGRAMME}news/rss.xml", feeds.rss, name="news-rss"),
    path(ARTICLE, news.article, name="article"),
    path(f"{ARTICLE}comment/", comments.comment, name="comment"),
    path(f"{ARTICLE}helpful/", comments.helpful, name="helpful"),
    path(f"{ARTICLE}comments/<int:comment_id>/delete/", comments.comment_delete, name="comment-delete"),
    path(f"{ARTICLE}comments/<int:comment_id>/report/", comments.comment_report, name="comment-report"),
    path(f"{PROGRAMME}experience/", experience.experience, name="experience"),
    path(f"{PROGRAMME}experience/<int:article_id>/", experience.experience_edit, name="experience-edit"),
    path(
        f"{PROGRAMME}experience/<int:article_id>/take-back/",
        experience.experience_take_back,
        name="experience-take-back",
    ),
    path(f"{PROGRAMME}interest/", interest.interest, name="interest"),
    path(f"{PROGRAMME}question/", ask.ask, name="ask"),
    path("comments/<str:token>/", own_comment.own_comment, name="own-comment"),
    path("comments/<str:token>/withdraw/", own_comment.withdraw, name="own-comment-withdraw"),
    path("interest/<str:token>/", interest.entry, name="interest-entry"),
    path("interest/<str:token>/leave/", interest.leave, name="interest-leave"),
    path("announcements/<str:token>/leave/", opt_out.leave, name="announcement-leave"),
    path("pictures/<int:picture_id>/<slug:size>.jpg", pictures.picture, name="picture"),
    path(OFFICE, office_articles.articles, name="office-public"),
    path(f"{OFFICE}articles/new/", office_articles.article_new, name="office-public-article-new"),
    path(OWN, office_articles.article, name="office-public-article"),
    path(f"{OWN}preview/", office_articles.article_preview, name="office-public-preview"),
    path(f"{OWN}state/", office_articles.article_state, name="office-public-article-state"),
    path(f"{OWN}delete/", office_articles.article_delete, name="office-public-article-delete"),
    path(f"{OWN}pictures/new/", office_pictures.picture_new, name="office-public-picture-new"),
    path(f"{OWN}pictures/<int:picture_id>/", office_pictures.picture, name="office-public-picture"),
    path(
        f"{OWN}pictures/<int:picture_id>/delete/", office_pictures.picture_delete, name="office-public-picture-delete"
    ),
    path(f"{OFFICE}voices/", office_voices.voices, name="office-public-voices"),
    path(f"{OFFICE}voices/new/", office_voices.voice_new, name="office-public-voice-new"),
    path(f"{OFFICE}voices/<int:voice_id>/", office_voices.voice, name="office-public-voice"),
    path(f"{OFFICE}voices/<int:voice_id>/state/", office_voices.voice_state, name="office-public-voice-state"),
    path(f"{OFFICE}voices/<int:voice_id>/delete/", office_voices.voice_delete, name="office-public-voice-delete"),
    path(f"{OFFICE}faq/", office_faq.faq, name="office-public-faq"),
    path(f"{OFFICE}faq/new/", office_faq.faq_new, name="office-public-faq-new"),
    path(f"{OFFICE}faq/<int:entry_id>/", office_faq.faq_entry, name="office-public-faq-entry"),
    path(f"{OFFICE}faq/<int:entry_id>/move/", office_faq.faq_move, name="office-public-faq-move"),
    path(f"{OFFICE}faq/<int:entry_id>/delete/", office_faq.faq_delete, name="office-public-faq-delete"),
    path(f"{OFFICE}comments/", office_comments.comments, name="office-public-comments"),
    path(
        f"{OFFICE}comments/<int:comment_id>/", office_comments.comment_moderate, name="office-public-comment-moderate"
    ),
    path(f"{OFFICE}settings/", office_comments.page_settings, name="office-public-settings"),
    path("office/questions/<int:question_id>/", questions.entry, name="question-entry"),
    path("office/programmes/<int:programme_id>/questions/", questions.of_programme, name="programme-questions"),
    path(f"{COHORT}questions/", questions.questions, name="office-questions"),
    path(QUESTION, questions.question, name="office-question"),
    path(f"{QUESTION}assign/", questions.assign, name="office-question-assign"),
    path(f"{QUESTION}answer/", questions.answer, name="office-question-answer"),
    path(f"{QUESTION}close/", questions.close, name="office-question-close"),
    path(f"{QUESTION}reopen/", questions.reopen, name="office-question-reopen"),
    path(f"{QUESTION}publish/", questions.publish, name="office-question-publish"),
    path(f"{COHORT}interest/", interest_office.figures, name="office-interest"),
    path(f"{COHORT}interest/tell/", interest_office.tell, name="office-interest-tell"),
    path(f"{COHORT}announcement/", waves.announcement, name="office-announcement"),
    path(f"{COHORT}announcement/propose/", waves.propose, name="office-announcement-propose"),
    path(f"{COHORT}announcement/stop/", waves.stop_all, name="office-announcement-stop"),
    path(f"{COHORT}announcement/new/", waves.wave_new, name="office-wave-new"),
    path(WAVE, waves.wave, name="office-wave"),
    path(f"{WAVE}edit/", waves.wave_edit, name="office-wave-edit"),
    path(f"{WAVE}stop/", waves.wave_stop, name="office-wave-stop"),
    path(f"{WAVE}test/", waves.wave_test, name="office-wave-test"),
]
