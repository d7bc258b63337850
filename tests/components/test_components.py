"""What each component makes of what it is given: escaped, labelled, complete."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import Client, RequestFactory
from django.test.html import Element, parse_html
from django_cotton.compiler_regex import CottonCompiler

from augenhoehe.common.templatetags.bars import stacked
from augenhoehe.documents.blocks import Bullets, Heading, Paragraph
from augenhoehe.documents.differences import compare

from .gallery import PARTS, Sample

EVIL = '<script>alert("1")</script>\'"&'


def render(source: str, **context: Any) -> str:
    request = RequestFactory().get("/?state=open&page=2")
    request.user = AnonymousUser()
    return str(engines["django"].from_string(CottonCompiler().process(source)).render(context, request))


def elements(html: str, name: str) -> list[Element]:
    """All elements of a name, in order."""
    found, todo = [], [parse_html(html)]
    while todo:
        element = todo.pop(0)
        if isinstance(element, Element):
            if element.name == name:
                found.append(element)
            todo = [*element.children, *todo]
    return found


def attributes(html: str, name: str) -> list[dict[str, str | None]]:
    return [dict(element.attributes) for element in elements(html, name)]


@pytest.mark.parametrize(
    "source",
    [
        '<c-page-head title="{{ text }}" lead="{{ text }}" preline="{{ text }}" />',
        '<c-button href="{{ text }}" aria-label="{{ text }}">{{ text }}</c-button>',
        '<c-button name="n" value="{{ text }}">{{ text }}</c-button>',
        '<c-link href="{{ text }}" title="{{ text }}">{{ text }}</c-link>',
        '<c-card title="{{ text }}" href="{{ text }}" id="{{ text }}">{{ text }}</c-card>',
        '<c-alert title="{{ text }}" data-note="{{ text }}">{{ text }}</c-alert>',
        '<c-badge title="{{ text }}">{{ text }}</c-badge>',
        '<c-table caption="{{ text }}"><tbody></tbody></c-table>',
        '<c-facts><c-fact label="{{ text }}">{{ text }}</c-fact></c-facts>',
        '<c-tabs label="{{ text }}"><c-tab href="{{ text }}" label="{{ text }}" count="{{ text }}" /></c-tabs>',
        '<c-steps label="{{ text }}"><c-step href="{{ text }}" label="{{ text }}" /></c-steps>',
        '<c-empty title="{{ text }}">{{ text }}</c-empty>',
        '<c-tile number="{{ text }}" label="{{ text }}" hint="{{ text }}" href="{{ text }}" />',
        '<c-text :blocks="blocks" level="2" /><c-comparison :paragraphs="compared" lang="{{ text }}" />',
        '<c-person name="{{ text }}" unit="{{ text }}" level="{{ text }}" site="{{ text }}" role="{{ text }}" />',
        '<c-confirm-form action="{{ text }}" label="{{ text }}" about="{{ text }}" name="n" value="{{ text }}" />',
        '<c-fieldset legend="{{ text }}" hint="{{ text }}" />',
        '<c-dialog-details summary="{{ text }}">{{ text }}</c-dialog-details>',
        '<c-progress value="{{ text }}" max="{{ text }}" label="{{ text }}" />',
        '<c-conflict :stored="stored" />',
        '<c-phases :phases="phases" />',
        '<c-bar :parts="parts" label="{{ text }}" details />',
        '<c-field :field="field" label="{{ text }}" hint="{{ text }}" />',
    ],
)
def test_nothing_a_person_typed_becomes_markup(source: str) -> None:
    form = Sample({"name": EVIL})
    html = render(
        source,
        text=EVIL,
        stored=[(EVIL, EVIL)],
        phases=[{"label": EVIL, "opens_on": dt.date(2026, 1, 1), "closes_on": dt.date(2026, 2, 1), "state": "open"}],
        parts=[{"name": EVIL, "value": 50}],
        field=form["name"],
        blocks=[Heading(EVIL), Paragraph(EVIL), Bullets([EVIL])],
        compared=compare(EVIL, f"{EVIL} more"),
    )
    assert "alert(" in html
    assert elements(html, "script") == []
    whole = parse_html(html)
    names = {name for element in all_elements(whole) for name, _ in element.attributes}
    assert {name for name in names if name.startswith(("alert", "<", '"', "'", "&"))} == set()


def all_elements(element: Element) -> list[Element]:
    inner = [one for child in element.children if isinstance(child, Element) for one in all_elements(child)]
    return [element, *inner]


def test_a_button_with_an_address_is_a_link() -> None:
    assert elements(render('<c-button href="/a/">Go</c-button>'), "button") == []
    assert attributes(render('<c-button href="/a/">Go</c-button>'), "a")[0]["href"] == "/a/"
    assert attributes(render('<c-button name="a" value="b">Go</c-button>'), "button")[0]["type"] == "submit"


def test_words_around_a_link_keep_their_distance() -> None:
    assert render('(<c-link href="/a/">a</c-link>)').replace(" ", "").startswith("(<a")
    assert render('(<c-link href="/a/">a</c-link>)').endswith("</a>)")


@pytest.mark.parametrize(
    ("current", "expected"),
    [("current", "page"), ('current="True"', "page"), ('current="False"', None), ("", None), (':current="no"', None)],
)
def test_only_the_current_tab_says_so(current: str, expected: str | None) -> None:
    html = render(f'<c-tab href="/a/" {current}>A</c-tab>', no=False)
    assert attributes(html, "a")[0].get("aria-current") == expected


def test_a_form_brings_token_hidden_fields_and_errors() -> None:
    form = Sample({"draft_key": "k"})
    html = render('<c-form action="/x/"><c-field :field="form.email" /></c-form>', form=form)
    hidden = {one["name"] for one in attributes(html, "input") if one["type"] == "hidden"}
    assert hidden == {"csrfmiddlewaretoken", "draft_key"}
    assert attributes(html, "form")[0]["enctype"] == "multipart/form-data"
    links = [one["href"] for one in attributes(html, "a")]
    assert links[:2] == ["#id_name", "#id_email"]
    assert "autofocus" in html


def test_a_form_of_another_one_shows_nothing_of_the_first() -> None:
    html = render('<c-form :form="None" action="/x/">A</c-form>', form=Sample({}))
    assert [one["name"] for one in attributes(html, "input")] == ["csrfmiddlewaretoken"]


def test_a_get_form_carries_no_token() -> None:
    assert elements(render('<c-filter-bar label="Filter">A</c-filter-bar>'), "input") == []


def test_a_hidden_field_is_written_once() -> None:
    form = Sample()
    html = render("<c-form>{% for field in form %}<c-field :field='field' />{% endfor %}</c-form>", form=form)
    assert [one["name"] for one in attributes(html, "input")].count("draft_key") == 1


def test_hint_and_error_are_tied_to_their_field() -> None:
    form = Sample({})
    html = render('<c-field :field="form.name" />', form=form)
    (control,) = attributes(html, "input")
    assert control["aria-describedby"] == "id_name_helptext id_name_error"
    assert control["aria-invalid"] == "true"
    ids = {one["id"] for one in attributes(html, "div") if "id" in one}
    assert ids == {"id_name_helptext", "id_name_error"}


def test_a_hint_given_by_the_page_is_tied_too() -> None:
    html = render('<c-field :field="form.email" hint="At work" />', form=Sample())
    (hint,) = [one for one in attributes(html, "div") if one.get("id")]
    assert attributes(html, "input")[0].get("aria-describedby") == hint["id"]


@pytest.mark.parametrize("name", ["mode", "languages", "slots"])
def test_choices_are_a_fieldset_with_a_legend(name: str) -> None:
    html = render('<c-field :field="field" />', field=Sample()[name])
    assert elements(html, "fieldset")[0].children[0].name == "legend"
    labels = {one["for"] for one in attributes(html, "label")}
    assert labels == {one["id"] for one in attributes(html, "input")}


def test_the_week_has_a_legend_a_day_and_twenty_boxes() -> None:
    html = render('<c-slot-grid :field="field" />', field=Sample()["slots"])
    assert len(elements(html, "legend")) == 1 + 5
    assert [one["value"] for one in attributes(html, "input")] == [str(n) for n in range(20)]


def test_a_typed_value_survives_the_widget() -> None:
    form = Sample({"name": EVIL, "motivation": EVIL, "site": "b", "agreed": "on", "languages": ["fr"]})
    html = render("{% for field in form %}<c-field :field='field' />{% endfor %}", form=form)
    assert attributes(html, "textarea")
    assert elements(html, "textarea")[0].children[0].strip() == EVIL
    chosen = [one["value"] for one in attributes(html, "option") if "selected" in one and one["value"]]
    assert chosen == ["b"]
    ticked = [one["name"] for one in attributes(html, "input") if "checked" in one]
    assert ticked == ["languages", "agreed"]


def test_paging_keeps_the_filters() -> None:
    html = render('<c-pagination :page="page" />', page=Paginator(range(120), 50).page(2))
    assert [QueryDict(str(one["href"])[1:]).dict() for one in attributes(html, "a")] == [
        {"state": "open", "page": "1"},
        {"state": "open", "page": "3"},
    ]


def test_one_page_needs_no_paging() -> None:
    assert render('<c-pagination :page="page" />', page=Paginator(range(3), 50).page(1)).strip() == ""


def test_segments_lie_end_to_end_with_points_in_every_language(settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"
    assert [(one.x, one.width, one.share) for one in stacked(PARTS)] == [
        ("0", "36", 90),
        ("36", "12.5", 83),
        ("48.5", "10", 100),
        ("58.5", "0", 0),
        ("58.5", "7.5", 75),
    ]


def test_a_bar_never_grows_beyond_its_end() -> None:
    cut = stacked([{"name": "a", "value": 80}, {"name": "b", "value": 80}])
    assert [(one.x, one.width, one.share) for one in cut] == [("0", "80", 80), ("80", "20", 20)]


def test_a_conflict_shows_what_is_stored_and_keeps_what_was_typed(client: Client, db: None) -> None:
    html = client.get("/gallery/?state=conflict").content.decode()
    assert "What somebody else saved" in html
    assert 'value="What I typed"' in html


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_every_error_has_a_page_of_its_own(client: Client, db: None, status: int) -> None:
    response = client.get(f"/errors/{status}/")
    assert response.status_code == status
    assert len(elements(response.content.decode(), "h1")) == 1


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_for_the_worst_need_no_request(name: str) -> None:
    html = engines["django"].get_template(name).render()
    assert len(elements(html, "h1")) == 1
    assert elements(html, "form") == []


def test_the_code_field_asks_for_digits_and_lets_the_phone_fill_it_in() -> None:
    class Code(forms.Form):
        code = forms.CharField()

    html = render('<c-code-field :field="form.code" label="Code" numeric />', form=Code())
    (control,) = attributes(html, "input")
    assert (control["autocomplete"], control["inputmode"]) == ("one-time-code", "numeric")
