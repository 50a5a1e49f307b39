//! Pages that stand in an article's place: they ask for consent, ask whether the reader is a person, or say that
//! there is nothing. Known by their words, in the languages below, and by how little else they say.

use crate::codec::html::Tree;
use crate::extract::survey::weight;
use crate::extract::verdict::NotArticle;
use crate::extract::verdict::counts::Counts;
use crate::extract::verdict::words::Call;

/// Weight of the text outside links above which a page is no wall, by kind.
const CAPTCHA_WEIGHT_MAX: u32 = 1_500;
const MISSING_WEIGHT_MAX: u32 = 2_500;
/// A longer text only tells of something that was not found.
const NOTICE_WEIGHT_MAX: u32 = 120;
const CONSENT_WEIGHT_MAX: u32 = 12_000;
/// A text of this weight may be said to be about consent.
const BLOCK_WEIGHT: u32 = 20;
/// The share of a wall's text that is about consent.
const CONSENT_SHARE: f32 = 0.4;

/// What the page stands there for, if it is a wall or an error.
pub(super) fn of(tree: &Tree, counts: &Counts) -> Option<NotArticle> {
    let plain = counts.shown.saturating_sub(counts.linked);
    let title = format!("{} \n {}", counts.title, counts.h1).to_lowercase();
    let says = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    if plain > CONSENT_WEIGHT_MAX || counts.has_published && counts.n_long > 3 {
        return None;
    }
    let text = shown(tree);
    let lower = text.iter().map(|it| it.to_lowercase()).collect::<Vec<_>>();
    let all = lower.join("\n");
    if plain <= CAPTCHA_WEIGHT_MAX
        && (says(PERSON, &title) || says(PERSON, &all) || counts.has_captcha && counts.n_long == 0)
        && !counts.has_published
    {
        return Some(NotArticle::Captcha);
    }
    let is_numbered = title.split(|c: char| !c.is_ascii_alphanumeric()).any(|it| it == "404");
    let is_notice = |text: &String| weight(text) <= NOTICE_WEIGHT_MAX && says(MISSING, text);
    let is_told = plain <= MISSING_WEIGHT_MAX / 4 && lower.iter().any(is_notice);
    if plain <= MISSING_WEIGHT_MAX
        && !counts.has_published
        && (says(MISSING, &title) || is_numbered || is_told)
    {
        return Some(NotArticle::Soft404);
    }
    let asks = counts.call_n(Call::Consent) > 0
        || says(CONSENT, &title)
        || counts.n_buttons > 0 && plain <= MISSING_WEIGHT_MAX / 2;
    if !asks {
        return None;
    }
    let (mut about, mut total) = (0, 1);
    for block in &lower {
        let weight = weight(block);
        if weight >= BLOCK_WEIGHT {
            total += weight;
            about += if says(CONSENT, block) { weight } else { 0 };
        }
    }
    if about as f32 >= total as f32 * CONSENT_SHARE && counts.n_long <= 12 {
        return Some(NotArticle::ConsentWall);
    }
    None
}

/// The texts outside links and scripts that a browser shows.
fn shown(tree: &Tree) -> Vec<&str> {
    let mut out = Vec::new();
    let mut id = 0;
    while id < tree.len() {
        let tag = tree.tag(id);
        if tag == "a" || tag != "noscript" && crate::extract::hint::is_never_shown(tree.tag_id(id))
        {
            id = tree.end(id);
            continue;
        }
        if tree.is_text(id) && !tree.text(id).trim().is_empty() {
            out.push(tree.text(id).trim());
        }
        id += 1;
    }
    out
}

/// Words of pages that ask whether the reader is a person.
const PERSON: &[&str] = &[
    "just a moment",
    "are you a robot",
    "not a robot",
    "are you human",
    "you are human",
    "not a bot",
    "attention required",
    "security check",
    "enable javascript and cookies",
    "unusual traffic",
    "checking your browser",
    "complete the captcha",
    "solve the captcha",
    "verify you are",
    "verifying you are",
    "human verification",
    "access denied",
    "press & hold",
    "press and hold",
    "automated requests",
    "kein roboter",
    "ein mensch sind",
    "sicherheitsüberprüfung",
    "sicherheitsprüfung",
    "ungewöhnlichen datenverkehr",
    "browser wird überprüft",
    "zugriff verweigert",
    "captcha",
    "pas un robot",
    "êtes humain",
    "êtes un humain",
    "vérification de sécurité",
    "trafic inhabituel",
    "accès refusé",
    "vérification de votre navigateur",
    "no soy un robot",
    "no eres un robot",
    "no es un robot",
    "eres humano",
    "es humano",
    "verificación de seguridad",
    "tráfico inusual",
    "acceso denegado",
    "comprobando su navegador",
    "non sono un robot",
    "non sei un robot",
    "sei umano",
    "verifica di sicurezza",
    "traffico insolito",
    "accesso negato",
    "não sou um robô",
    "não é um robô",
    "é humano",
    "verificação de segurança",
    "acesso negado",
    "tráfego incomum",
    "geen robot",
    "een mens bent",
    "beveiligingscontrole",
    "toegang geweigerd",
    "nie jestem robotem",
    "nie jesteś robotem",
    "jesteś człowiekiem",
    "odmowa dostępu",
    "не робот",
    "вы человек",
    "что вы человек",
    "доступ запрещен",
    "доступ запрещён",
    "проверка безопасности",
    "необычный трафик",
    "не робот",
    "ви людина",
    "robot olmadığınızı",
    "insan olduğunuzu",
    "güvenlik kontrolü",
    "erişim engellendi",
    "inte är en robot",
    "är människa",
    "ikke er en robot",
    "ikke en robot",
    "et menneske",
    "nejste robot",
    "jste člověk",
    "nem robot",
    "nu sunteți robot",
    "nu sunt robot",
    "et ole robotti",
    "δεν είστε ρομπότ",
    "είστε άνθρωπος",
    "ロボットではありません",
    "ロボットではない",
    "人間であること",
    "セキュリティ チェック",
    "セキュリティチェック",
    "不是机器人",
    "您是真人",
    "安全验证",
    "人机验证",
    "不是機器人",
    "访问被拒绝",
    "로봇이 아닙니다",
    "로봇이 아님",
    "사람인지 확인",
    "보안 확인",
    "لست روبوت",
    "أنك إنسان",
    "التحقق الأمني",
    "ربات نیستید",
    "אינך רובוט",
    "אינני רובוט",
    "रोबोट नहीं",
    "bukan robot",
    "không phải là robot",
    "không phải người máy",
];

/// Words of pages that say that there is nothing at their address.
const MISSING: &[&str] = &[
    "page not found",
    "not found",
    "page doesn't exist",
    "page does not exist",
    "no longer exists",
    "page you requested",
    "page you are looking for",
    "page you're looking for",
    "page is missing",
    "no longer available",
    "could not be found",
    "couldn't find",
    "can't find",
    "cannot find",
    "cannot be found",
    "nothing here",
    "page unavailable",
    "page has moved",
    "seite nicht gefunden",
    "nicht gefunden",
    "seite existiert nicht",
    "nicht mehr verfügbar",
    "gibt es nicht",
    "seite wurde nicht",
    "nicht mehr vorhanden",
    "page introuvable",
    "introuvable",
    "n'existe pas",
    "n’existe pas",
    "n'existe plus",
    "n’existe plus",
    "page non trouvée",
    "plus disponible",
    "página no encontrada",
    "no encontrada",
    "no encontramos",
    "no existe",
    "ya no está disponible",
    "no se encuentra",
    "no se ha encontrado",
    "no hemos encontrado",
    "pagina non trovata",
    "non trovata",
    "non esiste",
    "non è stata trovata",
    "non disponibile",
    "página não encontrada",
    "não encontrada",
    "não encontrado",
    "não existe",
    "não foi encontrada",
    "pagina niet gevonden",
    "niet gevonden",
    "bestaat niet",
    "bestaat niet meer",
    "nie znaleziono",
    "nie została znaleziona",
    "nie istnieje",
    "страница не найдена",
    "не найдена",
    "не существует",
    "сторінку не знайдено",
    "не знайдено",
    "sayfa bulunamadı",
    "bulunamadı",
    "sidan hittades inte",
    "hittades inte",
    "finns inte",
    "siden ble ikke funnet",
    "ikke funnet",
    "siden blev ikke fundet",
    "ikke fundet",
    "findes ikke",
    "finnes ikke",
    "sivua ei löytynyt",
    "ei löytynyt",
    "stránka nenalezena",
    "nebyla nalezena",
    "neexistuje",
    "nem található",
    "nu a fost găsit",
    "pagină inexistentă",
    "η σελίδα δεν βρέθηκε",
    "δεν βρέθηκε",
    "ページが見つかりません",
    "見つかりません",
    "存在しません",
    "页面不存在",
    "找不到",
    "頁面不存在",
    "未找到",
    "페이지를 찾을 수 없습니다",
    "찾을 수 없습니다",
    "الصفحة غير موجودة",
    "غير موجودة",
    "لم يتم العثور",
    "صفحه پیدا نشد",
    "یافت نشد",
    "הדף לא נמצא",
    "לא נמצא",
    "पृष्ठ नहीं मिला",
    "नहीं मिला",
    "halaman tidak ditemukan",
    "tidak ditemukan",
    "không tìm thấy",
];

/// Words of texts that ask for consent.
const CONSENT: &[&str] = &[
    "cookie",
    "consent",
    "your privacy",
    "privacy choices",
    "personal data",
    "legitimate interest",
    "partners",
    "personalised ad",
    "personalized ad",
    "personalised content",
    "zustimm",
    "einwillig",
    "datenschutz",
    "personenbezogen",
    "berechtigte",
    "werbung und tracking",
    "consentement",
    "vie privée",
    "données personnelles",
    "intérêt légitime",
    "partenaires",
    "consentimiento",
    "privacidad",
    "datos personales",
    "interés legítimo",
    "socios",
    "consenso",
    "dati personali",
    "trattamento dei dati",
    "legittimo interesse",
    "consentimento",
    "privacidade",
    "dados pessoais",
    "parceiros",
    "toestemming",
    "persoonsgegevens",
    "privacyvoorkeur",
    "zgod",
    "prywatnoś",
    "danych osobowych",
    "zaufani partnerzy",
    "ciasteczk",
    "согласие",
    "конфиденциальност",
    "персональных данных",
    "файлы cookie",
    "згод",
    "особист",
    "çerez",
    "kişisel veri",
    "gizlili",
    "rıza",
    "samtyck",
    "samtykke",
    "personuppgift",
    "personoplysning",
    "personopplysning",
    "evästee",
    "suostumu",
    "souhlas",
    "osobní údaj",
    "osobních údaj",
    "hozzájárul",
    "adatvédel",
    "consimțământ",
    "συγκατάθεσ",
    "προσωπικά δεδομένα",
    "απόρρητο",
    "クッキー",
    "同意",
    "プライバシー",
    "个人信息",
    "隐私",
    "個人資料",
    "隱私",
    "쿠키",
    "개인정보",
    "동의",
    "ملفات تعريف الارتباط",
    "موافق",
    "خصوصي",
    "کوکی",
    "حریم خصوصی",
    "עוגיות",
    "פרטיות",
    "कुकी",
    "गोपनीयता",
    "persetujuan",
    "privasi",
    "quyền riêng tư",
];

#[cfg(test)]
mod tests {
    use super::{CONSENT, MISSING, PERSON};

    #[test]
    fn the_words_are_in_lower_case() {
        for word in CONSENT.iter().chain(MISSING).chain(PERSON) {
            assert_eq!(word.to_lowercase(), *word);
        }
    }
}
