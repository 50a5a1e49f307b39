## The language
language-name = فارسی
calendars = persian, gregory, islamic-umalqura
formats = fa-IR-u-hc-h23

## The frame of every page
skip = رفتن به متن
sections = بخش‌ها
search = جست‌وجو
about = درباره این پایگاه
languages = زبان‌ها
languages-site = زبان وب‌سایت
feeds = خوراک‌ها
days = بایگانی روزانه
theme = نمای صفحه
theme-auto = خودکار
theme-light = روشن
theme-dark = تیره
front = صفحه نخست
to-front = بازگشت به صفحه نخست
wire-title = { $site }: گزارش‌ها و دیدگاه‌های دریافت‌شده از دیگر خبرگزاری‌ها و وب‌سایت‌ها، با ذکر منبع
disclaimer = گزارش‌ها و دیدگاه‌های این پایگاه از دیگر خبرگزاری‌ها و وب‌سایت‌ها دریافت شده‌اند و لزوماً بازتاب‌دهنده نظر { $name } نیستند. ممکن است تیترها مطابق شیوه‌نامه این پایگاه تغییر کنند. محتوا تغییر نمی‌کند. منبع و نشانی اینترنتی آن در پایان هر مطلب آمده است.

## Built-in sections
section-world = جهان
section-politics = سیاست
section-business = اقتصاد
section-technology = فناوری
section-science = دانش
section-health = سلامت
section-environment = محیط زیست
section-culture = فرهنگ
section-sport = ورزش
section-opinion = یادداشت
section-general = گوناگون

## Lists
lead = تیتر یک
recent = تازه‌ترین مطالب
reports = گزارش‌ها
views = دیدگاه‌ها
report = گزارش
view = دیدگاه
more-of = همه مطالب { $name }
older = قدیمی‌تر
newest = تازه‌ترین
older-items = مطالب قدیمی‌تر
nothing-yet = هنوز مطلبی منتشر نشده است.
nothing-here = هنوز مطلبی در این بخش نیست.
nothing-older = مطلب قدیمی‌تری وجود ندارد.
just-now = لحظاتی پیش
from-day = مربوط به { $day }
n-new = { $n ->
    [one] { $number } مطلب تازه
   *[other] { $number } مطلب تازه
}
items-of-day = خبرهای { $day }
items-in-language = خبرها به زبان { $name }
previous-day = روز قبل
next-day = روز بعد
n-items = { $n ->
    [one] { $number } مطلب
   *[other] { $number } مطلب
}

## An article
by = { $authors }، { $source }
by-source = { $source }
at-source = انتشار در منبع
updated-at-source = به‌روزرسانی در منبع
on-this-wire = انتشار در این پایگاه
is-view = این مطلب دیدگاه است و نظر نویسنده خود را بیان می‌کند.
is-old = این مطلب مربوط به { $day } است.
read-on = متن کامل را در { $source } بخوانید
full-at = متن کامل این مطلب در { $source } منتشر شده است.
headline-at-source = تیتر منبع: { $headline }
by-house = خلاصه از { $name }
note-by = یادداشت { $name }، { $day }:
correction-by = اصلاحیهٔ { $name }، { $day }:
changed-on = منبع این متن را تغییر داده است؛ آخرین بار در { $at }.
changed-kinds-on = منبع این متن را تغییر داده است؛ آخرین بار در { $at }: { $kinds }.
gone-on = صفحهٔ این مطلب دیگر در منبع نیست؛ نخستین بار در { $at } دیده شد.
what-changed = چه تغییر کرده است
source = منبع
verify = راستی‌آزمایی
verify-what = یکسان بودن متن با آنچه منبع منتشر کرده است
history = تاریخچه
history-what = آنچه در این پایگاه بر این مطلب گذشته و زمان آن
share-link = نشانی این صفحه
picture-at-source = تصویر در منبع
picture-at-source-of = تصویر در منبع: { $alt }
picture-credit = برگرفته از داده‌های خود تصویر: { $credit }
shown-by = نمایش از طریق { $host }
table = جدول
as-written = به همان صورت که منبع نوشته است: { $raw }
as-written-assumed = به همان صورت که منبع نوشته است: { $raw } (منطقه زمانی ذکر نشده و UTC فرض شده است)
more-from-source = مطالب دیگر از { $source }

## Search
search-title = { $words }: جستجو
search-words = واژه‌ها
search-how = همهٔ واژه‌ها باید در متن باشند؛ «واژه‌های درون گیومه» پشت سر هم می‌آیند؛ واژه‌ای که پیش از آن - آمده نباید باشد.
search-source = منبع
search-source-all = همهٔ منابع
search-section = بخش
search-section-all = همهٔ بخش‌ها
search-lang = زبان
search-lang-all = همهٔ زبان‌ها
search-genre = نوع
search-genre-all = گزارش‌ها و دیدگاه‌ها
search-from = از
search-to = تا
search-order = ترتیب
search-best = نخست مرتبط‌ترین
search-newest = نخست تازه‌ترین
search-nothing = چیزی یافت نشد.
search-page = { $items }، صفحهٔ { $page } از { $pages }
search-pages = صفحه‌های نتایج
search-previous = پیشین
search-next = بعدی
search-cut = پرسش طولانی است: تنها آغاز آن جستجو شد.
search-bad-from = روز نخست تاریخ نیست و کنار گذاشته شد. آن را چنین بنویسید: 2026-11-25.
search-bad-to = روز آخر تاریخ نیست و کنار گذاشته شد. آن را چنین بنویسید: 2026-11-25.
search-not-ready = جستجو در حال آماده شدن است. یک دقیقه دیگر دوباره تلاش کنید.

## Verify
verify-title = راستی‌آزمایی: { $headline }
verify-good = متن، بخش به بخش، همان است که در نسخه بایگانی‌شده صفحه منبع آمده است. زمان بررسی: { $at }؛ تفاوتی یافت نشد.
verify-removed = نسخهٔ بایگانی در { $at } بنا بر شرایط منبع یا به دستور حذف شد. متن هنگام انتشار با آن سنجیده شد و هنوز همان متنی است که آن‌گاه مهر شد.
verify-bad = { $n ->
    [one] در بررسی { $at }، { $number } تفاوت میان متن و نسخه بایگانی‌شده یافت شد:
   *[other] در بررسی { $at }، { $number } تفاوت میان متن و نسخه بایگانی‌شده یافت شد:
}
verify-places = { $n ->
    [one] در { $number } جا
   *[other] در { $number } جا
}
retrieved-what = آنچه دریافت شد
address = نشانی
when = زمان
bytes = حجم (بایت)
bytes-digest = SHA-256 بایت‌ها
archive-copy = نسخهٔ بایگانی
archive-open = بایت‌ها را همان‌گونه که آمده‌اند بگیرید تا خودتان بررسی کنید
archive-closed = عرضه نمی‌شود: شرایط منبع آن را در بایگانی نگه می‌دارد. هر نسخه‌ای را می‌توان با این چکیده سنجید.
archive-removed = بنا بر شرایط منبع یا به دستور حذف شده است. چکیده می‌گوید که چه بوده است.
archive-file = فایل بایگانی
received-only = این چیزی است که این پایگاه دریافت کرده است و درباره آنچه منبع به دیگران نشان داده یا اکنون نشان می‌دهد، ادعایی ندارد.
published-what = آنچه منتشر شد
blocks = قطعه‌های متن
text-digest = SHA-256 متن
headline = تیتر
headline-changed = مطابق شیوه‌نامه این وب‌سایت تغییر کرده است؛ در منبع: { $headline }
headline-own = همان تیتر منبع
how-checked = هر بند به جای خود در صفحه بایگانی‌شده اشاره می‌کند. متن، ترتیب، تأکیدها و پیوندهای آن باید با همان جا یکسان باشد؛ هر واژه از بخشی از صفحه که به مطلب اختصاص دارد، یا نمایش داده شده یا در فهرست زیر آمده است.
left-out = آنچه کنار گذاشته شد
nothing-left-out = هیچ.
kind = نوع
places = تعداد موارد
check-yourself = خودتان بررسی کنید
check-command = اگر بایگانی را در اختیار دارید، این دستور صفحه را دوباره می‌خواند و آن را واژه به واژه با متن مقایسه می‌کند:
command = دستور
back-to-article = بازگشت به مطلب
cut-advertisement = آگهی
cut-newsletter = دعوت به خبرنامه، اپلیکیشن یا اشتراک
cut-related = پیوند به مطالب دیگر
cut-share = دکمه‌های هم‌رسانی
cut-head = تیتر، نام نویسنده و تاریخ‌ها: در بالای مطلب آمده‌اند
cut-author = کادر معرفی نویسنده
cut-comments = نظرهای خوانندگان
cut-paywall = یادآوری اینکه ادامه مطلب ویژه مشترکان است
cut-navigation = فهرست‌ها، برچسب‌ها، شماره صفحه‌ها و دکمه‌ها
cut-duplicate = واژه‌هایی که در منبع دو بار آمده‌اند
cut-repeated = واژه‌هایی که در مطالب دیگر این منبع هم هست
cut-unrendered = آنچه مرورگر نمایش نمی‌دهد: اسکریپت‌ها، سبک‌ها و بخش‌های پنهان
cut-other = آنچه جزو مطلب تشخیص داده نشد

## About
about-title = درباره { $name }
about-is = پایگاه بازنشر خبر چیست
about-is-text = پایگاه بازنشر خبر، گزارش‌ها و دیدگاه‌های دیگر خبرگزاری‌ها و وب‌سایت‌ها را بازنشر می‌کند. منبع هر مطلب ذکر می‌شود و نشانی اینترنتی آن در پایان مطلب می‌آید.
about-changed = چه چیزی تغییر می‌کند و چه چیزی نه
about-changed-text = ممکن است تیتر مطابق شیوه‌نامه این وب‌سایت تغییر کند؛ در این صورت تیتر اصلی منبع در پایین مطلب می‌آید. متن هرگز تغییر نمی‌کند: از نسخه‌ای از صفحه منبع برداشته می‌شود که پیش از هر انتشاری بایگانی شده است. آنچه در منبع میان بندها آمده و جزو مطلب نیست، مانند آگهی یا پیوند به مطالب دیگر، کنار گذاشته و فهرست می‌شود.
about-how = این پایگاه چگونه کار می‌کند
about-how-text = هر چند دقیقه یک بار، تازه‌های منابع جست‌وجو می‌شود. هر پاسخ بایت به بایت بایگانی می‌شود؛ تنها پس از آن، مطلب از آن استخراج می‌شود، اگر تکراری باشد شناسایی می‌شود، با بایگانی مقایسه می‌شود، شماره می‌گیرد و منتشر می‌شود. تصمیم درباره انتشار را یک فرد یا یک قاعده مکتوب می‌گیرد و هر دو ثبت می‌شوند.
about-verify = چگونه می‌توان آن را بررسی کرد
about-verify-text = هر مطلب صفحه‌ای با نام «راستی‌آزمایی» دارد که نشان می‌دهد چه چیزی بررسی شده و چگونه می‌توان آن را بررسی کرد، و صفحه‌ای با نام «تاریخچه» که نشان می‌دهد با آن چه شده و در چه زمانی.
about-shown = چه چیزی نمایش داده می‌شود
about-shown-text = اینکه چه مقدار از مطلب نمایش داده شود، تابع شرایط منبع آن است: همه مطلب، نخستین جمله‌ها، یا تنها تیتر و پیوند. تصویرها در صورتی نمایش داده می‌شوند که منبع اجازه داده باشد.
about-opinion = این نظرها از آن کیست
about-sources = منابع

## What cannot be shown
withheld = نمایش متوقف شده
withheld-title = نمایش این مطلب متوقف شده است
withdrawn = حذف شده
withdrawn-title = این مطلب حذف شده است
withdrawn-by = حذف‌شده به تصمیم تحریریهٔ { $name }.
withdrawn-legal = حذف‌شده به دست تحریریهٔ { $name } به حکم قانونی.
withdrawn-text = این مطلب پیش‌تر در این پایگاه منتشر شده بود و دیگر بازنخواهد گشت. هیچ بخشی از متن آن دیگر نمایش داده نمی‌شود.
no-reason = دلیلی ذکر نشده است.
reason = دلیل
since = از تاریخ
not-found-title = صفحه یافت نشد
not-found-text = چیزی در این نشانی نیست. شاید نشانی نادرست وارد شده یا محتوای آن جابه‌جا شده باشد.
not-allowed-title = این کار در اینجا ممکن نیست
not-allowed-text = این نشانی فقط برای خواندن است.
not-now-title = فعلاً ممکن نیست
not-now-text = این صفحه در حال حاضر قابل نمایش نیست. یک دقیقه دیگر دوباره تلاش کنید.
broken-title = خطایی رخ داد
broken-text = این صفحه قابل نمایش نیست. خطا ثبت شده است و برطرف خواهد شد.

## تاریخچه
history-title = تاریخچه: { $headline }
history-last = { $n ->
    [one] اینجا فقط آخرین مخابره آمده است.
   *[other] اینجا فقط { $number } مخابرهٔ آخر آمده است.
}
dispatch-at = مخابرهٔ { $number }، { $at }
change-first = نخستین انتشار: { $headline }
change-released = دوباره نمایش داده شد.
change-withheld = نمایش آن متوقف شد: { $why }
change-killed = حذف شد: { $why }
change-text = نسخهٔ تازهٔ متن.
change-words = نسخهٔ تازهٔ متن. واژه‌های افزوده: { $added }؛ واژه‌های حذف‌شده: { $removed }.
change-kinds = تغییر در منبع: { $kinds }.
change-gone = صفحهٔ آن دیگر در منبع نیست.
change-there-again = صفحهٔ آن دوباره در منبع هست.
kind-typo = لغزش نگارشی
kind-wording = عبارت‌بندی
kind-number = عدد یا روز
kind-name = نام
kind-quotation = نقل قول
kind-headline = تیتر منبع
kind-addition = افزودن مطلب
kind-removal = حذف مطلب
kind-correction-note = یادداشت اصلاح
kind-withdrawal = پس گرفتن متن
kind-kill = لغو از سوی خبرگزاری
kind-withhold = درخواست خبرگزاری برای منتشر نکردن
kind-writethru = نسخهٔ کامل تازهٔ خبرگزاری
kind-corrected = اصلاح خبرگزاری
kind-refile = ارسال دوبارهٔ خبرگزاری
kind-embargo = ممنوعیت انتشار تا زمان معین
kind-gone = صفحه‌اش دیگر نیست
change-read = متن دوباره دریافت شد؛ واژه‌هایش همان است.
change-headline = تیتر از { $from } به { $to } تغییر کرد
change-kicker = روتیتر اکنون این است: { $words }
change-no-kicker = روتیتر برداشته شد.
change-dek-house = لید اکنون نوشتهٔ خود رسانه است: { $words }
change-dek-source = لید همان لید منبع است.
change-dek-teaser = لید نخستین واژه‌های متن است.
change-note = یادداشت رسانه: { $words }
change-no-note = یادداشت رسانه برداشته شد.
change-corrected = اصلاحیهٔ رسانه: { $words }
change-section = از { $from } به { $to } منتقل شد.
change-report = به‌عنوان گزارش مشخص شد.
change-view = به‌عنوان دیدگاه مشخص شد.
change-full = از این پس کامل نمایش داده می‌شود.
change-teaser = از این پس فقط واژه‌های نخست آن نمایش داده می‌شود.
change-headline-only = از این پس فقط تیتر آن نمایش داده می‌شود.
change-nothing = چیزی که خواننده ببیند تغییر نکرد.
passages-more = { $n ->
    [one] { $number } قطعهٔ دیگر تغییر کرد.
   *[other] { $number } قطعهٔ دیگر تغییر کرد.
}
captured = دریافت‌شده از { $url } در { $at }، SHA-256 { $digest }
decisions = تصمیم‌ها
no-decision = هیچ: طبق قاعدهٔ منبعش منتشر شد.
decided-desk = { $at }، تصمیم تحریریه
decided-rule = { $at }، طبق قاعدهٔ { $rule }
decided-release = منتشر شد: { $why }
decided-schedule = انتشار در { $at } زمان‌بندی شد: { $why }
decided-hold = نگه داشته شد: { $why }
decided-spike = کنار گذاشته شد: { $why }
decided-embargo = پیش از { $at } منتشر نمی‌شود: { $why }
decided-no-embargo = مهلت ممنوعیت انتشار برداشته شد: { $why }
decided-headline = تیتر { $headline } را گرفت: { $why }
decided-no-headline = دوباره با تیتر منبع نمایش داده شد: { $why }
decided-kicker = روتیتر { $words } گذاشته شد: { $why }
decided-no-kicker = روتیتر برداشته شد: { $why }
decided-dek-house = لید { $words } گذاشته شد: { $why }
decided-dek-source = لید منبع گذاشته شد: { $why }
decided-dek-teaser = نخستین واژه‌های متن لید شد: { $why }
decided-note = یادداشت { $words } گذاشته شد: { $why }
decided-no-note = یادداشت برداشته شد: { $why }
decided-correct = اصلاحیهٔ { $words } منتشر شد: { $why }
decided-section = در بخش { $section } گذاشته شد: { $why }
decided-no-section = به بخشی برگشت که قاعده‌ها می‌گویند: { $why }
decided-report = گزارش دانسته شد: { $why }
decided-view = دیدگاه دانسته شد: { $why }
decided-no-genre = گزارش یا دیدگاه بودن آن به قاعده‌ها سپرده شد: { $why }
decided-withhold = نمایش آن متوقف شد: { $why }
decided-ask-kill = نگه داشته شد؛ حذف همیشگی آن منتظر تأیید نفر دوم است: { $why }
decided-kill = حذف شد: { $why }
decided-undo = تصمیمی پس گرفته شد: { $why }
pickups = همین متن در جاهای دیگر
pickup = { $name }، دیده‌شده در { $at }
off-withheld = نمایش آن متوقف شد.
off-killed = حذف شد و بازنخواهد گشت.

## یک منبع
source-facts = دربارهٔ این منبع
retrieved-from = دریافت‌شده از { $host }
home-page = صفحهٔ اصلی
items-on-wire = مطالب در این پایگاه
retrieved-since = دریافت از تاریخ
shows-full = متن کامل
shows-teaser = تیتر، واژه‌های نخست و پیوند
shows-headline = تیتر و پیوند
terms = شرایط
no-licence = مجوزی ذکر نشده است.
retrieved-how = شیوهٔ دریافت
from-list = از فهرست مطالبش
from-list-of = از فهرست مطالبش ({ $format })
from-no-list = تک‌تک، بدون فهرست
last-asked = آخرین پرسش
last-good = آخرین پاسخ درست
not-yet = هنوز نه
failing-since = ناموفق از
fault-no-answer = پاسخ نمی‌دهد
fault-not-secure = اتصال آن قابل اعتماد نیست
fault-broken = آنجا چیزی خراب است یا بیش از حد شلوغ است
fault-refused = ما را راه نمی‌دهد
fault-gone = فهرستش دیگر آنجا نیست
fault-no-list = آنچه می‌دهد فهرست مطالب نیست
fault-other = پاسخش قابل استفاده نیست
next-asked = پرسش بعدی

## روزها
all-days = همهٔ روزها

## شیوه‌نامه
style-title = شیوه‌نامه
style-what = قاعده‌هایی که تیترها در اینجا بر پایهٔ آن‌ها تغییر می‌کنند، هرکدام با مثال. هیچ قاعده‌ای نباید عدد، نام، نفی، تردید، سخن نقل‌شده یا گویندهٔ آن را تغییر دهد؛ اگر چنین شود، تیتر همان می‌ماند که منبع نوشته است. متن مطلب تابع هیچ قاعده‌ای نیست و هرگز تغییر نمی‌کند.
style-off = اکنون هیچ قاعده‌ای به کار نمی‌رود: تیترها همان‌اند که منابع نوشته‌اند، مگر آن‌که سردبیری تغییرشان داده باشد.
style-suggest = قاعده‌ها پیشنهاد می‌دهند و سردبیران تصمیم می‌گیرند.
style-auto = قاعده‌ها تصمیم می‌گیرند، مگر آن‌که سردبیری تصمیم گرفته باشد.
style-none = این پایگاه قاعده‌ای از خود ندارد: تیترها همان‌اند که منابع نوشته‌اند، مگر آن‌که سردبیری تغییرشان داده باشد.
style-for = زبان‌ها: { $name }
style-case = حروف بزرگ و کوچک: { $name }
style-numbers = عددها: { $name }
style-digits = رقم‌ها: { $name }
style-letters = حروف: { $name }
style-attribution = ذکر گوینده: { $name }
style-no-full-stop = بدون نقطهٔ پایانی
style-quotes = گیومه‌ها: { $name }
style-inside = درون آن: { $name }
style-together = همه با هم
style-more = بیشتر
