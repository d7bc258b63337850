"""Whatever is typed, nothing comes out that runs, loads or leads astray."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.common.richtext import plain, rendered

TAGS = {*("p", "br", "h2", "h3", "h4", "h5", "strong", "em", "ul", "ol", "li", "blockquote", "a", "hr", "code", "pre")}
ATTRIBUTES = {"href", "title", "rel", "start"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body{display:none}</style>",
    "<form action='https://evil.example'><input name=x></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61;vascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example"onmouseover="alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://a.example/'onclick='alert(1)>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "# <b onclick=alert(1)>x</b>",
    "> <object data=x>",
    "{{ request.user }} {% csrf_token %}",
    "\x00<script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<<script>alert(1)//<</script>",
    "﹤script﹥alert(1)﹤/script﹥",
)


class Strict(HTMLParser):
    """Collects whatever a browser would take for a tag or an attribute that has no business there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES or (
                name == "href" and re.match(r"\s*(?!https?:|mailto:)[a-z][\w+.-]*:", value or "")
            ):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")


def faults(html: str) -> list[str]:
    parser = Strict()
    parser.feed(html)
    parser.close()
    return parser.wrong


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_stays_text(source: str) -> None:
    assert faults(rendered(source)) == []


@given(st.lists(st.sampled_from([*HOSTILE, "\n\n", "- ", "> ", "**", "](", "<", '"'])).map("".join) | st.text())
def test_nothing_put_together_gets_through(source: str) -> None:
    assert faults(rendered(source)) == []
    assert "\n" not in plain(source)


def test_the_watch_can_fail() -> None:
    assert faults('<p onclick="x"><script></script><a href="javascript:1"></p>') == [
        "p onclick=x",
        "script",
        "a href=javascript:1",
    ]


def test_what_is_meant_arrives() -> None:
    html = rendered("# Neu\n\n**wichtig** und *betont*\n\n- eins\n- zwei\n\n> so\n\n[Seite](https://a.example/)")
    assert re.sub(r"\s*\n\s*", "", html) == (
        "<h2>Neu</h2><p><strong>wichtig</strong> und <em>betont</em></p><ul><li>eins</li><li>zwei</li></ul>"
        '<blockquote><p>so</p></blockquote><p><a href="https://a.example/" rel="noopener noreferrer">Seite</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "first", "levels"),
    [
        ("# a\n## b\n# c", 2, "232"),
        ("### a\n# b\n##### c", 2, "223"),
        ("## a\n#### b\n###### c", 4, "455"),
        ("text", 2, ""),
    ],
)
def test_no_heading_skips_a_level(source: str, first: int, levels: str) -> None:
    assert "".join(re.findall(r"<h(\d)>", rendered(source, heading=first))) == levels


def test_plain_text_leaves_signs_and_headings_out_and_cuts_behind_a_word() -> None:
    text = "# Titel\n\nHallo **du** & `x`\nneue [Zeile](https://a.example), <b>so</b>"
    assert plain(text) == "Hallo du & x neue Zeile, <b>so</b>"
    assert plain(text, most=20) == "Hallo du & x neue …"
    assert plain("", most=5) == ""
