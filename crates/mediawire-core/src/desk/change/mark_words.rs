//! The words that marks are made of. To teach it a mark, add its words folded to [`said`], and to [`is_mark_word`] if it
//! stands alone before a headline.

use crate::model::change::Class;

fn begins(words: &str, any: &[&str]) -> bool {
    any.iter().any(|begin| words.starts_with(begin))
}

/// Whether the line speaks to newsrooms.
pub(super) fn is_address(words: &str) -> bool {
    begins(
        words,
        &[
            " editors ",
            " eds ",
            " desks ",
            " clients ",
            " subscribers ",
            " attention ",
            " advisory ",
            " note to editors ",
            " editors note advisory ",
            " achtung ",
            " an die redaktionen ",
            " hinweis an die redaktionen ",
            " eilt achtung ",
            " вниманию ",
            " внимание ",
            " редакциям ",
            " к сведению редакций ",
            " توجه ",
            " قابل توجه ",
            " همکاران ",
            " توجه توجه ",
        ],
    )
}

/// Whether the line begins with an order about the piece.
pub(super) fn begins_order(words: &str) -> bool {
    begins(
        words,
        &[
            " embargo ",
            " embargoed ",
            " under embargo ",
            " strictly embargoed ",
            " not for publication ",
            " not for release ",
            " hold ",
            " do not use ",
            " задержать ",
            " bitte streichen ",
            " bitte noch nicht ",
            " please disregard ",
            " دست نگه ",
            " این خبر تا ",
            " این گزارش تا ",
            " این مطلب تا ",
            " ممنوعالانتشار ",
            " ممنوع الانتشار ",
            " not for use ",
            " frei ab ",
            " freigabe ",
            " nicht zur veroffentlichung ",
            " не для печати ",
            " не ранее ",
            " придержать ",
            " قابل انتشار از ",
            " ممنوعیت انتشار ",
            " انتشار ",
            " تا اطلاع ",
            " تا ساعت ",
            " withhold ",
            " do not publish ",
            " mandatory kill ",
            " sperrfrist ",
            " gesperrt ",
            " bitte nicht ",
            " bitte vorerst nicht ",
            " bitte bis auf weiteres nicht ",
            " please kill ",
            " please withhold ",
            " please do not ",
            " просьба не ",
            " просим не ",
            " لطفا ",
            " эмбарго ",
            " не публиковать ",
            " не для публикации ",
            " امبارگو ",
            " زمان انتشار ",
            " غیر قابل انتشار ",
            " غیرقابل انتشار ",
        ],
    )
}

/// `2`, `2nd`.
pub(super) fn is_ordinal(word: &str) -> bool {
    let n = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&n) && matches!(&word[n..], "" | "st" | "nd" | "rd" | "th")
}

/// Words that marks are made of.
pub(super) fn is_mark_word(word: &str) -> bool {
    const STEMS: [&str; 63] = [
        "streich",
        "расширен",
        "задержать",
        "подробн",
        "kill",
        "withdraw",
        "retract",
        "withhold",
        "embargo",
        "writethru",
        "correct",
        "refile",
        "resend",
        "wdh",
        "erneut",
        "повторно",
        "مجدد",
        "بازنشر",
        "ارسال",
        "کامل",
        "erweitert",
        "vollstandig",
        "дополнение",
        "исправление",
        "уточнение",
        "полная",
        "новая",
        "neue",
        "repeat",
        "update",
        "recast",
        "wrapup",
        "ersatzlos",
        "zuruckgezogen",
        "gestrichen",
        "gesperrt",
        "sperrfrist",
        "neufassung",
        "zusammenfassung",
        "aktualisier",
        "berichtig",
        "korrektur",
        "korrigiert",
        "wiederholung",
        "аннулир",
        "отозван",
        "отмен",
        "эмбарго",
        "дополнен",
        "исправлен",
        "уточнен",
        "поправк",
        "повтор",
        "обновлен",
        "لغو",
        "ابطال",
        "تصحیح",
        "اصلاحی",
        "تکمیلی",
        "تکرار",
        "بروزرسانی",
        "بهروزرسانی",
        "امبارگو",
    ];
    matches!(
        word,
        "korr"
            | "storno"
            | "ملغی"
            | "باطل"
            | "بازارسال"
            | "отзыв"
            | "ld"
            | "lead"
            | "rpt"
            | "adds"
            | "hold"
            | "erganzt"
            | "erganzung"
    ) || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Words that stand beside marks and say nothing by themselves.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "bulletin"
            | "urgent"
            | "زیر"
            | "است"
            | "новости"
            | "and"
            | "und"
            | "for"
            | "now"
            | "и"
            | "و"
            | "advisory"
            | "mandatory"
            | "notice"
            | "version"
            | "story"
            | "this"
            | "achtung"
            | "eil"
            | "eilmeldung"
            | "meldung"
            | "fassung"
            | "neue"
            | "der"
            | "die"
            | "wird"
            | "срочно"
            | "версия"
            | "сообщение"
            | "внимание"
            | "خبر"
            | "فوری"
            | "نسخه"
            | "به"
            | "روز"
            | "رسانی"
            | "شد"
            | "شده"
    )
}

/// The classes that words say, folded and set apart by single spaces.
pub(super) fn said(words: &str) -> Vec<Class> {
    let has = |any: &[&str]| any.iter().any(|phrase| words.contains(phrase));
    let is_open = has(&[
        "until further notice",
        "bis auf weiteres",
        "vorerst",
        "особого распоряжения",
        "особого уведомления",
        "особого указания",
        "отдельного распоряжения",
        "отдельного уведомления",
        "اطلاع بعدی",
        "اطلاع ثانوی",
    ]);
    let is_timed = words.chars().any(|c| c.is_ascii_digit()) || has(&[" before ", " bis ", " до "]);
    let holds = has(&[
        " withhold",
        " hold for now ",
        " hold story ",
        " do not use ",
        " пока не ",
        " задержать ",
        " منتشر نکنید ",
        " قابل انتشار نیست ",
        " منتشر نکنند ",
        " ممنوعالانتشار ",
        " ممنوع الانتشار ",
        " hold until further",
        " hold this",
        " zuruckhalten ",
        " noch nicht veroffentlichen",
        " nicht zur veroffentlichung",
        " не для печати ",
        " придержать ",
        " задержать публикацию ",
        " воздержаться от публикации ",
        " دست نگه ",
        " فعلا منتشر ",
        " از انتشار این خبر خودداری ",
        " hold this ",
        " do not publish",
        " not for publication until further",
        " vorerst nicht",
        " noch nicht verwenden",
        " nicht veroffentlichen",
        " gesperrt ",
        " не публиковать ",
        " не для публикации ",
        " منتشر نشود",
        " غیرقابل انتشار ",
        " غیر قابل انتشار ",
    ]);
    let waits = has(&[
        " embargo",
        " sperrfrist",
        " эмбарго ",
        " امبارگو ",
        " not for publication before",
        " not for release before",
        " hold for release",
        " not for use before",
        " frei ab ",
        " freigabe ab ",
        " не ранее ",
        " не раньше ",
        " قابل انتشار از ",
        " انتشار پس از ",
        " ممنوعیت انتشار تا ",
        " زمان انتشار ",
    ]);
    let kills = has(&[
        " kill ",
        " kills ",
        " withdrawn ",
        " withdraws ",
        " retracted ",
        " retracts ",
        " ersatzlos ",
        " streichung ",
        " storno ",
        " disregard ",
        " ملغی ",
        " отзыв ",
        " отзывается ",
        " bitte streichen ",
        " zuruckgezogen",
        " zieht zuruck",
        " gestrichen ",
        " darf nicht verwendet",
        " nicht zu verwenden ",
        " аннулир",
        " отозван",
        " отзывает",
        " отмена ",
        " отменяется",
        " отменено ",
        " не использовать ",
        " لغو ",
        " ابطال ",
        " باطل ",
        " پس گرفته ",
    ]);
    let mut out = Vec::new();
    if kills && (!holds || has(&[" disregard "])) {
        out.push(Class::Kill);
    } else if waits || (holds && is_timed && !is_open && !has(&[" gesperrt ", " withhold"])) {
        out.push(Class::Embargo);
    } else if holds {
        out.push(Class::Withhold);
    }
    // `Refiles to correct spelling` sends it anew.
    let is_refiled = has(&[" refile"]) && !has(&[" correcte", " correction", " corrects "]);
    let corrects = has(&[
        " corrects ",
        " corrected ",
        " correct ",
        " korr ",
        " исправление ",
        " уточнение ",
        " اصلاح ",
        " correction ",
        " correcting ",
        " berichtigung",
        " berichtigt",
        " berichtigte ",
        " korrektur",
        " korrigiert",
        " исправлен",
        " исправляет ",
        " уточнен",
        " поправка ",
        " اصلاحی",
        " تصحیح",
        " اصلاحیه",
    ]);
    if corrects && !is_refiled {
        out.push(Class::Corrected);
    }
    if has(&[
        " refile",
        " resend",
        " resent ",
        " wdh ",
        " erneut ",
        " повторно ",
        " ارسال مجدد ",
        " مجدد ",
        " بازنشر ",
        " بازارسال ",
        " rpt ",
        " repeat ",
        " repeats ",
        " repeating ",
        " wiederholung",
        " wiederholt ",
        " повтор",
        " تکرار ",
        " تکراری ",
    ]) {
        out.push(Class::Refile);
    }
    if has(&[
        " writethru",
        " 1st ld",
        " ausfuhrlich",
        " vollstandige fassung",
        " neue fassung",
        " erweitert",
        " дополнение ",
        " подробнее ",
        " полная версия ",
        " новая версия ",
        " کامل ",
        " نسخه کامل",
        " کاملتر ",
        " جزییات بیشتر ",
        " ld ",
        " update ",
        " updates ",
        " updated ",
        " adds ",
        " recasts ",
        " wrapup ",
        " lead ",
        " neufassung",
        " zusammenfassung",
        " erganzt",
        " erganzung",
        " aktualisierte ",
        " aktualisiert ",
        " erweiterte ",
        " дополнен",
        " расширен",
        " обновлен",
        " تکمیلی ",
        " بروزرسانی ",
        " بهروزرسانی ",
        " روز رسانی ",
        " روزرسانی ",
    ]) {
        out.push(Class::Writethru);
    }
    out
}
