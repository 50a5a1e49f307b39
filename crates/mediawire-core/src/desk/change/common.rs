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
    const STARTS: [&str; 7] = ["نمی", "می", "بی", "نا", "ن", "ب", "هم"];
    let known = |word: &str| IN_PERSIAN.contains(word);
    let bare = |word: &str| {
        known(word)
            || ENDINGS.iter().any(|end| {
                word.strip_suffix(end).is_some_and(|stem| {
                    // `خانواده`, `خانواده‌ها`, `خانوادگی`.
                    stem.chars().count() > 1 && (known(stem) || known(&format!("{stem}ه")))
                })
            })
    };
    let is_verb = word.starts_with("می") && word.ends_with('د');
    is_verb || bare(word) || STARTS.iter().any(|start| word.strip_prefix(start).is_some_and(bare))
}

fn is_german(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["innen", "en", "er", "es", "in", "n", "e", "s"];
    const AGENTS: [&str; 9] = ["ler", "ner", "eur", "ist", "ent", "ant", "ung", "chen", "lein"];
    let known = |word: &str| IN_GERMAN.contains(word);
    let is_bent = || {
        ENDINGS
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|stem| stem.len() > 2 && known(stem)))
    };
    let has_head = || {
        GERMAN_HEADS.split_ascii_whitespace().any(|head| {
            let head_at = |word: &str| word.len() > head.len() + 2 && word.ends_with(head);
            head_at(word) || ENDINGS.iter().any(|end| word.strip_suffix(end).is_some_and(head_at))
        })
    };
    let is_agent = || word.len() > 6 && AGENTS.iter().any(|end| word.ends_with(end));
    known(word) || is_bent() || has_head() || is_agent()
}

fn is_english(word: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "ly", "ing", "ed", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship",
        "hood", "ers", "ors", "ous", "ful", "ive",
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
    و در به از که را با این ان برای تا بر یک خود هم نیز اما یا هر همه اگر چون ولی پس سپس بلکه نه هیچ چند چه چرا \
    کجا کی کرد کرده کردن کنند کند کنم کنیم کن شد شده شدن شود شوند شدند بود بوده بودن بودند است هست نیست باشد باشند \
    دارد داشت داشته داشتن دارند داد داده دادن دهد دهند گفت گفته گفتن گوید گویند رفت رفته رفتن رود روند امد امده \
    امدن اید ایند گرفت گرفته گرفتن گیرد گیرند دید دیده دیدن بیند بینند خواست خواسته خواهد خواهند توانست تواند \
    توانند باید نباید ساخت ساخته ساختن سازد نوشت نوشته نوشتن خواند خوانده خواندن رسید رسیده رسیدن رسد افتاد افتاده \
    افتادن ریخت ریخته ریختن برد برده بردن باخت باخته اورد اورده اوردن گذاشت گذاشته گذاشتن گذشت گذشته گذشتن ماند \
    مانده ماندن مرد مرده مردن کشت کشته کشتن کشید کشیده زد زده زدن یافت یافته یافتن شکست شکسته سوخت سوخته بست بسته \
    باز گشود گشوده خورد خورده خرید خریده فروخت فروخته پرداخت افزود افزوده کاست کاسته پذیرفت پذیرفته گریخت گریخته \
    پیوست پیوسته نشست نشسته ایستاد ایستاده خوابید شنید شنیده پرسید پرسیده فهمید دانست داند دانند شناخت شناخته \
    انداخت انداخته برداشت برداشته فرستاد فرستاده نشاند پوشید پوشیده پوشاند پاشید پاشیده ریزش رها ربود ربوده درید \
    ازمود اموخت اندوخت شتافت تاخت تافت یاد بازگشت برگشت درگذشت سپرد سپرده زن کودک بچه دختر پسر پدر مادر برادر \
    خواهر خانواده نفر تن شخص فرد انسان ادم جوان پیر پیرمرد پیرزن مردم شهروند ساکن همسایه روستایی شهری کارگر کارمند \
    کشاورز باغدار دامدار چوپان ماهیگیر صیاد راننده خلبان ملوان ناخدا مسافر گردشگر زایر دانشجو دانش اموز شاگرد معلم \
    اموزگار استاد پژوهشگر دانشمند پزشک پرستار بیمار هنرمند خواننده نوازنده نقاش بازیگر کارگردان نویسنده شاعر \
    روزنامه نگار خبرنگار عکاس ناشر ورزشکار بازیکن مربی سرمربی داور تماشاگر هوادار قهرمان پلیس سرباز افسر ارتش نیرو \
    مامور محیط بان جنگلبان اتش نشان امدادگر نجاتگر قاضی وکیل متهم شاکی دادستان بازپرس زندانی شاهد رییس مدیر معاون \
    وزیر نماینده سخنگو سفیر استاندار فرماندار شهردار بخشدار عضو دبیر دبیرکل سرپرست مسیول مقام کارشناس تحلیلگر \
    بازرس نگهبان سرایدار جمهور نخست پادشاه رهبر امام دولت مجلس شورا حزب سازمان شرکت بانک کارخانه کارگاه بنگاه \
    اداره وزارت وزارتخانه دادگاه دانشگاه مدرسه بیمارستان درمانگاه کتابخانه موزه سینما تیاتر تالار سالن استخر \
    ورزشگاه باشگاه تیم گروه انجمن اتحادیه کمیته هییت هیات نهاد بنیاد موسسه مرکز پایگاه ایستگاه فرودگاه بندر پایانه \
    شهر روستا ده محله کوچه خیابان جاده راه بزرگراه ازادراه پل تونل میدان کوه دره دشت رودخانه دریا دریاچه جزیره \
    ساحل جنگل بیابان کویر تپه گردنه چشمه چاه سد خانه ساختمان بنا برج اپارتمان اتاق پنجره بام سقف دیوار حیاط زمین \
    ملک مغازه فروشگاه بازار بازارچه انبار سیلو نانوایی رستوران هتل مسافرخانه پارک باغ مزرعه اب باد باران برف سیل \
    توفان طوفان زلزله لرزه بهمن خشکسالی گرما سرما هوا ابر افتاب خورشید ماه ستاره مه گرد غبار دود یخ نان گندم ارد \
    برنج چای قند شکر شیر گوشت مرغ تخم ماهی میوه سیب انار پسته خرما زعفران غذا خوراک دارو واکسن شیرینی عسل روغن نفت \
    گاز بنزین برق معدن طلا نقره مس اهن فولاد سیمان چوب سنگ شن خاک پارچه فرش قالی پول وام بها قیمت هزینه درامد سود \
    زیان بودجه مالیات یارانه حقوق دستمزد اجاره کرایه بدهی سهم سهام ارز دلار ریال تومان یورو ماشین خودرو اتوبوس \
    کامیون قطار هواپیما بالگرد کشتی قایق شناور موتور دوچرخه مترو واگن ریل لکوموتیو موشک پهپاد ماهواره تلفن رایانه \
    دوربین دستگاه کتاب مجله فیلم سریال نمایش اهنگ ترانه کنسرت موسیقی جشنواره نمایشگاه جشن ایین مراسم بازی مسابقه \
    جام لیگ دیدار رقابت گل امتیاز کار شغل پیشه حرفه طرح برنامه پروژه لایحه قانون قرارداد پیمان توافق تفاهم نامه \
    بیانیه گزارش خبر امار نتیجه نظر پرسش پاسخ سخن حرف گفتگو مذاکره جلسه همایش کنفرانس سفر بازدید جنگ صلح حمله \
    انفجار تیراندازی درگیری اعتراض اعتصاب تظاهرات راهپیمایی شورش کودتا انتخابات رای پرسی استعفا برکناری انتصاب \
    بازداشت دستگیری محاکمه حکم زندان اعدام ازادی بیماری کرونا تب سرطان درمان جراحی مرگ تولد ازدواج طلاق عزا \
    خاکسپاری تشییع روز شب صبح ظهر عصر بامداد سپیده دم نیمه هفته سال دهه سده قرن ساعت دقیقه ثانیه امروز دیروز فردا \
    امشب دیشب اکنون حالا بهار تابستان پاییز زمستان شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه بزرگ کوچک بلند \
    کوتاه دراز پهن تنگ نو تازه کهنه قدیم قدیمی جدید خوب بد بهتر بدتر زیبا زشت سخت اسان نرم گرم سرد داغ خنک خشک تر \
    خیس پر خالی ارزان گران سنگین سبک تند تیز شدید خفیف زیاد کم بسیار اندک بیشتر کمتر نزدیک دور بالا پایین پیش جلو \
    عقب راست چپ میان درون بیرون زیر روی کنار پشت برابر سیاه سفید سرخ قرمز سبز ابی زرد خاکستری روشن تاریک پاک الوده \
    سالم خراب ناقص کامل درست نادرست اشتباه غلط دروغ حقیقی واقعی رسمی غیررسمی دولتی خصوصی ملی محلی جهانی بینالمللی \
    خارجی داخلی مهم لازم ضروری ممکن محتمل قطعی حتمی خطرناک ایمن امن ارام ناارام خشمگین خشنود ناخشنود شاد غمگین \
    نگران امیدوار راضی ناراضی موافق مخالف معترض موفق ناموفق اماده مشغول تعطیل مسدود محدود ممنوع مجاز ازاد رایگان \
    مجانی ویژه عمومی فوری موقت دایم دایمی اصلی فرعی نهایی ابتدایی میانی گوناگون مختلف مشترک جداگانه تنها فقط همراه \
    افزایش کاهش رشد افت رکود تورم توسعه پیشرفت بهبود تغییر اصلاح تعمیر بازسازی مرمت ساز تولید مصرف صادرات واردات \
    فروش عرضه تقاضا توزیع حمل نقل اغاز شروع پایان ادامه توقف لغو تعویق اجرا انجام برگزار برپا افتتاح بهره برداری \
    اندازی تخریب ویران ویرانی ویرانه اسیب خسارت تلفات زخم زخمی مجروح مصدوم جانباخته ناپدید مفقود گم پیدا اعلام \
    اظهار بیان ابراز تاکید تصریح اشاره هشدار درخواست دعوت پیشنهاد انتقاد گلایه گله شکایت اتهام تهمت دفاع حمایت \
    پشتیبانی کمک یاری امداد نجات خدمت تلاش کوشش همکاری رد تایید تکذیب انکار قبول امضا صدور ابلاغ انتشار منتشر چاپ \
    دلیل علت سبب منشا انگیزه هدف قصد نیت روش شیوه وسیله ابزار مورد موضوع مسیله مشکل بحران چالش فرصت خطر تهدید امید \
    ترس بیم شک تردید یقین قرار وعده قول تعهد شرط ضمانت جریمه پاداش جایزه مدال هدیه بخش قسمت قطعه تکه نیمی جزء کل \
    مجموع شمار تعداد عدد رقم مقدار میزان اندازه حدود درصد نسبت سطح مانند مثل همچون چنین چنان همین همان بعضی برخی \
    دیگر دیگران هنوز دوباره هرگز همیشه گاهی معمولا اغلب شاید البته حتی مگر بدون جز غیر ضد علیه درباره پیرامون طبق \
    بنابر زیرا بنابراین گرگ خرس یوز پلنگ اسب گاو گوسفند بز سگ گربه پرنده لکلک قو مار نهنگ زنبور درخت گیاه چمن بلوط \
    گردو استان شهرستان ناحیه منطقه کشور مرز پایتخت شمال جنوب شرق غرب شمالی جنوبی شرقی غربی مرکزی حومه اطراف";

const GERMAN: &str = "\
    mann frau kind leute mensch eltern vater mutter bruder schwester sohn tochter familie freund nachbar burger \
    einwohner bewohner anwohner gast besucher tourist urlauber reisender fahrgast passagier kunde verbraucher \
    arbeiter angestellter mitarbeiter beschaftigter bauer landwirt winzer imker fischer jager forster gartner \
    backer metzger schreiner wirt handler verkaufer kaufmann unternehmer fabrikant chef leiter direktor vorstand \
    inhaber besitzer eigentumer mieter vermieter lehrer schuler student professor forscher wissenschaftler arzt \
    arztin pfleger patient anwalt richter staatsanwalt notar zeuge tater verdachtiger opfer gefangener polizist \
    beamter soldat offizier feuerwehrmann retter sanitater minister kanzler prasident burgermeister landrat \
    abgeordneter politiker sprecher sekretar botschafter konig konigin prinz pfarrer bischof papst kunstler maler \
    sanger dichter autor schriftsteller schauspieler regisseur musiker dirigent trainer spieler torwart sturmer \
    sieger verlierer fan zuschauer polizei feuerwehr armee bundeswehr regierung opposition parlament rat stadtrat \
    gemeinderat kreistag landtag bundestag ministerium behorde amt verwaltung gericht justiz partei fraktion \
    koalition gewerkschaft verband verein klub kammer stiftung kirche gemeinde schule hochschule universitat \
    klinik krankenhaus praxis apotheke museum theater kino bibliothek bucherei zoo firma unternehmen betrieb \
    konzern werk fabrik laden geschaft handel markt borse bank sparkasse kasse versicherung versorger betreiber \
    hersteller anbieter lieferant verlag zeitung sender redaktion agentur haus gebaude wohnung zimmer saal dach \
    keller turm schloss burg halle stall scheune garage hutte zelt brucke tunnel strasse weg pfad platz gasse \
    allee autobahn bahn zug bus auto wagen lastwagen laster fahrrad rad motorrad schiff boot kahn fahre flugzeug \
    hubschrauber ballon rakete stadt dorf ort kreis land bezirk viertel insel kuste strand meer see fluss bach \
    teich berg gipfel hugel tal wald wiese feld acker garten park moor wuste gletscher wasser feuer luft erde \
    regen schnee eis hagel sturm wind orkan gewitter blitz hochwasser flut durre hitze kalte frost nebel erdbeben \
    lawine brand rauch staub brot mehl milch kase butter fleisch wurst fisch obst apfel birne kirsche gemuse \
    kartoffel wein bier kaffee tee zucker salz honig ei geld preis kosten lohn gehalt rente steuer abgabe gebuhr \
    miete schuld kredit gewinn verlust umsatz ertrag etat haushalt spende hilfe zuschuss fordermittel strom gas ol \
    kohle benzin energie warme heizung kraftwerk windrad netz leitung kabel rohr anlage maschine motor gerat \
    kessel ventil bremse reifen pumpe tag nacht morgen abend mittag woche monat jahr stunde minute sekunde zeit \
    fruhling sommer herbst winter anfang beginn ende mitte arbeit beruf stelle streik ausstand protest kundgebung \
    demonstration aufstand streit zank zwist krach konflikt krieg frieden angriff anschlag explosion schuss kampf \
    wahl abstimmung votum umfrage rucktritt entlassung festnahme verhaftung prozess verfahren urteil strafe haft \
    gefangnis klage anklage plan vorhaben projekt entwurf gesetz vertrag abkommen einigung bericht studie \
    gutachten zahl ergebnis folge grund ursache anlass ziel zweck frage antwort rede wort satz brief buch film \
    lied bild foto kunst musik konzert fest feier messe ausstellung spiel turnier lauf rennen tor punkt sieg \
    niederlage remis pokal liga unfall ungluck panne schaden verletzung krankheit grippe fieber operation tod \
    leben geburt hochzeit beerdigung trauer freude angst sorge hoffnung wut mut hund katze pferd kuh schaf ziege \
    schwein huhn vogel storch schwan wolf bar fuchs hirsch biene baum eiche linde blume gras pilz ding sache stuck \
    teil rest halfte menge reihe gruppe art weise form seite lage fall problem krise chance gefahr risiko not \
    recht pflicht macht kraft wert beschwerde einspruch antrag gesuch bitte auflage frist termin treffen sitzung \
    gesprach verhandlung besuch reise flug fahrt ausflug garn stoff holz stein eisen stahl kupfer gold silber glas \
    papier plastik leder wolle zuvor danach spater dabei damit dort hier heute gestern nun jetzt dann doch \
    trotzdem deshalb daher ausserdem zudem bisher bislang kunftig demnach allerdings jedoch inzwischen \
    mittlerweile rund etwa wegen trotz wahrend seit weil wenn wer was wo warum man niemand jemand jeder dank statt \
    ohne schon bereits gegen zunachst anfangs schliesslich endlich insgesamt laut offenbar angeblich vermutlich \
    moglicherweise wahrscheinlich nachts tagsuber morgens abends vormittags nachmittags montags freitags haufig \
    oft selten manchmal immer nie wieder weiterhin derzeit aktuell fruher demnachst bald sofort kurz vielleicht \
    dazu davon dafur dagegen darauf daran darin daraus darunter darum obwohl nachdem bevor sobald solange falls \
    sowie sowohl weder entweder viele wenige einige mehrere zahlreiche alle keine beide manche andere weitere \
    solche dieser jener";

/// What compounds end in that are no names.
const GERMAN_HEADS: &str = "\
    mann frau leute kraft krafte arbeiter bauer handler meister fuhrer leiter chef sprecher minister amt werk \
    schule gericht haus turm brucke strasse platz markt bahn zug bus auto wagen schiff boot gebuhr steuer preis \
    kosten plan gesetz vertrag bericht zahl spiel fest feier messe streik krise gipfel treffen sitzung jahr monat \
    woche tag stunde zeit stelle verein verband gesellschaft gruppe kreis rat wasser feuer sturm schaden unfall \
    ungluck brand brennerei bau anlage leitung netz kabel tier baum holz karte buch blatt bild stuck teil fall";

const ENGLISH: &str = "\
    police people staff crew army navy government parliament congress council court company firm union party team \
    club school hospital church bank industry business trade management opposition coalition cabinet ministry \
    agency authority committee board jury panel audience crowd public press rain snow fog wind fire smoke water \
    ice heat cold frost drought flood lightning thunder weather traffic work travel tourism food bread milk fish \
    meat fruit sugar coffee tea wine oil gas coal power electricity fuel gold silver copper steel iron wood timber \
    paper money cash debt credit inflation unemployment growth output demand supply everyone everybody someone \
    somebody nobody anyone anybody nothing something everything another others both each either neither none few \
    many most much several some such all any every old new young big small large great little high low long short \
    early late first last next local national regional federal private foreign domestic military civil heavy \
    strong light severe mild fresh former current recent further extra other more less fewer only even just also \
    still again never often always sometimes perhaps maybe however meanwhile instead otherwise therefore thus then \
    now today yesterday tomorrow tonight soon later earlier once twice here there nearby overnight about above \
    across after against along among around as at before behind below beneath beside between beyond by despite \
    down during except for from in inside into like near of off on onto out outside over past since through \
    throughout to toward towards under until up upon via with within without amid amongst because although though \
    unless while whereas when where why how what which who whom whose if whether a an the this that these those my \
    your his her its our their he she it they we you i him them us me and but or nor so yet men women children \
    boys girls mice sheep cattle man woman boy girl mother father brother sister son daughter child is are was \
    were be been being has have had do does did will would shall should can could may might must let see take make \
    give get go come keep put set read watch listen meet check click follow talks aid help rescue search support \
    hope fear anger grief joy pride health safety security justice peace war crime violence corruption fraud theft \
    murder interest evidence advice news research science education training spring summer autumn winter morning \
    evening night noon midnight dawn dusk critics workers farmers miners drivers doctors nurses teachers pupils \
    students parents residents villagers officials authorities";

const RUSSIAN: &str = "\
    полиция милиция армия флот власти власть правительство парламент дума совет суд прокуратура следствие \
    министерство ведомство администрация мэрия комиссия комитет партия оппозиция профсоюз союз клуб команда \
    компания фирма завод фабрика банк биржа школа больница клиника поликлиника церковь театр музей библиотека \
    университет институт люди человек мужчина женщина ребенок дети мальчик девочка отец мать брат сестра сын дочь \
    семья друг сосед житель жители горожане селяне крестьяне фермеры рабочие шахтеры водители врачи учителя \
    ученики студенты родители пассажиры туристы чиновники депутаты министр президент премьер губернатор мэр посол \
    генерал директор начальник глава представитель водитель врач учитель ученик студент пассажир турист чиновник \
    депутат фермер рабочий шахтер рыбак охотник лесник сторож пенсионер повар художник певец певица писатель поэт \
    актер актриса режиссер тренер игрок вратарь судья адвокат свидетель дождь снег туман ветер огонь пожар дым \
    вода лед жара холод мороз засуха паводок наводнение гроза молния погода землетрясение лавина буря шторм ураган \
    хлеб мука молоко рыба мясо сахар кофе чай вино нефть газ уголь энергия свет топливо бензин золото серебро медь \
    сталь железо лес бумага деньги долг кредит инфляция безработица рост спрос цена цены тариф тарифы налог бюджет \
    зарплата пенсия дом здание квартира крыша подвал мост дорога улица площадь город село деревня поселок район \
    область край страна река озеро море остров гора долина поле сад парк порт вокзал аэропорт станция поезд \
    автобус трамвай машина грузовик самолет вертолет корабль судно паром лодка план проект закон договор отчет \
    доклад решение выборы голосование отставка арест приговор процесс дело иск штраф забастовка митинг протест \
    война мир атака взрыв стрельба переговоры встреча визит поездка матч игра турнир концерт праздник выставка \
    ярмарка фильм книга песня картина утро день вечер ночь неделя месяц год весна лето осень зима сегодня вчера \
    завтра сейчас потом затем ранее позже накануне однако поэтому также кроме причина итог ущерб новый новая новое \
    новые старый старая старое старые большой большая большие первый первая последний последняя многие некоторые \
    другие все каждый никто ничто кто что местный местная местные";

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
