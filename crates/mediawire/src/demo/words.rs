//! What Safir Press's templates say around the stories, in its two languages.

/// The words of one edition.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) dir: &'static str,
    pub(super) name: &'static str,
    pub(super) motto: &'static str,
    pub(super) front: &'static str,
    pub(super) other_front: &'static str,
    pub(super) other_name: &'static str,
    pub(super) feed: &'static str,
    pub(super) home: &'static str,
    pub(super) search: &'static str,
    pub(super) consent: &'static str,
    pub(super) agree: &'static str,
    pub(super) advertisement: &'static str,
    pub(super) sold: &'static str,
    pub(super) newsletter: &'static str,
    pub(super) subscribe: &'static str,
    pub(super) see_also: &'static str,
    pub(super) more: &'static str,
    pub(super) most_read: &'static str,
    pub(super) share: &'static str,
    pub(super) print: &'static str,
    pub(super) code: &'static str,
    pub(super) comments: &'static str,
    pub(super) updated: &'static str,
    pub(super) rights: &'static str,
    pub(super) about: &'static str,
    sections: [&'static str; 10],
}

/// The English edition.
pub(super) static ENGLISH: Words = Words {
    lang: "en",
    dir: "ltr",
    name: "Safir Press",
    motto: "News from Narvan and beyond",
    front: "/",
    other_front: "/fa/",
    other_name: "فارسی",
    feed: "/feed.json",
    home: "Home",
    search: "Search",
    consent: "We use cookies to count our readers and to remember your language.",
    agree: "I agree",
    advertisement: "Advertisement",
    sold: "Bazar-e Now: everything for the home, delivered the same day in Rudbaran",
    newsletter: "Our five stories of the day, every evening by e-mail",
    subscribe: "Subscribe",
    see_also: "See also",
    more: "More from this service",
    most_read: "Most read",
    share: "Share",
    print: "Print",
    code: "News code",
    comments: "Be the first to comment on this story. Comments are read before they are shown.",
    updated: "Updated",
    rights: "All rights belong to Safir Press.",
    about: "About us",
    sections: [
        "World",
        "Politics",
        "Business",
        "Science",
        "Health",
        "Technology",
        "Sport",
        "Culture",
        "Environment",
        "Opinion",
    ],
};

/// The Persian edition.
pub(super) static PERSIAN: Words = Words {
    lang: "fa",
    dir: "rtl",
    name: "خبرگزاری سفیر",
    motto: "خبر از ناروان و جهان",
    front: "/fa/",
    other_front: "/",
    other_name: "English",
    feed: "/fa/feed.json",
    home: "خانه",
    search: "جست‌وجو",
    consent: "ما برای شمارش بازدیدها و به‌خاطر سپردن زبان شما از کوکی استفاده می‌کنیم.",
    agree: "می‌پذیرم",
    advertisement: "آگهی",
    sold: "بازار نو: هرچه خانه می‌خواهد، همان روز در رودباران",
    newsletter: "پنج خبر مهم روز را هر شب در رایانامهٔ خود بخوانید",
    subscribe: "عضویت",
    see_also: "بیشتر بخوانید",
    more: "دیگر خبرهای این بخش",
    most_read: "پربازدیدها",
    share: "هم‌رسانی",
    print: "چاپ",
    code: "کد خبر",
    comments: "نخستین کسی باشید که دربارهٔ این خبر نظر می‌دهد. نظرها پس از بازبینی منتشر می‌شوند.",
    updated: "به‌روزرسانی",
    rights: "همهٔ حقوق برای خبرگزاری سفیر محفوظ است.",
    about: "دربارهٔ ما",
    sections: [
        "جهان",
        "سیاست",
        "اقتصاد",
        "دانش",
        "سلامت",
        "فناوری",
        "ورزش",
        "فرهنگ",
        "محیط زیست",
        "یادداشت",
    ],
};

impl Words {
    /// The words of the edition in that language.
    pub(super) fn of(lang: &str) -> &'static Self {
        if lang == PERSIAN.lang { &PERSIAN } else { &ENGLISH }
    }

    /// A section's name in this edition.
    pub(super) fn section(&self, english: &str) -> &'static str {
        let at = ENGLISH.sections.iter().position(|name| *name == english);
        self.sections[at.expect("stories stand in the sections of the list")]
    }
}
