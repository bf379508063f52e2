//! Painting in the direction of the interface. All text goes through the layout.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::widget::draw_line;
use crate::layout::{Align, Base, width};

use super::dates::Digits;
use super::theme::{Part, Theme};

/// Whether a text is right to left by its first strong letter.
pub fn is_rtl(text: &str) -> bool {
    match text.chars().next() {
        Some('\u{200E}') => false,
        Some('\u{200F}') => true,
        _ => text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl_letter),
    }
}

/// Whether a letter belongs to a script that is written from right to left (the Arabic and Hebrew blocks).
pub fn is_rtl_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// What is painted on, with what and in which direction.
pub struct Painter<'a> {
    /// The cells.
    pub buf: &'a mut Buffer,
    /// The styles.
    pub theme: &'a Theme,
    /// The interface goes from right to left.
    pub rtl: bool,
    /// The digits of the interface.
    pub digits: Digits,
    /// Cells that lead to an address.
    pub links: Vec<(Rect, String)>,
}

/// A piece of a row: what is written, and how.
pub type Piece<'a> = (&'a str, Style);

impl Painter<'_> {
    /// The style of a part.
    pub fn part(&self, part: Part) -> Style {
        self.theme.part(part)
    }

    /// Fills an area with a style; what was written there is gone.
    pub fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Lays a style over what is there.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buf.set_style(area.intersection(self.buf.area), style);
    }

    /// What has the cursor does not stand back: nothing in the area is drawn faint.
    pub fn undim(&mut self, area: Rect) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.modifier.remove(Modifier::DIM);
                }
            }
        }
    }

    /// Makes cells lead to an address. They are sent anew in each frame, as their letters alone do not tell that
    /// the address behind them changed.
    pub fn link(&mut self, area: Rect, address: &str) {
        let area = area.intersection(self.buf.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = self.buf.cell_mut((x, y));
                if let Some(cell) = cell.filter(|cell| cell.diff_option == CellDiffOption::None) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
        self.links.push((area, address.to_owned()));
    }

    /// Writes a sign of one column.
    pub fn sign(&mut self, x: u16, y: u16, sign: &str, style: Style) {
        if let Some(cell) = self.buf.cell_mut((x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// The base direction of a label. Keys, numbers and dates without Arabic letters are left to right in
    /// either interface: a bracket that is a key must not be mirrored.
    pub fn base(&self, text: &str) -> Base {
        let arabic = text.chars().any(is_rtl_letter);
        match (arabic, self.rtl) {
            (false, _) => Base::Ltr,
            (true, true) => Base::Rtl,
            (true, false) => Base::Auto,
        }
    }

    /// A line of the interface. Arabic digits with signs between them run from right to left by themselves: in an
    /// interface that does not, a date of them is made to run as the rest does.
    fn directed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let arabic_digit = |c: char| matches!(c, '٠'..='٩');
        if self.rtl || !text.contains(arabic_digit) || text.chars().any(is_rtl_letter) {
            return Cow::Borrowed(text);
        }
        // A mark behind each number: signs between it and the next one then go as the row does.
        let mut out = String::with_capacity(text.len() + 12);
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            out.push(c);
            if arabic_digit(c) && !letters.peek().copied().is_some_and(arabic_digit) {
                out.push('\u{200E}');
            }
        }
        Cow::Owned(out)
    }

    /// Writes one line of the interface, from the side where lines begin.
    pub fn start(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let align = if self.rtl { Align::Right } else { Align::Left };
        draw_line(self.buf, area, &self.directed(text), style, &[], self.base(text), align)
    }

    /// Writes one line of the interface at the side where lines end.
    pub fn end(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let align = if self.rtl { Align::Left } else { Align::Right };
        draw_line(self.buf, area, &self.directed(text), style, &[], self.base(text), align)
    }

    /// Writes one line of an article: Arabic at the right, in either interface.
    pub fn content(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        draw_line(self.buf, area, text, style, &[], Base::AutoRtl, Align::Right)
    }

    /// Writes one line of text of either script at a side.
    pub fn aligned(&mut self, area: Rect, text: &str, style: Style, align: Align) -> u16 {
        draw_line(self.buf, area, &self.directed(text), style, &[], Base::Auto, align)
    }

    /// Writes pieces one after another from the side where lines begin. Gives what is left of the row.
    pub fn flow(&mut self, area: Rect, pieces: &[Piece<'_>]) -> Rect {
        let mut rest = area;
        for (text, style) in pieces {
            if rest.is_empty() {
                break;
            }
            // Blanks around a piece are gaps: bidi would move them to the other side of it.
            let blanks = |t: &str| u16::try_from(text.len() - t.len()).unwrap_or(u16::MAX);
            let (before, behind) = (blanks(text.trim_start_matches(' ')), blanks(text.trim_end_matches(' ')));
            let text = text.trim_matches(' ');
            rest = self.split(rest, before).1;
            let (here, after) = self.split(rest, width(text));
            self.start(here, text, *style);
            rest = if text.is_empty() { after } else { self.split(after, behind).1 };
        }
        rest
    }

    /// Cuts `columns` from the side where lines begin.
    pub fn split(&self, area: Rect, columns: u16) -> (Rect, Rect) {
        let columns = columns.min(area.width);
        let left = Rect { width: columns, ..area };
        let right = Rect { x: area.x + columns, width: area.width - columns, ..area };
        if self.rtl {
            let shift = area.width - columns;
            (Rect { x: area.x + shift, ..left }, Rect { x: area.x, ..right })
        } else {
            (left, right)
        }
    }

    /// Cuts `columns` from the side where lines end: the rest, and the part.
    pub fn split_end(&self, area: Rect, columns: u16) -> (Rect, Rect) {
        self.split(area, area.width.saturating_sub(columns))
    }

    /// A number in the interface's digits.
    pub fn number(&self, n: usize) -> String {
        self.digits.show(&n.to_string())
    }
}

/// The row `at` of an area, from 0; empty beyond it.
pub fn row(area: Rect, at: usize) -> Rect {
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    if at < area.height { Rect { y: area.y + at, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// An area without its outermost columns.
pub fn inset(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width / 2);
    Rect { x: area.x + columns, width: area.width - 2 * columns, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    #[test]
    fn a_span_of_days_in_arabic_digits_runs_as_the_interface_does() {
        let themes = Theme::for_depth(Depth::None).unwrap();
        let shown = |rtl: bool| {
            let area = Rect::new(0, 0, 13, 1);
            let mut buf = Buffer::empty(area);
            let (theme, digits) = (&themes[0], Digits::Arabic);
            let mut painter = Painter { buf: &mut buf, theme, rtl, digits, links: Vec::new() };
            painter.start(area, &digits.show("2021-07-26…31"), Style::new());
            (0..13).map(|x| buf[(x, 0)].symbol().to_owned()).collect::<String>()
        };
        assert_eq!(shown(false), "٢٠٢١-٠٧-٢٦…٣١");
        assert_eq!(shown(true), "٣١…٢٦-٠٧-٢٠٢١");
    }
}
