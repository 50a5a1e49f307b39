//! What a newsroom says of its own text: notes about corrections, and notices that a text was taken back.
//!
//! To teach it a note, add its words folded.

use crate::desk::change::marks::Marks;
use crate::desk::change::pairing::Fate;
use crate::desk::change::reading::Part;
use crate::desk::change::{Passage, Place, Version};
use crate::model::change::Class;
use crate::text::fold;

/// The longest text that is a notice and nothing else, in bytes.
const NOTICE_BYTES_MAX: usize = 2_000;
/// How much of a sentence is read for a note, in bytes.
const READ_BYTES_MAX: usize = 1_000;

/// The words of a text, folded, each between single spaces.
pub(super) fn words(text: &str) -> String {
    let mut end = text.len().min(READ_BYTES_MAX);
    end = text.floor_char_boundary(end);
    let mut out = String::from(" ");
    for c in fold::fold(&text[..end]).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && c != '’' && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

fn has(words: &str, any: &[&str]) -> bool {
    any.iter().any(|phrase| words.contains(phrase))
}

fn begins(words: &str, any: &[&str]) -> bool {
    any.iter().any(|phrase| words.starts_with(phrase))
}

/// Whether a note about a correction begins with the text.
pub(super) fn is_note(text: &str) -> bool {
    let words = words(text);
    let is_labelled =
        text.chars().take(60).any(|c| matches!(c, ':' | '.' | '：')) && begins(&words, &LABELS);
    let is_hint = begins(&words, &HINTS) && has(&words, &MENDS);
    let is_own = has(&words, &OWN) && has(&words, &MENDED);
    is_labelled || is_hint || is_own || has(&words, &SELF_MENDED)
}

/// Labels that only notes have.
const LABELS: [&str; 23] = [
    " correction ",
    " correction appended ",
    " corrections ",
    " corrected ",
    " clarification ",
    " erratum ",
    " retraction ",
    " korrektur ",
    " berichtigung ",
    " richtigstellung ",
    " klarstellung ",
    " korrekturhinweis ",
    " поправка ",
    " уточнение ",
    " исправлено ",
    " исправление ",
    " опровержение ",
    " уточнено ",
    " اصلاحیه ",
    " تصحیح ",
    " تصحیحیه ",
    " اصلاح خبر ",
    " اصلاح ",
];

/// Labels that other lines have as well.
const HINTS: [&str; 27] = [
    " editors note ",
    " editor s note ",
    " note ",
    " note to readers ",
    " update ",
    " updated ",
    " this ",
    " the ",
    " an earlier ",
    " a previous ",
    " anmerkung ",
    " anm d red ",
    " hinweis ",
    " transparenzhinweis ",
    " in einer ",
    " update ",
    " aktualisiert ",
    " wir haben ",
    " от редакции ",
    " обновлено ",
    " примечание ",
    " ранее ",
    " توضیح ",
    " یادداشت ",
    " به روز ",
    " بروزرسانی ",
    " پوزش ",
];

/// Words by which a line with such a label speaks of a correction.
const MENDS: [&str; 56] = [
    " corrected ",
    " to correct ",
    " correction ",
    " corrects ",
    " amended ",
    " clarified ",
    " to clarify ",
    " updated to ",
    " earlier version",
    " previous version",
    " misstated ",
    " misquoted ",
    " misspelled ",
    " misspelt ",
    " misidentified ",
    " incorrectly ",
    " wrongly ",
    " in error ",
    " gave the wrong ",
    " error in ",
    " korrigiert",
    " berichtigt",
    " prazisiert",
    " erganzt und ",
    " fehler ",
    " falschlich",
    " falsch angegeben",
    " fruheren fassung",
    " fruheren version",
    " ursprunglichen fassung",
    " ursprunglichen version",
    " ersten fassung",
    " nachtraglich",
    " vorherigen version",
    " исправ",
    " уточн",
    " ошиб",
    " неверн",
    " искаж",
    " прежней версии",
    " предыдущей версии",
    " ранней версии",
    " первоначальной версии",
    " редакция приносит",
    " اصلاح شد",
    " تصحیح شد",
    " نادرست",
    " اشتباه",
    " نسخه پیشین",
    " نسخه قبلی",
    " ویرایش شد",
    " پوزش",
    " روزرسانی",
    " به روز رسانی",
    " بروزرسانی",
    " اصلاح ",
];

/// Sentences that say it of themselves.
const SELF_MENDED: [&str; 52] = [
    " this story has been corrected",
    " this story has been updated to",
    " this story has been amended",
    " this story was corrected",
    " this story was updated to",
    " this story was amended",
    " this story has been clarified",
    " this article has been corrected",
    " this article has been updated to",
    " this article has been amended",
    " this article was corrected",
    " this article was updated to",
    " this article was amended",
    " this report has been corrected",
    " this report has been updated to",
    " this report has been amended",
    " this post has been corrected",
    " this post has been updated to",
    " this item has been corrected",
    " earlier version of this",
    " previous version of this",
    " the headline has been corrected",
    " an earlier version ",
    " a previous version ",
    " original version of this",
    " fruheren fassung dieses",
    " fruheren version dieses",
    " fruheren fassung hiess",
    " fruheren version hiess",
    " fruheren version war",
    " fruheren fassung war",
    " ursprunglichen version dieses",
    " ursprunglichen fassung dieses",
    " dieser artikel wurde korrigiert",
    " dieser artikel wurde nachtraglich",
    " dieser text wurde korrigiert",
    " dieser text wurde nachtraglich",
    " dieser beitrag wurde korrigiert",
    " dieser beitrag wurde nachtraglich",
    " haben den text prazisiert",
    " haben den text korrigiert",
    " haben den fehler korrigiert",
    " haben die stelle korrigiert",
    " в текст внесен",
    " в предыдущей версии",
    " в более ранней версии",
    " в первоначальной версии",
    " текст исправлен",
    " این خبر اصلاح",
    " این خبر تصحیح",
    " این خبر به روز رسانی",
    " این خبر بهروزرسانی",
];

/// What a text calls itself, or who wrote it.
const OWN: [&str; 30] = [
    " this article ",
    " this story ",
    " this report ",
    " this version ",
    " this post ",
    " this text ",
    " our article ",
    " our story ",
    " our report ",
    " we apologise ",
    " we apologize ",
    " we regret ",
    " diesem artikel ",
    " diesem text ",
    " dieser artikel ",
    " dieser text ",
    " dieser beitrag ",
    " dieser meldung ",
    " die redaktion ",
    " wir bitten ",
    " wir bedauern ",
    " тексте ",
    " заметке ",
    " новости ",
    " материале ",
    " публикации ",
    " редакция ",
    " این خبر ",
    " این گزارش ",
    " این مطلب ",
];

/// What is said of a text that was put right.
const MENDED: [&str; 34] = [
    " corrected ",
    " corrects ",
    " to correct ",
    " amended ",
    " clarified ",
    " misstated ",
    " misspelled ",
    " misspelt ",
    " misidentified ",
    " misquoted ",
    " incorrectly ",
    " wrongly stated ",
    " error ",
    " korrigiert ",
    " berichtigt ",
    " prazisiert ",
    " nachtraglich ",
    " fehler ",
    " falschlich ",
    " исправлен",
    " исправил",
    " уточнен",
    " ошибочно ",
    " ошибк",
    " неверно ",
    " неточност",
    " искажен",
    " اصلاح شد",
    " تصحیح شد",
    " ویرایش شد",
    " به اشتباه ",
    " نادرست ",
    " پوزش ",
    " عذرخواهی ",
];

/// Whether the text says that it, or the piece it stands for, was taken back.
pub(super) fn takes_back(text: &str) -> bool {
    let words = words(text);
    let is_part = has(&words, &PARTS) || has(&words, &SELF_MENDED);
    has(&words, &PIECES) && has(&words, &TAKEN) && !is_part
}

/// What a piece is called.
const PIECES: [&str; 47] = [
    " this article",
    " this story",
    " this report",
    " this post",
    " this page",
    " this item",
    " this piece",
    " this content",
    " this video",
    " this text",
    " the article",
    " the story",
    " our story",
    " our report",
    " the report ",
    " story ",
    " article ",
    " artikel ",
    " beitrag ",
    " beitrags ",
    " meldung ",
    " dieser text ",
    " diesen text ",
    " bericht ",
    " diese seite ",
    " veroffentlichung ",
    " текст ",
    " материал ",
    " материала ",
    " статья ",
    " статью ",
    " статьи ",
    " новость ",
    " публикация ",
    " публикацию ",
    " сообщение ",
    " заметка ",
    " заметку ",
    " этот текст",
    " страница ",
    " خبر ",
    " این خبر",
    " گزارش ",
    " این گزارش",
    " مطلب ",
    " این مطلب",
    " مقاله ",
];

/// What is said of one that was taken back.
const TAKEN: [&str; 66] = [
    " been removed",
    " been withdrawn",
    " been retracted",
    " been deleted",
    " been taken down",
    " been pulled",
    " been unpublished",
    " is withdrawn",
    " was withdrawn",
    " was removed",
    " was retracted",
    " was deleted",
    " is retracted",
    " withdrawn ",
    " have removed",
    " have withdrawn",
    " have retracted",
    " have deleted",
    " has removed",
    " has withdrawn",
    " has retracted",
    " has deleted",
    " removed this",
    " retracted this",
    " withdrawn this",
    " deleted this",
    " took down",
    " taken down",
    " no longer available",
    " retracts",
    " withdraws",
    " zuruckgezogen",
    " geloscht",
    " entfernt",
    " depubliziert",
    " offline genommen",
    " zuruckgenommen",
    " nicht mehr verfugbar",
    " nicht mehr abrufbar",
    " zieht ",
    " снят ",
    " снята ",
    " снято ",
    " сняла ",
    " сняли ",
    " снял ",
    " удален",
    " удалил",
    " отозван",
    " отозвал",
    " отзыва",
    " аннулир",
    " недоступ",
    " больше не доступ",
    " حذف شد",
    " حذف کرد",
    " پس گرفته",
    " پس میگیرد",
    " پس می گیرد",
    " پس گرفت",
    " برداشته شد",
    " از دسترس",
    " از خروجی",
    " لغو شد",
    " منتفی شد",
    " کنار گذاشته شد",
];

/// Words by which only a part was taken back.
const PARTS: [&str; 20] = [
    " sentence",
    " paragraph",
    " passage",
    " quotation ",
    " a quote",
    " photo",
    " picture",
    " absatz ",
    " satz ",
    " passage ",
    " zitat ",
    " foto ",
    " предложение",
    " абзац",
    " цитат",
    " фраз",
    " جمله",
    " بند ",
    " عکس",
    " بخشی",
];

/// Where the new version says that the text was taken back, if it does.
pub(super) fn withdrawal(
    new: &Version<'_>,
    fate: &Fate<'_>,
    marks: &Marks,
    places: &[Place],
) -> Option<Place> {
    let place =
        |passage: Passage| Place { class: Class::Withdrawal, old: None, new: Some(passage) };
    if let Some(kill) = places.iter().find(|place| place.class == Class::Kill) {
        return kill.new.clone().map(place);
    }
    let n_bytes: usize = new.paragraphs.iter().map(|text| text.len()).sum();
    let is_all_gone = fate.n_kept == 0 && n_bytes <= NOTICE_BYTES_MAX;
    let paired = fate.pairs.iter().filter(|(a, _)| !takes_back(a.words())).map(|(_, b)| b);
    let noted = fate.notes.iter().filter_map(|(_, note)| note.as_ref());
    let is_notice = |part: &&Part<'_>| {
        let words = words(part.words());
        let is_firm =
            has(&words, &[" this ", " dies", " этот ", " эта ", " эту ", " данн", " این "]);
        takes_back(part.words()) && (is_all_gone || (part.paragraph < 2 && is_firm))
    };
    let notice = fate.added.iter().chain(paired).chain(noted).find(is_notice);
    if let Some(part) = notice {
        let passage = Passage { paragraph: Some(part.paragraph), range: part.range.clone() };
        return Some(place(passage));
    }
    let range = marks.headline.clone();
    let headline = &new.headline[range.clone()];
    let says_so = takes_back(headline) && headline.split_whitespace().count() <= 8;
    (is_all_gone && says_so && fate.n_gone > 0).then(|| place(Passage { paragraph: None, range }))
}
