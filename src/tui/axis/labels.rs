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
        let mut out: Vec<(usize, String)> = Vec::new();
        for (at, &(from, to, column)) in shown.iter().enumerate() {
            let end = shown.get(at + 1).map_or(self.columns, |next| next.2);
            if shown.len() > 1 {
                let month = format!("{:04}-{:02}", from.year(), from.month());
                let year = format!("{:04}", from.year());
                let first = [month, year].into_iter().find(|label| column + label.len() < end);
                out.extend(first.filter(|_| free(&out, column)).map(|label| (column, label)));
            }
            for (column, label) in self.steps(step, from, to) {
                let ends = column + label.len();
                if free(&out, column) && (at + 1 == shown.len() || ends < end) {
                    out.push((column, label));
                }
            }
        }
        if out.is_empty() {
            out.extend(shown.first().map(|(from, _, column)| (*column, from.to_string())));
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
