"""What is for everybody opens for everybody; what the office writes is its own; comments need a name."""

OFFICE = "office:200 office2:200 anonymous:302 *:404"
FORM = "office:422 office2:422 anonymous:302 *:404"
DONE = "office:302 office2:302 anonymous:302 *:404"
PROGRAMME = "programmes/<slug:slug>/"
ARTICLE = f"{PROGRAMME}news/<int:article_id>/"
PAGES = "office/cohorts/<int:cohort_id>/public/"
OWN = f"{PAGES}articles/<int:article_id>/"
SLUG = {"slug": "programme.slug"}
PUBLIC = {**SLUG, "article_id": "article_id"}
COMMENT = {**PUBLIC, "comment_id": "comment_id"}
COHORT = {"cohort_id": "cohort_id"}
ONE = {**COHORT, "article_id": "article_id"}
PICTURE = {**ONE, "picture_id": "picture_id"}
VOICE = {**COHORT, "voice_id": "voice_id"}
ENTRY = {**COHORT, "entry_id": "faq_id"}
# those of the cast who applied
EXPERIENCED = "mentor:200 mentee:200 anonymous:302 *:404"

ROUTES = {
    "robots.txt": {"GET": "*:200"},
    "programmes/": {"GET": "*:200"},
    PROGRAMME: {"GET": "*:200", "sample": SLUG},
    f"{PROGRAMME}news/": {"GET": "*:200", "sample": SLUG},
    f"{PROGRAMME}news/atom.xml": {"GET": "*:200", "sample": SLUG},
    f"{PROGRAMME}news/rss.xml": {"GET": "*:200", "sample": SLUG},
    ARTICLE: {"GET": "*:200", "sample": PUBLIC},
    # an empty comment is none; whoever has signed in writes below the article
    f"{ARTICLE}comment/": {"GET": "anonymous:200 *:302", "POST": "*:422", "sample": PUBLIC},
    # nobody of the cast is at the end of a tandem, nor has handed in a voice
    f"{PROGRAMME}voice/": {"GET": "anonymous:302 *:404", "POST": "anonymous:302 *:404", "sample": SLUG},
    f"{PROGRAMME}voice/<int:voice_id>/": {
        "POST": "anonymous:302 *:404",
        "sample": {**SLUG, "voice_id": "voice_id"},
    },
    # nobody issued the sample's token
    "consents/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "comments/<str:token>/": {"GET": "*:404", "POST": "*:404"},
    "comments/<str:token>/withdraw/": {"POST": "*:404"},
    f"{ARTICLE}helpful/": {"POST": "*:302", "sample": PUBLIC},
    # the mentor of the cast has written it
    f"{ARTICLE}comments/<int:comment_id>/delete/": {"POST": "mentor:302 anonymous:302 *:404", "sample": COMMENT},
    f"{ARTICLE}comments/<int:comment_id>/report/": {
        "GET": "anonymous:302 *:200",
        "POST": "anonymous:302 *:422",
        "sample": COMMENT,
    },
    f"{PROGRAMME}experience/": {
        "GET": EXPERIENCED,
        "POST": "mentor:422 mentee:422 anonymous:302 *:404",
        "sample": SLUG,
    },
    # the article of the cast is the office's own
    f"{PROGRAMME}experience/<int:article_id>/": {
        "GET": "anonymous:302 *:404",
        "POST": "anonymous:302 *:404",
        "sample": PUBLIC,
    },
    f"{PROGRAMME}experience/<int:article_id>/take-back/": {"POST": "anonymous:302 *:404", "sample": PUBLIC},
    "pictures/<int:picture_id>/<slug:size>.jpg": {"GET": "*:404", "sample": {"picture_id": "picture_id"}},
    PAGES: {"GET": OFFICE, "sample": COHORT},
    f"{PAGES}articles/new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    OWN: {"GET": OFFICE, "POST": FORM, "sample": ONE},
    f"{OWN}preview/": {"GET": OFFICE, "sample": ONE},
    f"{OWN}state/": {"POST": DONE, "sample": ONE},
    f"{OWN}delete/": {"POST": DONE, "sample": ONE},
    f"{OWN}pictures/new/": {"GET": OFFICE, "POST": FORM, "sample": ONE},
    f"{OWN}pictures/<int:picture_id>/": {"GET": OFFICE, "POST": FORM, "sample": PICTURE},
    f"{OWN}pictures/<int:picture_id>/delete/": {"POST": DONE, "sample": PICTURE},
    f"{PAGES}voices/": {"GET": OFFICE, "sample": COHORT},
    f"{PAGES}voices/new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{PAGES}voices/<int:voice_id>/": {"GET": OFFICE, "POST": FORM, "sample": VOICE},
    f"{PAGES}voices/<int:voice_id>/state/": {"POST": DONE, "sample": VOICE},
    f"{PAGES}voices/<int:voice_id>/delete/": {"POST": DONE, "sample": VOICE},
    f"{PAGES}faq/": {"GET": OFFICE, "sample": COHORT},
    f"{PAGES}faq/new/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
    f"{PAGES}faq/<int:entry_id>/": {"GET": OFFICE, "POST": FORM, "sample": ENTRY},
    f"{PAGES}faq/<int:entry_id>/move/": {"POST": DONE, "sample": ENTRY},
    f"{PAGES}faq/<int:entry_id>/delete/": {"POST": DONE, "sample": ENTRY},
    f"{PAGES}comments/": {"GET": OFFICE, "sample": COHORT},
    f"{PAGES}comments/<int:comment_id>/": {"POST": DONE, "sample": {**COHORT, "comment_id": "comment_id"}},
    f"{PAGES}settings/": {"GET": OFFICE, "POST": FORM, "sample": COHORT},
}
