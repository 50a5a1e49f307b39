## قاب همهٔ صفحه‌ها
to-content = رفتن به محتوا
desk = میز خبر
desk-of = { $site }: میز خبر
desk-language = زبان میز خبر
nav-queue = صف
nav-take = برداشت خبر
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
key-take = برداشت یک خبر؛ در صفحهٔ منابع: افزودن منبع
key-tokens = توکن‌ها، سوابق
key-try = در مسیردهی: آزمودن قاعده‌ها روی هفتهٔ گذشته
key-headline = ویرایش تیتر
key-house = پذیرفتن تیتر مطابق شیوه‌نامه
key-lines-around = لید، روتیتر
key-capture = مطلب در کنار نسخهٔ بایگانی‌شده، و بازگشت
key-note = یادداشت برای خوانندگان
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
deed-section = بخش
deed-genre = نوع مطلب
deed-withhold = پس گرفتن موقت
deed-ask-kill = درخواست حذف همیشگی
deed-kill = حذف همیشگی
deed-account = تغییر حساب
deed-account-invite = دعوت به حساب
deed-password = تعیین گذرواژه
deed-log-in = ورود
deed-log-out = خروج
deed-token = ساختن توکن
deed-token-revoke = باطل کردن توکن
deed-routing = قاعدهٔ مسیردهی
deed-routing-order = ترتیب قاعده‌ها
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

## سوابق
record-title = سوابق
record-what = آنچه انجام شده است، تازه‌ترین در آغاز: تصمیم‌ها دربارهٔ مطالب، تغییر منابع و دیگر کارهای میز خبر؛ هر یک فقط یک بار ثبت شده و هرگز تغییر نمی‌کند. زمان‌ها به UTC است.
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

## شیوه‌نامه
style-title = شیوه‌نامه
style-off = بسته‌های شیوه‌نامه کاری نمی‌کنند: تیترها همان‌اند که منابع نوشته‌اند.
style-suggest = بسته‌های شیوه‌نامه به میز خبر پیشنهاد می‌دهند و افراد تصمیم می‌گیرند.
style-auto = هرجا کسی تصمیم نگرفته باشد، بسته‌های شیوه‌نامه تصمیم می‌گیرند.
style-none = بسته‌ای نام برده نشده است: { $key } در پیکربندی.
style-for = برای { $languages }
style-case = حروف بزرگ و کوچک: { $name }
style-numbers = عددها: { $name }
style-digits = رقم‌ها: { $name }
style-letters = حروف: { $name }
style-attribution = ذکر گوینده: { $name }
style-no-full-stop = بدون نقطهٔ پایانی
style-inside = درون آن { $marks }
style-together = همه با هم
style-more = بیشتر

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
list-waiting = در انتظار
queue-mine = کارهای من
queue-lists = فهرست‌ها
queue-filter = پالایش
queue-kind = نوع
queue-mine-only = فقط کارهای من
queue-none-so = با این شرط‌ها چیزی نیست.
queue-none-waiting = چیزی در انتظار نیست.
queue-none-scheduled = چیزی زمان‌بندی نشده است.
queue-none-spiked = چیزی کنار گذاشته نشده است.
queue-none-wire = هنوز چیزی منتشر نشده است.
queue-none-off = چیزی برداشته نشده است.
queue-mark = نشان کردن { $headline }
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

## آنچه در صفحهٔ باز تغییر می‌کند
live-one = ۱ مطلب تازه: نمایش
live-more = { $number } مطلب تازه: نمایش
live-lost = شاید مطالب تازه‌ای باشد: نمایش
live-ended = نشست شما پایان یافته است: ورود
live-news = این مطلب تغییر کرده است: نمایش وضعیت کنونی
now-held = نگه‌داشته شد
now-changed = تغییر کرد
now-waiting = در انتظار
now-scheduled = زمان‌بندی شد
now-spiked = کنار گذاشته شد
now-wire = منتشر شد
now-off = برداشته شد
now-copy = نسخهٔ تکراری

## چرا مطلب منتشر نشده است
stop = پیام سامانه به انگلیسی: { $words }
stop-no-source = نام منبع یا نشانی اینترنتی ندارد. { $words }
stop-altered = متن با نسخهٔ بایگانی‌شده یکسان نیست. { $words }
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

## Sources
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
refused = انجام نشد: { $words }.
refused-meanwhile = انجام نشد: در این میان { $by } در همین باره تصمیم گرفته است، { $at } UTC.
refused-decided = تصمیم ({ $what })
refused-yours = نوشتهٔ شما
refused-reason = دلیل شما
refused-once-more = نوشتهٔ شما هنوز در فرم آن است. اگر باز هم همین تصمیم را دارید، دوباره بفرستید.
refused-gone = دیگر تصمیمی دربارهٔ آن نمی‌توان گرفت
