//! Pages that stand in an article's place, made up: fifteen languages, each with a consent wall, a captcha, a page
//! that is not there and a front, in three layouts. Their words are not those of the extractor's lists.

use std::fmt::Write as _;

/// An invented page.
pub(super) struct Invented {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) url: String,
    pub(super) document: String,
}

/// The words of a language: of a consent wall, a captcha and a missing page a title, two sentences and the words of
/// a button; of a front its sections, and words that headlines are made of.
struct Words {
    lang: &'static str,
    consent: [&'static str; 4],
    captcha: [&'static str; 4],
    missing: [&'static str; 4],
    sections: [&'static str; 4],
    headlines: [&'static str; 4],
}

/// All sixty.
pub(super) fn pages() -> Vec<Invented> {
    let mut out = Vec::new();
    for (n, words) in LANGUAGES.iter().enumerate() {
        let host = format!("https://{}-courier.example", words.lang);
        for (kind, text) in
            [("consent", &words.consent), ("captcha", &words.captcha), ("missing", &words.missing)]
        {
            out.push(Invented {
                kind,
                id: format!("{kind}-{}", words.lang),
                url: format!("{host}/2026/02/{}-harbour-opens-again", n + 11),
                document: wall(kind, n, words, text),
            });
        }
        let path = ["/", "/politics", "/news/", "/section/culture", "/en/world"][n % 5];
        out.push(Invented {
            kind: "front",
            id: format!("front-{}", words.lang),
            url: format!("{host}{path}"),
            document: front(n, words),
        });
    }
    out
}

fn wall(kind: &str, n: usize, words: &Words, [title, first, second, button]: &[&str; 4]) -> String {
    let menu: String = words.sections.iter().map(|it| format!("<li><a href=/x>{it}</a>")).collect();
    let head = format!(
        "<!doctype html><html lang={}><head><meta charset=utf-8><title>{title} | Courier</title></head>",
        words.lang
    );
    // A wall stands alone, in a dialog before an empty page, or with the site's menu around it.
    match (n % 3, kind) {
        (0, _) => format!(
            "{head}<body><main><h1>{title}</h1><p>{first}</p><p>{second}</p><button>{button}</button></main>"
        ),
        (1, "captcha") => format!(
            "{head}<body><div class=box><h2>{title}</h2><div>{first}</div><div>{second}</div>\
             <input type=checkbox> {button}<p>Ray ID: 7f1c-{n}</p></div>"
        ),
        (1, _) => format!(
            "{head}<body><div id=app></div><div role=dialog class=layer><h2>{title}</h2>\
             <p>{first} {second}</p><button>{button}</button></div>"
        ),
        _ => format!(
            "{head}<body><nav><ul>{menu}</ul></nav><section><h1>{title}</h1><p>{first}<br>{second}</p>\
             <a class=button href=/>{button}</a></section><footer><ul>{menu}</ul>© Courier 2026</footer>"
        ),
    }
}

fn front(n: usize, words: &Words) -> String {
    let mut out = format!(
        "<!doctype html><html lang={}><head><title>Courier – {}</title>\
         <meta property=og:type content=website></head><body><header><nav>",
        words.lang,
        words.sections.join(", ")
    );
    for section in words.sections {
        let _ = write!(out, "<a href=/s>{section}</a> ");
    }
    out.push_str("</nav></header><main>");
    for (s, section) in words.sections.iter().enumerate() {
        let _ = write!(out, "<section><h2>{section}</h2>");
        for i in 0..4 + n % 4 {
            let headline = words.headlines[(s + i) % 4];
            let blurb = words.headlines[(s + i + 1) % 4];
            let id = 48_000 + 100 * n + 10 * s + i;
            let _ = match n % 3 {
                0 => write!(
                    out,
                    "<article class=card><a href=/a/{id}><img src=/i/{id}.jpg alt=''><h3>{headline}</h3></a>\
                     <p>{blurb}. {headline}.</p><time>0{i}:15</time></article>"
                ),
                1 => write!(
                    out,
                    "<div class=teaser><h3><a href=/a/{id}>{headline}</a></h3><p>{blurb}</p></div>"
                ),
                _ => write!(out, "<li><a href=/a/{id}>{headline}: {blurb}</a> <span>{i} h</span>"),
            };
        }
        out.push_str("</section>");
    }
    out + "</main><footer>© Courier 2026</footer></body></html>"
}

const LANGUAGES: [Words; 15] = [
    Words {
        lang: "en",
        consent: [
            "Before you continue",
            "We and our 214 vendors store information on your device, such as unique IDs in cookies, to process personal data.",
            "You can change your choices at any time on our privacy page.",
            "I accept",
        ],
        captcha: [
            "One more step",
            "Please complete the check below so that we know you are a human and not a script.",
            "Your network has sent unusual traffic to our servers.",
            "I'm not a robot",
        ],
        missing: [
            "Sorry, we can't find that page",
            "The article you followed may have been moved or deleted.",
            "Try our search, or go back to the front page.",
            "Home",
        ],
        sections: ["Politics", "Culture", "Economy", "Sport"],
        headlines: [
            "Harbour opens again after a winter of repairs",
            "Council wants trams to run until midnight",
            "A small orchestra finds a new home",
            "Growers count what the frost has left",
        ],
    },
    Words {
        lang: "de",
        consent: [
            "Ihre Zustimmung",
            "Wir verwenden Cookies und ähnliche Verfahren und verarbeiten personenbezogene Daten, um Anzeigen zu messen.",
            "Ihre Einwilligung können Sie jederzeit im Datenschutzbereich widerrufen.",
            "Alle akzeptieren",
        ],
        captcha: [
            "Kurze Prüfung",
            "Bitte bestätigen Sie, dass Sie kein Roboter sind, bevor es weitergeht.",
            "Aus Ihrem Netz kamen zuletzt sehr viele Anfragen.",
            "Ich bin ein Mensch",
        ],
        missing: [
            "Diese Seite gibt es nicht",
            "Der Beitrag wurde verschoben oder gelöscht.",
            "Vielleicht hilft Ihnen die Suche weiter.",
            "Zur Startseite",
        ],
        sections: ["Politik", "Kultur", "Wirtschaft", "Sport"],
        headlines: [
            "Hafen öffnet nach einem Winter der Arbeiten",
            "Rat will Bahnen bis Mitternacht fahren lassen",
            "Ein kleines Orchester findet ein Haus",
            "Bauern zählen, was der Frost gelassen hat",
        ],
    },
    Words {
        lang: "fr",
        consent: [
            "Le respect de votre vie privée",
            "Avec votre accord, nos partenaires et nous utilisons des cookies pour traiter des données personnelles.",
            "Vous pouvez retirer votre consentement à tout moment.",
            "Tout accepter",
        ],
        captcha: [
            "Encore un instant",
            "Confirmez que vous n'êtes pas un robot pour accéder au site.",
            "Un trafic inhabituel provient de votre réseau.",
            "Je suis humain",
        ],
        missing: [
            "Oups, page introuvable",
            "Le contenu que vous cherchez a peut-être été déplacé.",
            "Revenez à l'accueil ou lancez une recherche.",
            "Accueil",
        ],
        sections: ["Politique", "Culture", "Économie", "Sports"],
        headlines: [
            "Le port rouvre après un hiver de travaux",
            "La ville veut des tramways jusqu'à minuit",
            "Un petit orchestre trouve une maison",
            "Les paysans comptent ce que le gel a laissé",
        ],
    },
    Words {
        lang: "es",
        consent: [
            "Tu privacidad es importante",
            "Nosotros y nuestros socios usamos cookies y tratamos datos personales con tu consentimiento.",
            "Puedes retirar el consentimiento cuando quieras en la configuración.",
            "Aceptar todo",
        ],
        captcha: [
            "Un momento, por favor",
            "Necesitamos comprobar que eres humano antes de continuar.",
            "Hemos detectado tráfico inusual desde tu red.",
            "No soy un robot",
        ],
        missing: [
            "No encontramos la página",
            "Es posible que la noticia se haya movido o borrado.",
            "Vuelve a la portada o usa el buscador.",
            "Portada",
        ],
        sections: ["Política", "Cultura", "Economía", "Deportes"],
        headlines: [
            "El puerto abre tras un invierno de obras",
            "El consejo quiere tranvías hasta medianoche",
            "Una pequeña orquesta encuentra casa",
            "Los agricultores cuentan lo que dejó la helada",
        ],
    },
    Words {
        lang: "it",
        consent: [
            "Prima di continuare",
            "Con il tuo consenso noi e i nostri fornitori usiamo cookie per il trattamento dei dati personali.",
            "Puoi revocare il consenso in ogni momento dalla pagina privacy.",
            "Accetta tutto",
        ],
        captcha: [
            "Controllo in corso",
            "Conferma che non sei un robot per leggere la pagina.",
            "Dalla tua rete arriva un traffico insolito.",
            "Sono una persona",
        ],
        missing: [
            "Errore 404",
            "La pagina che cerchi non esiste o è stata spostata.",
            "Torna alla prima pagina.",
            "Prima pagina",
        ],
        sections: ["Politica", "Cultura", "Economia", "Sport"],
        headlines: [
            "Il porto riapre dopo un inverno di lavori",
            "Il consiglio vuole tram fino a mezzanotte",
            "Una piccola orchestra trova casa",
            "I contadini contano ciò che il gelo ha lasciato",
        ],
    },
    Words {
        lang: "pt",
        consent: [
            "A sua privacidade",
            "Nós e os nossos parceiros usamos cookies e tratamos dados pessoais com o seu consentimento.",
            "Pode mudar de ideia a qualquer momento na página de privacidade.",
            "Aceitar tudo",
        ],
        captcha: [
            "Verificação",
            "Confirme que não é um robô para ver este conteúdo.",
            "Detetámos tráfego incomum na sua rede.",
            "Sou humano",
        ],
        missing: [
            "Página não encontrada",
            "O artigo pode ter sido apagado ou mudado de lugar.",
            "Volte ao início.",
            "Início",
        ],
        sections: ["Política", "Cultura", "Economia", "Desporto"],
        headlines: [
            "O porto reabre depois de um inverno de obras",
            "A câmara quer elétricos até à meia-noite",
            "Uma pequena orquestra encontra casa",
            "Os agricultores contam o que a geada deixou",
        ],
    },
    Words {
        lang: "nl",
        consent: [
            "Uw keuze",
            "Met uw toestemming plaatsen wij en anderen cookies en verwerken wij persoonsgegevens.",
            "U kunt uw toestemming altijd weer intrekken.",
            "Alles accepteren",
        ],
        captcha: [
            "Even controleren",
            "Laat zien dat u geen robot bent, dan gaan we verder.",
            "Er komt veel verkeer uit uw netwerk.",
            "Verder",
        ],
        missing: [
            "Niet gevonden",
            "Deze pagina bestaat niet of is verhuisd.",
            "Probeer het met de zoekfunctie.",
            "Voorpagina",
        ],
        sections: ["Politiek", "Cultuur", "Economie", "Sport"],
        headlines: [
            "Haven gaat na een winter van werk weer open",
            "Raad wil trams tot middernacht laten rijden",
            "Klein orkest vindt een nieuw huis",
            "Boeren tellen wat de vorst heeft gelaten",
        ],
    },
    Words {
        lang: "pl",
        consent: [
            "Szanujemy Twoją prywatność",
            "Za Twoją zgodą my i nasi partnerzy używamy plików cookie i przetwarzamy dane osobowe.",
            "Zgodę możesz wycofać w każdej chwili.",
            "Zaakceptuj wszystko",
        ],
        captcha: [
            "Chwileczkę",
            "Potwierdź, że nie jesteś robotem.",
            "Z Twojej sieci wysłano bardzo wiele zapytań.",
            "Dalej",
        ],
        missing: [
            "Nie znaleziono strony",
            "Artykuł mógł zostać usunięty lub przeniesiony.",
            "Wróć na stronę główną.",
            "Strona główna",
        ],
        sections: ["Polityka", "Kultura", "Gospodarka", "Sport"],
        headlines: [
            "Port otwiera się po zimie pełnej napraw",
            "Rada chce tramwajów do północy",
            "Mała orkiestra znajduje dom",
            "Rolnicy liczą, co zostawił mróz",
        ],
    },
    Words {
        lang: "ru",
        consent: [
            "Ваш выбор",
            "Мы и наши партнёры используем файлы cookie и обрабатываем данные, если вы даёте согласие.",
            "Согласие на обработку персональных данных можно отозвать.",
            "Принять все",
        ],
        captcha: [
            "Минутку",
            "Подтвердите, что вы человек, чтобы читать дальше.",
            "Из вашей сети идёт необычный трафик.",
            "Я не робот",
        ],
        missing: [
            "Такой страницы нет",
            "Страница не найдена: возможно, её удалили.",
            "Вернитесь на главную.",
            "Главная",
        ],
        sections: ["Политика", "Культура", "Экономика", "Спорт"],
        headlines: [
            "Порт открывается после зимы ремонта",
            "Совет хочет пустить трамваи до полуночи",
            "Маленький оркестр находит дом",
            "Фермеры считают, что оставил мороз",
        ],
    },
    Words {
        lang: "tr",
        consent: [
            "Gizliliğiniz",
            "Rızanızla çerez kullanıyor ve kişisel verilerinizi işliyoruz.",
            "Çerez tercihlerinizi istediğiniz zaman değiştirebilirsiniz.",
            "Kabul et",
        ],
        captcha: [
            "Bir dakika",
            "Devam etmek için robot olmadığınızı doğrulayın.",
            "Ağınızdan çok sayıda istek geldi.",
            "Devam",
        ],
        missing: [
            "Sayfa bulunamadı",
            "Aradığınız haber kaldırılmış olabilir.",
            "Ana sayfaya dönün.",
            "Ana sayfa",
        ],
        sections: ["Siyaset", "Kültür", "Ekonomi", "Spor"],
        headlines: [
            "Liman bir kışlık onarımdan sonra açılıyor",
            "Meclis tramvayların gece yarısına kadar çalışmasını istiyor",
            "Küçük bir orkestra ev buluyor",
            "Çiftçiler dondan kalanı sayıyor",
        ],
    },
    Words {
        lang: "sv",
        consent: [
            "Din integritet",
            "Med ditt samtycke använder vi och våra partner cookies och behandlar personuppgifter.",
            "Du kan när som helst ta tillbaka ditt samtycke.",
            "Godkänn alla",
        ],
        captcha: [
            "Ett ögonblick",
            "Visa att du inte är en robot så fortsätter vi.",
            "Det kommer ovanligt mycket trafik från ditt nät.",
            "Fortsätt",
        ],
        missing: [
            "Sidan finns inte",
            "Artikeln kan ha tagits bort eller flyttats.",
            "Gå till startsidan.",
            "Startsidan",
        ],
        sections: ["Politik", "Kultur", "Ekonomi", "Sport"],
        headlines: [
            "Hamnen öppnar efter en vinter av arbete",
            "Rådet vill låta spårvagnar gå till midnatt",
            "En liten orkester hittar ett hem",
            "Odlare räknar vad frosten har lämnat",
        ],
    },
    Words {
        lang: "ja",
        consent: [
            "プライバシーについて",
            "当サイトはクッキーを使用し、お客様の同意を得て情報を処理します。",
            "同意はいつでも取り消すことができます。",
            "同意する",
        ],
        captcha: [
            "確認しています",
            "続けるには、あなたがロボットではないことを確認してください。",
            "お使いのネットワークから多くのリクエストがありました。",
            "続ける",
        ],
        missing: [
            "お探しのページはありません",
            "ページが見つかりませんでした。削除された可能性があります。",
            "トップページへお戻りください。",
            "トップ",
        ],
        sections: ["政治", "文化", "経済", "スポーツ"],
        headlines: [
            "冬の修理を終えて港が再び開く",
            "市議会は深夜までの路面電車を望む",
            "小さな楽団が新しい家を見つける",
            "農家は霜が残したものを数える",
        ],
    },
    Words {
        lang: "zh",
        consent: [
            "您的隐私选择",
            "经您同意，我们和合作伙伴会使用 cookie 并处理您的个人信息。",
            "您可以随时撤回同意。",
            "同意",
        ],
        captcha: [
            "请稍候",
            "请完成人机验证，以便我们确认访问者的身份。",
            "您的网络发出了异常的请求。",
            "继续",
        ],
        missing: ["页面不存在", "您要找的文章可能已被删除。", "请返回首页。", "首页"],
        sections: ["政治", "文化", "经济", "体育"],
        headlines: [
            "港口在冬季修缮之后重新开放",
            "市议会希望电车开到午夜",
            "小乐团找到了新家",
            "农民清点霜冻留下的收成",
        ],
    },
    Words {
        lang: "ko",
        consent: [
            "개인정보 설정",
            "저희는 쿠키를 사용하며 이용자의 동의를 받아 개인정보를 처리합니다.",
            "동의는 언제든지 철회할 수 있습니다.",
            "동의",
        ],
        captcha: [
            "잠시만 기다려 주세요",
            "계속하려면 로봇이 아님을 확인해 주세요.",
            "네트워크에서 많은 요청이 있었습니다.",
            "계속",
        ],
        missing: [
            "페이지를 찾을 수 없습니다",
            "기사가 삭제되었을 수 있습니다.",
            "첫 화면으로 돌아가세요.",
            "처음으로",
        ],
        sections: ["정치", "문화", "경제", "스포츠"],
        headlines: [
            "겨울 수리를 마친 항구가 다시 열린다",
            "시의회는 자정까지 전차를 원한다",
            "작은 악단이 새 집을 찾다",
            "농부들은 서리가 남긴 것을 센다",
        ],
    },
    Words {
        lang: "ar",
        consent: [
            "خصوصيتك",
            "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لمعالجة بياناتك إذا كنت موافقا.",
            "يمكنك تغيير رأيك في أي وقت من صفحة الخصوصية.",
            "موافق",
        ],
        captcha: [
            "لحظة من فضلك",
            "يرجى تأكيد أنك إنسان قبل المتابعة.",
            "وصلت طلبات كثيرة من شبكتك.",
            "متابعة",
        ],
        missing: [
            "الصفحة غير موجودة",
            "ربما حذف المقال أو نقل إلى مكان آخر.",
            "عد إلى الصفحة الرئيسية.",
            "الرئيسية",
        ],
        sections: ["سياسة", "ثقافة", "اقتصاد", "رياضة"],
        headlines: [
            "الميناء يفتح من جديد بعد شتاء من الإصلاح",
            "المجلس يريد ترامات حتى منتصف الليل",
            "فرقة صغيرة تجد بيتا جديدا",
            "المزارعون يعدون ما تركه الصقيع",
        ],
    },
];
