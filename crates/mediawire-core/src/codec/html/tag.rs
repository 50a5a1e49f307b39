//! The names of HTML's elements as numbers, so that asking a node for its name is one comparison.
//!
//! To add an element, add its line; the rest follows.

/// Writes the enum and the two ways between a variant and its name.
macro_rules! tags {
    ($($variant:ident $name:literal)*) => {
        /// What a node is: a text, or an element of that local name, whatever its namespace.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag {
            /// A text.
            Text,
            /// An element that HTML does not know; [`Tree::tag`](super::Tree::tag) has its name.
            Other,
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        /// The names, by the number of their variant.
        const NAMES: &[&str] = &["", "", $($name,)*];

        impl Tag {
            /// The element of that name, in lower case.
            #[must_use]
            pub fn of_name(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

impl Tag {
    /// The element's name in lower case; empty for a text and for `Other`.
    #[must_use]
    #[inline]
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

tags! {
    A "a"
    Abbr "abbr"
    Acronym "acronym"
    Address "address"
    Applet "applet"
    Area "area"
    Article "article"
    Aside "aside"
    Audio "audio"
    B "b"
    Base "base"
    Bdi "bdi"
    Bdo "bdo"
    Big "big"
    Blockquote "blockquote"
    Body "body"
    Br "br"
    Button "button"
    Canvas "canvas"
    Caption "caption"
    Center "center"
    Cite "cite"
    Code "code"
    Col "col"
    Colgroup "colgroup"
    Data "data"
    Datalist "datalist"
    Dd "dd"
    Del "del"
    Details "details"
    Dfn "dfn"
    Dialog "dialog"
    Dir "dir"
    Div "div"
    Dl "dl"
    Dt "dt"
    Em "em"
    Embed "embed"
    Fieldset "fieldset"
    Figcaption "figcaption"
    Figure "figure"
    Font "font"
    Footer "footer"
    Form "form"
    Frame "frame"
    Frameset "frameset"
    H1 "h1"
    H2 "h2"
    H3 "h3"
    H4 "h4"
    H5 "h5"
    H6 "h6"
    Head "head"
    Header "header"
    Hgroup "hgroup"
    Hr "hr"
    Html "html"
    I "i"
    Iframe "iframe"
    Img "img"
    Input "input"
    Ins "ins"
    Kbd "kbd"
    Label "label"
    Legend "legend"
    Li "li"
    Link "link"
    Listing "listing"
    Main "main"
    Map "map"
    Mark "mark"
    Marquee "marquee"
    Math "math"
    Menu "menu"
    Meta "meta"
    Meter "meter"
    Nav "nav"
    Nobr "nobr"
    Noembed "noembed"
    Noframes "noframes"
    Noscript "noscript"
    Object "object"
    Ol "ol"
    Optgroup "optgroup"
    Option "option"
    Output "output"
    P "p"
    Param "param"
    Picture "picture"
    Plaintext "plaintext"
    Pre "pre"
    Progress "progress"
    Q "q"
    Rb "rb"
    Rp "rp"
    Rt "rt"
    Rtc "rtc"
    Ruby "ruby"
    S "s"
    Samp "samp"
    Script "script"
    Search "search"
    Section "section"
    Select "select"
    Slot "slot"
    Small "small"
    Source "source"
    Span "span"
    Strike "strike"
    Strong "strong"
    Style "style"
    Sub "sub"
    Summary "summary"
    Sup "sup"
    Svg "svg"
    Table "table"
    Tbody "tbody"
    Td "td"
    Template "template"
    Textarea "textarea"
    Tfoot "tfoot"
    Th "th"
    Thead "thead"
    Time "time"
    Title "title"
    Tr "tr"
    Track "track"
    Tt "tt"
    U "u"
    Ul "ul"
    Var "var"
    Video "video"
    Wbr "wbr"
    Xmp "xmp"
}
