//! The axis as it was made last: what is drawn with every key is made only when something about it changes. There
//! may be twenty thousand moments.

use std::sync::Arc;

use jiff::civil::Date;

use crate::library::Moment;
use crate::model::EventKind;

use super::{Axis, Column, Extent};

/// Events of one kind on the days of many, as the library counted them.
pub type Moments = Arc<[Moment]>;

/// The lanes from top to bottom.
pub const LANES: [EventKind; 3] = [EventKind::Attack, EventKind::Statement, EventKind::Milestone];

/// On what an axis depends.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The moments, and those of the second of two entities.
    pub moments: [Moments; 2],
    /// How often it is halved.
    pub zoom: u32,
    /// The day around which it is halved.
    pub day: Option<Date>,
    /// Its columns.
    pub columns: u16,
    /// Whether long empty stretches are folded.
    pub folded: bool,
    /// Whether each of two entities has lanes of its own.
    pub two: bool,
}

impl Lanes {
    fn has_moments_of(&self, other: &Self) -> bool {
        self.folded == other.folded && self.moments.iter().zip(&other.moments).all(|(a, b)| Arc::ptr_eq(a, b))
    }

    fn is(&self, other: &Self) -> bool {
        self.has_moments_of(other)
            && self.columns == other.columns
            && self.two == other.two
            && self.zoom == other.zoom
            // All of it is shown, whatever day the cursor is on.
            && (self.zoom == 0 || self.day == other.day)
    }
}

/// An axis with what falls on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The axis.
    pub axis: Axis,
    /// Each lane: of which of two entities, of which kind, its columns.
    pub lanes: Vec<(usize, EventKind, Vec<Column>)>,
}

/// The axis that was made last.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    of: Option<Lanes>,
    extent: Option<Extent>,
    made: Option<Made>,
}

impl Kept {
    /// Makes the axis if it is not the one that was made last.
    pub fn prepare(&mut self, of: Lanes) {
        if self.of.as_ref().is_some_and(|last| last.is(&of)) {
            return;
        }
        if !self.of.as_ref().is_some_and(|last| last.has_moments_of(&of)) {
            let all: Vec<Moment> = of.moments.iter().flat_map(|moments| moments.iter().copied()).collect();
            self.extent = Extent::of(&all, of.folded);
        }
        self.made = self.extent.as_ref().map(|extent| made(extent, &of));
        self.of = Some(of);
    }

    /// The axis that was made last; `None` if no moment has a date.
    pub const fn made(&self) -> Option<&Made> {
        self.made.as_ref()
    }
}

fn made(extent: &Extent, of: &Lanes) -> Made {
    let axis = Axis::over(extent, of.zoom, of.day, usize::from(of.columns));
    let sides = if of.two { &of.moments[..] } else { &of.moments[..1] };
    let lanes = LANES.into_iter().flat_map(|kind| sides.iter().enumerate().map(move |side| (side, kind)));
    let lanes = lanes.map(|((side, moments), kind)| (side, kind, axis.lane(moments, kind))).collect();
    Made { axis, lanes }
}
