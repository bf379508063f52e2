//! `rasid doctor`: what the terminal is, how it is treated, and which encoding reads right in it.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use serde::Serialize;

use super::failure::{Complete, Done, Failure};
use super::output::Output;
use crate::config::Folders;
use crate::layout::widget::draw_line;
use crate::layout::{Align, Base, Options, layout, width};
use crate::model::Span;
use crate::term::{
    Basis, Bidi, Encoding, Environment, Mode, Report, Session, Settings, TermEvent, calibration, events,
    report,
};
use crate::text::Clean;
use crate::tui::strings::{DoctorWords, Language, Strings, fill};

/// Say what is known of this terminal, and try which way of sending Arabic reads right in it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid doctor              the report, then one sentence in four encodings: press the right one's number
  rasid doctor --no-try     the report only
  rasid doctor --json       the same for a bug report
  rasid doctor --forget     forget what was chosen for this terminal

What is chosen is remembered for terminals of this kind, and goes before all that is detected.")]
pub(super) struct Args {
    /// The report as JSON, and nothing else
    #[arg(long)]
    json: bool,
    /// The report only
    #[arg(long)]
    no_try: bool,
    /// Forget what was chosen for this terminal
    #[arg(long, conflicts_with_all = ["json", "no_try"])]
    forget: bool,
    /// The setting to report on: auto, explicit, visual, visual-lro, runs or tokens
    #[arg(long, value_name = "MODE", default_value = "auto")]
    bidi: Bidi,
}

/// The report. What the environment says is cleaned, as it may be anything.
#[derive(Debug, Serialize)]
struct Findings {
    version: &'static str,
    terminal: String,
    bidi: &'static str,
    encoding: &'static str,
    basis: &'static str,
    evidence: String,
    xtversion: Option<String>,
    bdsm: Option<u8>,
    device_attributes: Option<String>,
    tmux_client: Option<String>,
    environment: Vec<(&'static str, String)>,
    columns: u16,
    rows: u16,
    colours: &'static str,
    locale: String,
    keyboard: &'static str,
    remembered_in: Option<String>,
    advice: Option<&'static str>,
}

// What is not a number or a name is told in the language of the interface, but stays so in JSON.
const NO_COLOURS: &str = "none (NO_COLOR)";
const ALL_COLOURS: &str = "16 million";
const NOT_ASKED: &str = "not asked";

const KEYBOARD: &str = "a pressed key is all that a terminal tells: with the Arabic layout on, Arabic (101) \
                        letters are read as the keys that they stand on";

pub(super) fn run(args: &Args) -> Done {
    let remembered = Folders::of_reader().map(|folders| folders.terminals());
    let report = report(args.bidi, remembered.as_deref())?;
    let key = report.detection.as_ref().map(|found| found.key());
    if args.forget {
        let (Some(path), Some(key)) = (&remembered, &key) else {
            return Err(Failure::usage("there is nothing to forget with --bidi, or without a home folder"));
        };
        let was = calibration::forget(path, key)?;
        let mut said = Speech::new(Output::new())?;
        let words = &said.strings.doctor;
        let told = fill(if was { &words.forgotten } else { &words.nothing_remembered }, key);
        said.line(&told)?;
        return Ok(Complete::Yes);
    }
    let findings = findings(&report, remembered.as_ref());
    let mut out = Output::new();
    if args.json {
        out.json(&[findings])?;
        return Ok(Complete::Yes);
    }
    let mut said = Speech::new(out)?;
    said.report(&findings, report.basis)?;
    // Trying needs eyes and a key.
    let (Some(path), Some(key)) = (remembered, key) else { return Ok(Complete::Yes) };
    if args.no_try || !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Ok(Complete::Yes);
    }
    said.line("")?;
    let words = said.strings.doctor.clone();
    said.line(&words.press_enter)?;
    std::io::stdin().read_line(&mut String::new())?;
    match choose(&words, said.language)? {
        Some(mode) => {
            calibration::remember(&path, &key, mode)?;
            let path = Clean::new(&path.display().to_string()).into_string();
            said.line(&fill(&fill(&fill(&words.chosen, &key), mode.name()), &path))?;
        }
        None => said.line(&words.nothing_chosen)?,
    }
    Ok(Complete::Yes)
}

fn findings(report: &Report, remembered: Option<&PathBuf>) -> Findings {
    let clean = |text: &str| Clean::new(text).into_string();
    let environment = Environment::of_process();
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let colours = match (var("NO_COLOR"), var("COLORTERM").as_deref(), environment.get("TERM")) {
        (Some(_), ..) => NO_COLOURS,
        (_, Some("truecolor" | "24bit"), _) => ALL_COLOURS,
        (.., Some(term)) if term.contains("256color") => "256",
        _ => "16",
    };
    let (columns, rows) = crossterm::terminal::size().unwrap_or((0, 0));
    let found = report.detection.as_ref();
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        terminal: found.map_or_else(|| NOT_ASKED.to_owned(), |found| found.key()),
        bidi: report.mode.name(),
        encoding: report.mode.encoding().name(),
        basis: report.basis.name(),
        evidence: found.map_or_else(|| "the setting".to_owned(), |found| clean(&found.evidence)),
        xtversion: report.answers.version.as_deref().map(clean),
        bdsm: report.answers.bdsm,
        device_attributes: report.answers.attributes.clone(),
        tmux_client: environment.tmux_client.as_deref().map(clean),
        environment: environment.variables.iter().map(|(name, value)| (*name, clean(value))).collect(),
        columns,
        rows,
        colours,
        locale: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(var)
            .as_deref()
            .map(clean)
            .unwrap_or_default(),
        keyboard: KEYBOARD,
        remembered_in: remembered.map(|path| clean(&path.display().to_string())),
        advice: found.and_then(|found| found.terminal.advice()),
    }
}

/// The report in the language of the interface, laid out where a terminal shows it.
struct Speech {
    out: Output,
    language: Language,
    strings: Strings,
}

impl Speech {
    /// In the language that the configuration or the locale says.
    fn new(out: Output) -> Result<Self, Failure> {
        let wanted = super::config::read().ok().and_then(|config| config.screen.language);
        let language = wanted.unwrap_or_else(Language::of_environment);
        let strings = Strings::built_in(language).map_err(anyhow::Error::from)?;
        Ok(Self { out, language, strings })
    }

    /// One line. Of Arabic a terminal gets the joined letters in visual order, in as many rows as it needs.
    fn line(&mut self, text: &str) -> std::io::Result<()> {
        match self.out.terminal().filter(|_| self.language.is_rtl()) {
            Some(columns) => {
                let options = Options::new(columns).base(Base::Rtl).align(Align::Right);
                for line in layout(text, Span::new(0, text.len()), &options).lines {
                    let margin = " ".repeat(usize::from(line.column));
                    self.out.visual_line(&format!("{margin}{}", line.visual()))?;
                }
            }
            None => writeln!(self.out, "{}", crate::tui::dates::without_isolates(text))?,
        }
        self.out.flush()
    }

    /// A label with what it is of.
    fn pair(&mut self, label: &str, value: &str) -> std::io::Result<()> {
        let gap = " ".repeat(usize::from(14_u16.saturating_sub(width(label)).max(1)));
        let value =
            if self.language.is_rtl() { format!("\u{2068}{value}\u{2069}") } else { value.to_owned() };
        self.line(&format!("{label}{gap}{value}"))
    }

    fn report(&mut self, found: &Findings, basis: Basis) -> std::io::Result<()> {
        let words = self.strings.doctor.clone();
        let colours = match found.colours {
            NO_COLOURS => &words.no_colours,
            ALL_COLOURS => &words.all_colours,
            number => number,
        };
        let basis = match basis {
            Basis::Set => &words.set,
            Basis::Remembered => &words.recalled,
            Basis::Found => &words.found,
        };
        let evidence = self.strings.note(&found.evidence);
        let advice = found.advice.map(|advice| self.strings.note(advice));
        let answer = |answer: Option<&str>| answer.unwrap_or(&words.no_answer).to_owned();
        let size = fill(&fill(&words.size_of, &found.columns.to_string()), &found.rows.to_string());
        let terminal = if found.terminal == NOT_ASKED { &words.not_asked } else { &found.terminal };
        self.pair(&self.strings.words.program.clone(), found.version)?;
        self.pair(&words.terminal, terminal)?;
        self.pair(&words.arabic, &fill(&fill(&words.sent, found.bidi), found.encoding))?;
        self.pair(&words.because, &format!("{basis}: {evidence}"))?;
        self.pair("XTVERSION", &answer(found.xtversion.as_deref()))?;
        self.pair("BDSM", &answer(found.bdsm.map(|state| state.to_string()).as_deref()))?;
        self.pair("DA1", &answer(found.device_attributes.as_deref()))?;
        if let Some(client) = &found.tmux_client {
            self.pair(&words.tmux_in, client)?;
        }
        for (name, value) in &found.environment {
            self.pair(&format!("${name}"), value)?;
        }
        self.pair(&words.size, &size)?;
        self.pair(&words.colours, colours)?;
        self.pair(&words.locale, if found.locale.is_empty() { &words.none } else { &found.locale })?;
        self.pair(&words.keyboard, &words.keyboard_is)?;
        if let Some(path) = &found.remembered_in {
            self.pair(&words.remembered, path)?;
        }
        if let Some(advice) = advice {
            self.pair(&words.advice, &advice)?;
        }
        Ok(())
    }
}

/// Letters that join and letters that do not, lam-alef, brackets, a number, Latin: what goes wrong first.
const SENTENCE: &str = "أعلنت الحكومة (في بغداد) الانسحاب بنسبة 50% وفق CNN.";

/// What is asked, for eyes that do not see Arabic aright yet.
const IN_ENGLISH: &str = "Press the number of the first line that reads right:";

/// What the numbers stand for.
const CHOICES: [(Mode, Encoding); 4] = [
    (Mode::Explicit, Encoding::Visual),
    (Mode::VisualLro, Encoding::VisualLro),
    (Mode::Runs, Encoding::Runs),
    (Mode::Tokens, Encoding::Tokens),
];

/// Shows the sentence in the four encodings and waits for the reader's choice.
fn choose(words: &DoctorWords, language: Language) -> Result<Option<Mode>, Failure> {
    let settings = Settings { bidi: Bidi::Set(Mode::Explicit), ..Settings::default() };
    let session = Session::enter(settings).map_err(|refused| Failure::usage(refused.to_string()))?;
    let mut terminal = session.terminal()?;
    for (row, (_, encoding)) in (2_u16..).step_by(2).zip(CHOICES) {
        terminal.backend_mut().set_row_encoding(row, encoding);
    }
    let events = events();
    let own = if language.is_rtl() { Base::Rtl } else { Base::Ltr };
    loop {
        terminal.draw(|frame| {
            let area = frame.area();
            let plain = Style::new();
            let mut write = |y: u16, x: u16, width: u16, text: &str, style: Style, base: Base| {
                let row = Rect { x, y, width, height: 1 }.intersection(area);
                draw_line(frame.buffer_mut(), row, text, style, &[], base, Align::Left);
            };
            let bold = plain.add_modifier(Modifier::BOLD);
            write(0, 0, area.width, &words.press_number, bold, own);
            if own == Base::Rtl {
                // Where Arabic does not read right yet, this does.
                write(1, 0, area.width, IN_ENGLISH, bold, Base::Ltr);
            }
            for (number, y) in (1..=CHOICES.len()).zip((2_u16..).step_by(2)) {
                write(y, 0, 3, &format!("{number}  "), bold, Base::Ltr);
                write(y, 3, 60, SENTENCE, plain, Base::Rtl);
            }
            write(11, 0, area.width, &words.reads_right, plain, own);
            write(12, 0, area.width, &words.none_of_them, plain, own);
        })?;
        match events.recv() {
            Ok(TermEvent::Key(key)) => match key.code {
                KeyCode::Char(digit) => {
                    let number = digit.to_digit(10).or(crate::text::digit_value(digit));
                    let choice = number.map(|number| number as usize);
                    if choice == Some(0) || digit == 'q' {
                        return Ok(None);
                    }
                    if let Some((mode, _)) = choice.and_then(|number| CHOICES.get(number - 1)) {
                        return Ok(Some(*mode));
                    }
                }
                KeyCode::Esc => return Ok(None),
                _ => {}
            },
            Ok(TermEvent::Suspend) => {
                session.suspend()?;
                terminal.clear()?;
            }
            Ok(TermEvent::Resume | TermEvent::Resize(..)) => terminal.clear()?,
            Ok(TermEvent::Quit(signal)) => {
                drop(session);
                std::process::exit(signal.exit_code());
            }
            Ok(_) => {}
            Err(_) => return Ok(None),
        }
    }
}
