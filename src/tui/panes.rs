//! Where the panes stand, by the size of the window.

use ratatui::layout::Rect;

use crate::model::names::named_enum;

use super::keymap::Context;

named_enum! {
    /// A pane.
    pub enum Pane("pane") {
        /// The list of articles.
        Articles = "articles",
        /// The reader.
        Reader = "reader",
        /// The entities.
        Entities = "entities",
        /// The timeline.
        Timeline = "timeline",
    }
}

impl Pane {
    /// The pane's own bindings.
    pub const fn context(self) -> Context {
        match self {
            Self::Articles => Context::Articles,
            Self::Reader => Context::Reader,
            Self::Entities => Context::Entities,
            Self::Timeline => Context::Timeline,
        }
    }

    /// Whether the pane stands beside the text; the others take the wide part of the screen.
    pub const fn is_side(self) -> bool {
        matches!(self, Self::Articles | Self::Entities)
    }
}

/// The least window in which the panes are drawn: columns and rows.
pub const LEAST: (u16, u16) = (40, 10);

/// Which panes the reader wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The pane with the cursor.
    pub focus: Pane,
    /// The side pane that had the cursor last.
    pub side: Pane,
    /// The wide pane that had the cursor last.
    pub main: Pane,
    /// Only the pane with the cursor.
    pub maximised: bool,
    /// Mirrored: the list on the right.
    pub rtl: bool,
}

/// The panes of a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panes {
    /// The bar at the top.
    pub top: Rect,
    /// The bar at the bottom.
    pub bottom: Rect,
    /// The panes that are to be seen, with their titles, in reading order.
    pub panes: Vec<(Pane, Rect)>,
    /// Vertical lines between panes, one column each.
    pub lines: Vec<Rect>,
}

impl Panes {
    /// Parts `area`: four panes where there is room, two (one beside the other), or one. Empty if the window
    /// is below [`LEAST`].
    pub fn of(area: Rect, wish: Wish) -> Self {
        if area.width < LEAST.0 || area.height < LEAST.1 {
            return Self::default();
        }
        let top = Rect { height: 1, ..area };
        let bottom = Rect { y: area.bottom() - 1, height: 1, ..area };
        let inner = Rect { y: area.y + 1, height: area.height - 2, ..area };
        let (panes, lines) = match () {
            () if wish.maximised || area.width < 72 => (vec![(wish.focus, inner)], vec![]),
            () if area.width >= 160 && area.height >= 30 => four_wide(inner),
            () if area.width >= 110 && area.height >= 30 => four(inner),
            () => two(inner, wish),
        };
        let mut out = Self { top, bottom, panes, lines };
        if wish.rtl {
            let mirror = |r: &mut Rect| r.x = area.right() - (r.x - area.x) - r.width;
            out.panes.iter_mut().for_each(|(_, r)| mirror(r));
            out.lines.iter_mut().for_each(mirror);
        }
        out
    }

    /// Where a pane is, if it is to be seen.
    pub fn rect(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(p, _)| *p == pane).map(|(_, r)| *r)
    }

    /// The pane beside `from`: at its left (`-1`) or right (`1`).
    pub fn beside(&self, from: Pane, direction: i32) -> Option<Pane> {
        let here = self.rect(from)?;
        let middle = |r: &Rect| (i32::from(r.left() + r.right()) / 2, i32::from(r.top() + r.bottom()) / 2);
        let (x, y) = middle(&here);
        self.panes
            .iter()
            .filter(|(p, r)| {
                *p != from && if direction < 0 { r.right() <= here.left() } else { r.left() >= here.right() }
            })
            .min_by_key(|(_, r)| {
                let (rx, ry) = middle(r);
                (rx - x).abs() + 3 * (ry - y).abs()
            })
            .map(|(p, _)| *p)
    }
}

type Parts = (Vec<(Pane, Rect)>, Vec<Rect>);

/// Cuts `width` columns from the left; between the parts stands a line.
fn beside(area: Rect, width: u16) -> (Rect, Rect, Rect) {
    let width = width.min(area.width.saturating_sub(2));
    let left = Rect { width, ..area };
    let line = Rect { x: left.right(), width: 1, ..area };
    let right = Rect { x: line.right(), width: area.width - width - 1, ..area };
    (left, line, right)
}

/// Cuts `height` rows from the bottom.
fn below(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let upper = Rect { height: area.height - height, ..area };
    (upper, Rect { y: upper.bottom(), height, ..area })
}

/// Columns of the reader beyond which its text does not grow.
const READER: u16 = 88;

fn four_wide(area: Rect) -> Parts {
    // The sides grow with the window: what the text does not need is theirs, up to the longest names.
    let side = (area.width / 5).clamp(34, 64);
    let (articles, line, rest) = beside(area, side);
    let (upper, timeline) = below(rest, (area.height * 2 / 5).clamp(12, 44));
    let (reader, inner_line, entities) =
        beside(upper, upper.width - 1 - upper.width.saturating_sub(READER).clamp(34, 64));
    let panes = vec![
        (Pane::Articles, articles),
        (Pane::Reader, reader),
        (Pane::Entities, entities),
        (Pane::Timeline, timeline),
    ];
    (panes, vec![line, inner_line])
}

fn four(area: Rect) -> Parts {
    let (side, line, main) = beside(area, (area.width * 3 / 10).clamp(32, 44));
    let (articles, entities) = below(side, area.height / 2);
    let (reader, timeline) = below(main, area.height * 2 / 5);
    let panes = vec![
        (Pane::Articles, articles),
        (Pane::Reader, reader),
        (Pane::Entities, entities),
        (Pane::Timeline, timeline),
    ];
    (panes, vec![line])
}

fn two(area: Rect, wish: Wish) -> Parts {
    let (side, line, main) = beside(area, (area.width * 3 / 8).clamp(26, 36));
    let mut panes = vec![(wish.side, side), (wish.main, main)];
    panes.sort_by_key(|(p, _)| *p);
    (panes, vec![line])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(focus: Pane, rtl: bool) -> Wish {
        let side = if focus.is_side() { focus } else { Pane::Articles };
        let main = if focus.is_side() { Pane::Reader } else { focus };
        Wish { focus, side, main, maximised: false, rtl }
    }

    fn shown(width: u16, height: u16, focus: Pane) -> Vec<Pane> {
        Panes::of(Rect::new(0, 0, width, height), wish(focus, false)).panes.iter().map(|p| p.0).collect()
    }

    #[test]
    fn as_many_panes_as_there_is_room_for() {
        assert_eq!(shown(200, 50, Pane::Reader).len(), 4);
        assert_eq!(shown(120, 40, Pane::Reader).len(), 4);
        assert_eq!(shown(80, 24, Pane::Entities), [Pane::Reader, Pane::Entities]);
        assert_eq!(shown(80, 24, Pane::Timeline), [Pane::Articles, Pane::Timeline]);
        assert_eq!(shown(60, 24, Pane::Timeline), [Pane::Timeline]);
        assert_eq!(shown(39, 24, Pane::Timeline), []);
        assert_eq!(shown(0, 0, Pane::Reader), []);
    }

    #[test]
    fn mirrored_the_list_is_on_the_right() {
        let area = Rect::new(0, 0, 200, 50);
        let ltr = Panes::of(area, wish(Pane::Reader, false));
        let rtl = Panes::of(area, wish(Pane::Reader, true));
        assert_eq!(ltr.rect(Pane::Articles).map(|r| r.left()), Some(0));
        assert_eq!(rtl.rect(Pane::Articles).map(|r| r.right()), Some(200));
        assert_eq!(ltr.beside(Pane::Articles, 1), Some(Pane::Reader));
        assert_eq!(rtl.beside(Pane::Articles, -1), Some(Pane::Reader));
        assert_eq!(ltr.beside(Pane::Articles, -1), None);
    }

    proptest! {
        /// Every cell belongs to at most one thing, and nothing stands outside the window.
        #[test]
        fn nothing_overlaps(w in 0u16..320, h in 0u16..120, focus in 0usize..4, rtl: bool, maximised: bool) {
            let area = Rect::new(0, 0, w, h);
            let panes = Panes::of(area, Wish { maximised, ..wish(Pane::ALL[focus], rtl) });
            let mut all: Vec<Rect> = panes.panes.iter().map(|p| p.1).chain(panes.lines.clone()).collect();
            all.extend([panes.top, panes.bottom]);
            for (i, a) in all.iter().enumerate() {
                prop_assert_eq!(a.intersection(area), *a);
                for b in &all[i + 1..] {
                    prop_assert!(a.intersection(*b).is_empty(), "{a:?} {b:?}");
                }
            }
            if w >= LEAST.0 && h >= LEAST.1 {
                prop_assert!(panes.rect(Pane::ALL[focus]).is_some());
                let cells: u32 = all.iter().map(|r| r.area()).sum();
                prop_assert_eq!(cells, area.area());
            }
        }
    }
}
