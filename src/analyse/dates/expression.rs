//! Date expressions as the text gives them, before they are resolved.

use jiff::civil::Weekday;
use serde::Deserialize;

use crate::model::Span;
use crate::text::calendar::Season;

/// Which one of its kind a period is, seen from the day of publication or from a date before in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Which {
    /// `الماضي`.
    Last,
    /// `الحالي`, `هذا`, and "the end of the year" without more.
    This,
    /// `المقبل`.
    Next,
    /// `العام الجديد`: the one that begins, near its turn the next.
    New,
    /// `ذاته`: that of the date before in the text.
    Same,
    /// `التالي`: the one after the date before in the text.
    Following,
}

/// Which part of a period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// `بداية`.
    Start,
    /// `منتصف`.
    Middle,
    /// `نهاية`.
    End,
    /// `النصف الأول`, `الربع الثالث`: the `nth` of `of` equal parts, `nth` from 1.
    #[serde(skip)]
    Share {
        /// Which, from 1.
        nth: i8,
        /// Of how many: 2, 3 or 4.
        of: i8,
    },
    /// `الأيام العشرة الأولى`, `الأسبوع الثاني`, `الأسبوع الأخير`: so many days, counted from 1, or back from the end.
    #[serde(skip)]
    Days {
        /// The first of them, from 1; 0 for those that end with the last day.
        from: i8,
        /// How many.
        count: i8,
    },
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    /// An hour; resolves to days.
    Hour,
    /// A day.
    Day,
    /// A week, Monday to Sunday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The year of a day, month or season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// The text says it.
    Stated(i16),
    /// The text leaves it open: the nearest that fits the tense.
    Open,
    /// The nearest, whatever the tense: feasts are spoken of around their day.
    Nearest,
    /// The day is known by its name alone (`هجوم السابع من أكتوبر`); open in a text that is older than it.
    Named(i16),
    /// `تموز الماضي`: the last such day or month before the publication.
    Before,
    /// `تموز المقبل`: the next such day or month.
    After,
    /// `تموز من العام الماضي`.
    Of(Which),
}

/// An expression as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A day of a month.
    Day { day: i8, month: i8, year: Year, weekday: Option<Weekday> },
    /// `الخامس من الشهر الجاري`.
    DayOf { day: i8, which: Which },
    /// A month or a part of one.
    Month { month: i8, year: Year, part: Part },
    /// A year or a part of one, stated.
    Year { year: i16, part: Part },
    /// A calendar week, month or year or a part of one, seen from the publication.
    Period { unit: Unit, which: Which, part: Part },
    /// A weekday; `weeks` more are to be added (`قبل الماضي`: −1).
    Weekday { weekday: Weekday, which: Option<Which>, weeks: i32 },
    /// So many days from the publication: yesterday, today, tomorrow.
    FromToday { days: i32, weekday: Option<Weekday> },
    /// So many days from the date before in the text (`اليوم ذاته`, `اليوم التالي`).
    FromBefore { days: i32 },
    /// So many units before (negative: after) the publication; a day, a month or a year, as the unit says.
    Ago { count: i32, unit: Unit },
    /// A stretch of so many units up to the publication, or from it on; `None` where the tense decides.
    Window { count: i32, unit: Unit, ahead: Option<bool> },
    /// A season.
    Season { season: Season, year: Year },
    /// Ten years.
    Decade { first: i16 },
    /// A day or month of the Hijri year.
    Hijri { day: Option<i8>, month: i8, year: Option<i16>, which: Option<Which> },
    /// From the first to the second.
    Range(Box<Expr>, Box<Expr>),
}

impl Expr {
    /// Whether the expression means the same days whenever the text appeared.
    pub(crate) fn is_absolute(&self) -> bool {
        match self {
            Self::Day { year, .. } | Self::Month { year, .. } | Self::Season { year, .. } => {
                matches!(year, Year::Stated(_))
            }
            Self::Year { .. } | Self::Decade { .. } => true,
            Self::Hijri { year, .. } => year.is_some(),
            Self::Range(a, b) => a.is_absolute() && b.is_absolute(),
            _ => false,
        }
    }
}

/// Whether the words around an expression look back or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Told as past, or not said.
    Past,
    /// Told as coming.
    Future,
}

/// How sure it is that what an expression dates lay behind when the text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// A word of the past stands with it.
    SurelyPast,
    /// Nothing says so.
    Open,
}

/// What an expression says of the day on which the text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// It was written in this year: `العام الحالي، 2021`.
    Year(i16),
    /// It was written so many days before the date that is stated: `اليوم الجمعة 26 كانون الثاني`.
    Today { days: i32 },
}

/// An expression found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it is.
    pub span: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// The indices of its first word and of the word after its last, in the reading.
    pub words: std::ops::Range<usize>,
    /// What it says.
    pub expr: Expr,
    /// The grammar rule that found it.
    pub rule: &'static str,
    /// Whether its clause looks back or ahead.
    pub tense: Tense,
    /// Whether the words around say that it is past.
    pub certainty: Certainty,
    /// What it says of the text itself.
    pub says: Option<Says>,
    /// Whether its sentence goes on with what the one before it told: `وبعد ثلاثة أسابيع`, `ثم`.
    pub sequel: bool,
    /// Whether it opens an entry of a chronology, or is a heading there.
    pub heads: bool,
}
