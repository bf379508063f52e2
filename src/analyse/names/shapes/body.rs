//! What may follow the class nouns of groups, facilities, parties and organisations.

use super::Finder;
use crate::analyse::lexicon::Traits;

impl Finder<'_> {
    /// `سرايا أولياء الدم`, `لواء خيبر`: one word, or a noun and what it belongs to.
    pub(super) fn armed_group(&self, first: usize, limit: usize) -> Option<usize> {
        if !self.may_be_name(first) {
            return None;
        }
        let view = self.view;
        let mut end = first + 1;
        let second = first + 1;
        let goes_on = second < limit && self.may_be_name(second) && view.folded(second).starts_with("ال");
        // `سرايا أولياء الدم`, `سرايا الفتح المبين`; of other nouns an adjective may be the nation's or the press's.
        let only_groups = view.folded(first - 1).trim_start_matches(['و', 'ل', 'ب']);
        let only_groups = matches!(only_groups, "سرايا" | "كتائب" | "عصائب" | "الوية");
        if goes_on && (only_groups || !view.folded(first).starts_with("ال")) {
            end += 1;
        }
        Some(end)
    }

    /// `قاعدة فيكتوريا الجوية`, `مطار أربيل الدولي`: a name, then adjectives of facilities.
    pub(super) fn facility(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let mut end = first;
        if let Some(person) = self.person(first, limit) {
            end = person;
        } else if self.is_covered(first) {
            if self.of_people.contains(&first) {
                return None; // `قاعدة الاحتلال الأميركي`: whose it is, not what it is called
            }
            while end < limit && self.is_covered(end) {
                end += 1;
            }
        } else if self.may_be_name(first) {
            end += 1;
            let second = end;
            let names = Traits::NAME_PART.with(Traits::GIVEN).with(Traits::FAMILY);
            let known = second < limit && !self.is_covered(second) && view.whole(second).any(names);
            if known && self.may_be_name(second) {
                end += 1;
            }
        } else {
            return None;
        }
        while end < limit && view.whole(end).has(Traits::FACILITY_ADJECTIVE) {
            end += 1;
        }
        // `مستشفى البصرة العام`, but `مستشفى البصرة العام الماضي`.
        let hospital = view.folded(first - 1).ends_with("مستشفى");
        let of_year =
            matches!(view.folded(end + 1), "الماضي" | "الحالي" | "الجاري" | "المقبل" | "الفائت" | "المنصرم");
        if hospital
            && end < limit
            && !of_year
            && matches!(view.folded(end), "العام" | "الجمهوري" | "الحكومي" | "الجراحي")
        {
            end += 1;
        }
        Some(end)
    }

    /// Where a person ends that a facility is called after: `معسكر الشهيد أبو منتظر المحمداوي`, `مستشفى الإمام علي`.
    pub(super) fn person(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let names = Traits::NAME_PART.with(Traits::GIVEN).with(Traits::FAMILY);
        let is_name = |at: usize| {
            at < limit
                && !self.is_covered(at)
                && view.whole(at).any(names)
                && !view.whole(at).has(Traits::COMMON)
        };
        let honoured = matches!(
            view.folded(first),
            "الامام"
                | "الشهيد"
                | "النبي"
                | "الملك"
                | "الامير"
                | "السيد"
                | "السيدة"
                | "الشيخ"
                | "السلطان"
        );
        let mut end = first + usize::from(honoured);
        if end < limit && view.whole(end).has(Traits::NAME_PREFIX) && self.may_be_name(end + 1) {
            end += 2;
        } else if is_name(end) && (honoured || view.whole(end + 1).has(Traits::FAMILY) && is_name(end + 1)) {
            end += 1;
        } else {
            return None;
        }
        let family = is_name(end) && view.whole(end).has(Traits::FAMILY)
            || self.may_be_name(end) && view.folded(end).starts_with("ال") && view.folded(end).ends_with('ي');
        Some(if family && end < limit { end + 1 } else { end })
    }

    /// `حزب اليسار`, `حزب العدالة والتنمية`, `حزب الشعب الجمهوري`: the noun has no article, so that what follows
    /// with one is what the party is called after; adjectives and words joined by و go on.
    pub(super) fn party(&self, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let person = Traits::TITLE.with(Traits::SAYING).with(Traits::COMMON).with(Traits::NATIONALITY);
        let may_begin = view.folded(first).starts_with("ال")
            && !view.traits(first).any(person)
            && !self.is_covered(first);
        if !may_begin {
            return None;
        }
        let mut end = first + 1;
        while end < limit && end - first < 3 && view.is_word(end) && !self.is_covered(end) {
            let folded = view.folded(end);
            let joined = folded.starts_with("وال") && !view.traits(end).any(person);
            let adjective = folded.starts_with("ال")
                && (folded.ends_with('ي') || folded.ends_with("ية"))
                && view.whole(end).any(Traits::NATIONALITY.with(Traits::PLAIN));
            if !joined && !adjective {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    /// `لجنة الأمن والدفاع النيابية`: words with the article, joined by و or not.
    pub(super) fn organisation(&self, noun: usize, first: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        // `مركز القضاء` is where a district is ruled from; `مركز البيان للدراسات` is a house of its own.
        let centre = view.folded(noun).ends_with("مركز");
        let alone = !view.folded(first + 1).starts_with("لل");
        if centre
            && alone
            && view.traits(first).any(Traits::PLAIN.with(Traits::PLACE_NOUN).with(Traits::SETTLEMENT))
        {
            return None;
        }
        let own =
            centre || ["معهد", "مؤسسة", "منظمة", "منتدى"].iter().any(|n| view.folded(noun).ends_with(n));
        let definite = |at: usize| {
            let folded = view.folded(at);
            folded.starts_with("ال")
                || at > first && (folded.starts_with("وال") || own && folded.starts_with("لل"))
        };
        let mut end = first;
        while end < limit && end - first < 6 && view.is_word(end) && definite(end) && !self.is_covered(end) {
            let joined = view.folded(end).starts_with('و');
            if view.whole(end).has(Traits::COMMON) || joined && !self.may_be_joined(end) {
                break;
            }
            end += 1;
        }
        (end > first && self.may_be_field(first)).then_some(end)
    }

    /// Whether the first word after a class noun of organisations can be its field and is no mere adjective.
    pub(super) fn may_be_field(&self, at: usize) -> bool {
        !self.view.traits(at).any(Traits::NATIONALITY.with(Traits::FACILITY_ADJECTIVE).with(Traits::COMMON))
    }

    /// `الأمن والدفاع` is one field; after a person or a group و begins something else.
    pub(super) fn may_be_joined(&self, at: usize) -> bool {
        !self.view.traits(at).any(Traits::NATIONALITY.with(Traits::TITLE).with(Traits::SAYING))
    }
}
