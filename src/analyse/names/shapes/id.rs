//! Ids of what is found by its class noun.

use super::{Finder, Shape};
use crate::analyse::lexicon::Traits;

/// `اللواء 45` is the 45th brigade.
fn numbered(number: &str) -> String {
    let digits: String =
        number.chars().filter_map(|c| c.to_digit(10).or_else(|| eastern(c))).map(|d| d.to_string()).collect();
    let ending = match digits.as_bytes() {
        [.., b'1', _] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    };
    format!("{digits}{ending}_brigade")
}

/// The value of an Arabic-Indic or Persian digit.
fn eastern(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

impl Finder<'_> {
    /// An id: for facilities the name in Latin letters and the English class noun, else the whole in Latin letters.
    pub(super) fn id(&self, shape: &Shape, end: usize) -> String {
        let view = self.view;
        let after = |first: usize, prefix: u8, end: usize| {
            view.lexicon.spellings.id(view.text(view.span(first, prefix, end)))
        };
        let spelled = |first: usize, end: usize| match self.known.get(&first) {
            Some((known, id)) if *known == end => id.to_string(),
            _ => after(first, 0, end),
        };
        if shape.traits.has(Traits::NUMBERED_UNIT) && view.is_number(end - 1) {
            return numbered(view.folded(end - 1));
        }
        let council = view.folded(shape.noun).ends_with("مجلس") && view.folded(shape.noun + 1) == "محافظة";
        if council && end > shape.noun + 2 {
            return match self.known.get(&(shape.noun + 1)) {
                Some((_, id)) => format!("{id}_provincial_council"),
                None => format!("{}_provincial_council", spelled(shape.noun + 2, end)),
            };
        }
        if view.folded(shape.noun).ends_with("جامعة")
            && let Some((known, id)) = self.known.get(&(shape.noun + 1))
            && *known == end
        {
            return format!("university_of_{id}");
        }
        // `مستشفى البصرة العام` and its like.
        if view.folded(shape.noun).ends_with("مستشفى")
            && view.folded(end - 1) == "العام"
            && end > shape.noun + 2
        {
            return format!("{}_general_hospital", spelled(shape.noun + 1, end - 1));
        }
        let noun = view.lexicon.words.english(shape.way.id);
        let mut last = end;
        while last > shape.noun + 2 && view.whole(last - 1).has(Traits::FACILITY_ADJECTIVE) {
            last -= 1;
        }
        match noun {
            Some(noun) if last > shape.noun + 1 => {
                let adjective = view.ways.whole(last).filter(|_| last < end);
                let adjective = adjective.and_then(|id| view.lexicon.words.english(id));
                let name = spelled(shape.noun + 1, last);
                match adjective {
                    Some(adjective) => format!("{name}_{adjective}_{noun}"),
                    None => format!("{name}_{noun}"),
                }
            }
            _ => after(shape.noun, shape.way.prefix, end),
        }
    }
}
