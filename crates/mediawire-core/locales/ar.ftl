## The language
language-name = العربية
calendars = gregory, islamic-umalqura
formats = ar-EG-u-hc-h23

## The frame of every page
skip = انتقل إلى النص
sections = الأقسام
search = بحث
about = عن هذه الخدمة
languages = اللغات
languages-site = لغة الموقع
feeds = خلاصات الأخبار
days = حسب اليوم
theme = المظهر
theme-auto = تلقائي
theme-light = فاتح
theme-dark = داكن
front = الصفحة الرئيسية
to-front = إلى الصفحة الرئيسية
wire-title = { $site }: تقارير وآراء منقولة عن وكالات أنباء ومواقع إلكترونية أخرى، مع ذكر مصادرها
disclaimer = التقارير والآراء المنشورة هنا منقولة عن وكالات أنباء ومواقع إلكترونية أخرى، وهي لا تعبّر بالضرورة عن رأي { $name }. قد تُعدَّل العناوين وفق أسلوب التحرير المتبع هنا. أما المحتوى فلا يُغيَّر. ويُذكر المصدر ورابطه في ذيل كل مقال.

## Built-in sections
section-world = العالم
section-politics = سياسة
section-business = اقتصاد
section-technology = تكنولوجيا
section-science = علوم
section-health = صحة
section-environment = بيئة
section-culture = ثقافة
section-sport = رياضة
section-opinion = آراء
section-general = منوعات

## Lists
lead = الخبر الرئيسي
recent = أحدث المواد
reports = تقارير
views = مقالات الرأي
report = تقرير
view = مقال رأي
more-of = { $name }: جميع المواد
older = الأقدم
newest = الأحدث
older-items = مواد أقدم
nothing-yet = لم يُنشر شيء بعد.
nothing-here = لا توجد مواد هنا بعد.
nothing-older = لا توجد مواد أقدم.
just-now = الآن
from-day = بتاريخ { $day }
n-new = { $n ->
    [one] { $number } مادة جديدة
    [two] مادتان جديدتان
    [few] { $number } مواد جديدة
    [many] { $number } مادة جديدة
   *[other] { $number } مادة جديدة
}
items-of-day = أخبار يوم { $day }
items-in-language = لغة الأخبار: { $name }
previous-day = اليوم السابق
next-day = اليوم التالي
n-items = { $n ->
    [one] { $number } مادة
    [two] مادتان
    [few] { $number } مواد
    [many] { $number } مادة
   *[other] { $number } مادة
}

## An article
by = بقلم { $authors }، { $source }
by-source = { $source }
at-source = نُشر في المصدر
updated-at-source = حُدِّث في المصدر
on-this-wire = نُشر هنا
is-view = هذا مقال رأي، وهو يعبّر عن رأي كاتبه.
is-old = يعود هذا المقال إلى { $day }.
read-on = اقرأ المقال كاملًا على موقع { $source }
full-at = المقال الكامل منشور على موقع { $source }.
headline-at-source = العنوان في المصدر: { $headline }
by-house = ملخص من { $name }
note-by = ملاحظة من { $name }، { $day }:
correction-by = تصحيح من { $name }، { $day }:
changed-on = غيّر المصدر هذا النص، وآخر مرة كانت في { $at }.
changed-kinds-on = غيّر المصدر هذا النص، وآخر مرة كانت في { $at }: { $kinds }.
gone-on = لم تعد صفحة هذا الخبر موجودة لدى المصدر، ولوحظ ذلك أول مرة في { $at }.
what-changed = ما الذي تغيّر
source = المصدر
verify = التحقق
verify-what = من مطابقة النص لما نشره المصدر
history = السجل
history-what = يبيّن ما فعلته هذه الخدمة بالمقال ومتى
share-link = رابط هذه الصفحة
picture-at-source = الصورة في المصدر
picture-at-source-of = الصورة في المصدر: { $alt }
picture-credit = من بيانات الصورة نفسها: { $credit }
shown-by = يُعرض عبر { $host }
table = جدول
as-written = كما كتبه المصدر: { $raw }
as-written-assumed = كما كتبه المصدر: { $raw } (لم تُذكر المنطقة الزمنية، فافتُرض توقيت UTC)
more-from-source = المزيد من { $source }

## Search
search-title = { $words }: بحث
search-words = الكلمات
search-how = يجب أن ترد الكلمات كلها؛ «الكلمات بين علامتي التنصيص» ترد متتالية؛ والكلمة المسبوقة بالعلامة - يجب ألا ترد.
search-source = المصدر
search-source-all = كل المصادر
search-section = القسم
search-section-all = كل الأقسام
search-lang = اللغة
search-lang-all = كل اللغات
search-genre = النوع
search-genre-all = التقارير ومقالات الرأي
search-from = من
search-to = إلى
search-order = الترتيب
search-best = الأنسب أولًا
search-newest = الأحدث أولًا
search-nothing = لم يُعثر على شيء.
search-page = { $items }، الصفحة { $page } من { $pages }
search-pages = صفحات النتائج
search-previous = السابق
search-next = التالي
search-cut = السؤال طويل: جرى البحث عن بدايته فقط.
search-bad-from = اليوم الأول ليس تاريخًا وقد أُهمل. اكتبه هكذا: 2026-11-25.
search-bad-to = اليوم الأخير ليس تاريخًا وقد أُهمل. اكتبه هكذا: 2026-11-25.
search-not-ready = يجري تجهيز البحث. أعد المحاولة بعد دقيقة.

## Verify
verify-title = التحقق: { $headline }
verify-good = النص مطابق، مقطعًا مقطعًا، لما ورد في النسخة المؤرشفة من صفحة المصدر. تاريخ التحقق: { $at }؛ لا اختلاف.
verify-removed = أزيلت النسخة المؤرشفة في { $at } وفق شروط المصدر أو بأمر. قورن النص بها عند نشره، وهو لا يزال النص الذي خُتم حينها.
verify-bad = { $n ->
    [one] أظهر التحقق بتاريخ { $at } وجود { $number } اختلاف بين النص والنسخة المؤرشفة:
    [two] أظهر التحقق بتاريخ { $at } وجود اختلافين بين النص والنسخة المؤرشفة:
    [few] أظهر التحقق بتاريخ { $at } وجود { $number } اختلافات بين النص والنسخة المؤرشفة:
    [many] أظهر التحقق بتاريخ { $at } وجود { $number } اختلافًا بين النص والنسخة المؤرشفة:
   *[other] أظهر التحقق بتاريخ { $at } وجود { $number } اختلاف بين النص والنسخة المؤرشفة:
}
verify-places = { $n ->
    [one] في { $number } موضع
    [two] في موضعين
    [few] في { $number } مواضع
    [many] في { $number } موضعًا
   *[other] في { $number } موضع
}
retrieved-what = ما جرى جلبه
address = العنوان الإلكتروني
when = الوقت
bytes = الحجم بالبايت
bytes-digest = SHA-256 للبايتات
archive-copy = النسخة المؤرشفة
archive-open = نزّل البايتات كما وردت لتتحقق منها بنفسك
archive-closed = غير متاحة: شروط المصدر تبقيها في الأرشيف. يمكن مقارنة أي نسخة بهذه البصمة.
archive-removed = أزيلت وفق شروط المصدر أو بأمر. البصمة تدل على ما كانت عليه.
archive-file = ملف الأرشيف
received-only = هذا ما تلقّته هذه الخدمة، وهو لا يعني شيئًا بشأن ما عرضه المصدر على غيرها أو ما يعرضه الآن.
published-what = ما نُشر
blocks = كتل النص
text-digest = SHA-256 للنص
headline = العنوان
headline-changed = عُدِّل وفق أسلوب هذا الموقع؛ في المصدر: { $headline }
headline-own = عنوان المصدر نفسه
how-checked = تشير كل فقرة إلى موضعها في الصفحة المؤرشفة. ويجب أن يتطابق النص وترتيبه ومواضع التشديد فيه وروابطه مع ما في ذلك الموضع؛ وكل كلمة في الجزء الخاص بالمقال من الصفحة إما معروضة وإما مدرجة في القائمة أدناه.
left-out = ما استُبعد
nothing-left-out = لا شيء.
kind = النوع
places = عدد المواضع
check-yourself = تحقق بنفسك
check-command = إذا كان الأرشيف متاحًا لديك، فإن هذا الأمر يقرأ الصفحة من جديد ويقارنها بالنص كلمة كلمة:
command = الأمر
back-to-article = العودة إلى المقال
cut-advertisement = إعلان
cut-newsletter = دعوة إلى نشرة بريدية أو تطبيق أو اشتراك
cut-related = روابط إلى مقالات أخرى
cut-share = أزرار المشاركة
cut-head = العنوان واسم الكاتب والتواريخ: معروضة في رأس المقال
cut-author = نبذة عن الكاتب
cut-comments = تعليقات القراء
cut-paywall = تنبيه إلى أن بقية المقال للمشتركين
cut-navigation = قوائم ووسوم وأرقام صفحات وأزرار
cut-duplicate = كلمات وردت مرتين في المصدر
cut-repeated = كلمات ترد في مقالات أخرى للمصدر أيضًا
cut-unrendered = ما لا يعرضه المتصفح: نصوص برمجية وأنماط وأجزاء مخفية
cut-other = ما عُدّ خارج المقال

## About
about-title = عن { $name }
about-is = ما خدمة إعادة نشر الأخبار؟
about-is-text = تعيد هذه الخدمة نشر تقارير وآراء صادرة عن وكالات أنباء ومواقع إلكترونية أخرى. ويُذكر مصدر كل مادة، ويرد رابطه في ذيل كل مقال.
about-changed = ما الذي يتغير وما الذي لا يتغير؟
about-changed-text = قد يُعدَّل العنوان وفق أسلوب هذا الموقع، وعندئذ يظهر عنوان المصدر الأصلي أسفل المقال. أما النص فلا يُغيَّر أبدًا، إذ يؤخذ من نسخة من صفحة المصدر أُرشفت قبل نشر أي شيء. وما كان بين الفقرات هناك وليس جزءًا من المقال، كالإعلانات والروابط إلى مقالات أخرى، يُستبعد ويُدرج في قائمة.
about-how = كيف تعمل هذه الخدمة؟
about-how-text = يُستعلم من المصادر كل بضع دقائق عما استجد لديها. ويؤرشف كل رد كما ورد بايتًا بايتًا؛ وبعد ذلك فقط يُستخرج منه المقال، ويُتعرَّف عليه إن كان معروفًا من قبل، ويُقارن بالأرشيف، ويُعطى رقمًا ثم يُنشر. وقرار النشر يتخذه شخص أو قاعدة مكتوبة، وكلاهما مسجَّل.
about-verify = كيف تتحقق منها؟
about-verify-text = لكل مقال صفحة بعنوان «التحقق» تبيّن ما جرى التحقق منه وكيفية التحقق، وصفحة بعنوان «السجل» تبيّن ما جرى للمقال ومتى.
about-shown = ما الذي يُعرض؟
about-shown-text = يتوقف القدر المعروض من المقال على شروط مصدره: المقال كله، أو مقدمته، أو العنوان والرابط فقط. وتُعرض الصور حيث يسمح المصدر بذلك.
about-opinion = عن رأي من تعبّر المواد؟
about-sources = المصادر

## What cannot be shown
withheld = موقوفة
withheld-title = عرض هذه المادة موقوف
withdrawn = مسحوبة
withdrawn-title = سُحبت هذه المادة
withdrawn-by = سحبتها هيئة تحرير { $name }.
withdrawn-legal = سحبتها هيئة تحرير { $name } بأمر قانوني.
withdrawn-text = كانت هذه المادة منشورة هنا، ولن تعود. ولم يعد يُعرض شيء من نصها.
no-reason = لم يُذكر سبب.
reason = السبب
since = منذ
not-found-title = الصفحة غير موجودة
not-found-text = لا يوجد شيء في هذا العنوان. ربما كُتب خطأً، أو نُقل ما كان هنا.
not-allowed-title = لا يمكن فعل ذلك هنا
not-allowed-text = هذا العنوان متاح للقراءة فقط.
not-now-title = ليس الآن
not-now-text = تعذّر عرض هذه الصفحة في الوقت الحالي. حاول مرة أخرى بعد دقيقة.
broken-title = حدث خطأ
broken-text = تعذّر عرض هذه الصفحة. سُجّل الخطأ وسيُصلح.

## السجل
history-title = السجل: { $headline }
history-last = { $n ->
    [one] لا تُعرض هنا إلا البرقية الأخيرة.
   *[other] لا تُعرض هنا إلا آخر البرقيات، وعددها { $number }.
}
dispatch-at = البرقية { $number }، { $at }
change-first = نُشرت أول مرة: { $headline }
change-released = عادت إلى العرض.
change-withheld = أُوقف عرضها: { $why }
change-killed = سُحبت: { $why }
change-text = نسخة جديدة من النص.
change-words = نسخة جديدة من النص. الكلمات المضافة: { $added }؛ الكلمات المحذوفة: { $removed }.
change-kinds = ما غيّره المصدر: { $kinds }.
change-gone = لم تعد صفحته موجودة لدى المصدر.
change-there-again = عادت صفحته لدى المصدر.
kind-typo = خطأ كتابي
kind-wording = الصياغة
kind-number = رقم أو يوم
kind-name = اسم
kind-quotation = اقتباس
kind-headline = عنوان المصدر
kind-addition = إضافة
kind-removal = حذف
kind-correction-note = ملاحظة عن تصحيح
kind-withdrawal = سحب النص
kind-kill = إلغاء من الوكالة
kind-withhold = طلب الوكالة عدم النشر
kind-writethru = نسخة كاملة جديدة من الوكالة
kind-corrected = تصحيح من الوكالة
kind-refile = إعادة إرسال من الوكالة
kind-embargo = حظر نشر إلى موعد محدد
kind-gone = لم تعد صفحته موجودة
change-read = جُلب النص من جديد؛ وكلماته هي نفسها.
change-headline = تغيّر العنوان من { $from } إلى { $to }
change-kicker = السطر فوق العنوان الآن: { $words }
change-no-kicker = أُزيل السطر الذي فوق العنوان.
change-dek-house = السطر تحت العنوان من كتابة الموقع: { $words }
change-dek-source = السطر تحت العنوان هو سطر المصدر.
change-dek-teaser = السطر تحت العنوان هو أول كلمات النص.
change-note = ملاحظة من الموقع: { $words }
change-no-note = أُزيلت ملاحظة الموقع.
change-corrected = تصحيح من الموقع: { $words }
change-section = نُقلت من { $from } إلى { $to }.
change-report = صُنّفت تقريرًا.
change-view = صُنّفت رأيًا.
change-full = تُعرض كاملة من الآن فصاعدًا.
change-teaser = لا تُعرض من الآن فصاعدًا إلا كلماتها الأولى.
change-headline-only = لا يُعرض من الآن فصاعدًا إلا عنوانها.
change-nothing = لم يتغيّر شيء يراه القارئ.
passages-more = { $n ->
    [one] تغيّر مقطع آخر: { $number }.
   *[other] مقاطع أخرى تغيّرت: { $number }.
}
captured = جُلبت من { $url } في { $at }، SHA-256 { $digest }
decisions = القرارات
no-decision = لا شيء: خرجت بحسب قاعدة مصدرها.
decided-desk = { $at }، قرار هيئة التحرير
decided-rule = { $at }، بحسب القاعدة { $rule }
decided-release = أُجيزت: { $why }
decided-schedule = جُدول نشره في { $at }: { $why }
decided-hold = أُرجئت: { $why }
decided-spike = نُحّي جانبًا: { $why }
decided-embargo = لا يُنشر قبل { $at }: { $why }
decided-no-embargo = رُفع حظر النشر المؤقت: { $why }
decided-headline = أُعطيت العنوان { $headline }: { $why }
decided-no-headline = عاد عنوان المصدر: { $why }
decided-kicker = وُضع السطر { $words } فوق العنوان: { $why }
decided-no-kicker = أُزيل السطر الذي فوق العنوان: { $why }
decided-dek-house = وُضع السطر { $words } تحت العنوان: { $why }
decided-dek-source = وُضع سطر المصدر تحت العنوان: { $why }
decided-dek-teaser = وُضعت أول كلمات النص تحت العنوان: { $why }
decided-note = وُضعت الملاحظة { $words }: { $why }
decided-no-note = أُزيلت الملاحظة: { $why }
decided-correct = نُشر التصحيح { $words }: { $why }
decided-section = وُضع في قسم { $section }: { $why }
decided-no-section = أُعيد إلى القسم الذي تحدده القواعد: { $why }
decided-report = عُدّ تقريرًا: { $why }
decided-view = عُدّ مقال رأي: { $why }
decided-no-genre = تُرك للقواعد أن تحدد أهو تقرير أم مقال رأي: { $why }
decided-withhold = أُوقف عرضها: { $why }
decided-ask-kill = حُجب؛ وسحبه ينتظر تأكيد شخص ثانٍ: { $why }
decided-kill = سُحبت: { $why }
decided-undo = تراجعنا عن قرار: { $why }
pickups = الكلمات نفسها في أماكن أخرى
pickup = { $name }، شوهدت في { $at }
off-withheld = أُوقف عرضها.
off-killed = سُحبت ولن تعود.

## مصدر
source-facts = عن هذا المصدر
retrieved-from = جُلبت من { $host }
home-page = الصفحة الرئيسية
items-on-wire = المواد المنشورة هنا
retrieved-since = نجلب منه منذ
shows-full = النص كله
shows-teaser = العنوان والكلمات الأولى ورابط
shows-headline = العنوان ورابط
terms = الشروط
no-licence = لم تُذكر رخصة.
retrieved-how = كيف نجلب منه
from-list = من قائمة مواده
from-list-of = من قائمة مواده ({ $format })
from-no-list = مادةً مادة، من غير قائمة
last-asked = آخر سؤال
last-good = آخر جواب سليم
not-yet = ليس بعد
failing-since = متعثر منذ
fault-no-answer = لا يجيب
fault-not-secure = لا يمكن الوثوق باتصاله
fault-broken = هناك عطل أو ضغط زائد
fault-refused = لا يسمح لنا بالدخول
fault-gone = لم تعد قائمته هناك
fault-no-list = ما يعطيه ليس قائمة مواد
fault-other = لا يمكن استعمال جوابه
next-asked = السؤال القادم

## الأيام
all-days = كل الأيام

## دليل الأسلوب
style-title = دليل الأسلوب
style-what = القواعد التي تُعدَّل بها العناوين هنا، ولكل منها أمثلة. لا يجوز لأي قاعدة أن تغيّر رقمًا أو اسمًا أو نفيًا أو شكًّا أو كلامًا منقولًا أو قائله؛ وإن كانت ستفعل، بقي العنوان كما كتبه مصدره. أما نص المقال فلا تسري عليه أي قاعدة، ولا يُغيَّر أبدًا.
style-off = لا تُستعمل الآن أي قاعدة: تبقى العناوين كما كتبتها مصادرها، إلا إذا غيّرها محرر.
style-suggest = القواعد تقترح، والمحررون يقررون.
style-auto = القواعد تقرر، إلا إذا قرر محرر.
style-none = ليس لهذا الموقع قواعد خاصة به: تبقى العناوين كما كتبتها مصادرها، إلا إذا غيّرها محرر.
style-for = اللغات: { $name }
style-case = حالة الأحرف: { $name }
style-numbers = الأعداد: { $name }
style-digits = الأرقام: { $name }
style-letters = الحروف: { $name }
style-attribution = نسبة القول: { $name }
style-no-full-stop = بلا نقطة في النهاية
style-quotes = علامات الاقتباس: { $name }
style-inside = في الداخل: { $name }
style-together = كلها معًا
style-more = المزيد
