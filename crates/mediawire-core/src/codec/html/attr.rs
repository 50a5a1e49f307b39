//! The names of attributes that are often asked for, as numbers, so that asking for one is one comparison.
//!
//! To add a name, add its line; the rest follows.

/// Writes the enum and the two ways between a variant and its name.
macro_rules! attr_names {
    ($($variant:ident $name:literal)*) => {
        /// An attribute's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum AttrName {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
            /// Another one.
            Other,
        }

        /// The names, by the number of their variant.
        pub(super) const KNOWN: &[&str] = &[$($name,)*];
        const VARIANTS: &[AttrName] = &[$(AttrName::$variant,)*];

        impl AttrName {
            /// The variant of that name, in lower case. Of a literal the compiler knows it.
            #[inline(always)]
            pub(super) fn of_name(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

impl AttrName {
    /// The variant of that number.
    #[inline]
    pub(super) fn of_number(number: u32) -> Self {
        VARIANTS.get(number as usize).copied().unwrap_or(Self::Other)
    }
}

attr_names! {
    Alt "alt"
    AriaLabel "aria-label"
    Class "class"
    Content "content"
    DataComponent "data-component"
    DataQa "data-qa"
    DataTest "data-test"
    DataTestid "data-testid"
    DataType "data-type"
    Datetime "datetime"
    Hidden "hidden"
    Href "href"
    Id "id"
    Itemprop "itemprop"
    Itemtype "itemtype"
    Name "name"
    Property "property"
    Pubdate "pubdate"
    Rel "rel"
    Role "role"
    Src "src"
    Style "style"
    Title "title"
    Type "type"
}
