//! Words that are no names, in languages where a capital does not tell: Persian has none, German has them on all nouns,
//! and in English and Russian the first word of a sentence has one. To add one, add it folded.

use crate::desk::change::tongue::Tongue;
use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

static IN_PERSIAN: Words = LazyLock::new(|| words(PERSIAN));
static IN_GERMAN: Words = LazyLock::new(|| words(GERMAN));
static IN_ENGLISH: Words = LazyLock::new(|| words(ENGLISH));
static IN_RUSSIAN: Words = LazyLock::new(|| words(RUSSIAN));

/// Whether the word, folded, is one of every day; what is not known may be a name.
pub(super) fn is_common(word: &str, tongue: Tongue) -> bool {
    match tongue {
        Tongue::Persian => is_persian(word),
        Tongue::German => is_german(word),
        Tongue::Russian => is_russian(word),
        Tongue::English | Tongue::Other => is_english(word),
        Tongue::Caseless => true,
    }
}

fn is_persian(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "هایشان",
        "هایی",
        "هایش",
        "های",
        "ها",
        "گان",
        "ان",
        "ات",
        "ترین",
        "تر",
        "مان",
        "شان",
        "شده",
        "اند",
        "ایم",
        "ای",
        "یی",
        "اش",
        "ام",
        "ند",
        "یم",
        "ی",
        "م",
        "ش",
    ];
    const STARTS: [&str; 9] = ["نمی", "می", "به", "با", "بی", "نا", "ن", "ب", "هم"];
    let known = |word: &str| IN_PERSIAN.contains(word);
    let bare = |word: &str| {
        known(word)
            || ENDINGS.iter().any(|end| {
                word.strip_suffix(end).is_some_and(|stem| {
                    // `خانواده`, `خانواده‌ها`, `خانوادگی`.
                    let n_min = if end.starts_with("ها") { 2 } else { 3 };
                    stem.chars().count() >= n_min && (known(stem) || known(&format!("{stem}ه")))
                })
            })
    };
    let is_verb = word.starts_with("می") && word.ends_with('د');
    // `لجوجانه` says how.
    let is_manner = word.ends_with("انه") && word.chars().count() > 5;
    let has_start = || {
        STARTS.iter().any(|start| {
            // `بهروز` is a name, `به‌سرعت` none.
            let n_min = if matches!(*start, "به" | "با") { 4 } else { 3 };
            let rest = word.strip_prefix(start).filter(|rest| rest.chars().count() >= n_min);
            rest.is_some_and(bare)
        })
    };
    is_verb || is_manner || bare(word) || has_start()
}

fn is_german(word: &str) -> bool {
    const ENDINGS: [&str; 7] = ["innen", "en", "es", "in", "n", "e", "s"];
    const ENDINGS_OF_NOUNS: [&str; 7] = ["eur", "ist", "ent", "ant", "ung", "chen", "lein"];
    let known = |word: &str| IN_GERMAN.contains(word);
    // `Main` is no form of `Mai`, nor `Berger` of `Berg`.
    let is_bent = || {
        ENDINGS
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|stem| stem.len() > 3 && known(stem)))
    };
    let has_head = || {
        GERMAN_HEADS.split_ascii_whitespace().any(|head| {
            let head_at = |word: &str| word.len() > head.len() + 2 && word.ends_with(head);
            head_at(word) || ENDINGS.iter().any(|end| word.strip_suffix(end).is_some_and(head_at))
        })
    };
    let is_derived = || word.len() > 6 && ENDINGS_OF_NOUNS.iter().any(|end| word.ends_with(end));
    known(word) || is_bent() || has_head() || is_derived()
}

fn is_english(word: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "ly", "ing", "ed", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship",
        "hood", "ous", "ful", "ive",
    ];
    let is_derived = word.len() > 5 && ENDINGS.iter().any(|end| word.ends_with(end));
    is_derived || IN_ENGLISH.contains(word) || IN_ENGLISH.contains(word.trim_end_matches('s'))
}

fn is_russian(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "ция", "ции", "цию", "ство", "ства", "ость", "ости", "ние", "ния", "ники", "ник", "чики",
        "чик", "тель", "тели", "исты", "ист", "щики", "щик", "тия", "тие", "ющие", "ющий", "анты",
    ];
    let is_derived = word.chars().count() > 5 && ENDINGS.iter().any(|end| word.ends_with(end));
    let is_bent = || {
        ["а", "у", "ы", "и", "ов", "ам", "ой", "е", "я"].iter().any(|end| {
            let stem = word.strip_suffix(end).filter(|stem| stem.chars().count() > 2);
            stem.is_some_and(|stem| {
                ["", "а", "ь", "я"].iter().any(|end| IN_RUSSIAN.contains(&*format!("{stem}{end}")))
            })
        })
    };
    is_derived || IN_RUSSIAN.contains(word) || is_bent()
}

const PERSIAN: &str = "\
    و در به از که را با این ان برای تا بر یک خود هم نیز اما یا هر همه اگر چون ولی پس سپس بلکه نه هیچ چند چه چرا کجا \
    کی کرد کرده کردن کنند کند کنم کنیم کن شد شده شدن شود شوند شدند بود بوده بودن بودند است هست نیست باشد باشند دارد \
    داشت داشته داشتن دارند داد داده دادن دهد دهند گفت گفته گفتن گوید گویند رفت رفته رفتن رود روند امد امده امدن اید \
    ایند گرفت گرفته گرفتن گیرد گیرند دید دیده دیدن بیند بینند خواست خواسته خواهد خواهند توانست تواند توانند باید \
    نباید ساخت ساخته ساختن سازد نوشت نوشته نوشتن خواند خوانده خواندن رسید رسیده رسیدن رسد افتاد افتاده افتادن ریخت \
    ریخته ریختن برد برده بردن باخت باخته اورد اورده اوردن گذاشت گذاشته گذاشتن گذشت گذشته گذشتن ماند مانده ماندن مرد \
    مرده مردن کشت کشته کشتن کشید کشیده زد زده زدن یافت یافته یافتن شکست شکسته سوخت سوخته بست بسته باز گشود گشوده \
    خورد خورده خرید خریده فروخت فروخته پرداخت افزود افزوده کاست کاسته پذیرفت پذیرفته گریخت گریخته پیوست پیوسته نشست \
    نشسته ایستاد ایستاده خوابید شنید شنیده پرسید پرسیده فهمید دانست داند دانند شناخت شناخته انداخت انداخته برداشت \
    برداشته فرستاد فرستاده نشاند پوشید پوشیده پوشاند پاشید پاشیده ریزش رها ربود ربوده درید ازمود اموخت اندوخت شتافت \
    تاخت تافت یاد بازگشت برگشت درگذشت سپرد سپرده زن کودک بچه دختر پسر پدر مادر برادر خواهر خانواده نفر تن شخص فرد \
    انسان ادم جوان پیر پیرمرد پیرزن مردم شهروند ساکن همسایه روستایی شهری کارگر کارمند کشاورز باغدار دامدار چوپان \
    ماهیگیر صیاد راننده خلبان ملوان ناخدا مسافر گردشگر زایر دانشجو دانش اموز شاگرد معلم اموزگار استاد پژوهشگر \
    دانشمند پزشک پرستار بیمار هنرمند خواننده نوازنده نقاش بازیگر کارگردان نویسنده شاعر روزنامه نگار خبرنگار عکاس \
    ناشر ورزشکار بازیکن مربی سرمربی داور تماشاگر هوادار قهرمان پلیس سرباز افسر ارتش نیرو مامور محیط بان جنگلبان اتش \
    نشان امدادگر نجاتگر قاضی وکیل متهم شاکی دادستان بازپرس زندانی شاهد رییس مدیر معاون وزیر نماینده سخنگو سفیر \
    استاندار فرماندار شهردار بخشدار عضو دبیر دبیرکل سرپرست مسیول مقام کارشناس تحلیلگر بازرس نگهبان سرایدار جمهور \
    نخست پادشاه رهبر امام دولت مجلس شورا حزب سازمان شرکت بانک کارخانه کارگاه بنگاه اداره وزارت وزارتخانه دادگاه \
    دانشگاه مدرسه بیمارستان درمانگاه کتابخانه موزه سینما تیاتر تالار سالن استخر ورزشگاه باشگاه تیم گروه انجمن \
    اتحادیه کمیته هییت هیات نهاد بنیاد موسسه مرکز پایگاه ایستگاه فرودگاه بندر پایانه شهر روستا ده محله کوچه خیابان \
    جاده راه بزرگراه ازادراه پل تونل میدان کوه دره دشت رودخانه دریا دریاچه جزیره ساحل جنگل بیابان کویر تپه گردنه \
    چشمه چاه سد خانه ساختمان بنا برج اپارتمان اتاق پنجره بام سقف دیوار حیاط زمین ملک مغازه فروشگاه بازار بازارچه \
    انبار سیلو نانوایی رستوران هتل مسافرخانه پارک باغ مزرعه اب باد باران برف سیل توفان طوفان زلزله لرزه بهمن خشکسالی \
    گرما سرما هوا ابر افتاب خورشید ماه ستاره مه گرد غبار دود یخ نان گندم ارد برنج چای قند شکر شیر گوشت مرغ تخم ماهی \
    میوه سیب انار پسته خرما زعفران غذا خوراک دارو واکسن شیرینی عسل روغن نفت گاز بنزین برق معدن طلا نقره مس اهن فولاد \
    سیمان چوب سنگ شن خاک پارچه فرش قالی پول وام بها قیمت هزینه درامد سود زیان بودجه مالیات یارانه حقوق دستمزد اجاره \
    کرایه بدهی سهم سهام ارز دلار ریال تومان یورو ماشین خودرو اتوبوس کامیون قطار هواپیما بالگرد کشتی قایق شناور موتور \
    دوچرخه مترو واگن ریل لکوموتیو موشک پهپاد ماهواره تلفن رایانه دوربین دستگاه کتاب مجله فیلم سریال نمایش اهنگ ترانه \
    کنسرت موسیقی جشنواره نمایشگاه جشن ایین مراسم بازی مسابقه جام لیگ دیدار رقابت گل امتیاز کار شغل پیشه حرفه طرح \
    برنامه پروژه لایحه قانون قرارداد پیمان توافق تفاهم نامه بیانیه گزارش خبر امار نتیجه نظر پرسش پاسخ سخن حرف گفتگو \
    مذاکره جلسه همایش کنفرانس سفر بازدید جنگ صلح حمله انفجار تیراندازی درگیری اعتراض اعتصاب تظاهرات راهپیمایی شورش \
    کودتا انتخابات رای پرسی استعفا برکناری انتصاب بازداشت دستگیری محاکمه حکم زندان اعدام ازادی بیماری کرونا تب سرطان \
    درمان جراحی مرگ تولد ازدواج طلاق عزا خاکسپاری تشییع روز شب صبح ظهر عصر بامداد سپیده دم نیمه هفته سال دهه سده قرن \
    ساعت دقیقه ثانیه امروز دیروز فردا امشب دیشب اکنون حالا بهار تابستان پاییز زمستان شنبه یکشنبه دوشنبه سهشنبه \
    چهارشنبه پنجشنبه جمعه بزرگ کوچک بلند کوتاه دراز پهن تنگ نو تازه کهنه قدیم قدیمی جدید خوب بد بهتر بدتر زیبا زشت \
    سخت اسان نرم گرم سرد داغ خنک خشک تر خیس پر خالی ارزان گران سنگین سبک تند تیز شدید خفیف زیاد کم بسیار اندک بیشتر \
    کمتر نزدیک دور بالا پایین پیش جلو عقب راست چپ میان درون بیرون زیر روی کنار پشت برابر سیاه سفید سرخ قرمز سبز ابی \
    زرد خاکستری روشن تاریک پاک الوده سالم خراب ناقص کامل درست نادرست اشتباه غلط دروغ حقیقی واقعی رسمی غیررسمی دولتی \
    خصوصی ملی محلی جهانی بینالمللی خارجی داخلی مهم لازم ضروری ممکن محتمل قطعی حتمی خطرناک ایمن امن ارام ناارام \
    خشمگین خشنود ناخشنود شاد غمگین نگران امیدوار راضی ناراضی موافق مخالف معترض موفق ناموفق اماده مشغول تعطیل مسدود \
    محدود ممنوع مجاز ازاد رایگان مجانی ویژه عمومی فوری موقت دایم دایمی اصلی فرعی نهایی ابتدایی میانی گوناگون مختلف \
    مشترک جداگانه تنها فقط همراه افزایش کاهش رشد افت رکود تورم توسعه پیشرفت بهبود تغییر اصلاح تعمیر بازسازی مرمت ساز \
    تولید مصرف صادرات واردات فروش عرضه تقاضا توزیع حمل نقل اغاز شروع پایان ادامه توقف لغو تعویق اجرا انجام برگزار \
    برپا افتتاح بهره برداری اندازی تخریب ویران ویرانی ویرانه اسیب خسارت تلفات زخم زخمی مجروح مصدوم جانباخته ناپدید \
    مفقود گم پیدا اعلام اظهار بیان ابراز تاکید تصریح اشاره هشدار درخواست دعوت پیشنهاد انتقاد گلایه گله شکایت اتهام \
    تهمت دفاع حمایت پشتیبانی کمک یاری امداد نجات خدمت تلاش کوشش همکاری رد تایید تکذیب انکار قبول امضا صدور ابلاغ \
    انتشار منتشر چاپ دلیل علت سبب منشا انگیزه هدف قصد نیت روش شیوه وسیله ابزار مورد موضوع مسیله مشکل بحران چالش فرصت \
    خطر تهدید امید ترس بیم شک تردید یقین قرار وعده قول تعهد شرط ضمانت جریمه پاداش جایزه مدال هدیه بخش قسمت قطعه تکه \
    نیمی جزء کل مجموع شمار تعداد عدد رقم مقدار میزان اندازه حدود درصد نسبت سطح مانند مثل همچون چنین چنان همین همان \
    بعضی برخی دیگر دیگران هنوز دوباره هرگز همیشه گاهی معمولا اغلب شاید البته حتی مگر بدون جز غیر ضد علیه درباره \
    پیرامون طبق بنابر زیرا بنابراین گرگ خرس یوز پلنگ اسب گاو گوسفند بز سگ گربه پرنده لکلک قو مار نهنگ زنبور درخت \
    گیاه چمن بلوط گردو استان شهرستان ناحیه منطقه کشور مرز پایتخت شمال جنوب شرق غرب شمالی جنوبی شرقی غربی مرکزی حومه \
    اطراف زود دیر سریع سرعت اهسته ناگهان ناگهانی یکباره کاملا تقریبا حدودا دقیقا صرفا عمدتا اکثرا کلا مجددا فعلا \
    موقتا رسما علنا شخصا قبلا بعدا ابتدا انتها نهایتا سرانجام عاقبت بالاخره خیلی کمی اندکی بارها دوبار همزمان همسر \
    شوهر پدربزرگ مادربزرگ نوه عمو دایی خاله عمه دوست رفیق دشمن مهمان میزبان مشتری فروشنده خریدار تاجر بازرگان بازاری \
    کاسب مالک صاحب مستاجر موجر کارفرما پیمانکار مهندس معمار طراح مشاور حسابدار منشی نانوا قصاب اشپز خیاط کفاش \
    ارایشگر راهنما مترجم ناظر مجری گوینده تهیهکننده کرسی پست سمت جایگاه مسیولیت وظیفه ماموریت عملیات مانور تمرین \
    اموزش درس کلاس ازمون کنکور مدرک گواهی مجوز پروانه کارت شناسنامه گذرنامه بلیت صندلی میز تخت پرده چراغ لامپ کلید \
    قفل جعبه کیف چمدان پاکت محموله کالا جنس لباس کفش کلاه پیراهن چادر پتو ظرف لیوان بشقاب چاقو اسلحه تفنگ گلوله بمب \
    مین تانک ناو دولتمرد سیاستمدار سیاست سیاسی اقتصاد اقتصادی اجتماع اجتماعی فرهنگ فرهنگی هنر هنری ورزش ورزشی علم \
    علمی دین دینی مذهب مذهبی تاریخ تاریخی طبیعت طبیعی زیست صنعت صنعتی کشاورزی دامداری بازرگانی تجارت تجاری گردشگری \
    ترافیک ارتباط ارتباطات رسانه خبرگزاری نظرسنجی پژوهش تحقیق مطالعه بررسی ارزیابی ازمایش نمونه شواهد سند اسناد \
    پرونده دادخواست غوغا هیاهو جنجال فریاد گریه خنده لبخند شادی اندوه غم درد رنج خستگی گرسنگی تشنگی فقر ثروت مسیر \
    جهت سو سوی طرف جانب گوشه لبه ته سر سراغاز محل مکان جا جای فضا محوطه صحن گفتوگو گفتمان اختلاف مناقشه دعوا نزاع \
    کشمکش تنش سازش اشتی پدیده رویداد حادثه رخداد واقعه ماجرا سانحه تصادف واژگون واژگونی سقوط برخورد غرق بازماندگان \
    قربانی قربانیان نجاتیافته حاضر غایب حضور غیبت ورود خروج عبور گذر تردد بیانات اظهارات ادعا گمان تصور باور عقیده \
    اعتقاد نیاز انتظار توقع ساده پیچیده مبهم اشکار پنهان مخفی محرمانه علنی معروف مشهور ناشناس ناشناخته گمنام متوسط \
    میانگین حداقل حداکثر بیشینه کمینه جزیی کلی نسبی مطلق سازه سازنده تولیدکننده مصرفکننده صادرکننده واردکننده \
    توزیعکننده برنده بازنده پیروز پیروزی مغلوب فاتح فتح تساوی محصول محصولات فراورده کاشت خرمن شخم ابیاری کود سم ملخ \
    پی ستون پله نرده اسانسور راهرو پارکینگ دلخور ازرده عصبانی برافروخته شگفت متعجب حیران چهره دست پا چشم گوش دهان \
    دندان قلب مغز خون پوست استخوان دونده دوندگان بنایان اسیاب اسیابان تندباد گردباد رگبار تگرگ اذرخش رعد صاعقه شنا \
    ابتنی غوطه پیادهروی کوهنوردی کوهنورد اسکی دوچرخهسوار شمشیربازی کشتیگیر وزنهبردار لجوجانه سرسختانه اشکارا پنهانی \
    بیدرنگ فورا بلافاصله نوسازی بهسازی مقاومسازی نما پیاده رو پلهبرقی کمابی بیابی خشکی رطوبت خزانه خزانهدار حسابرس \
    ممیز کارگزار دلال واسطه مقصر گناهکار بیگناه مجرم متخلف سارق دزد قاتل قاچاقچی نشانی ادرس شماره پلاک صفحه سطر جدول \
    نمودار نقشه تصویر عکس نقاشی مجسمه تندیس یادبود بنای ارامگاه مزار گور گورستان سرود تار سهتار سنتور دف نی پیانو \
    ویولن ارکستر نذر صدقه زکات خیریه خیر نیکوکار موقوفه وقف تیر ترکش خمپاره نارنجک سنگر خندق پاسگاه برجک پادگان \
    قرارگاه مقدماتی تکمیلی تدریجی یکسره یکطرفه دوطرفه چندجانبه گردهمایی تجمع تحصن بستنشینی شایعه راستی واقعیت حقیقت \
    نوجوان نوزاد خردسال کهنسال سالمند بازنشسته بیکار شاغل کاسه کوزه دیگ اجاق تنور منقل چراگاه مرتع ابشخور طویله اغل";

const GERMAN: &str = "\
    mann frau kind leute mensch eltern vater mutter bruder schwester sohn tochter familie freund nachbar burger \
    einwohner bewohner anwohner gast besucher tourist urlauber reisender fahrgast passagier kunde verbraucher \
    arbeiter angestellter mitarbeiter beschaftigter bauer landwirt winzer imker fischer jager forster gartner backer \
    metzger schreiner wirt handler verkaufer kaufmann unternehmer fabrikant chef leiter direktor vorstand inhaber \
    besitzer eigentumer mieter vermieter lehrer schuler student professor forscher wissenschaftler arzt arztin \
    pfleger patient anwalt richter staatsanwalt notar zeuge tater verdachtiger opfer gefangener polizist beamter \
    soldat offizier feuerwehrmann retter sanitater minister kanzler prasident burgermeister landrat abgeordneter \
    politiker sprecher sekretar botschafter konig konigin prinz pfarrer bischof papst kunstler maler sanger dichter \
    autor schriftsteller schauspieler regisseur musiker dirigent trainer spieler torwart sturmer sieger verlierer \
    fan zuschauer polizei feuerwehr armee bundeswehr regierung opposition parlament rat stadtrat gemeinderat \
    kreistag landtag bundestag ministerium behorde amt verwaltung gericht justiz partei fraktion koalition \
    gewerkschaft verband verein klub kammer stiftung kirche gemeinde schule hochschule universitat klinik \
    krankenhaus praxis apotheke museum theater kino bibliothek bucherei zoo firma unternehmen betrieb konzern werk \
    fabrik laden geschaft handel markt borse bank sparkasse kasse versicherung versorger betreiber hersteller \
    anbieter lieferant verlag zeitung sender redaktion agentur haus gebaude wohnung zimmer saal dach turm schloss \
    burg stall scheune garage hutte zelt brucke tunnel strasse weg pfad platz gasse allee autobahn bahn zug bus auto \
    wagen lastwagen laster fahrrad rad motorrad schiff boot kahn fahre flugzeug hubschrauber ballon rakete stadt \
    dorf ort kreis land bezirk viertel insel kuste strand meer see fluss bach teich berg gipfel hugel tal wald wiese \
    feld acker garten park moor wuste gletscher wasser feuer luft erde regen schnee eis hagel sturm wind orkan \
    gewitter blitz hochwasser flut durre hitze kalte frost nebel erdbeben lawine brand rauch staub brot mehl milch \
    kase butter fleisch wurst fisch obst apfel birne kirsche gemuse kartoffel wein bier kaffee tee zucker salz honig \
    ei geld preis kosten lohn gehalt rente steuer abgabe gebuhr miete schuld kredit gewinn verlust umsatz ertrag \
    etat haushalt spende hilfe zuschuss fordermittel strom gas ol kohle benzin energie warme heizung kraftwerk \
    windrad netz leitung kabel rohr anlage maschine motor gerat kessel ventil bremse reifen pumpe tag nacht morgen \
    abend mittag woche monat jahr stunde minute sekunde zeit fruhling sommer herbst winter anfang beginn ende mitte \
    arbeit beruf stelle streik ausstand protest kundgebung demonstration aufstand streit zank zwist krach konflikt \
    krieg frieden angriff anschlag explosion schuss kampf wahl abstimmung votum umfrage rucktritt entlassung \
    festnahme verhaftung prozess verfahren urteil strafe haft gefangnis klage anklage plan vorhaben projekt entwurf \
    gesetz vertrag abkommen einigung bericht studie gutachten zahl ergebnis folge grund ursache anlass ziel zweck \
    frage antwort rede wort satz brief buch film lied bild foto kunst musik konzert fest feier messe ausstellung \
    spiel turnier lauf rennen tor punkt sieg niederlage remis pokal liga unfall ungluck panne schaden verletzung \
    krankheit grippe fieber operation tod leben geburt hochzeit beerdigung trauer freude angst sorge hoffnung wut \
    mut hund katze pferd kuh schaf ziege schwein huhn vogel storch schwan wolf bar fuchs hirsch biene baum eiche \
    linde blume gras pilz ding sache stuck teil rest halfte menge reihe gruppe art weise form seite lage fall \
    problem krise chance gefahr risiko not recht pflicht macht kraft wert beschwerde einspruch antrag gesuch bitte \
    auflage frist termin treffen sitzung gesprach verhandlung besuch reise flug fahrt ausflug garn stoff holz stein \
    eisen stahl kupfer gold silber glas papier plastik leder wolle zuvor danach spater dabei damit dort hier heute \
    gestern nun jetzt dann doch trotzdem deshalb daher ausserdem zudem bisher bislang kunftig demnach allerdings \
    jedoch inzwischen mittlerweile rund etwa wegen trotz wahrend seit weil wenn wer was wo warum man niemand jemand \
    jeder dank statt ohne schon bereits gegen zunachst anfangs schliesslich endlich insgesamt laut offenbar \
    angeblich vermutlich moglicherweise wahrscheinlich nachts tagsuber morgens abends vormittags nachmittags montags \
    freitags haufig oft selten manchmal immer nie wieder weiterhin derzeit aktuell fruher demnachst bald sofort kurz \
    vielleicht dazu davon dafur dagegen darauf daran darin daraus darunter darum obwohl nachdem bevor sobald solange \
    falls sowie sowohl weder entweder viele wenige einige mehrere zahlreiche alle keine beide manche andere weitere \
    solche dieser jener abfall abgang abgas ablauf ablehnung abriss abschied abschluss absicht absprache abstand \
    abstieg absturz abteilung abwasser abzug achse adel affare aktie aktion alarm album alkohol alltag alter altar \
    analyse anbau anblick andrang anfrage angebot angehoriger angestellte anhanger ankunft anleger anlauf anmeldung \
    annahme anordnung ansage ansatz ansehen ansicht ansprache anspruch anstalt anstieg anstrengung anteil antrieb \
    anwesen anzahl anzeige anzug apparat applaus april arbeitgeber archiv argument arm armut artikel arzneimittel \
    asche asyl atem attacke auflosung aufnahme aufruf aufschwung aufsicht aufsichtsrat auftakt auftrag auftritt \
    aufwand aufzug auge ausbau ausbildung ausblick ausbruch ausdruck ausfall ausgabe ausgang auskunft ausland \
    auslander ausnahme ausrede aussage aussicht aussprache austausch auswahl ausweg ausweis auszeichnung axt bad \
    balkon band barriere batterie bau baustelle becken bedarf bedenken bedingung befehl befragte befugnis begegnung \
    begriff begrundung beifall beihilfe bein beispiel beitrag bekenntnis belag belastung beleg beobachter bereich \
    bergung beschaftigung bescheid beschluss beschrankung besetzung besitz besserung bestand beteiligung beton \
    betrag betrug bett beute beweis bewegung bewerber bewerbung bezahlung beziehung bezug bilanz bildung blatt blei \
    blick block boden bogen bohrung bombe bonus botschaft branche brille bronze bruch brut brunnen brust buchse \
    budget buhne bulle bund bundnis buro busse boe boen cafe camp chor container creme code computer dame dampf \
    daten datum dauer debatte decke deich dekan demokratie denkmal dieb diebstahl dienst diesel direktorin docker \
    dokument dorn dossier drama dreck drohne drohung druck duft dunger durchbruch durchsuchung ecke ehe ehre eid \
    eifer eigentum eilantrag eimer einbruch einbrecher eindruck einfall einfluss einfuhr eingang einheit einkauf \
    einkommen einsatz einschatzung einschnitt einsicht eintrag eintritt einwand eisenbahn elend empfang engpass \
    entfernung entscheidung entschadigung entschuldigung entwarnung entwicklung erbe erbin erfahrung erfolg erfinder \
    erhohung erinnerung erklarung erlass erlaubnis erleichterung erlos ermahnung ermittler ermittlung ernahrung \
    ernte eroffnung ersatz erscheinung ersparnis erwartung esel etage experte export extremist fabel fach fachkraft \
    fackel faden fahigkeit fahnder fahne fahrer fahrerin fahrplan faktor falle falschung falter farbe fasan fass \
    fassade fastnacht feder fehler feige feind fels fenster ferien fernsehen festung fett figur finger firmengrunder \
    fischerei flache flagge flamme flasche fleck fliege floss flucht fluchtling fluge flugel flughafen folie \
    forderung formel forscherin forst fortschritt foyer fracht frachter freiheit freigabe freizeit fremder front \
    frosch frucht fruhstuck fuhrer fuhrung fund fundament funk funktion furst fuss fussball fussganger futter gabel \
    galerie gang gans garantie gattin gebiet gebirge gebot gebrauch gedanke gedenken gedicht geduld gefahrdung \
    gefangene gefecht gefluchtete gefuhl gegend gegenstand gegenteil gegner geheimnis gehirn geisel geist gelande \
    gelegenheit gemalde gemeinschaft genehmigung generation genosse gepack geruch gerucht gerust gesandter geschenk \
    geschichte geschick geschoss geschwister geselle gesicht gespann gestalt gestandnis gesundheit getrank getreide \
    gewalt gewasser gewehr gewerbe gewicht gewissen gewohnheit gift gitter glanz glaube glocke gluck gott grab grad \
    grat grenze griff grossmutter grossvater grundung grundstuck gurtel gute gutschein haar hafen haken halbzeit \
    hall haltestelle haltung hammer hand handwerker handy hang hase hass haufen haupt hausmeister haut hecht hecke \
    heft heimat held helfer helm hemd henkel henne herd herde herkunft herr herrschaft herz heu hilferuf himmel \
    hinterbliebene hintergrund hinweis hirte hitzewelle hobby hof hohle holle honorar hort hose hotel huf hufte \
    hulle hunger husten hut idee image imbiss impfung import impuls index industrie infektion inhalt initiative \
    innenstadt insasse insekt institut interesse interview investition investor irrtum jagd jahrestag jahrzehnt \
    jubel jubilaum jugend jugendliche junge junger jury jubilar kabine kabinett kafer kalb kalender kaltewelle \
    kamera kamerad kamin kamm kanal kandidat kandidatin kante kanzel kanzlei kapelle kapital kapitan kapitel kapsel \
    karriere karton kassenwart kastanie katastrophe kater kauf kaufer kegel kehle keim kern kerze kette kiefer \
    kiesel kiosk kissen kiste kitt kleid kleidung klima klinge klinke knall knie knochen knopf knospe kochin koffer \
    kollege kollegin kolonne kommando kommissar kommission komitee komodie kompass komponist kompromiss konditor \
    konferenz konkurrent konkurrenz kontakt konto kontrolle kopf kopie korb korn korper korrektur kost kostum \
    kraftstoff kragen kran kranke kranz kraut krater kreatur kreuz kreuzung kritiker krone kruste kuche kuchen kugel \
    kuhlung kulisse kultur kummer kundigung kundschaft kuppel kur kurs kurve kuss labor lache lachs lack ladung \
    lager laie laken lampe landung landschaft landesrat lange lappen larm last laub laune lebensmittel leck leere \
    legende lehm lehre lehrling leib leiche leid leistung leitstelle lektion leser leserin leuchte licht liebe \
    lieferung linie lippe list liste lob loch loffel logo lokal lokfuhrer los lotse lowe lucke luge lunge lust luxus \
    machthaber madchen magazin magen mahnung mai mais makel mandat mangel mannschaft mantel marder marine marke \
    marsch maske mass masse massnahme mast material mauer maul maut maus medaille medien medikament mehrheit meile \
    meinung meldung menu messer metall methode miliz minderheit mischung misere mission mitglied mitleid mitschuler \
    mitteilung mittel mobel mode modell moderator moglichkeit moment monch mond monteur montage mord morder mosaik \
    moschee motiv motte mucke mude muhe muhle mund munition munze muschel museumsleiter muskel muster mutze mythos \
    nachbarschaft nachfolger nachfolgerin nachfrage nachlass nachricht nachschub nachteil nachweis nachwuchs nacken \
    nadel nagel nahe nahrung name narbe narr nase nation natur neffe neid neuanfang neubau neugier neuheit nichte \
    niederlassung niederschlag niveau norm notaufnahme notfall notstand nummer nutzen nutzer obdach oberflache \
    obmann ofen offenheit ohr oper orden ordnung organ orgel ostern otter paar pacht pachter packchen paket palast \
    pandemie panik panzer parade parkplatz parole partner partnerin pass passant patrouille pause pech pegel pein \
    pelz pendler pension personal perspektive pfand pfanne pfeil pfeife pflanze pflaster pflug phase pille pinsel \
    pirat pistole plage plakat planer planung platte plattform podest podium politik politikerin pollen posten post \
    posaune potential pracht praktikum pranke premiere presse priester prinzip privileg probe produkt produktion \
    produzent profil prognose projektor proviant provinz prufer prufung publikum pulver puppe putz quartal quartier \
    quelle quittung quote rabatt rache radar radio radfahrer rahmen rang rasen rasse rast rate ratsel ratte raub \
    raum razzia reaktion reaktor rebell rechner rechnung rechte referent referendum reform regal regel regime region \
    register reichtum reihenfolge rekord rektor religion rentner reparatur reporter republik reserve resolution \
    respekt restaurant restaurator rettung reue revier revolution rezept rind rinde riss ritt ritter rivale rock \
    rohstoff rolle roman rost route ruckgang ruckkehr ruckstand rucksicht ruder ruf ruhe ruhm ruin ruine rumpf runde \
    rute rubel saat sack safe saft saison salbe salon same sammler sammlung sand sanierung sarg satellit sattel \
    saule saure schacht schafer schale schall schande schar schatten schatz schau schauer scheibe schein scheitel \
    schenkung schere schicht schicksal schiene schild schirm schlacht schlaf schlag schlamm schlange schleuse \
    schlichtung schlick schlinge schlitten schlucht schluss schlussel schmerz schmuck schmuggel schmutz schnabel \
    schnalle schnecke schnitt schnur schock schonheit schornstein schranke schrank schraube schreck schrei schrift \
    schritt schrott schub schuh schuldner schulleiter schulter schuppen schussel schutt schutz schwache schwarm \
    schweiss schwelle schwert schwierigkeit schwimmbad schwimmen schwung segel segler segen seele sehenswurdigkeit \
    seide seife seil sekretarin sekt sektor senat senator sendung senioren sessel setzling siedlung signal silbe \
    sinn sirene sitz sitzplatz skandal skizze sofa software sohle soldatin sonne sondersitzung sorte sozialamt \
    spalte spannung spaten spatz speicher speise sperre spiegel spielerin spielplatz spital spitze splitter sportler \
    sport spott sprache sprengstoff sprit spruch sprung spur staat staatsanwaltschaft stab stachel stadion stadtwerk \
    stamm stammgast standard stand stapel start statik station statistik statue staude stau steg steigung steilkuste \
    stempel sterben stern steuerzahler stich stiefel stier stil stille stimme stimmung stipendium stirn stock stolz \
    storung stoss strahl strahlung strecke streife streifen strenge strich strick stroh stromausfall strudel \
    struktur strumpf stube studentin studio stufe stuhl sturz stutze suche sucht summe sumpf sunde suppe szene tabak \
    tablette tadel tafel takt talent tank tankstelle tanne tante tanz tapete tarif tasche tasse tat tatigkeit tatort \
    tatsache tau taube taucher tausch technik techniker technologie teilnehmer telefon teller tempel tempo tendenz \
    teppich terrasse terror terrorist test teufel text thema these thron tiefe tiger tinte tipp tisch titel \
    todesfall toilette ton tonne topf torte totschlag tour tourismus tracht tradition trager trainerin traktor trane \
    transport traube traum treibstoff trend treppe treue trick tribune trieb tritt trockenheit trommel trompete \
    tropfen trost trubel trummer trupp truppe tuch tucke tugend tur turbine turnhalle typ tyrann ubel uberblick \
    uberfall ubergabe ubergang uberlebende uberraschung uberschuss uberschwemmung ubersicht ubertragung uberwachung \
    ubung ufer uhr umbau umfang umfeld umgang umgebung umland umleitung umsiedlung umstand umweg umwelt umzug \
    unabhangigkeit unbekannte unfallstelle unglucksort unruhe unsinn unterhalt unterkunft unterlage unterricht \
    unterschied unterschrift unterstutzer unterstutzung unterwasche unwetter urkunde urlaub urne ursprung vase \
    vereinbarung verbot verbrechen verbrecher verbindung verbreitung verdacht verdienst vereinigung verfassung \
    verfolgung verfugung vergangenheit vergehen vergleich vergnugen verhalten verhaltnis verkauf verkehr \
    verlangerung verlauf verletzte verleger vermieterin vermittler vermogen vermutung vernunft veroffentlichung \
    versammlung versand versaumnis verschwendung versehen version versorgung verspatung versprechen verstand \
    verstarkung versteck versuch verteidiger verteidigung vertrauen vertreter vertreterin vertrieb verurteilung \
    verwandte verweis verzicht verzogerung vieh vision vize volk vollmacht vorbereitung vorbild voraussetzung \
    vorfahr vorfall vorgang vorganger vorgangerin vorhang vorlage vorrat vorschlag vorschrift vorsicht vorsprung \
    vorstellung vorteil vortrag vorwand vorwurf vulkan waage wache wachmann wachstum waffe wagnis wahler wahnsinn \
    wahrheit wahrung waise wal walze wand wanderer wanderung wandel wange wanne wappen ware warnung warte wasche \
    watt watte wechsel wecker wegweiser wehr weibchen weide weihnachten weile weltmeister werbung werkstatt werkzeug \
    wette wetter wettbewerb wettkampf whisky wichtigkeit widerspruch widerstand wiege wildnis wille windstoss winkel \
    wirkung wirtschaft wirtin wissen witwe witz wochenende wohl wohnhaus wolke wrack wucht wunde wunder wunsch wurde \
    wurf wurm wurzel zahn zange zaun zeche zeichen zeichnung zeile zeitraum zeitschrift zelle zement zensur zentrale \
    zentrum zepter zettel zeug zeugin ziegel zimmermann zins zirkus zitat zoll zone zorn zucht zufall zuflucht \
    zugabe zugang zukunft zulage zulassung zunge zusage zusammenarbeit zusammenhang zusammenstoss zusatz zuschlag \
    zustand zustimmung zutat zutritt zuwachs zuzug zwang zweifel zweig zwilling fachmann staatsmann hauptmann \
    geschaftsmann kameramann handwerksmeister winzerin fachleute feuerwehrleute rathaus kaufhaus gasthaus marktplatz \
    sportplatz bahnhof friedhof gastwirt kinder lander hauser manner walder felder dorfer bucher bilder kleider \
    lieder rader worter geister kalber lammer eier huhner rinder graber schlosser locher dacher stadter bauwerk \
    laufer";

/// What compounds end in that are no names.
const GERMAN_HEADS: &str = "\
    frau leute arbeiter handler fuhrer leiter chef sprecher minister amt schule gericht turm brucke strasse markt \
    bahn zug bus auto schiff boot gebuhr steuer preis kosten plan gesetz vertrag bericht zahl spiel fest feier messe \
    streik krise gipfel treffen sitzung jahr monat woche tag stunde zeit stelle verein verband gesellschaft gruppe \
    kreis rat wasser feuer sturm schaden unfall ungluck brennerei anlage leitung tier karte buch blatt bild teil \
    fall rathaus krankenhaus";

const ENGLISH: &str = "\
    police people staff crew army navy government parliament congress council court company firm union party team \
    club school hospital church bank industry business trade management opposition coalition cabinet ministry agency \
    authority committee board jury panel audience crowd public press rain snow fog wind fire smoke water ice heat \
    cold frost drought flood lightning thunder weather traffic work travel tourism food bread milk fish meat fruit \
    sugar coffee tea wine oil gas coal power electricity fuel gold silver copper steel iron wood timber paper money \
    cash debt credit inflation unemployment growth output demand supply everyone everybody someone somebody nobody \
    anyone anybody nothing something everything another others both each either neither none few many most much \
    several some such all any every old new young big small large great little high low long short early late first \
    last next local national regional federal private foreign domestic military civil heavy strong light severe mild \
    fresh former current recent further extra other more less fewer only even just also still again never often \
    always sometimes perhaps maybe however meanwhile instead otherwise therefore thus then now today yesterday \
    tomorrow tonight soon later earlier once twice here there nearby overnight about above across after against \
    along among around as at before behind below beneath beside between beyond by despite down during except for \
    from in inside into like near of off on onto out outside over past since through throughout to toward towards \
    under until up upon via with within without amid amongst because although though unless while whereas when where \
    why how what which who whom whose if whether a an the this that these those my your his her its our their he she \
    it they we you i him them us me and but or nor so yet men women children boys girls mice sheep cattle man woman \
    boy girl mother father brother sister son daughter child is are was were be been being has have had do does did \
    will would shall should can could may might must let see take make give get go come keep put set read watch \
    listen meet check click follow talks aid help rescue search support hope fear anger grief joy pride health \
    safety security justice peace war crime violence corruption fraud theft murder interest evidence advice news \
    research science education training spring summer autumn winter morning evening night noon midnight dawn dusk \
    critics workers farmers miners drivers doctors nurses teachers pupils students parents residents villagers \
    officials authorities ticket seat gale shopper customer builder grower docker visitor tourist engineer \
    technician driver passenger commuter voter lawmaker deputy senator minister mayor soldier troop guard officer \
    detective investigator prosecutor lawyer judge juror witness victim suspect survivor patient doctor nurse medic \
    paramedic firefighter rescuer diver climber hiker sailor fisherman farmer miner worker employee employer manager \
    owner landlord tenant buyer seller trader investor shareholder analyst economist expert scientist researcher \
    scholar teacher pupil student parent neighbour neighbor villager resident citizen migrant refugee protester \
    demonstrator activist campaigner supporter opponent critic fan player coach referee runner rider swimmer singer \
    actor artist writer author poet editor reporter journalist viewer reader listener guest host leader member \
    delegate envoy diplomat ambassador spokesman spokeswoman chief head boss director car bus train tram lorry truck \
    plane ship boat ferry bike horse cow dog cat bird bee wolf bear tree flower crop field forest river lake hill \
    mountain valley road street bridge tunnel rail track house home building flat room wall roof door window shop \
    store market factory plant mine farm museum theatre theater clinic prison station airport port harbour harbor \
    price wage tax bill cost rent rate share stock bond profit loss sale export import budget loan job pension \
    benefit grant fine fee toll talk meeting summit conference vote poll election debate speech report study survey \
    test result figure number record plan proposal law rule ban order deal treaty contract letter book film song \
    play show match game race cup league final goal point bomb blast attack raid shot shooting strike protest march \
    riot clash arrest trial verdict sentence appeal storm wave tide temperature cloud sun rainstorm downpour shower \
    hail doubt pressure tension concern warning call request offer promise threat claim charge complaint part half \
    majority minority dozen hundred thousand million";

const RUSSIAN: &str = "\
    полиция милиция армия флот власти власть правительство парламент дума совет суд прокуратура следствие \
    министерство ведомство администрация мэрия комиссия комитет партия оппозиция профсоюз союз клуб команда компания \
    фирма завод фабрика банк биржа школа больница клиника поликлиника церковь театр музей библиотека университет \
    институт люди человек мужчина женщина ребенок дети мальчик девочка отец мать брат сестра сын дочь семья друг \
    сосед житель жители горожане селяне крестьяне фермеры рабочие шахтеры водители врачи учителя ученики студенты \
    родители пассажиры туристы чиновники депутаты министр президент премьер губернатор мэр посол генерал директор \
    начальник глава представитель водитель врач учитель ученик студент пассажир турист чиновник депутат фермер \
    рабочий шахтер рыбак охотник лесник сторож пенсионер повар художник певец певица писатель поэт актер актриса \
    режиссер тренер игрок вратарь судья адвокат свидетель дождь снег туман ветер огонь пожар дым вода лед жара холод \
    мороз засуха паводок наводнение гроза молния погода землетрясение лавина буря шторм ураган хлеб мука молоко рыба \
    мясо сахар кофе чай вино нефть газ уголь энергия свет топливо бензин золото серебро медь сталь железо лес бумага \
    деньги долг кредит инфляция безработица рост спрос цена цены тариф тарифы налог бюджет зарплата пенсия дом \
    здание квартира крыша подвал мост дорога улица площадь город село деревня поселок район область край страна река \
    озеро море остров гора долина поле сад парк порт вокзал аэропорт станция поезд автобус трамвай машина грузовик \
    самолет вертолет корабль судно паром лодка план проект закон договор отчет доклад решение выборы голосование \
    отставка арест приговор процесс дело иск штраф забастовка митинг протест война мир атака взрыв стрельба \
    переговоры встреча визит поездка матч игра турнир концерт праздник выставка ярмарка фильм книга песня картина \
    утро день вечер ночь неделя месяц год весна лето осень зима сегодня вчера завтра сейчас потом затем ранее позже \
    накануне однако поэтому также кроме причина итог ущерб новый новая новое новые старый старая старое старые \
    большой большая большие первый первая последний последняя многие некоторые другие все каждый никто ничто кто что \
    местный местная местные билет билеты место места шквал порыв аграрии сыщики следователи следователь оперативники \
    военные солдаты офицеры ученые ученый исследователи эксперты эксперт аналитики специалисты специалист инженеры \
    инженер техники строители монтажники спасатели пожарные медики санитары волонтеры добровольцы активисты \
    защитники противники сторонники критики зрители болельщики читатели слушатели гости посетители покупатели \
    продавцы торговцы предприниматели инвесторы акционеры вкладчики заемщики владельцы владелец хозяин хозяйка \
    собственник арендаторы арендатор наниматель магазин лавка рынок ларек склад цех шахта карьер рудник скважина \
    труба трубы кабель провод сеть линия станок мотор двигатель насос клапан котел печь турбина лошадь корова коровы \
    овцы овца козы коза свиньи собака собаки кошка кошки волк волки медведь медведи лось лиса птица птицы аист аисты \
    пчелы рыбы кит тюлень трава цветы дерево деревья дуб береза сосна ель куст яблоко яблоки груша ягоды грибы \
    пшеница рожь ячмень картофель капуста урожай зерно купание плавание рыбалка охота прогулка отдых туризм спорт \
    бег прыжок заплыв решетка забор ворота окно дверь лестница лифт комната зал коридор чердак пол потолок стена \
    башня колокол крест памятник статуя фонтан скамейка слово речь письмо записка газета журнал статья заметка \
    интервью рассказ роман стих стихи пьеса спектакль опера балет хор оркестр голод жажда боль страх радость горе \
    гнев надежда помощь поддержка спасение лечение операция прививка вакцина лекарство болезнь грипп вирус обломки \
    осколки тело тела труп останки раны кровь ожог перелом заморозки оттепель ливень град пыль песок грязь наст \
    сугроб палата кабинет канцелярия приемная контора бюро агентство служба штаб отряд бригада дивизия полк рота \
    истец ответчик обвиняемый подсудимый подозреваемый задержанный потерпевший очевидец очевидцы прохожий прохожие \
    шум запах тень звук голос крик смех слеза слезы понедельник вторник среда четверг пятница суббота воскресенье \
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь вскоре внезапно неожиданно \
    вероятно возможно видимо очевидно наконец впервые снова опять вновь теперь тогда здесь там туда сюда везде нигде \
    всегда никогда иногда часто редко сразу быстро медленно почти около примерно более менее больше меньше лишь \
    только даже именно особенно отдельно вместе вместо благодаря согласно несмотря";

#[cfg(test)]
mod tests {
    use super::is_common;
    use crate::desk::change::tongue::Tongue;

    #[test]
    fn words_of_every_day_are_no_names() {
        for (word, tongue, expected) in [
            ("ساکنان", Tongue::Persian, true),
            ("خانوادهها", Tongue::Persian, true),
            ("میگویند", Tongue::Persian, true),
            ("کلباسی", Tongue::Persian, false),
            ("handler", Tongue::German, true),
            ("kirchturm", Tongue::German, true),
            ("elbe", Tongue::German, false),
            ("officials", Tongue::English, true),
            ("kolbeck", Tongue::English, false),
            ("власти", Tongue::Russian, true),
            ("колбин", Tongue::Russian, false),
        ] {
            assert_eq!(is_common(word, tongue), expected, "{word}");
        }
    }
}
