//! Words that stand in the boxes around articles, by what they are about, in the languages of many newsrooms.
//! To teach a word, add it to its list; the model of `votes.rs` must then be learned anew.

use crate::extract::digest::ByDigest;
use crate::extract::reading;
use crate::model::body::CutKind;
use std::sync::LazyLock;

/// What the words of a list are about.
pub(super) const N_SUBJECTS: usize = 10;

/// The names of the subjects, in the order of the lists.
pub(super) const SUBJECTS: [&str; N_SUBJECTS] = [
    "related",
    "subscribe",
    "share",
    "comment",
    "advertisement",
    "rights",
    "author",
    "picture",
    "time",
    "menu",
];

/// Words, all in lower case.
const WORDS: [&str; N_SUBJECTS] = [
    "related more also read see watch listen recommended popular trending latest stories articles topics topic \
     editors picks most next previous story mehr lesen auch weitere artikel thema themen lesetipp interessieren \
     lire aussi plus voir lea leer también más ver leia também mais veja leggi anche leggere lees ook meer \
     czytaj także też zobacz więcej читайте также подробнее смотрите ещё oku haber haberler haberi läs också les \
     også læs lue myös читайте також بیشتر بخوانید مرتبط اقرأ أيضا المزيد ذات صلة اخبار olvassa baca juga 関連 記事 \
     相关 阅读 推荐 관련 기사 διαβάστε επίσης přečtěte čtěte citește și прочети още",
    "subscribe subscribed subscriber subscribers newsletter newsletters sign signup email e-mail inbox subscription \
     register registered log login account free trial app download membership member members support donate donation \
     abonnieren abonnement abo abonnenten anmelden abonnez inscrivez suscríbete suscribirse suscriptores assine \
     iscriviti abbonati подпишитесь подписаться подписывайтесь подписка telegram whatsapp premium plus unlimited \
     abonneer abone prenumerera abonnér zapisz subskrybuj اشتراک عضویت اشترك النشرة rejestracja push notifications",
    "share shared sharing facebook twitter linkedin pinterest instagram whatsapp telegram youtube tiktok reddit \
     mastodon threads bluesky print copy link follow tweet teilen drucken merken partager imprimer compartir imprimir \
     condividi stampa поделиться вконтакте одноклассники paylaş dela del udostępnij delen compartilhar compartilhe \
     flipboard messenger mail post اشتراک‌گذاری مشاركة 分享",
    "comment comments commented reply replies respond response kommentar kommentare kommentieren commentaires \
     commentaire comentarios comentar comentário comentários commenti commento комментарии комментарий yorum yorumlar \
     reacties kommentarer komentarze دیدگاه نظر نظرات تعليق تعليقات 评论 コメント 댓글 discussion discuss forum",
    "advertisement advertising ad ads sponsored sponsor anzeige werbung publicité publicidad publicidade pubblicità \
     реклама reklama reklam annonse advertentie promoted affiliate commission commissions تبلیغات إعلان deal deals \
     shop buy price sale partner partners offer offers purchase 广告 広告 광고",
    "copyright © rights reserved terms privacy policy cookies cookie consent imprint impressum datenschutz disclaimer \
     reproduction republish license licensed reproduced permission syndication corrections trademark vorbehalten \
     rechte droits réservés derechos reservados direitos diritti riservati права защищены gdpr legal conditions \
     contact about über ethics standards",
    "author by editor reporter journalist correspondent writer contributor contributors contributing written edited \
     reporting editing von par por autor autora auteur автор redakteur redakteurin redaktion korrespondent reporterin \
     biography bio columnist staff freelance covers based university professor director founder opinions views \
     expressed author's publisher",
    "photo photograph photographer photos image images picture credit getty ap afp reuters epa dpa shutterstock foto \
     fotos bild bilder imagen фото video videos file courtesy screenshot illustration imago alamy photo: picture- \
     alliance source quelle caption slideshow gallery galerie audio podcast episode",
    "published updated ago min minutes minute hours hour am pm est edt et gmt utc bst ist uhr posted last modified \
     aktualisiert veröffentlicht stand publié mis à jour publicado actualizado atualizado pubblicato aggiornato \
     опубликовано обновлено january february march april may june july august september october november december \
     jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday januar \
     februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre \
     novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "home menu search skip back top close open toggle page contents table section sections category categories \
     archive loading continue click here button navigation all show hide view tags tag filed under news world politics \
     business sport sports culture technology opinion startseite suche zurück schließen inhalt übersicht accueil \
     recherche inicio buscar cerca cerrar главная поиск меню anasayfa خانه جستجو الرئيسية بحث 首页",
];

/// What lines begin with that lead elsewhere, in lower case.
const LEADS: [(CutKind, &str); 5] = [
    (
        CutKind::Related,
        "read more|read also|also read|read next|read:|see also|see more|related|don't miss|don’t miss|watch:|more:|\
         you may also like|you might also like|\
         lesen sie auch|lesen sie hier|mehr zum thema|lesetipp|lire aussi|à lire aussi|lea también|lee también|\
         leia também|leia mais|leggi anche|читайте также|czytaj także|czytaj też|zobacz także|zobacz też|lees ook|\
         läs också|läs även|läs mer|les også|læs også|lue myös|siehe auch|ver también|te puede interesar|\
         بیشتر بخوانید|اقرأ أيضا|читайте також|přečtěte si|čtěte také|baca juga",
    ),
    (
        CutKind::Newsletter,
        "subscribe|sign up|sign in to|get our|join our|join us|download our|download the app|jetzt abonnieren|\
         newsletter|abonnez-vous|suscríbete|assine|iscriviti|подпишитесь|подписывайтесь",
    ),
    (
        CutKind::Share,
        "share this|share on|share article|follow us|follow on|partager|compartir|condividi|поделиться|teilen",
    ),
    (
        CutKind::Advertisement,
        "advertisement|story continues below|article continues below|continue reading below|anzeige|werbung|\
         publicidad|publicité|реклама|تبلیغات|إعلان",
    ),
    (
        CutKind::Other,
        "©|copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés",
    ),
];

/// The leads in alphabetical order, each with its place in [`LEADS`].
static LEADS_SORTED: LazyLock<Vec<(&'static str, usize, CutKind)>> = LazyLock::new(|| {
    let all = LEADS.iter().flat_map(|(kind, leads)| leads.split('|').map(|lead| (lead, *kind)));
    let mut out: Vec<_> = all.enumerate().map(|(at, (lead, kind))| (lead, at, kind)).collect();
    out.sort_unstable_by_key(|(lead, ..)| *lead);
    out
});

/// Bytes of the longest start of a line that is compared with the leads: more than any lead has.
const START_BYTES_MAX: usize = 64;

/// What a line of these characters is, if it begins with words that lead elsewhere.
pub(super) fn lead(line: impl Iterator<Item = char>) -> Option<CutKind> {
    let (mut start, mut n) = ([0u8; START_BYTES_MAX], 0);
    'line: for c in line.skip_while(|c| c.is_whitespace()) {
        for c in c.to_lowercase() {
            let Some(room) = start.get_mut(n..n + c.len_utf8()) else { break 'line };
            n += c.encode_utf8(room).len();
        }
    }
    let start = std::str::from_utf8(&start[..n]).unwrap_or_default();
    let begins_with = |lead: &str| {
        start.strip_prefix(lead).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // What `start` begins with stands before it in the alphabet, and begins as it does.
    let to = LEADS_SORTED.partition_point(|(lead, ..)| *lead <= start);
    let first = start.as_bytes().first();
    let alike = LEADS_SORTED[..to].iter().rev();
    let alike = alike.take_while(|(lead, ..)| lead.as_bytes().first() == first);
    let found = alike.filter(|(lead, ..)| begins_with(lead)).min_by_key(|(_, at, _)| *at);
    found.map(|(.., kind)| *kind)
}

/// The words of [`WORDS`].
struct Known {
    /// A bit for each of them: most words that are not among them are known by it.
    bits: [u64; BITS / 64],
    /// What each is about, by its digest.
    subjects: ByDigest<u16>,
}

/// A power of two, many times as large as there are words.
const BITS: usize = 1 << 15;

/// Where the bit of a digest stands.
fn bit(digest: u64) -> (usize, u64) {
    let at = usize::try_from(digest >> 32).unwrap_or_default() % BITS;
    (at / 64, 1 << (at % 64))
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { bits: [0; BITS / 64], subjects: ByDigest::default() };
    for (subject, words) in WORDS.iter().enumerate() {
        for word in words.split_ascii_whitespace() {
            let digest = reading::word_digest(word);
            let (at, bit) = bit(digest);
            known.bits[at] |= bit;
            *known.subjects.entry(digest).or_default() |= 1 << subject;
        }
    }
    known
});

/// The subjects that the word of that digest ([`reading::word_digest`]) is about: a set of bits.
pub(super) fn subjects(digest: u64) -> u16 {
    let known = &*KNOWN;
    let (at, bit) = bit(digest);
    if known.bits[at] & bit == 0 {
        return 0;
    }
    known.subjects.get(&digest).copied().unwrap_or_default()
}
