//! Themes: `assets/themes/*.json`.
//!
//! A style is written as words: a colour, `on` and a colour, and `bold`, `dim`, `italic`, `underline`,
//! `reverse`. A colour is `#rrggbb` or one of the terminal's sixteen (`red`, `bright-red`).

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer};

use crate::model::names::named_enum;
use crate::model::{EntityType, EventKind};

named_enum! {
    /// What a style is for.
    pub enum Part("theme part") {
        /// Running text, and the background of the whole screen.
        Text = "text",
        /// What stands back: dates, captions, hints.
        Dim = "dim",
        /// Headlines in the reader.
        Title = "title",
        /// Lead and subheadings.
        Lead = "lead",
        /// Lines between panes.
        Border = "border",
        /// The line of the pane that has the cursor.
        BorderFocus = "border-focus",
        /// Titles of panes.
        Pane = "pane",
        /// The title of the pane that has the cursor.
        PaneFocus = "pane-focus",
        /// The bars at the top and the bottom.
        Bar = "bar",
        /// Keys in hints and in the help.
        Key = "key",
        /// The program's name, and what is to be noticed.
        Accent = "accent",
        /// The item at the cursor in the pane that has the cursor.
        Selection = "selection",
        /// The item at the cursor in another pane.
        SelectionFaint = "selection-faint",
        /// The name or event at the cursor in the reader.
        Cursor = "cursor",
        /// A hit of the search.
        Hit = "hit",
        /// Every mention of the chosen entity.
        Chosen = "chosen",
        /// An article that was not read.
        Unread = "unread",
        /// A date that was inferred or is uncertain.
        Uncertain = "uncertain",
        /// A warning.
        Warning = "warning",
    }
}

/// A set of styles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The name, as the configuration writes it.
    pub name: String,
    /// Whether signs of the types stand beside names unless the reader says otherwise.
    #[serde(default)]
    pub signs: bool,
    parts: HashMap<Part, Written>,
    types: HashMap<EntityType, Written>,
    kinds: HashMap<EventKind, Written>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Written(Style);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let written = String::deserialize(d)?;
        style(&written).map(Self).map_err(serde::de::Error::custom)
    }
}

fn style(written: &str) -> Result<Style, String> {
    let mut out = Style::default();
    let mut words = written.split_whitespace();
    while let Some(word) = words.next() {
        out = match word {
            "bold" => out.add_modifier(Modifier::BOLD),
            "dim" => out.add_modifier(Modifier::DIM),
            "italic" => out.add_modifier(Modifier::ITALIC),
            "underline" => out.add_modifier(Modifier::UNDERLINED),
            "reverse" => out.add_modifier(Modifier::REVERSED),
            "on" => out.bg(colour(words.next().ok_or("a colour is missing after \"on\"")?)?),
            word => out.fg(colour(word)?),
        };
    }
    Ok(out)
}

const NAMED: &[(&str, Color)] = &[
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

fn colour(word: &str) -> Result<Color, String> {
    let hex = word.strip_prefix('#').filter(|h| h.len() == 6).and_then(|h| u32::from_str_radix(h, 16).ok());
    if let Some(rgb) = hex {
        return Ok(Color::from_u32(rgb));
    }
    NAMED.iter().find(|(name, _)| *name == word).map(|(_, c)| *c).ok_or_else(|| {
        let known: Vec<_> = NAMED.iter().map(|(name, _)| *name).collect();
        format!("{word:?} is neither a colour nor an attribute; colours are #rrggbb, {}", known.join(", "))
    })
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// 256 colours: `#rrggbb` becomes the nearest of the cube and the greys.
    Indexed,
    /// Sixteen colours.
    Sixteen,
    /// None: `NO_COLOR` is set.
    None,
}

impl Depth {
    /// What the environment says: `NO_COLOR`, `COLORTERM`, `TERM`.
    pub fn of_environment(var: impl Fn(&str) -> Option<String>) -> Self {
        let has = |name: &str| var(name).filter(|v| !v.is_empty());
        if has("NO_COLOR").is_some() {
            return Self::None;
        }
        if has("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit")) {
            return Self::True;
        }
        let term = has("TERM").unwrap_or_default();
        if term.contains("direct") || has("WT_SESSION").is_some() {
            Self::True
        } else if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// Whether the terminal says that its background is light: `COLORFGBG` ends in the number of that colour. Where it says
/// nothing, the themes bring their own background.
fn light_background(var: impl Fn(&str) -> Option<String>) -> bool {
    let background = var("COLORFGBG").and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok());
    background.is_some_and(|colour| matches!(colour, 7 | 9..=15))
}

const BUILT_IN: &[&str] = &[
    include_str!("../../assets/themes/dark.json"),
    include_str!("../../assets/themes/light.json"),
    include_str!("../../assets/themes/contrast.json"),
    include_str!("../../assets/themes/colour-blind.json"),
    include_str!("../../assets/themes/sixteen.json"),
    include_str!("../../assets/themes/sixteen-light.json"),
    include_str!("../../assets/themes/mono.json"),
];

impl Theme {
    /// The built-in themes, the default first.
    pub fn built_in() -> Result<Vec<Self>, serde_json::Error> {
        BUILT_IN.iter().map(|json| serde_json::from_str(json)).collect()
    }

    /// The built-in themes that a terminal of this depth can show, the default first.
    pub fn for_depth(depth: Depth) -> Result<Vec<Self>, serde_json::Error> {
        let mut themes = Self::built_in()?;
        match depth {
            Depth::True => themes.retain(|t| !t.is_sixteen()),
            Depth::Indexed => {
                themes.retain(|t| !t.is_sixteen());
                themes.iter_mut().for_each(Self::index);
            }
            Depth::Sixteen => themes.retain(|t| t.is_sixteen() || t.name == "mono"),
            Depth::None => themes.retain(|t| t.name == "mono"),
        }
        Ok(themes)
    }

    /// The themes for this terminal, a light one first where its background is light.
    pub fn for_terminal(var: impl Fn(&str) -> Option<String>) -> Result<Vec<Self>, serde_json::Error> {
        let light = light_background(&var);
        let mut themes = Self::for_depth(Depth::of_environment(var))?;
        themes.sort_by_key(|t| light && !matches!(t.name.as_str(), "light" | "sixteen-light"));
        Ok(themes)
    }

    fn is_sixteen(&self) -> bool {
        matches!(self.name.as_str(), "sixteen" | "sixteen-light")
    }

    fn index(&mut self) {
        let all = self.parts.values_mut().chain(self.types.values_mut()).chain(self.kinds.values_mut());
        for Written(style) in all {
            style.fg = style.fg.map(nearest_indexed);
            style.bg = style.bg.map(nearest_indexed);
        }
    }

    /// The style of a part.
    pub fn part(&self, part: Part) -> Style {
        self.parts.get(&part).copied().unwrap_or_default().0
    }

    /// The style of a name of this type.
    pub fn kind(&self, kind: EntityType) -> Style {
        self.types.get(&kind).copied().unwrap_or_default().0
    }

    /// The style of an event's sign.
    pub fn event(&self, kind: EventKind) -> Style {
        self.kinds.get(&kind).copied().unwrap_or_default().0
    }
}

/// The colour of xterm's 256 that is nearest to a colour: the 6×6×6 cube from 16 on, 24 greys from 232 on.
fn nearest_indexed(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |v: u8| (0..6u8).min_by_key(|&i| STEPS[usize::from(i)].abs_diff(v)).unwrap_or(0);
    let distance =
        |x: [u8; 3]| -> u32 { x.iter().zip([r, g, b]).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let [cr, cg, cb] = [r, g, b].map(nearest);
    let cube = distance([cr, cg, cb].map(|i| STEPS[usize::from(i)]));
    let grey = (0..24u8).min_by_key(|&i| distance([8 + 10 * i; 3])).unwrap_or(0);
    if distance([8 + 10 * grey; 3]) < cube {
        Color::Indexed(232 + grey)
    } else {
        Color::Indexed(16 + 36 * cr + 6 * cg + cb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the sixteen colours are in xterm, and on the Linux console, which has them from VGA.
    const PALETTES: [[u32; 16]; 2] = [
        [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
            0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
        [
            0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
            0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
        ],
    ];

    /// A theme with the colours that a palette has for the sixteen.
    fn painted(mut theme: Theme, palette: &[u32; 16]) -> Theme {
        let of = |colour: Color| match NAMED.iter().position(|(_, c)| *c == colour) {
            Some(at) => Color::from_u32(palette[at]),
            None => colour,
        };
        let all = theme.parts.values_mut().chain(theme.types.values_mut()).chain(theme.kinds.values_mut());
        for Written(style) in all {
            (style.fg, style.bg) = (style.fg.map(of), style.bg.map(of));
            assert!(
                !style.add_modifier.contains(Modifier::DIM),
                "{}: no colour holds where it is dimmed",
                theme.name
            );
        }
        theme
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("{colour:?} is no RGB colour") };
        let [r, g, b] = [r, g, b].map(|v| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_has_the_contrast_of_wcag_aa_and_in_the_high_contrast_theme_of_aaa() {
        let themes = Theme::built_in().unwrap().into_iter().filter(|t| t.name != "mono");
        for theme in themes.flat_map(|t| PALETTES.map(|palette| painted(t.clone(), &palette))) {
            let least = if theme.name == "contrast" { 7.0 } else { 4.5 };
            let base = theme.part(Part::Text);
            // What is reversed or underlined has the colours that are there.
            let backgrounds = [
                base.bg,
                theme.part(Part::Selection).bg.or(base.bg),
                theme.part(Part::SelectionFaint).bg.or(base.bg),
                theme.part(Part::Chosen).bg.or(base.bg),
            ];
            let styles = Part::ALL
                .iter()
                .filter(|p| !matches!(p, Part::Border))
                .map(|&p| (p.as_str(), theme.part(p)))
                .chain(EntityType::ALL.iter().map(|&t| (t.as_str(), theme.kind(t))))
                .chain(EventKind::ALL.iter().map(|&k| (k.as_str(), theme.event(k))));
            for (name, style) in styles {
                let fg = style.fg.or(base.fg).unwrap();
                match style.bg.filter(|_| style.fg.is_some()) {
                    Some(bg) => {
                        assert!(contrast(fg, bg) >= least, "{} {name} {}", theme.name, contrast(fg, bg))
                    }
                    None => {
                        for bg in backgrounds {
                            let bg = bg.unwrap();
                            let found = contrast(fg, bg);
                            assert!(found >= least, "{} {name} on {bg}: {found:.2}", theme.name);
                        }
                    }
                }
            }
            // Lines between panes are no text: WCAG asks for 3 where they carry meaning, which these do not.
            assert!(contrast(theme.part(Part::Border).fg.unwrap(), base.bg.unwrap()) >= 1.5);
        }
    }

    #[test]
    fn every_theme_styles_everything() {
        for theme in Theme::built_in().unwrap() {
            for part in Part::ALL {
                assert!(theme.parts.contains_key(part), "{} {part}", theme.name);
            }
            for kind in EntityType::ALL {
                assert!(theme.types.contains_key(kind), "{} {kind}", theme.name);
            }
            for kind in EventKind::ALL {
                assert!(theme.kinds.contains_key(kind), "{} {kind}", theme.name);
            }
        }
    }

    #[test]
    fn without_colours_nothing_sends_one_and_the_cursor_still_shows() {
        let themes = Theme::for_depth(Depth::None).unwrap();
        assert_eq!(themes.len(), 1);
        let all = themes[0].parts.values().chain(themes[0].types.values()).chain(themes[0].kinds.values());
        assert!(all.into_iter().all(|Written(s)| s.fg.is_none() && s.bg.is_none()));
        for part in [Part::Selection, Part::Cursor, Part::PaneFocus, Part::Hit] {
            assert!(!themes[0].part(part).add_modifier.is_empty(), "{part}");
        }
    }

    #[test]
    fn colours_are_brought_down_to_256() {
        assert_eq!(nearest_indexed(Color::Rgb(255, 0, 0)), Color::Indexed(196));
        assert_eq!(nearest_indexed(Color::Rgb(8, 8, 8)), Color::Indexed(232));
        assert_eq!(nearest_indexed(Color::Red), Color::Red);
    }

    #[test]
    fn the_environment_gives_the_depth() {
        let of = |pairs: &'static [(&str, &str)]| {
            Depth::of_environment(|n| pairs.iter().find(|p| p.0 == n).map(|p| p.1.to_owned()))
        };
        assert_eq!(of(&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(of(&[("COLORTERM", "truecolor"), ("NO_COLOR", "")]), Depth::True);
        assert_eq!(of(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Sixteen);
    }

    #[test]
    fn a_light_terminal_gets_a_light_theme_first() {
        let first = |pairs: &'static [(&str, &str)]| {
            let themes = Theme::for_terminal(|n| pairs.iter().find(|p| p.0 == n).map(|p| p.1.to_owned()));
            themes.unwrap().first().map(|t| t.name.clone()).unwrap()
        };
        assert_eq!(first(&[("TERM", "xterm")]), "sixteen");
        assert_eq!(first(&[("TERM", "xterm"), ("COLORFGBG", "0;15")]), "sixteen-light");
        assert_eq!(first(&[("TERM", "xterm-256color"), ("COLORFGBG", "0;default;15")]), "light");
        assert_eq!(first(&[("TERM", "rxvt"), ("COLORFGBG", "15;0")]), "sixteen");
        assert_eq!(first(&[("COLORFGBG", "0;15"), ("NO_COLOR", "1")]), "mono");
    }

    #[test]
    fn wrong_styles_are_named() {
        assert!(style("#12345 bold").unwrap_err().contains("#12345"));
        assert!(style("red on").is_err());
    }
}
