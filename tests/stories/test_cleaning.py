"""Rich text as it is kept can do no harm, and loses none of its words."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.stories.cleaning import ATTRIBUTES, SAFE_ADDRESS, TAGS, clean_rich_text
from khabar.stories.models import Story
from tests.factories import StoryFactory, paragraph

HOSTILE_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "java&#x09;script:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "//example.org/",
    "/\\example.org/",
    "\\\\example.org\\",
    "https://example.org/\\@elsewhere",
    "/\t/example.org/",
    "https:example.org",
    "relative/page",
    "?q=1",
    "",
]
HARMLESS_ADDRESSES = [
    "https://example.org/path?q=1#place",
    "http://example.org/خبر/",
    "HTTPS://EXAMPLE.ORG/",
    "mailto:desk@example.org",
    "/ar/76227/",
    "/",
    "#notes",
]
PIECES = st.sampled_from(
    ["<", ">", "</", "/>", '"', "'", "=", "&", ";", "&#", "<!--", "-->", "<![CDATA[", "]]>", "\x00"]
    + [f"<{tag} " for tag in ("a", "p", "b", "script", "style", "svg", "math", "img", "template")]
    + ["href=", "id=", "linktype=", "onclick=", "onerror=", "style=", "src=", "xlink:href="]
    + ["javascript:", "https://example.org/", "story", "12", "١٢", "خبر", "\u202e", "\u200c", " "]
)


class Kept(HTMLParser):
    """Collects the elements and attributes of what was kept."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_link_to_a_hostile_address_keeps_only_its_words(address: str) -> None:
    html = address.replace('"', "&quot;").replace("<", "&lt;")
    assert clean_rich_text(f'<p><a href="{html}">اقرأ</a></p>') == "<p><a>اقرأ</a></p>"


@pytest.mark.parametrize("address", HARMLESS_ADDRESSES)
def test_a_link_to_a_harmless_address_stays(address: str) -> None:
    [(_, attributes)] = Kept(clean_rich_text(f'<a href="{address}">اقرأ</a>')).elements
    assert attributes == {"href": address}


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<script>alert(1)</script><p>نص</p>", "<p>نص</p>"),
        ("<style>p{color:red}</style><p>نص</p>", "<p>نص</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x">نص</p>', "<p>نص</p>"),
        ('<p><img src="x" onerror="alert(1)">نص</p>', "<p>نص</p>"),
        ('<p><span dir="ltr">Reuters</span> قالت</p>', "<p>Reuters قالت</p>"),
        ("<h1>عنوان</h1>", "عنوان"),
        ('<a linktype="story" id="12">خبر</a>', '<a linktype="story" id="12">خبر</a>'),
        ('<a linktype="page" id="12">صفحة</a>', '<a id="12">صفحة</a>'),
        ('<a linktype="story" id="١٢">خبر</a>', '<a linktype="story">خبر</a>'),
        ("<ol><li>أول</li><li><b>ثان</b></li></ol>", "<ol><li>أول</li><li><b>ثان</b></li></ol>"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<svg><p><style><a title='</style><img src onerror=alert(1)>'>", "<p>'&gt;</p>"),
    ],
)
def test_only_listed_elements_and_attributes_stay(given_html: str, kept: str) -> None:
    assert clean_rich_text(given_html) == kept


@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_whatever_comes_in_only_what_is_listed_stays(html: str) -> None:
    for tag, attributes in Kept(clean_rich_text(html)).elements:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        assert SAFE_ADDRESS.fullmatch(attributes.get("href") or "/")


@given(st.lists(PIECES, max_size=25).map("".join))
def test_what_was_cleaned_once_stays_as_it_is(html: str) -> None:
    once = clean_rich_text(html)
    assert clean_rich_text(once) == once


@pytest.mark.django_db
def test_a_body_is_cleaned_on_its_way_into_the_database() -> None:
    story = StoryFactory(body=[paragraph("<p>نص<script>alert(1)</script></p>")])
    assert "script" not in str(Story.objects.get(pk=story.pk).body)
