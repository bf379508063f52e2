//! The screen without a terminal.

use std::sync::Arc;

use rasid::analyse::{Analyser, Lexicon};
use rasid::ingest;
use rasid::library::Library;
use rasid::tui::data::{Request, answer};
use rasid::tui::effect::Effect;
use rasid::tui::key::Key;
use rasid::tui::state::{Settings, State};
use rasid::tui::strings::Language;
use rasid::tui::theme::Depth;
use rasid::tui::update::{press, receive, settle};
use rasid::tui::{assets, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The screen on a library, without a terminal and without threads: each question is answered at once.
pub struct Screen {
    pub state: State,
    pub library: Library,
}

pub fn built_in() -> Library {
    let analyser = Analyser::new(Arc::new(Lexicon::built_in().unwrap()));
    let mut library = Library::in_memory().unwrap();
    for document in ingest::built_in() {
        library.add(&document, &analyser.analyse(&document)).unwrap();
    }
    library
}

impl Screen {
    pub fn new(width: u16, height: u16, language: Language) -> Self {
        Self::with(width, height, language, Depth::True)
    }

    pub fn with(width: u16, height: u16, language: Language, depth: Depth) -> Self {
        Self::on(built_in(), width, height, language, depth)
    }

    pub fn on(library: Library, width: u16, height: u16, language: Language, depth: Depth) -> Self {
        let settings = Settings { language, ..Settings::default() };
        let state = State::new(Arc::new(assets(depth).unwrap()), settings, String::new());
        let mut screen = Self { state, library };
        screen.resize(width, height);
        screen
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.state.area = Rect::new(0, 0, width, height);
        self.settle();
    }

    pub fn settle(&mut self) {
        for _ in 0..50 {
            let requests = settle(&mut self.state);
            if requests.is_empty() {
                return;
            }
            for request in requests {
                self.ask(request);
            }
        }
        panic!("the screen asks without end");
    }

    pub fn ask(&mut self, request: Request) {
        let reply = answer(&mut self.library, request);
        receive(&mut self.state, reply);
    }

    /// Presses keys, written as the keymap writes them and parted by spaces.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut out = Vec::new();
        for key in keys.split_whitespace() {
            for effect in press(&mut self.state, key.parse::<Key>().unwrap()) {
                match effect {
                    Effect::Ask(request) => self.ask(*request),
                    other => out.push(other),
                }
            }
            self.settle();
        }
        out
    }

    pub fn type_text(&mut self, text: &str) {
        rasid::tui::update::type_text(&mut self.state, text);
    }

    pub fn draw(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.state.area);
        view::draw(&self.state, &mut buffer);
        buffer
    }

    /// The rows, each as the logical text of its words: cells from right to left where they are Arabic.
    pub fn text(&self) -> String {
        let buffer = self.draw();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            for x in 0..buffer.area.width {
                out.push_str(&name(buffer[(x, y)].symbol()));
            }
            out.push('\n');
        }
        out
    }

    /// Whether a text is on the screen, on one row. Letters are compared without their forms.
    pub fn shows(&self, text: &str) -> bool {
        use unicode_normalization::UnicodeNormalization;
        let wanted: String = text.nfkc().collect();
        let buffer = self.draw();
        (0..buffer.area.height).any(|y| {
            let cells = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
            let visual: Vec<String> =
                cells.clone().map(|s| s.nfkc().collect::<String>().replace('\u{A0}', " ")).collect();
            let ltr: String = visual.concat();
            let rtl: String = visual.iter().rev().map(String::as_str).collect();
            ltr.contains(&wanted) || rtl.contains(&wanted)
        })
    }
}

/// A cell in ASCII: an Arabic letter and its marks by their code points, so that a snapshot is not reordered
/// by whatever shows it.
pub fn name(symbol: &str) -> String {
    match symbol {
        "\u{A0}" => " ".to_owned(),
        s if s.is_ascii() || s.chars().all(|c| !rasid::tui::paint::is_rtl_letter(c)) => {
            s.chars().take(1).collect()
        }
        s => format!("{{{}}}", s.chars().map(|c| format!("{:04X}", c as u32)).collect::<Vec<_>>().join(" ")),
    }
}
