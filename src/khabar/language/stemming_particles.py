"""Which words have a particle before them: ب in, ل for, ك as, ف then. Folded, without endings.

Nothing in the letters tells لدعم, for the support, from لاعب, a player. Where four letters stay,
what stands before them is nearly always a particle, and where it isn't, no other word is met:
برنامج and البرنامج lose their beginning alike. So there only those words are listed that would
meet another one. Where three stay it is the other way round, so there those words are listed that
take a particle. Both were gathered from words that newspapers write with the article, with a
particle, or both.
"""

from __future__ import annotations

from typing import Final

PARTICLES: Final = "بلكف"
BEFORE_SHORT_WORDS: Final = "بل"
"""ك and ف before three letters are nearly always the word's own: كامل, فساد."""
SHORT: Final = 3

OWN_BEGINNINGS: Final = frozenset(
    """
    باخر بارما بارون باسيل باندا باول باولو بديل بدين برادع برانس برايت بضائع بطاق بطول بعيد
    بقاع بلاتين بلقاء بنادق بوادر بوريس بولونيا بيانا بيونغ فاسيل فراول فعليا فقراء فلاين
    فلورانس فلوريس فنادق فواصل كارما كاسير كاملا كاميرا كامير كبريت كتريك كترون كوادر كولونيا
    كيانا لاتين لازال لاسام لطيف لعين لقيم لورانس لوريس
    """.split()
)
"""Words that would meet another one without their first letter: بضائع goods and ضائع lost, بنادق
rifles and فنادق hotels."""

SHORT_WORDS: Final = frozenset(
    """
    اثر اجل احد اخذ ادل اذن ارض اسر اسم اصل اعل اقص اقل اكل امر امن اهل اهم اول ابن بحث بحر بدء
    برج برل بطل بعث بعض بلد بنك بوت بيت بيض بيع بيئ تام تبن تحد تحس تخز ترك تسع تسم تسو تشو تصف
    تغط تقن تلق تلك تنم تهم توج توص ثان ثرو ثقل ثلث ثمن ثور ثقه جار جبل جبه جذب جرح جرع جرم جزء
    جزر جسد جسم جلس جلط جمع جمل جنس جهد جود جول جيش جيل جهه حاج حال حبس حجب حجر حجز حجم حدث حذر
    حذف حرب حرس حرص حرف حرق حرك حرم حزب حزم حزن حسب حسم حشد حصر حظر حفر حفظ حفل حقب حقل حقن حكم
    حلف حما حمل حوز حيا حين حصه خاص خبر خدم خرق خصم خطا خطب خطر خطط خطف خطو خفض خلف خلق خلل خمس
    خنق خوض خوف خيب خير خطه دار درج درس دعم دعو دفع دفن دمج دهس دول دون دور دقه ذات ذبح ذكر ذنب
    ذهب راس راي ربط ربع رتب رجل رحل ردع رسم رصد رعا رغب رغم رفض رفع رقم ركل ركن رمز روح ريف زرع
    زعم زمن زوج ساع سبب سبع سجل سجن سحب سرط سرع سرق سعر سفن سلط سلع سمع سنو سوء سوق سنه شاش شان
    شبك شبه شحن شخص شرب شرط شرع شرف شرق شرك شطب شعب شعر شغف شغل شكر شكل شكو شهر شوط شوك شيء شده
    صحف صدد صدق صدم صرف صعد صفع صفق صمت صنع صوت صور صيد صيغ صفه صحه ضبط ضرب ضرر ضعف ضغط ضوء ضيف
    طبق طرح طرد طرف طرق طعم طعن طفل طلب طهر طير عام عبد عبو عجز عدد عدو عرب عرض عرف عزل عزم عشر
    عضل عضو عطل عفو عقد عقل عكس علم عمر عمق عمل عنف عهد عود عيد عين غار غاز غرب غرض غرف غرق غزو
    غضب غير فتا فتح فتر فحص فخر فرز فرص فرض فرع فرق فشل فصل فضل فعل فقد فكر فهم فوز فئه قان قبض
    قتل قدر قدم قذف قرب قسم قصد قصر قصف قطع قلب قلق قلم قمع قنا قنو قوا قوت قول قيم قوه قصه كاس
    كتف كتل كسب كسر كشف كعب كلف كلم كون كيف كره لحظ لعب لقب لقط لمس لهج لوم لون ليل لغه ماد مال
    مبن مثل مجل محط مدن مرض مرم مسح معن مقر ملا ملف ملك منح منص منع مهم مهن موت موج ميز ميل مده
    ناح ناد نار نجل نجم نحو نزع نسب نسخ نشر نصب نصر نصف نظر نظم نفس نفق نقص نقط نقل نكه نمط نمو
    نهب نهج نهر نوع نوم نيل هجم هدف هدم هدن هوا هيئ وجه وحد وحش ورق وزن وسط وصف وضع وطن وعد وفا
    وفد وقت وقف يسر يوم
    """.split()
)
"""Words of three letters, and stems of them, that ب and ل stand before: بدعم, لوقف, بقوة."""


def particle_off(stem: str) -> str:
    """Return a stem without the particles before it, one after the other."""
    while _has_particle(stem):
        stem = stem[1:]
    return stem


def is_short_with_particle(word: str) -> bool:
    """Return whether a word is one of three letters behind ب or ل."""
    is_short = len(word) == SHORT + 1 and word[1:] in SHORT_WORDS
    return is_short and word[0] in BEFORE_SHORT_WORDS and word not in OWN_BEGINNINGS


def _has_particle(stem: str) -> bool:
    if len(stem) > SHORT + 1:
        return stem[0] in PARTICLES and stem not in OWN_BEGINNINGS
    return is_short_with_particle(stem)
