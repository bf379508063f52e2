//! The days on which a text may have appeared, narrowed step by step.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::model::Interval;

/// What a piece of evidence says of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    /// It lies between these days, both included; an end may be open.
    Between(Interval),
    /// It is such a weekday.
    On(Weekday),
    /// It is one of these days, which are in order.
    OneOf(Vec<Date>),
}

/// A set of days: between two ends, on one weekday if one is known, and out of a list if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Days {
    ends: Interval,
    weekday: Option<Weekday>,
    list: Option<Vec<Date>>,
    /// The day before which it does not lie, as evidence of its own says.
    floor: Option<Date>,
}

impl Days {
    /// Keeps the days that meet `condition`. If none would be left nothing changes, and the answer is `None`: the
    /// evidence contradicts what came before it. Else the answer says whether a day was taken away.
    pub fn keep(&mut self, condition: &Condition) -> Option<bool> {
        let mut new = self.clone();
        match condition {
            Condition::Between(bounds) => {
                new.ends.earliest = new.ends.earliest.max(bounds.earliest);
                new.floor = new.floor.max(bounds.earliest);
                new.ends.latest = match (new.ends.latest, bounds.latest) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            }
            Condition::On(weekday) => {
                if new.weekday.is_some_and(|w| w != *weekday) {
                    return None;
                }
                new.weekday = Some(*weekday);
            }
            Condition::OneOf(days) => match &mut new.list {
                Some(list) => list.retain(|d| days.binary_search(d).is_ok()),
                None => new.list = Some(days.clone()),
            },
        }
        new.tighten()?;
        let narrowed = new != *self;
        *self = new;
        Some(narrowed)
    }

    /// Where the days left lie years apart, keeps the first ones, if they come at most `reach` days after what the
    /// text tells as past. Gives the reason if others were dropped.
    pub fn keep_the_first_years(&mut self, reach: i32) -> Option<String> {
        let list = self.list.as_ref()?;
        let (first, last) = (*list.first()?, *list.last()?);
        let floor = self.floor.filter(|floor| (first - *floor).get_days() <= reach)?;
        if (last - first).get_days() <= 366 {
            return None;
        }
        let year = Interval::between(first, first.checked_add(300.days()).ok()?);
        (self.keep(&Condition::Between(year)) == Some(true))
            .then(|| format!("of the days that fit, those of {} come first after {floor}", first.year()))
    }

    /// Of days that come again every few years keeps those up to `today`. Gives the reason if others were dropped. What
    /// has only a bound stays as it is: that a text was written before it was read says nothing.
    pub fn drop_after(&mut self, today: Date) -> Option<String> {
        self.list.as_ref()?.last().filter(|last| **last > today)?;
        (self.keep(&Condition::Between(Interval::until(today))) == Some(true))
            .then(|| format!("of the days that fit, later ones are yet to come on {today}"))
    }

    /// Brings both ends to days of the set; `None` if the set is empty.
    fn tighten(&mut self) -> Option<()> {
        let Interval { earliest, latest } = self.ends;
        if let Some(list) = &mut self.list {
            let weekday = self.weekday;
            list.retain(|d| {
                earliest.is_none_or(|e| e <= *d)
                    && latest.is_none_or(|l| *d <= l)
                    && weekday.is_none_or(|w| d.weekday() == w)
            });
            self.ends = Interval::between(*list.iter().min()?, *list.iter().max()?);
            return Some(());
        }
        if let Some(weekday) = self.weekday {
            let ahead = |d: Date| d.checked_add(i32::from(d.weekday().until(weekday)).days()).ok();
            let back = |d: Date| d.checked_sub(i32::from(d.weekday().since(weekday)).days()).ok();
            self.ends = Interval { earliest: earliest.and_then(ahead), latest: latest.and_then(back) };
        }
        let empty = self.ends.earliest.zip(self.ends.latest).is_some_and(|(e, l)| e > l);
        (!empty).then_some(())
    }

    /// Whether the condition would leave days of one year's length at most.
    pub fn narrowed_to_a_year(&self, condition: &Condition) -> bool {
        let mut days = self.clone();
        days.keep(condition).is_some()
            && days.ends.earliest.zip(days.ends.latest).is_some_and(|(e, l)| (l - e).get_days() <= 366)
    }

    /// The first and last day of the set; an end is open where nothing bounds it.
    pub fn hull(&self) -> Interval {
        self.ends
    }

    /// How many days are left; `None` where an end is open.
    pub fn count(&self) -> Option<usize> {
        if let Some(list) = &self.list {
            return Some(list.len());
        }
        let days = usize::try_from((self.ends.latest? - self.ends.earliest?).get_days()).ok()?;
        Some(if self.weekday.is_some() { days / 7 + 1 } else { days + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn conditions_narrow_and_contradictions_change_nothing() {
        let mut days = Days::default();
        assert_eq!(days.keep(&Condition::On(Weekday::Friday)), Some(true));
        assert_eq!(days.count(), None);
        assert!(days.hull().is_unknown());
        assert_eq!(days.keep(&Condition::On(Weekday::Monday)), None);
        let year = Interval::year(2021).unwrap();
        assert_eq!(days.keep(&Condition::Between(year)), Some(true));
        assert_eq!(days.hull(), Interval::between(date(2021, 1, 1), date(2021, 12, 31)));
        assert_eq!(days.count(), Some(53));
        assert_eq!(days.keep(&Condition::Between(Interval::since(date(2022, 1, 1)))), None);
        let two = vec![date(2021, 7, 23), date(2021, 7, 24)];
        assert_eq!(days.keep(&Condition::OneOf(two)), Some(true));
        assert_eq!(days.hull(), Interval::day(date(2021, 7, 23)));
        assert_eq!(days.keep(&Condition::Between(year)), Some(false));
        assert_eq!(days.keep(&Condition::OneOf(vec![date(2021, 8, 6)])), None);
        assert_eq!(days.count(), Some(1));
    }

    #[test]
    fn of_days_years_apart_the_first_after_what_is_told_are_kept() {
        let tuesdays = vec![date(2015, 7, 7), date(2020, 7, 7), date(2026, 7, 7)];
        let mut days = Days::default();
        days.keep(&Condition::OneOf(tuesdays.clone()));
        assert_eq!(days.keep_the_first_years(732), None, "nothing says when it was");
        days.keep(&Condition::Between(Interval::since(date(2020, 1, 3))));
        assert!(days.keep_the_first_years(732).is_some());
        assert_eq!(days.hull(), Interval::day(date(2020, 7, 7)));
        assert_eq!(days.keep_the_first_years(732), None);

        let mut old = Days::default();
        old.keep(&Condition::OneOf(tuesdays));
        old.keep(&Condition::Between(Interval::since(date(2016, 1, 1))));
        assert_eq!(old.keep_the_first_years(732), None, "what is told lies too far back");
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        for day in [Date::MIN, Date::MAX] {
            for weekday in [Weekday::Monday, Weekday::Thursday, Weekday::Sunday] {
                let mut days = Days::default();
                let _ =
                    (days.keep(&Condition::On(weekday)), days.keep(&Condition::Between(Interval::day(day))));
                let _ = (days.hull(), days.count());
            }
        }
    }
}
