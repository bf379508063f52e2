//! Text drawn right into a ratatui buffer: logical text with styled byte ranges goes in, cells come out.
//!
//! ratatui's own `Line`, `Span`, `List`, `Table` and `Paragraph` lose letters of Arabic text at the right
//! margin (they count lam and alef as one column and write two) and let bidi controls through. Nothing here
//! uses them: cells are placed one by one.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::model::Span;

use super::{Align, Base, Line, Options, layout, one_line};

/// Byte ranges of a text and how they look. Later entries are laid over earlier ones.
pub type Styles<'a> = &'a [(Span, Style)];

/// A text as a widget: wrapped to the area's width, each byte range in its style.
///
/// ```
/// use rasid::layout::{Base, widget::Text};
/// use rasid::model::Span;
/// use ratatui::{buffer::Buffer, layout::Rect, style::{Color, Style}, widgets::Widget};
///
/// let text = "قال قيس الخزعلي";
/// let name = (Span::new(7, text.len()), Style::new().fg(Color::Yellow));
/// let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
/// Text::new(text).base(Base::Rtl).styles(&[name]).render(buffer.area, &mut buffer);
/// assert_eq!(buffer[(19, 0)].symbol(), "\u{FED7}"); // initial qaf at the right margin
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    text: &'a str,
    within: Span,
    options: Options,
    style: Style,
    styles: Styles<'a>,
    skip: usize,
}

impl<'a> Text<'a> {
    /// All of `text`, in the default style, at its own margin.
    pub fn new(text: &'a str) -> Self {
        let within = Span::new(0, text.len());
        Self { text, within, options: Options::new(1), style: Style::new(), styles: &[], skip: 0 }
    }

    /// Only the part `within` of the text; styles stay those of the whole text.
    #[must_use]
    pub fn within(self, within: Span) -> Self {
        Self { within, ..self }
    }

    /// The base direction.
    #[must_use]
    pub fn base(self, base: Base) -> Self {
        Self { options: Options { base, ..self.options }, ..self }
    }

    /// The alignment.
    #[must_use]
    pub fn align(self, align: Align) -> Self {
        Self { options: Options { align, ..self.options }, ..self }
    }

    /// All options at once; the width is that of the area in any case.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The style of the whole area.
    #[must_use]
    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The styles of byte ranges.
    #[must_use]
    pub fn styles(self, styles: Styles<'a>) -> Self {
        Self { styles, ..self }
    }

    /// How many lines to leave out at the top.
    #[must_use]
    pub fn skip(self, lines: usize) -> Self {
        Self { skip: lines, ..self }
    }
}

impl Widget for Text<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        buf.set_style(area, self.style);
        if area.is_empty() {
            return;
        }
        let options = Options { width: area.width, ..self.options };
        let laid_out = layout(self.text, self.within, &options);
        for (line, y) in laid_out.lines.iter().skip(self.skip).zip(area.top()..area.bottom()) {
            paint(buf, Rect { y, height: 1, ..area }, line, self.style, self.styles);
        }
    }
}

/// Paints one line that was laid out for the width of `area`, on the first row of it. Cells beyond the area
/// are left out.
pub fn paint(buf: &mut Buffer, area: Rect, line: &Line, style: Style, styles: Styles<'_>) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    // Of the styles only those of this line are asked for each cell.
    let here: Vec<&(Span, Style)> = styles.iter().filter(|(span, _)| span.overlaps(line.span)).collect();
    let mut x = area.left().saturating_add(line.column);
    for cell in &line.cells {
        let end = x.saturating_add(u16::from(cell.width));
        if end > area.right() {
            break;
        }
        let mut look = style;
        for (span, over) in &here {
            // Kashida and added spaces own no byte: they look like what they stand in.
            let at = cell.span;
            if span.overlaps(at) || (at.is_empty() && span.start < at.start && at.start < span.end) {
                look = look.patch(*over);
            }
        }
        if let Some(target) = buf.cell_mut(Position::new(x, area.y)) {
            target.set_symbol(&cell.symbol).set_style(look);
            // The layout's own measure of a cell holds, whatever other tables say of its symbol.
            if let Some(width) = std::num::NonZeroU16::new(u16::from(cell.width)) {
                target.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
        }
        for x in x + 1..end {
            if let Some(target) = buf.cell_mut(Position::new(x, area.y)) {
                target.reset();
                target.set_style(look);
            }
        }
        x = end;
    }
}

/// Draws a label or a row of a list on the first row of `area`: one line, cut off with an ellipsis at its
/// logical end if it does not fit. Gives the columns used. Cells beside the text are left as they are.
pub fn draw_line(
    buf: &mut Buffer,
    area: Rect,
    text: &str,
    style: Style,
    styles: Styles<'_>,
    base: Base,
    align: Align,
) -> u16 {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    let line = one_line(text, &Options::new(area.width).base(base).align(align));
    paint(buf, area, &line, style, styles);
    line.width()
}
