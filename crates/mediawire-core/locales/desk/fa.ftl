## قاب همهٔ صفحه‌ها
times = زمان‌ها در میز خبر به UTC است؛ زمانی که می‌نویسید به منطقهٔ زمانی‌ای است که کنار آن آمده است.
to-content = رفتن به محتوا
desk = میز خبر
desk-of = { $site }: میز خبر
desk-language = زبان میز خبر
nav-queue = صف
nav-take = دریافت خبر
nav-sources = منابع
nav-routing = مسیردهی
nav-site = پایگاه
who = { $name }، { $role }
log-in = ورود
log-out = خروج
back-to-queue = بازگشت به صف
comma = ،
all = همه
any = همه
why = دلیل
why-public = دلیل، برای تاریخچه‌ای که خوانندگان می‌بینند
semicolon = {"؛ "}
source-one = منبع
section = بخش
lang = زبان
genre-report = گزارش
genre-view = دیدگاه
hold = نگه‌داشتن
spike = کنار گذاشتن
state = وضعیت
role = نقش
never = هرگز
close = بستن

## فهرست‌ها
list-wire = منتشرشده
list-scheduled = زمان‌بندی‌شده
list-spiked = کنارگذاشته
list-off = برداشته‌شده

## کلیدها
keys = کلیدها
key-sheet = همین راهنما
key-lines = سطر بعدی و قبلی صف
key-open = باز کردن سطر
key-mark = نشان کردن سطر، نشان کردن همهٔ صفحه: { $keys } برای سطرهای نشان‌شده است
key-queue = صف
key-pages = صفحهٔ بعدی و قبلی صف
key-lists = منتشرشده، زمان‌بندی‌شده، کنارگذاشته، برداشته‌شده
key-sources = منابع، مسیردهی، شیوه‌نامه
key-take = دریافت یک خبر؛ در صفحهٔ منابع: افزودن منبع
key-tokens = توکن‌ها، سوابق، مقصدها
key-try = در مسیردهی: آزمودن قاعده‌ها روی هفتهٔ گذشته
key-rule = در صفحهٔ منبع: آزمودن قاعدهٔ پایگاه؛ پس از آزمودن، ثبت آن
key-headline = ویرایش تیتر
key-house = پذیرفتن تیتر مطابق شیوه‌نامه
key-lines-around = لید، روتیتر
key-capture = مطلب در کنار نسخهٔ بایگانی‌شده، و بازگشت
key-note = یادداشت برای خوانندگان
key-story = مطالبی که همین متن را دارند
key-correct = اصلاحیه برای خوانندگان
key-later = انتشار در زمان دیگر، انتشار ممنوع تا زمان معین
key-off = برداشتن از خروجی: پس گرفتن موقت، حذف همیشگی
key-belongs = بخش، گزارش یا دیدگاه
key-release = منتشر کردن
key-hold = نگه‌داشتن، کنار گذاشتن
key-undo = برگرداندن آخرین تصمیم، پیش از انتشار مطلب
key-among = بر عهده گرفتن، گذاشتن یادداشت
key-leave = بیرون آمدن از کادر، بستن این راهنما

## نقش‌ها
role-reader = ناظر
role-reporter = خبرنگار
role-editor = دبیر
role-source-manager = مسئول منابع
role-legal = حقوقی
role-admin = مدیر

## آنچه انجام شده است: تصمیم‌ها و کارها
deed-release = انتشار
deed-schedule = زمان‌بندی
deed-hold = نگه‌داشتن
deed-spike = کنار گذاشتن
deed-embargo = انتشار ممنوع تا زمان معین
deed-headline = تیتر
deed-kicker = روتیتر
deed-dek = لید
deed-editor-note = یادداشت برای خوانندگان
deed-correct = اصلاحیه
deed-section = بخش
deed-genre = نوع مطلب
deed-withhold = پس گرفتن موقت
deed-ask-kill = درخواست حذف همیشگی
deed-kill = حذف همیشگی
deed-copy-kept = ماندن رونوشت
deed-erased = پاک‌سازی
deed-erasure-asked = درخواست پاک‌سازی
deed-erasure-captures = پاک‌سازی نسخه‌های ضبط‌شده
deed-erasure-taken-back = پس گرفتن دستور پاک‌سازی
deed-legal = به حکم قانونی
deed-undo = برگرداندن تصمیم
deed-account = تغییر حساب
deed-account-invite = دعوت به حساب
deed-password = تعیین گذرواژه
deed-log-in = ورود
deed-log-out = خروج
deed-token = ساختن توکن
deed-token-revoke = باطل کردن توکن
deed-destination-add = افزودن مقصد
deed-destination-remove = حذف مقصد
deed-destination-replay = ارسال دوباره به مقصد
deed-destination-retry = تلاش دوباره برای مقصد
deed-destination-secret = کلید تازهٔ مقصد
deed-destination-overwrite = بازنویسی در مقصد
deed-destination-keep = ماندن تغییر در مقصد
deed-routing = قاعدهٔ مسیردهی
deed-routing-order = ترتیب قاعده‌ها
deed-site-rule = قاعدهٔ پایگاه
deed-assign = واگذاری
deed-note = یادداشت داخلی
deed-source = تغییر منبع

## ورود، و پیوندی که با آن گذرواژه تعیین می‌شود
account-name = نام کاربری
password = گذرواژه
password-again = تکرار گذرواژه
password-how = دست‌کم ۱۲ نویسه؛ چند واژه کنار هم گذرواژهٔ خوبی است.
login-forgotten = گذرواژه را فراموش کرده‌اید؟ مدیر پیوند تازه‌ای می‌سازد، یا روی خود دستگاه { $command } را اجرا کنید. از دستگاه‌های دیگر، میز خبر فقط با https کار می‌کند.
begin-title = تعیین گذرواژه
begin-first = ساختن نخستین حساب
begin-role = نقش شما در این میز خبر: { $role }. این پیوند فقط یک بار و تا یک روز کار می‌کند.
begin-choose = تعیین

## آنچه انجام نشد
trouble-title = انجام نشد
error = پیام سامانه به انگلیسی: { $words }
error-session = نشست شما پایان یافته است. دوباره وارد شوید. کاری انجام نشد.
error-role = نقش شما اجازهٔ این کار را نمی‌دهد. کاری انجام نشد. { $words }
error-link = این پیوند اعتبار ندارد: یا به کار رفته، یا مهلت آن گذشته، یا پیوند تازه‌ای جای آن را گرفته است. از مدیر پیوند تازه بخواهید.
error-guesses = گذرواژهٔ نادرست بیش از اندازه وارد شد. چند دقیقه صبر کنید و دوباره تلاش کنید.
error-changed = در این میان چیزی تغییر کرده است. پیش از تصمیم، مطلب را دوباره ببینید. { $words }
error-password = گذرواژه پذیرفته نشد. { $words }
error-name = این نام پذیرفته نشد. { $words }
error-account = چنین حسابی نیست یا قابل استفاده نیست. { $words }
error-at = روز و ساعتی را بنویسید که هنوز نرسیده است.
error-why = دلیل را بنویسید: متن تازه چیزی جز سخن منبع می‌گوید.
error-item = سطرهای نشان‌شده پذیرفته نشد. { $words }
error-note = یادداشت پذیرفته نشد. { $words }
error-licence = مجوز یا توافقی ذکر نشده است؛ بدون آن چیزی خودبه‌خود منتشر نمی‌شود. { $words }
error-terms = شرایط منبع کامل نیست. { $words }
error-slug = نام کوتاه پذیرفته نشد. { $words }
error-url = نشانی پذیرفته نشد. { $words }
error-section = چنین بخشی نیست. { $words }
error-genre = نوع مطلب را «گزارش» یا «دیدگاه» انتخاب کنید.
error-source = چنین منبعی نیست. { $words }
error-list = فهرست این منبع پذیرفته نشد. { $words }
error-routing = قاعدهٔ مسیردهی پذیرفته نشد. { $words }
error-slow = پایگاه منبع کند است و به‌موقع پاسخ نداد. { $words }
error-another-site = این فهرست از پایگاه دیگری است. { $words }

## حساب‌ها
accounts-title = حساب‌ها
account-link = این پیوند را به { $name } بدهید. فقط همین یک بار نمایش داده می‌شود، تا یک روز کار می‌کند و جای پیوندهای پیشین را می‌گیرد.
account-change = تغییر
account-off = غیرفعال
account-invited = هنوز گذرواژه تعیین نکرده است
account-can = می‌تواند وارد شود
account-role-of = نقش { $name }
account-make = ساختن حساب یا پیوند تازه
account-make-link = ساختن پیوند
account-done = آنچه انجام شده است
act = { $at }: { $by }، { $what }، { $object }
act-was = پیش‌تر { $was }
act-is = اکنون { $is }
act-from = از { $place }

## توکن‌ها
tokens-title = توکن‌ها
tokens-what = با توکن، یک برنامه می‌تواند به نام شما از میز خبر بپرسد: به نشانی { $address } و با { $head }. بیش از خود شما اجازه ندارد و از آن هم فقط همان را که برایش ساخته شده است؛ کسی با توکن وارد نمی‌شود.
tokens-none = هنوز توکنی نیست.
token-shown = توکن این است و فقط همین یک بار نمایش داده می‌شود. آن را جایی نگه دارید که فقط برنامه به آن دسترسی دارد.
token-for = برای
token-whose = از آن
token-may = اجازه
token-made = ساخته‌شده در
token-used = آخرین استفاده
token-revoked = باطل‌شده در { $at }
token-revoke = باطل کردن
token-revoke-one = باطل کردن توکن { $name }
token-make = ساختن توکن
token-make-it = ساختن
token-name = برای چیست
token-scope = اجازه دارد
token-read = آنچه را میز خبر نشان می‌دهد بخواند
token-desk = تصمیم هم بگیرد، ولی چیزی را برای همیشه حذف نکند
scope-read = خواندن
scope-desk = خواندن و تصمیم

## مقصدها
destinations-title = مقصدها
destinations-what = هر ارسال خروجی برای مقصد فرستاده می‌شود، تا وقتی که دریافت آن را تأیید کند: برای وب‌هوک به شکل JSON امضاشده و برای وردپرس به شکل نوشته.
destinations-none = هنوز مقصدی نیست.
destination-secret-shown = این کلیدی است که مقصد با آن فرستنده را می‌شناسد و فقط همین یک بار نمایش داده می‌شود.
destination-answered = پاسخ داد: { $status }.
destination-owed = بدهی: { $owed }، کنارگذاشته: { $parked }، قدیمی‌ترین از { $since }.
destination-owed-nothing = بدهی‌ای نیست.
destination-taken = آخرین دریافت: { $at }.
destination-taken-nothing = هنوز چیزی نگرفته است.
destination-paused = مقصد خواسته است که دیگر چیزی نفرستیم: تا دوباره تلاش نکنید چیزی فرستاده نمی‌شود.
destination-rests = تا { $until } به آن کاری نداریم.
destination-older = از { $since } نوشته‌هایی در آن دیده شده که کهنه‌تر از چیزی است که فرستاده بودیم. اگر نسخهٔ پشتیبانی از آن بازگردانده شده است، همه‌چیز را دوباره بفرستید.
destination-dispatch = شمارهٔ ارسال
destination-since = از
destination-tries = تلاش‌ها
destination-parked = کنار گذاشته شد.
destination-next = نوبت بعدی: { $at }
destination-retry = تلاش دوباره
destination-retry-one = تلاش دوباره برای ارسال { $number }
destination-retry-all = تلاش دوباره برای همهٔ کنارگذاشته‌ها
destination-test = فرستادن پیام آزمایشی
destination-replay-from = از ارسال شمارهٔ
destination-replay = ارسال دوباره
destination-replay-all = ارسال دوبارهٔ همه‌چیز
destination-new-secret = ساختن کلید تازه
destination-remove = حذف مقصد
destination-remove-what = دیگر چیزی به آن فرستاده نمی‌شود و بدهی‌هایش، از جمله اصلاح‌ها و پس‌گرفتن‌ها، فراموش می‌شود. آنچه دارد همان‌جا می‌ماند.
destination-remove-it = حذف همیشگی
destination-add = افزودن وب‌هوک
destination-add-it = افزودن
destination-slug = نام کوتاه
destination-name = نام
destination-url = نشانی
destination-from = از کجا: now، start یا یک شماره
destination-seen = آنچه آنجا دیده شد:
destination-good = درست
destination-lacking = کمبود
destination-bad = خطا
destination-edited = کسی آنجا آن را تغییر داده است.
destination-waits = کنار گذاشته شد: با ارسال تازه‌تر همین مطلب تعیین تکلیف می‌شود.
destination-overwrite = بازنویسی شود
destination-keep = همان بماند
destination-new-password = گذرواژهٔ برنامهٔ دیگر
destination-take-password = جایگزین شود
destination-add-wordpress = افزودن وردپرس
destination-wordpress-what = وردپرس خود رسانه: برای هر مطلب یک نوشته، که هر ارسال بعدی آن را تغییر می‌دهد. گذرواژه نگه داشته می‌شود و هرگز نمایش داده نمی‌شود.
destination-user = کاربر
destination-password = گذرواژهٔ برنامهٔ آن کاربر
destination-status = نوشته‌های تازه
destination-draft = پیش‌نویس‌اند
destination-publish = منتشر می‌شوند
destination-more = دسته‌ها، برچسب‌ها و نویسندگان
destination-categories = دسته‌ها: SECTION=NAME، هر کدام در یک سطر
destination-tags = برچسب‌ها: SECTION=NAME، هر کدام در یک سطر
destination-author = شمارهٔ کاربری که نوشته‌ها به نام اوست
destination-source-authors = نویسنده بر پایهٔ منبع: SLUG=NUMBER، هر کدام در یک سطر
destination-byline-authors = نویسنده بر پایهٔ نام: NAME=NUMBER، هر کدام در یک سطر

## سوابق
record-title = سوابق
record-what = آنچه انجام شده است، تازه‌ترین در آغاز: تصمیم‌ها دربارهٔ مطالب، تغییر منابع و دیگر کارهای میز خبر؛ هر یک فقط یک بار ثبت شده و هرگز تغییر نمی‌کند.
record-by = چه کسی
record-object = دربارهٔ چه: یک مطلب، منبع، حساب یا قاعده
record-show = نمایش
record-lines = دریافت به‌صورت سطرهای JSON
record-none = موردی یافت نشد.
record-region = سوابق
record-when = زمان
record-deed = کار
record-on = دربارهٔ
record-change = پیش و پس
record-place = از کجا
record-older = قدیمی‌تر

## چند سطر با هم
n-done = { $n ->
    [one] کار { $number } مطلب انجام شد.
   *[other] کار { $number } مطلب انجام شد.
}
bulk-none = هیچ‌کدام انجام نشد
bulk-not-all = همه انجام نشد
bulk-left = { $n ->
    [one] این مطلب بدون تغییر ماند:
   *[other] این مطالب بدون تغییر ماندند:
}
bulk-theirs = { $n ->
    [one] { $number } مطلب به کسی واگذار ماند که به آن می‌رسد.
   *[other] { $number } مطلب به کسانی واگذار ماند که به آن‌ها می‌رسند.
}

## صف
list-new = تازه
list-held = نگه‌داشته
list-mine = کارهای من
queue-lists = فهرست‌ها
queue-filter = پالایش
queue-kind = نوع
queue-mine-only = فقط کارهای من
queue-none-so = با این شرط‌ها چیزی نیست.
queue-none-new = چیز تازه‌ای در انتظار نیست.
queue-none-held = چیزی نگه داشته نشده است.
queue-none-mine = چیزی در انتظار شما نیست.
queue-none-scheduled = چیزی زمان‌بندی نشده است.
queue-none-spiked = چیزی کنار گذاشته نشده است.
queue-none-wire = هنوز چیزی منتشر نشده است.
queue-none-off = چیزی برداشته نشده است.
queue-mark = نشان کردن { $headline }
queue-story-only = فقط همین خبر
queue-story = همهٔ این خبر
queue-for = بر عهدهٔ { $name }
queue-take-on = بر عهده گرفتن
queue-release = منتشر کردن
queue-looked = این‌ها در میان { $number } سطر یافت شد؛ سطرهای دیگری هم هست.
queue-before = قبلی
queue-next = بعدی
queue-further = جست‌وجوی بیشتر
queue-decided-by = { $by }: { $why }
queue-withheld-by = پس گرفتن موقت به دست { $by }: { $why }
queue-killed-by = حذف همیشگی به دست { $by }: { $why }
queue-goes-at = { $at }، { $said }
queue-asks-kill = { $by } حذف همیشگی را درخواست کرده است: نفر دیگری باید آن را تأیید کند
queue-source-changed = منبع پس از تعیین تیتر ما، تیتر خود را تغییر داده است
is-withheld = موقتاً پس گرفته شد: { $why }
is-killed = برای همیشه حذف شد: { $why }
is-killed-legal = به حکم قانونی برای همیشه حذف شد: { $why }

## آنچه در صفحهٔ باز تغییر می‌کند
live-one = ۱ مطلب تازه: نمایش
live-more = { $number } مطلب تازه: نمایش
live-lost = شاید مطالب تازه‌ای باشد: نمایش
live-ended = نشست شما پایان یافته است: ورود
live-news = این مطلب تغییر کرده است: نمایش وضعیت کنونی
now-held = نگه داشته شد
now-changed = تغییر کرد
now-new = در انتظار
now-scheduled = زمان‌بندی شد
now-spiked = کنار گذاشته شد
now-wire = منتشر شد
now-off = برداشته شد
now-copy = نسخهٔ تکراری

## چرا مطلب منتشر نشده است
stop = پیام سامانه به انگلیسی: { $words }
stop-no-source = نام منبع یا نشانی اینترنتی ندارد. { $words }
stop-altered = متن با نسخهٔ بایگانی‌شده یکسان نیست. { $words }
stop-copy = متن آن از مطلب دیگری است که یک بار منتشر می‌شود
stop-no-headline = تیتر ندارد
stop-no-text = متن ندارد
stop-held = در انتظار تصمیم میز خبر است
stop-spiked = میز خبر آن را کنار گذاشته است
stop-scheduled = میز خبر انتشار آن را زمان‌بندی کرده است. { $words }
stop-embargoed = انتشار آن فعلاً ممنوع است. { $words }
stop-terms = در انتظار میز خبر است؛ خبرگزاری شرط گذاشته است. { $words }
stop-withheld = موقتاً پس گرفته شد
stop-killed = برای همیشه حذف شد و بازنمی‌گردد
stop-unchanged = به همین صورت منتشر شده است

## زمان‌ها
span-minutes = { $n ->
    [one] { $number } دقیقه
   *[other] { $number } دقیقه
}
span-hours = { $n ->
    [one] { $number } ساعت
   *[other] { $number } ساعت
}
span-days = { $n ->
    [one] { $number } روز
   *[other] { $number } روز
}
source-lag = نیمی از تازه‌ترین مطالب حداکثر { $span } پس از انتشار رسیده است
source-came = اعلام‌شده در ۷ روز گذشته: { $announced }؛ دریافت‌شده: { $came }

## فرمی که پذیرفته نشد
item-headline-source = بازگشت به تیتر منبع
refused = انجام نشد: { $words }
refused-meanwhile = انجام نشد: در این میان { $by } در همین باره تصمیم گرفته است، { $at } UTC.
refused-decided = تصمیم ({ $what })
refused-yours = نوشتهٔ شما
refused-reason = دلیل شما
refused-once-more = نوشتهٔ شما هنوز در فرم آن است. اگر باز هم همین تصمیم را دارید، دوباره بفرستید.
refused-gone = دیگر تصمیمی دربارهٔ آن نمی‌توان گرفت

## منابع
n-letters = { $number } نویسه
and-more = و { $number } مورد دیگر.
sources-none = هنوز منبعی نیست: { $command }
sources-page = { $slug }: شرایط، پیشینه، قاعدهٔ پایگاه
sources-display-full = نمایش کامل
sources-display-teaser = نمایش تیتر و نخستین واژه‌ها
sources-display-headline = نمایش تیتر
sources-pictures = با تصویر
sources-n = { $items } مطلب، { $shown } منتشرشده
sources-n-last = { $n } مطلب در { $days } روز گذشته
sources-asked = آخرین پرسش: { $asked }؛ آخرین پاسخ درست: { $read }
sources-failed = { $n } بار ناموفق: { $trouble }
sources-auto = خودبه‌خود منتشر می‌شود.
sources-desk = در انتظار میز خبر می‌ماند.
sources-to-desk = سپردن به میز خبر
sources-to-auto = انتشار خودبه‌خود
source-no-licence = مجوزی ذکر نشده است.
source-licence = مجوز: { $licence }
doubt = پیام سامانه به انگلیسی: { $words }
doubt-another-site = این فهرست از پایگاه دیگری است. { $words }
doubt-flood = شمار مطالب این منبع به‌یک‌باره بسیار بیش از معمول شده است. { $words }
doubt-moved = این فهرست برای همیشه به پایگاه دیگری رفته است. { $words }
doubt-empty-list = فهرست این منبع خالی است.
doubt-pages-a-day = سقف دریافت روزانهٔ صفحه‌ها پر شده است. { $words }

## یک منبع
source-list = فهرست آن: { $list }
source-kept = نسخه‌های دریافت‌شدهٔ مطالب آن تا زمانی که بایگانی هست نگهداری می‌شود
source-kept-days = { $n ->
    [one] نسخه‌های دریافت‌شدهٔ مطالب آن { $number } روز نگهداری می‌شود
   *[other] نسخه‌های دریافت‌شدهٔ مطالب آن { $number } روز نگهداری می‌شود
}
source-captures-private = { $kept } و در اختیار کسی قرار نمی‌گیرد: خوانندگان آنچه را شرایط منبع اجازه می‌دهد می‌بینند، همراه با چکیده‌هایی که راستی‌آزمایی با آن‌هاست.
source-captures-public = { $kept } و هر کس می‌تواند صفحهٔ دریافت‌شدهٔ آنچه را کامل نمایش داده می‌شود، از صفحهٔ «راستی‌آزمایی» آن بگیرد.
source-due = مهلت نگهداری { $number } نسخه گذشته است: یک روز پس از آخرین تغییر این شرایط حذف می‌شوند و بازنمی‌گردند.
source-due-more = مهلت نگهداری { $number } نسخه یا بیشتر گذشته است: یک روز پس از آخرین تغییر این شرایط حذف می‌شوند و بازنمی‌گردند.
source-terms = شرایط
source-keep = ثبت این شرایط
now-is = آنچه اکنون هست
now-typed = آنچه شما نوشتید
source-licence-is = مجوز: { $licence }.
source-display-full = نمایش کامل
source-display-teaser = نمایش تیتر و نخستین واژه‌ها
source-display-headline = نمایش تیتر
source-pictures-yes = با تصویر
source-pictures-no = بدون تصویر
source-section = بخش { $section }
source-waits = در انتظار میز خبر می‌ماند.
source-goes = خودبه‌خود منتشر می‌شود.
source-past = تغییرها
past-name = نام: { $value }
past-home = صفحهٔ اصلی: { $value }
past-list = فهرست: { $value }
past-list-none = بدون فهرست
past-asked = فاصلهٔ پرسش‌ها: { $value }
past-display = نمایش: { $value }
past-display-full = نمایش کامل
past-display-teaser = نمایش تیتر و نخستین واژه‌ها
past-display-headline = نمایش تیتر
past-licence = مجوز: { $value }
past-licence-none = بدون مجوز
past-pictures = تصویر: { $value }
past-pictures-yes = با تصویر
past-pictures-no = بدون تصویر
past-index = موتورهای جست‌وجو: { $value }
past-index-source = موتورهای جست‌وجو: صفحهٔ منبع
past-index-own = موتورهای جست‌وجو: صفحهٔ همین پایگاه
past-index-none = موتورهای جست‌وجو: هیچ‌کدام
past-archive = بایگانی: { $value }
past-archive-private = بایگانی خصوصی
past-archive-public = بایگانی عمومی
past-kept = نگهداری: { $value }
past-kept-for-ever = نگهداری همیشگی
past-section = بخش: { $value }
past-genre = نوع: { $value }
past-genre-any = نوع: گزارش یا دیدگاه
past-genre-report = نوع: گزارش
past-genre-view = نوع: دیدگاه
past-release = انتشار: { $value }
past-release-auto = انتشار خودبه‌خود
past-release-desk = انتشار با میز خبر
rule-title = قاعدهٔ پایگاه این منبع
rule-site = { $file } می‌گوید صفحه‌های این دامنه و زیردامنه‌هایش چگونه خوانده شوند، از هر منبعی که باشند.
rule-none = چنین فایلی نیست.
rule-holds = صفحه‌ها با همین قاعده خوانده می‌شوند.
rule-not-yet = صفحه‌ها هنوز با آن خوانده نمی‌شوند: پس از آغاز به کار دستی تغییر کرده یا اشتباهی دارد. آن را بیازمایید و همین‌جا ثبت کنید.
rule-record = چه کسی تغییرش داده
rule-others = در دامنه‌های دیگری هم صفحه دارد:
rule-try-what = نخست نشان می‌دهد که { $n } مطلب آخر این منبع با این قاعده چه می‌شد؛ از آزمایش چیزی نگهداری نمی‌شود. آنچه پس از آن ثبت شود برای صفحه‌هایی است که از آن پس خوانده می‌شوند؛ مطلب‌های موجود همان‌گونه که هستند می‌مانند.
rule-save = ثبت
rule-remove = حذف فایل
rule-text = متن فایل
rule-url = نشانی یک صفحهٔ دیگر، که دریافت می‌شود ولی نگهداری نمی‌شود
rule-try = آزمودن
rule-tried = { $n } صفحه خوانده شد: قاعده { $changed } صفحه را تغییر می‌دهد.
rule-no-page = صفحه‌ای از آن در بایگانی نیست: متن‌هایش در خود فهرست می‌آید، یا هنوز چیزی خوانده نشده است.
rule-same = با این قاعده همان است که اکنون هست.
rule-now = اکنون
rule-with = با قاعده
rule-by = نوشتهٔ { $authors }
rule-no-article = مطلبی یافت نشد: { $why }.

## افزودن منبع
add-title = افزودن منبع
add-url = صفحهٔ اصلی، خوراک، صفحهٔ یک بخش، کانال تلگرام، یا حسابی در ماستودون یا بلواسکای
add-page = پیوندهای خود صفحه خوانده شود، حتی اگر خوراک دارد
add-look = بررسی
add-hint = اکنون با چند صفحه‌اش پرسیده می‌شود و تا شما نگویید چیزی نگهداری نمی‌شود.
add-opml = فایل خوراک‌ها (OPML)
add-one = فقط یک مطلب
add-found = یافت شد: { $format }
add-others = این‌ها هم هست: { $others }. برای افزودن دیگری، نشانی آن را بررسی کنید.
add-lists = از { $number } فهرست دیگر نام می‌برد.
add-entries = { $number } مورد
add-entries-shown = که { $number } مورد آن نمایش داده شده است
add-samples = آنچه از تازه‌ترین‌ها خوانده می‌شود
add-cut = کنارگذاشته از متن:
add-unread = چیزی خوانده نشد: { $why }
add-terms = شرایط آن
add-list = فهرست آن: { $list }
add-it = افزودن
terms-name = نام، آن‌گونه که خوانندگان می‌بینند
terms-slug = نام کوتاه در نشانی‌ها
terms-home = صفحهٔ اصلی
terms-licence = مجوز یا توافقی که بازنشر بر پایهٔ آن است
terms-licence-example = توافق اردیبهشت ۱۴۰۵
terms-display = آنچه نمایش داده می‌شود
terms-display-full = همهٔ مطلب
terms-display-teaser = تیتر، نخستین واژه‌ها و پیوند
terms-display-headline = تیتر و پیوند
terms-index = موتورهای جست‌وجو
terms-index-source = به صفحهٔ منبع فرستاده می‌شوند
terms-index-own = می‌توانند آن را اینجا بیابند
terms-index-none = آن را اینجا نمی‌یابند
terms-images = تصویرهای آن هم نمایش داده شود
terms-archive = صفحهٔ دریافت‌شدهٔ آنچه کامل نمایش داده می‌شود
terms-archive-private = در بایگانی می‌ماند: خوانندگان چکیدهٔ آن را دارند
terms-archive-public = برای راستی‌آزمایی در دسترس همه است
terms-retention = روزهایی که نسخه‌های دریافت‌شدهٔ مطالب آن در بایگانی می‌ماند: خالی یعنی همیشه
terms-section = بخش، مگر آنکه دسته‌بندی خود منبع چیز دیگری بگوید
terms-genre = همهٔ مطالب آن
terms-genre-any = گزارش یا دیدگاه، آن‌گونه که صفحه‌هایش می‌گوید
terms-auto = خودبه‌خود منتشر می‌شود: فقط با ذکر مجوز در بالا

## آنچه از صفحه کنار گذاشته شد، و نوع آن
left-out-advertisement = آگهی
left-out-newsletter = خبرنامه
left-out-related = مطالب دیگر
left-out-share = هم‌رسانی
left-out-head = سرصفحه
left-out-author = معرفی نویسنده
left-out-comments = نظرها
left-out-paywall = ویژهٔ مشترکان
left-out-navigation = فهرست‌ها و دکمه‌ها
left-out-duplicate = تکراری
left-out-repeated = تکرارشده در مطالب دیگر
left-out-unrendered = پنهان
left-out-other = دیگر

## فهرست‌های خوراک
opml-title = فهرست‌های خوراک
opml-export = منابع به‌صورت فایلی برای خوراک‌خوان‌ها (OPML)
opml-was = آنچه افزوده شد
opml-would = آنچه افزوده می‌شود
opml-done = { $added } منبع افزوده شد، { $known } منبع از پیش بود، { $refused } منبع رد شد.
opml-would-be = هنوز چیزی ثبت نشده است: { $added } منبع افزوده می‌شود، { $known } منبع از پیش هست، { $refused } منبع رد می‌شود.
opml-added = افزوده شد با نام { $slug }
opml-known = از پیش هست با نام { $slug }
opml-refused = رد شد: { $why }
opml-folder = پوشه‌ای که نام یک بخش را دارد، خوراک‌هایش را در همان بخش می‌گذارد. نخستین پرسش‌ها در یک ساعت پخش می‌شود.
opml-add = افزودن
opml-take = دادن فایل
opml-file = فایل خوراک‌ها (OPML)، حداکثر ۱ مبی‌بایت
opml-look = نمایش آنچه افزوده می‌شود

## دریافت یک خبر
take-title = دریافت یک خبر
take-what = همین حالا دریافت می‌شود، در بایگانی می‌ماند و به میز خبر می‌آید.
take-queue = صف
take-url = نشانی آن
take-whose = از کدام منبع
take-known = منبعی که این پایگاه از آن است
take-out = بی‌درنگ منتشر شود
take-it = دریافت
take-item = خبر
take-same = { $url } در بایگانی است و از پیش از آنِ این خبر است.
take-slow = پایگاه هنوز پاسخ نداده است. آنچه پاسخ دهد نگهداری می‌شود و به میز خبر می‌آید؛ اگر چیزی نیامد، صفحه‌ای نداده است: دوباره تلاش کنید.
take-nothing = { $url } در بایگانی است و مطلب تازه‌ای از آن به دست نیامد: { $why }. قاعدهٔ پایگاه می‌تواند بگوید متن مطلب کجاست: صفحهٔ منبع آن را ببینید.
take-open = { $url } در بایگانی است و دارد خوانده می‌شود: تا لحظه‌ای دیگر به میز خبر می‌آید.

## نسخهٔ دریافت‌شده در کنار مطلب
capture-title = نسخهٔ دریافت‌شده: { $headline }
capture-back = بازگشت به مطلب
capture-how = در یک سو مطلب ماست و در سوی دیگر همهٔ متن نسخهٔ دریافت‌شده: { $kept } یا { $cut }. هیچ‌چیز از نشانه‌گذاری صفحه نمایش داده نمی‌شود و از منبع چیزی پرسیده نمی‌شود.
capture-kept = برداشته‌شده در مطلب
capture-cut = کنارگذاشته
capture-kind = با نوع آن
capture-article = مطلب
capture-capture = نسخهٔ دریافت‌شده
capture-received = دریافت‌شده در { $at } UTC از { $url }، SHA-256 { $digest }
capture-before = پیش از مطلب: { $number } سطر
capture-behind = پس از مطلب: { $number } سطر
capture-short = نسخهٔ دریافت‌شده از آنچه اینجا آمده طولانی‌تر است.

## مسیردهی
routing-what = نخستین قاعده‌ای که همهٔ شرط‌هایش برقرار باشد، می‌گوید مطلب تازه به کجا می‌رود. هیچ قاعده‌ای آنچه را به سبب سوءظن، تصمیم افراد، شرط خبرگزاری یا نبود مجوز نگه داشته شده است، منتشر نمی‌کند.
routing-none = هنوز قاعده‌ای نیست: شیوهٔ انتشار هر منبع می‌گوید مطالبش به کجا می‌رود.
routing-is-off = خاموش
routing-fixed = در پیکربندی آمده است و پیش از قاعده‌های میز خبر بررسی می‌شود.
routing-off = خاموش
routing-on = روشن
routing-earlier = زودتر
routing-later = دیرتر
routing-change = تغییر
routing-switch-off = خاموش کردن { $rule }
routing-switch-on = روشن کردن { $rule }
routing-ask-earlier = بررسی زودتر { $rule }
routing-ask-later = بررسی دیرتر { $rule }
routing-change-one = تغییر { $rule }
routing-try = آزمودن قاعده‌ها روی هفتهٔ گذشته
routing-trial = { $days } روز گذشته، با { $rules }
routing-as-they-are = قاعده‌ها به همین صورت
routing-with = قاعده‌ها همراه با { $rule }
routing-came = چیزی ثبت نشد. { $n } مطلب آمده بود؛ قاعده‌ها دربارهٔ { $routed } مطلب چیزی می‌گویند.
routing-came-cut = چیزی ثبت نشد. دست‌کم { $n } مطلب آمده بود: { $looked } مطلب تازه‌تر بررسی شد؛ قاعده‌ها دربارهٔ { $routed } مطلب چیزی می‌گویند.
routing-where = جایی که می‌رفتند
routing-by-rule = طبق قاعده
routing-items = مطالب
routing-elsewhere = اکنون در جای دیگر
routing-would = طبق { $rule } { $goes }
routing-put = با { $rule } در { $section } گذاشته می‌شود
routing-assigned = با { $rule } به { $who } سپرده می‌شود
routing-as-did = همان‌گونه که شد
routing-now = اکنون { $is }
routing-by = تصمیم { $by }
went-out = منتشر می‌شود
went-waits = در انتظار می‌ماند
went-aside = کنار گذاشته می‌شود
went-off = برداشته می‌شود
went-now-out = منتشر شده است
went-now-waits = در انتظار است
went-now-aside = کنار گذاشته شده است
went-now-off = برداشته شده است
routing-new = قاعدهٔ تازه
routing-rule = قاعدهٔ { $rule }
routing-name = نام آن، آن‌گونه که ثبت می‌شود
routing-if = اگر همهٔ این‌ها برقرار باشد
routing-words = یکی از این واژه‌ها یا عبارت‌ها در تیتر، جداشده با ویرگول
routing-licence = مجوز
routing-licence-stated = ذکر شده
routing-licence-none = ذکر نشده
routing-genre = نوع مطلب
routing-then = آن‌گاه
routing-goes = به کجا می‌رود
routing-goes-any = آنجا که شیوهٔ انتشار منبع می‌گوید
routing-go-auto = خودبه‌خود منتشر می‌شود
routing-go-desk = به میز خبر می‌آید
routing-go-hold = هیچ‌جا: نگه داشته می‌شود
routing-go-spike = هیچ‌جا: کنار گذاشته می‌شود
routing-section = در این بخش گذاشته می‌شود
routing-section-any = بخشی که دارد
routing-assign = به این حساب واگذار می‌شود
routing-try-it = آزمودن روی هفتهٔ گذشته
routing-save = ثبت
display-full = کامل
display-teaser = تیتر و نخستین واژه‌ها
display-headline = تیتر
rule-told = نسخهٔ { $version }: اگر { $when }، آن‌گاه { $then }
rule-anything = هرچه باشد
rule-is = { $key }: { $value }
rule-and = {" و "}
rule-source = منبع
rule-section = بخش
rule-language = زبان
rule-words = واژه‌ها
rule-licence = مجوز
rule-display = نمایش
rule-genre = نوع
rule-go = مسیر
rule-assign = واگذاری
rule-licence-stated = ذکر شده
rule-licence-none = ذکر نشده
rule-display-full = کامل
rule-display-teaser = تیتر و نخستین واژه‌ها
rule-display-headline = تیتر
rule-genre-report = گزارش
rule-genre-view = دیدگاه
rule-go-auto = انتشار خودبه‌خود
rule-go-desk = میز خبر
rule-go-hold = نگه‌داشتن
rule-go-spike = کنار گذاشتن

## اصلاحیه
item-correct = اصلاح گفتهٔ این رسانه
item-correction = چه چیزی نادرست بود و درست آن چیست
item-correction-stays = خوانندگان آن را با تاریخ و بیرون از متن می‌بینند. این اصلاحیه می‌ماند و اصلاحیه‌های بعدی زیر آن می‌آیند.
item-correct-it = انتشار اصلاحیه

## خبر و نسخه‌هایش
story-title = یک خبر
story-what = مطالبی که متن یکسان دارند یا داشته‌اند، به ترتیب زمان دریافت، هر جا که باشند.
item-story = { $n ->
    [one] { $number } مطلب با همین متن
   *[other] { $number } مطلب با همین متن
}

## صفحهٔ یک مطلب
item-verify = راستی‌آزمایی
item-received = دریافت‌شده در { $at } UTC
item-at-source = در منبع
item-on-site = در پایگاه
item-capture = در کنار نسخهٔ دریافت‌شده
item-not-out = منتشر نشده است
item-not-out-why = منتشر نشده است: { $why }
item-out = منتشر شده است، مخابرهٔ { $number }
item-source = منبع: { $words }
item-changed = تغییرها:
item-moved = منبع پس از تعیین تیتر ما، تیتر خود را تغییر داده است:
item-kill-asked = { $by } حذف همیشگی را درخواست کرده است: { $why }. تا زمانی که نفر دیگری آن را تأیید کند یا مطلب را دوباره منتشر کند، مطلب از دسترس خوانندگان بیرون می‌ماند.
item-decide = تصمیم
item-was-killed = این مطلب برای همیشه حذف شده است.
item-headline = تیتر
item-editor-confirms = تأیید این عبارت‌ها با دبیر است.
item-confirm = تأیید
item-leave = انصراف
item-give-headline = ثبت این تیتر
item-release = منتشر کردن
item-later = انتشار در زمان دیگر
item-when = زمان ({ $zone })
item-schedule = زمان‌بندی
item-off = برداشتن از خروجی
item-in-its-place = آنچه خوانندگان به جای آن می‌بینند
item-withhold = پس گرفتن موقت
copies-title = این مطلب‌ها متن آن را دارند
copies-what = همین واژه‌ها از رسانه‌های دیگر هم رسیده است. هر کدام که منتشر شده است می‌ماند تا کسی دربارهٔ آن تصمیم بگیرد؛ هر چه از این پس برسد منتظر میز می‌ماند.
copies-what-withheld = همین واژه‌ها از رسانه‌های دیگر هم رسیده است. هر کدام که منتشر شده است می‌ماند؛ هر چه تا پایان پس گرفتن موقت این مطلب برسد منتظر میز می‌ماند.
copy-flag = متن مطلب { $item } را دارد که پس گرفته شده است: { $why }
copy-flag-withheld = متن مطلب { $item } را دارد که میز آن را نگه داشته است: { $why }
copy-to = مطلب پس‌گرفته‌شده
copy-to-withheld = مطلب نگه‌داشته‌شده
copy-kept = نگه‌داشته به تصمیم { $by }، { $at }
copy-withhold = پس گرفتن موقت این هم
copy-kill = حذف همیشگی این هم
copy-ask-kill = درخواست حذف همیشگی این هم، و پس گرفتن موقت
copy-keep = بماند
copy-keep-why = چرا می‌ماند
item-legal = حکمی قانونی آن را می‌خواهد: صفحهٔ آن پاسخ ۴۵۱ می‌دهد
item-ask-kill = درخواست حذف همیشگی، و پس گرفتن موقت
item-kill = حذف همیشگی
item-history = تاریخچه
item-no-past = هنوز تصمیمی گرفته نشده است.
item-past = { $what }، { $by }، { $at }
item-dek-source = لید خود منبع
item-dek-teaser = نخستین واژه‌های متن
item-source-changed = آنچه منبع تغییر داده است
item-source-history = آنچه خوانندگان از آن دیدند
item-waits-differs = تفاوت آنچه در انتظار است با آنچه خوانندگان می‌بینند
item-passages-more = { $n ->
    [one] { $number } بخش دیگر
   *[other] { $number } بخش دیگر
}
item-text = متن، آن‌گونه که منبع منتشر کرده است
reason-desk = به تصمیم میز خبر
reason-house = مطابق شیوه‌نامه
reason-proposed = پیشنهاد قاعدهٔ { $rule }

## شیوه‌نامه برای یک مطلب
item-house = شیوه‌نامه
item-house-source = تیتر منبع مطابق شیوه‌نامه است.
item-house-own = تیتر مطابق شیوه‌نامه است.
item-house-take = پذیرفتن
item-house-how = چگونگی تغییر
item-house-take-one = پذیرفتن این
item-proposed = پیشنهاد { $rule }: { $words }
item-alert = { $rule }: { $words }
item-not-applied = { $rule } اعمال نشد: { $why }
level-mechanical = نگارشی
level-equivalence = هم‌معنا
level-suggestion = پیشنهاد
level-warning = هشدار
level-error = نادرست

## فرم‌های یک مطلب
line-give = ثبت این متن
dek-summary = لید: { $whose }
dek-none = ندارد
dek-source = از منبع
dek-teaser = نخستین واژه‌ها
dek-house = نوشتهٔ ما
dek-label = لید ما
dek-words = به نوشتهٔ خودمان
dek-teaser-is = نخستین واژه‌ها: { $words }
dek-take-source = لید منبع
dek-take-none = بدون لید
dek-take-teaser = نخستین واژه‌ها
kicker-summary = روتیتر
kicker-label = سطری کوتاه؛ اگر خالی باشد برداشته می‌شود
note-summary = یادداشت برای خوانندگان
note-label = به نام رسانه، بیرون از متن؛ اگر خالی باشد برداشته می‌شود
note-put = ثبت یادداشت
belongs-summary = جای مطلب: { $section }، { $genre }
belongs-by-rule = طبق قاعده‌ها: { $what }
section-put = ثبت بخش
genre-label = گزارش یا دیدگاه
genre-say = ثبت نوع
embargo-title = انتشار ممنوع تا…
embargo-label = انتشار ممنوع تا ({ $zone })
embargo-lift = اگر خالی باشد، ممنوعیت برداشته می‌شود
embargo-put = ممنوع کردن انتشار

## میان خودمان
among-title = میان خودمان
among-nobody = کسی آن را بر عهده ندارد.
among-sees = بر عهدهٔ { $name } است.
among-take = بر عهده می‌گیرم
among-to = به
among-to-nobody = هیچ‌کس
among-assign = واگذاری
among-note = یادداشت داخلی، که خوانندگان نمی‌بینند
among-leave = گذاشتن یادداشت

## برگرداندن
item-undo = برگرداندن آخرین تصمیم
item-no-undo = برگرداندن ممکن نیست: { $why }.
undo-hold = دوباره در انتظار می‌ماند
undo-spike = دوباره کنار گذاشته می‌شود
undo-schedule = دوباره در { $at } UTC منتشر می‌شود
undo-out = بی‌درنگ منتشر می‌شود
undo-withheld = دوباره موقتاً پس گرفته می‌شود: { $words }
undo-headline = تیتر دوباره این می‌شود: { $words }
undo-no-headline = تیتر دوباره همان تیتر منبع می‌شود
undo-kicker = روتیتر دوباره این می‌شود: { $words }
undo-no-kicker = دوباره بدون روتیتر می‌شود
undo-dek-house = لید دوباره این می‌شود: { $words }
undo-dek-source = لید دوباره همان لید منبع می‌شود
undo-dek-teaser = لید دوباره نخستین واژه‌های متن می‌شود
undo-note = یادداشت برای خوانندگان دوباره این می‌شود: { $words }
undo-no-note = دوباره بدون یادداشت برای خوانندگان می‌شود
undo-section = دوباره به بخش { $words } می‌رود
undo-no-section = دوباره به بخشی می‌رود که قاعده‌ها می‌گویند
undo-genre = دوباره { $genre } دانسته می‌شود
undo-no-genre = دوباره قاعده‌ها نوع آن را می‌گویند
undo-embargo = انتشار آن دوباره تا { $at } UTC ممنوع می‌شود
undo-no-embargo = ممنوعیت انتشار دوباره برداشته می‌شود
lasting-nothing = هنوز تصمیمی گرفته نشده است
lasting-killed = حذف همیشگی بازگشت ندارد
lasting-corrected = اصلاحیه می‌ماند: اگر چیز دیگری هم نادرست است، اصلاحیهٔ دیگری منتشر کنید
lasting-out = آخرین تصمیم به مخابرهٔ { $number } انجامیده است: تصمیم تازه‌ای بگیرید
lasting-dispatched = این مطلب مخابره شده است ({ $number }): تصمیم تازه‌ای بگیرید
lasting-withheld = موقتاً پس گرفته شده است: به جای آن، منتشرش کنید
lasting-passed = زمان انتشار آن گذشته است: آن را منتشر کنید یا زمان دیگری بگویید
lasting-same = مطلب پیش از آن نیز همین‌گونه بود

## سخن نگهبان معنا دربارهٔ واژه‌هایی که چیز دیگری می‌گویند
guard-else = این چیزی جز سخن منبع می‌گوید. اگر منظورتان همین است، دلیل را بنویسید و تأیید کنید.
guard-same = این همان سخن را با واژه‌های دیگر می‌گوید. تأیید کنید.
guard-kind-number = عدد
guard-kind-unit = یکا
guard-kind-name = نام
guard-kind-negation = نفی
guard-kind-hedge = قطعیت
guard-kind-quotation = نقل‌قول
guard-kind-speaker = گوینده
guard-kind-words = واژه‌ها
guard-what-number = عددی
guard-what-unit = یکا یا واحد پولی
guard-what-name = نامی
guard-what-negation = آنچه نفی یا رد می‌کند
guard-what-hedge = میزان قطعیت
guard-what-quotation = آنچه نقل شده است
guard-what-speaker = گوینده
guard-what-words = واژه‌بندی
guard-by-rounding = گرد کردن عدد
guard-by-metonym = نام پایتخت به جای دولت
guard-by-attribution = جابه‌جایی گوینده
guard-by-short-name = نام کوتاه
guard-by-listed = فهرست نام‌های رسانه
guard-gone = { $what } حذف شده است: «{ $before }» را برگردانید
guard-added = { $what } افزوده شده است: «{ $after }» را بردارید
guard-changed = { $what } تغییر کرده است: منبع می‌گوید «{ $before }»، نه «{ $after }»
guard-fault-unhedged = «{ $after }» همان «{ $before }» نیست: بنویسید نزدیک به، بیش از یا حدود، هر کدام که درست است
guard-fault-false-hedge = «{ $after }» گردشدهٔ درست «{ $before }» نیست: قید و عدد درست را بنویسید، یا به همان صورت بگذارید
guard-fault-contrasted = «{ $before }» در برابر عدد دیگری آمده است: هر دو را به همان صورت بگذارید
guard-fault-speaker-acts = این سخن دربارهٔ خود گوینده است: «{ $before }» را پیش از آن نگه دارید
guard-fault-not-a-speaker = معلوم نیست که «{ $before }» نام گوینده باشد: آن را در جای خود بگذارید
guard-fault-loaded-verb = «{ $before }» بیش از گفتن معنا می‌دهد: فعل را تغییر ندهید
guard-fault-bound-claim = این سخن از «{ $before }» جدا نمی‌شود: آن را در جای خود بگذارید

# What sources changed.
changes-title = تغییرها
changes-what = آنچه منابع در مطالب منتشرشده تغییر داده‌اند، تازه‌ترین در آغاز، و آنچه بنا بر قواعد رسانه از آن پیش آمد.
changes-none = هنوز هیچ منبعی چیزی را تغییر نداده است.
changes-open = در انتظار تصمیم
key-changes = تغییرهای منابع
follow-take-over = پذیرفته شد
follow-announce = به خوانندگان گفته شد
follow-hold = نگه داشته شد
follow-take-off = برداشته شد
class-typo = غلط املایی
class-wording = جمله‌بندی
class-number = عدد
class-name = نام
class-quotation = نقل قول
class-headline = تیتر
class-addition = افزوده
class-removal = حذف
class-correction-note = یادداشت اصلاح
class-withdrawal = پس گرفتن خبر
class-agency-kill = خبرگزاری: حذف خبر
class-agency-withhold = خبرگزاری: منتشر نشود
class-agency-writethru = خبرگزاری: متن کامل تازه
class-agency-corrected = خبرگزاری: اصلاح‌شده
class-agency-refile = خبرگزاری: ارسال دوباره
class-agency-embargo = خبرگزاری: تا زمان معین منتشر نشود
class-gone = صفحه حذف شده

## Erasures by order.

erasures-title = پاک‌سازی
erasures-what = حذف همیشگی آنچه را دریافت شده است به گواه نگه می‌دارد؛ پاک‌سازی آن را هم برای همیشه می‌برد: متن، تیتر، نسخه‌های ضبط‌شده و عکس‌ها، هم اینجا و هم در آنچه پشتیبان‌های قدیمی بازمی‌گردانند. اینکه مطلبی بوده و به کدام حکم پاک شده است می‌ماند و خوانندگان آن را می‌بینند.
erasures-waiting = این‌ها منتظر نفر دیگری‌اند
erasures-asked = { $by } آن را خواسته است: { $why }
erasures-other = شما آن را خواسته‌اید: مدیر دیگری تأیید می‌کند.
erasures-confirm = تأیید و پاک کردن برای همیشه
erasures-back = پس گرفتن دستور
erasures-back-why = چرا دستور پس گرفته می‌شود
erasures-order = دستور پاک‌سازی
erasures-item = مطلب: ۲۰ حرف نشانی آن، یا خود نشانی
erasures-by-order = به کدام حکم؛ خوانندگان آن را می‌بینند
erasures-sure = خوانده‌ام که چه از دست می‌رود و هیچ چیز آن را بازنمی‌گرداند
erasures-copies = همین متن در این‌ها هم هست و هر کدام حکم خودش را می‌خواهد:
erasures-erase = پاک کردن برای همیشه
erasures-ask = پس گرفتن موقت، و درخواست از مدیر دیگر
erasures-all = آنچه تاکنون پاک شده است
erasures-none = هیچ چیز پاک نشده است.
erasures-done = انجام شد
erasures-open = در حال انجام
item-erase = پاک‌سازی به حکم
key-erasures = پاک‌سازی به حکم
