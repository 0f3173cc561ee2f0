"""What hostile readers write, a few of each kind, and what a browser would make of it in a page."""

# ruff: noqa: E501 (what is written here is one line)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import html5lib

CALL: Final = "alert(1)"
PAYLOADS: Final = {
    "script": [f"<script>{CALL}</script>", f"<ScRiPt >{CALL}</sCrIpT >", "<script src=//x.example>"],
    "unclosed": [f"<script>{CALL}//", f"<img src=x onerror={CALL}//", f"<svg onload={CALL}"],
    "out of an attribute": [
        f'"><script>{CALL}</script>', f"'><img src=x onerror={CALL}>", f'" autofocus onfocus="{CALL}',
        f"' onmouseover='{CALL}", f"` onfocus=`{CALL}", f'"accesskey=x onclick={CALL} x="',
    ],
    "out of text": [
        f"</textarea><script>{CALL}</script>", f"</title><script>{CALL}</script>",
        f"</style><script>{CALL}</script>", f"</script><script>{CALL}</script>",
        f"--><script>{CALL}</script>", f"]]><script>{CALL}</script>", f"</p></div></main><script>{CALL}",
        f"</option></select><img src=x onerror={CALL}>", f"<!--<img src='--><img src=x onerror={CALL}>",
    ],
    "handlers": [
        f"<body onload={CALL}>", f"<input autofocus onfocus={CALL}>", f"<video><source onerror={CALL}>",
        f"<details open ontoggle={CALL}>", f"<marquee onstart={CALL}>", f"<audio src onerror={CALL}>",
        f"<a onpointerenter={CALL}>a</a>", f"<x onclick={CALL} style=position:fixed;inset:0>",
        f"<button popovertarget=x onbeforetoggle={CALL}>", f"<dialog open onclose={CALL}>",
        f"<div contenteditable oninput={CALL}>", f"<p style=animation-name:x onanimationstart={CALL}>",
    ],
    "addresses": [
        f"<a href=javascript:{CALL}>a</a>", f"<a href='java\tscript:{CALL}'>a</a>",
        f"<a href='&#106;avascript&colon;{CALL}'>a</a>", f"<a href=' \x01javascript:{CALL}'>a</a>",
        f"<form action=javascript:{CALL}><button>", f"<button formaction=javascript:{CALL}>a",
        "<a href='data:text/html,<script>parent.alert(1)</script>'>a</a>", f"<base href=javascript:{CALL}//>",
        "<a href='vbscript:msgbox(1)'>a</a>", "<base href=//x.example/>", f"javascript:{CALL}",
        f"[a](javascript:{CALL})", f"![a](x onerror={CALL})", f"<javascript:{CALL}>",
    ],
    "frames": [
        f"<iframe src=javascript:{CALL}>", f"<iframe srcdoc='<script>{CALL}</script>'>",
        f"<object data=javascript:{CALL}>", f"<embed src=javascript:{CALL}>", "<frameset><frame src=x>",
        "<portal src=//x.example>", "<fencedframe src=//x.example>",
    ],
    "of the head": [
        f"<meta http-equiv=refresh content='0;javascript:{CALL}'>", "<link rel=stylesheet href=//x.example>",
        "<style>@import '//x.example'</style>", f"<style>*{{background:url(javascript:{CALL})}}</style>",
        "<meta charset=utf-7>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
    "other languages": [
        f"<svg><script>{CALL}</script></svg>", f"<svg><a xlink:href=javascript:{CALL}><text>a</text></a>",
        f"<svg><animate onbegin={CALL} attributeName=x dur=1s>", "<svg><use href='data:image/svg+xml,x#x'>",
        f"<svg><set attributeName=href to=javascript:{CALL}>", f"<svg><foreignObject><body onload={CALL}>",
        f"<math><maction actiontype=statusline xlink:href=javascript:{CALL}>a",
        f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={CALL}&gt;'>",
        f"<svg></p><style><a id='</style><img src=x onerror={CALL}>'>", f"<?xml version='1.0'?><x onx={CALL}>",
    ],
    "templates": [
        "{{ 7|add:7 }}", "{% debug %}", "{% include 'x' %}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
        "{{constructor.constructor('alert(1)')()}}", "<template><script>alert(1)</script></template>",
        "<slot onslotchange=alert(1)>", "<textarea id=comment-text name=seal>",
    ],
    "written otherwise": [
        f"&lt;script&gt;{CALL}&lt;/script&gt;", f"&#60;script&#62;{CALL}&#60;/script&#62;",
        f"%3Cscript%3E{CALL}%3C/script%3E", f"\\u003cscript\\u003e{CALL}\\u003c/script\\u003e",
        f"\\x3cscript\\x3e{CALL}", f"+ADw-script+AD4-{CALL}+ADw-/script+AD4-", f"＜script＞{CALL}＜/script＞",
        f"‹script›{CALL}‹/script›", f"<scr\x00ipt>{CALL}</scr\x00ipt>", f"<scr<script>ipt>{CALL}</script>",
        f"<\u200bscript>{CALL}</script>", f"<\u202escript>{CALL}</script>", f"<img\x0csrc=x\x0conerror={CALL}>",
        f"<img/src=x/onerror={CALL}>", f"<IMG SRC=x ONERROR={CALL}>", "\ufeff<script>alert(1)</script>",
    ],
    "taken for another's": [
        "<img name=cookie>", "<form id=comment-form><input name=action>", "<a id=defaultView>", "__proto__",
        "<form name=body>", "constructor",
    ],
    "of spreadsheets and mails": [
        "=HYPERLINK(\"//x.example\")", "@SUM(1+1)*cmd|' /C calc'!A0", "a\r\nBcc: b@example.org",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<![CDATA[<script>alert(1)</script>]]>",
    ],
}  # fmt: skip
EVERY: Final = [payload for kind in PAYLOADS.values() for payload in kind]
# Addresses that are such by the letter of the standard.
EMAILS: Final = [
    '"<script>alert(1)</script>"@example.org',
    "\"onfocus='alert(1)'\"@example.org",
    "{{7*7}}@example.org",
    "a'onfocus='alert'@example.org",
]

ACTIVE: Final = {
    "applet", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "link", "math", "meta",
    "object", "portal", "script", "style", "svg", "template", "form", "button", "input", "dialog",
    "video", "audio", "source", "img", "marquee", "textarea", "select", "slot", "noscript", "x",
}  # fmt: skip
ADDRESSES: Final = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "srcset"}
REFUSED: Final = re.compile(r"^[\x00-\x20]*(?:javascript|vbscript|data:text)", re.IGNORECASE)


def active(html: str) -> Counter[str]:
    """Return what in a page does or asks for something, as a browser would understand it."""
    return Counter(_active(html5lib.parse(html, namespaceHTMLElements=False)))


def _active(page: Any) -> Iterator[str]:
    for element in page.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in ACTIVE:
            # What a reader wrote may be a field's value, but never another field.
            yield f"<{tag} {element.get('name', '')} {element.get('type', '')}>"
        for name, value in element.attrib.items():
            plain = str(name).rpartition("}")[2].lower()
            if plain.startswith("on") or plain in ("style", "srcdoc", "autofocus", "popovertarget"):
                yield f"<{tag} {plain}={value}>"
            if plain in ADDRESSES and REFUSED.match(value):
                yield f"<{tag} {plain}={value}>"
            if plain in ADDRESSES and "x.example" in value:
                yield f"<{tag} {plain}={value}>"
