//! The dates under the lanes.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Axis, later};

impl Axis {
    /// Labels for the axis: columns with the date that begins there, in steps that leave room between them. What
    /// follows a fold is always named, and so is the year.
    pub fn labels(&self) -> Vec<(usize, String)> {
        let per_column = self.days as f64 / self.columns as f64;
        // Years take 4 columns, months 7, days 10; two are kept free between labels.
        let steps: [(i32, f64, f64); 11] = [
            (1, 1.0, 12.0),
            (7, 7.0, 12.0),
            (100, 30.4, 9.0),
            (300, 91.3, 9.0),
            (600, 182.6, 9.0),
            (10_000, 365.2, 6.0),
            (20_000, 730.5, 6.0),
            (50_000, 1826.2, 6.0),
            (100_000, 3652.4, 6.0),
            (1_000_000, 36_524.2, 6.0),
            (10_000_000, 365_242.5, 6.0),
        ];
        let fits = steps.iter().find(|(_, days, columns)| days / per_column >= *columns);
        let step = fits.map_or(10_000_000, |(step, _, _)| *step);
        // The beginnings first: the steps between them take what room is left.
        let shown = self.stretches.iter().filter_map(|s| {
            let from = later(s.from, (self.first - s.at).clamp(0, s.days));
            let to = later(s.from, (self.first + self.days - s.at).min(s.days) - 1);
            (from <= to).then_some((from, to, self.column(from)?))
        });
        let shown: Vec<(Date, Date, usize)> = shown.collect();
        let firsts = if shown.len() > 1 { self.beginnings(&shown) } else { vec![None; shown.len()] };
        let mut out: Vec<(usize, String)> = Vec::new();
        for (at, &(from, to, _)) in shown.iter().enumerate() {
            out.extend(firsts.get(at).cloned().flatten());
            let next = firsts.iter().skip(at + 1).flatten().next().map(|(column, _)| *column);
            let next = next.or(shown.get(at + 1).map(|next| next.2));
            for (column, label) in self.steps(step, from, to) {
                let ends = column + label.len();
                if free(&out, column) && next.is_none_or(|next| ends < next) {
                    out.push((column, label));
                }
            }
        }
        if out.is_empty() {
            out.extend(shown.first().map(|(from, _, column)| (*column, from.to_string())));
        }
        out
    }

    /// A label for the beginning of each stretch between folds: its month where that has room, else its year. Where a
    /// stretch is too short for it, it begins before the stretch, over the fold, as far as nothing stands there.
    fn beginnings(&self, shown: &[(Date, Date, usize)]) -> Vec<Option<(usize, String)>> {
        let mut out: Vec<Option<(usize, String)>> = Vec::with_capacity(shown.len());
        let mut free = 0;
        for (at, &(from, _, column)) in shown.iter().enumerate() {
            // A column is kept free before the next one.
            let end = shown.get(at + 1).map_or(self.columns, |next| next.2.saturating_sub(1));
            let month = format!("{:04}-{:02}", from.year(), from.month());
            let year = format!("{:04}", from.year());
            let there = |label: &String, begins: usize| {
                (begins >= free && begins <= column && begins + label.len() <= end.max(column + 1))
                    .then(|| (begins, label.clone()))
            };
            let moved = |label: &String| end.max(column + 1).saturating_sub(label.len()).min(column);
            let label = there(&month, column)
                .or_else(|| there(&year, column))
                .or_else(|| there(&month, moved(&month)))
                .or_else(|| there(&year, moved(&year)));
            if let Some((begins, label)) = &label {
                free = begins + label.len() + 1;
            }
            out.push(label);
        }
        out
    }

    /// Days, months or years from one day to another in this step, with their columns.
    fn steps(&self, step: i32, from: Date, to: Date) -> Vec<(usize, String)> {
        let mut day = match step {
            1 | 7 => Some(from),
            100..=600 => Some(from.first_of_month()),
            _ => from.with().month(1).day(1).build().ok(),
        };
        let mut out = Vec::new();
        while let Some(at) = day.filter(|d| *d <= to) {
            let (label, counts) = match step {
                1 | 7 => (at.to_string(), true),
                100..=600 => {
                    let counts = (i32::from(at.month()) - 1) % (step / 100) == 0;
                    (format!("{:04}-{:02}", at.year(), at.month()), counts)
                }
                _ => (format!("{:04}", at.year()), i32::from(at.year()) % (step / 10_000) == 0),
            };
            if let Some(column) = self.column(at).filter(|_| counts && at >= from) {
                out.push((column, label));
            }
            day = match step {
                1 | 7 => at.checked_add(i64::from(step).days()).ok(),
                100..=600 => at.checked_add(1.month()).ok(),
                _ => at.checked_add(1.year()).ok(),
            };
        }
        out
    }
}

/// Whether a label may begin at this column.
fn free(labels: &[(usize, String)], column: usize) -> bool {
    labels.last().is_none_or(|(at, label)| at + label.len() < column)
}
