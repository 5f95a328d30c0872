//! Search by name, code, full pinyin or pinyin initials.

use pinyin::ToPinyin;

/// A text made ready to be searched: itself, its pinyin and its initials, lower case, without blanks.
pub(crate) struct Searchable {
    plain: String,
    full: String,
    initials: String,
}

impl Searchable {
    pub(crate) fn new(text: &str) -> Self {
        let plain = domain::text::squeezed(text).to_lowercase();
        let (mut full, mut initials) = (String::new(), String::new());
        for c in plain.chars() {
            match c.to_pinyin() {
                Some(sound) => {
                    full.push_str(sound.plain());
                    initials.push_str(sound.first_letter());
                }
                None => {
                    full.push(c);
                    initials.push(c);
                }
            }
        }
        Self { plain, full, initials }
    }

    /// How well it fits: 0 best; `None` not at all. A beginning beats a middle, characters beat pinyin.
    pub(crate) fn rank(&self, query: &str) -> Option<u8> {
        self.rank_of(&Query::new(query))
    }

    /// The same for many texts and one query.
    pub(crate) fn rank_of(&self, query: &Query) -> Option<u8> {
        if query.0.is_empty() {
            return Some(6);
        }
        [(&self.plain, 0), (&self.initials, 1), (&self.full, 2)]
            .into_iter()
            .filter_map(|(text, rank)| place(text, query, rank))
            .min()
    }
}

/// What is looked for, made ready once.
pub(crate) struct Query(String);

impl Query {
    pub(crate) fn new(text: &str) -> Self {
        Self(domain::text::squeezed(text).to_lowercase())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How well a text without pinyin fits, such as a code; an empty query finds none.
    pub(crate) fn rank_in_code(&self, code: &str) -> Option<u8> {
        if self.0.is_empty() { None } else { place(&code.to_lowercase(), self, 0) }
    }
}

fn place(text: &str, query: &Query, rank: u8) -> Option<u8> {
    match text.find(&query.0) {
        Some(0) => Some(rank),
        Some(_) => Some(rank + 3),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_characters_pinyin_and_initials() {
        let text = Searchable::new("资金到位及时率");
        for (query, expected) in [
            ("资金", Some(0)),
            ("及时", Some(3)),
            ("zjdw", Some(1)),
            ("ZJ", Some(1)),
            ("jsl", Some(4)),
            ("zijindaowei", Some(2)),
            ("满意", None),
            ("", Some(6)),
        ] {
            assert_eq!(text.rank(query), expected, "{query}");
        }
    }
}
