"""An index of each test's own, and stories that tell of something."""

from __future__ import annotations

from typing import Any

from khabar.stories.models import Story
from tests.factories import StoryFactory, paragraph
from tests.search.conftest import index as index  # noqa: PLC0414

STRIKE = (
    "إضراب عمال الميناء يدخل يومه الثاني",
    "توقفت الرافعات في ميناء اللاذقية وطالب العمال بأجور متأخرة منذ ثلاثة أشهر.",
    "قالت نقابة عمال الميناء إن الإضراب مستمر حتى تدفع الشركة المشغلة الأجور المتأخرة.",
)
TALKS = (
    "نقابة عمال الميناء تتفاوض مع الشركة على الأجور",
    "بدأت نقابة عمال ميناء اللاذقية مفاوضات مع الشركة المشغلة لإنهاء الإضراب.",
    "تطالب النقابة بدفع الأجور المتأخرة، وتعرض الشركة المشغلة نصفها قبل تشغيل الرافعات.",
)
END = (
    "انتهاء إضراب الميناء بعد اتفاق على الأجور المتأخرة",
    "عادت الرافعات إلى العمل في ميناء اللاذقية بعد أن وقعت النقابة اتفاقا مع الشركة المشغلة.",
    "ينص الاتفاق على دفع أجور العمال المتأخرة على دفعتين، وعلى ألا يعاقب من شارك في الإضراب.",
)
HARVEST = (
    "موسم الزيتون أقل من المعتاد في إدلب",
    "يتوقع المزارعون نصف محصول العام الماضي بسبب قلة الأمطار.",
    "قال مزارعون إن أشجار الزيتون لم تثمر كما كانت، وإن المعاصر ستفتح أبوابها متأخرة.",
)
MATCH = (
    "المنتخب يتعادل في آخر مبارياته الودية",
    "انتهت المباراة بهدف لكل فريق قبل أسبوع من بداية البطولة.",
    "سجل المهاجم هدف التعادل في الدقيقة الأخيرة وسط تشجيع جمهور كبير في المدرجات.",
)


def other_news(count: int = 12) -> None:
    """Publish stories of which each has words of its own: in an archive of five every word is
    common."""
    for number in range(count):
        words = [f"كلمة{number}س{place}" for place in range(12)]
        told((" ".join(words[:4]), " ".join(words[4:8]), " ".join(words[8:])))


def told(text: tuple[str, str, str], **more: Any) -> Story:
    """Return a published story with a headline, a lead and a paragraph."""
    headline, lead, body = text
    more.setdefault("published", True)
    return StoryFactory(headline=headline, lead=lead, body=[paragraph(f"<p>{body}</p>")], **more)
