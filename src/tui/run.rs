//! The loop: events come in, the state changes, questions go out, and the screen is drawn once.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::layout::Rect;

use crate::library::Library;
use crate::term::{
    Basis, Screen, Session, TermEvent, Terminal as Kind, events_to,
    links::{self, Links},
};

use super::effect::Effect;
use super::incoming::{Incoming, News};
use super::key::Key;
use super::keymap::{Context, Keymap};
use super::own::data::Question;
use super::own::session::{Restore, Session as OwnSession};
use super::panes::Pane;
use super::preferences::Preferences;
use super::request::{Reply, Request};
use super::saves::Unsaved;
use super::state::{Assets, Message, State};
use super::strings::{Language, Strings};
use super::theme::{Depth, Theme};
use super::update::{hear, press, receive, settle, type_text};
use super::view;
use super::worker::Worker;

/// What the loop waits for.
enum Input {
    Term(TermEvent),
    Reply(Box<Reply>),
    News(News),
    /// There is no library to show.
    Lost(anyhow::Error),
}

/// How long the screen waits for answers before it is drawn without them: one drawing less for each key, and
/// too short to be noticed.
const PATIENCE: Duration = Duration::from_millis(6);

/// Answers that take longer are waited for with a mark on the panes that they are for; what is marked for a shorter
/// time only flickers.
const UNNOTICED: Duration = Duration::from_millis(100);

/// How long after lam the alef of the same key may come: both are in the terminal's buffer together, while
/// letters that are typed come tens of milliseconds apart.
const TOGETHER: Duration = Duration::from_millis(2);

/// The words, themes and keys for this terminal.
///
/// # Errors
///
/// If a built-in file is wrong; tests see to it that none is.
pub fn assets(depth: Depth) -> anyhow::Result<Assets> {
    Ok(Assets {
        arabic: Strings::built_in(Language::Arabic).context("assets/strings/ar.json")?,
        english: Strings::built_in(Language::English).context("assets/strings/en.json")?,
        themes: Theme::for_depth(depth).context("assets/themes")?,
        keymap: Keymap::built_in()?,
    })
}

/// A file of more bytes holds no keys.
const MOST_KEYS: u64 = 1 << 20;

/// Lays the reader's own keys over the built-in ones, if there is such a file.
fn own_keymap(keymap: &mut Keymap, path: &Path) -> anyhow::Result<()> {
    // Reading what is no file (a FIFO) could last for ever.
    let is_file = std::fs::metadata(path).map(|data| data.is_file() && data.len() <= MOST_KEYS);
    let read = match is_file {
        Ok(true) => std::fs::read_to_string(path),
        Ok(false) => Err(std::io::Error::other("this is no key file")),
        Err(error) => Err(error),
    };
    match read {
        Ok(json) => Ok(keymap.lay_over(&json, &path.display().to_string())?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Runs the program on a library until the reader ends it, with the terminal treated as `terminal` says. Gives
/// how it ended. `open` makes the library; it runs beside the screen, which shows that it waits. `incoming` is
/// read into it meanwhile.
///
/// # Errors
///
/// If the terminal, the system's threads or `open` fail.
pub fn run(
    open: impl FnOnce() -> anyhow::Result<Library> + Send + 'static,
    incoming: Option<Incoming>,
    collection: String,
    wishes: &Preferences,
    terminal: crate::term::Settings,
) -> anyhow::Result<Ended> {
    let var = |name: &str| std::env::var(name).ok();
    let mut assets = assets(Depth::of_environment(var))?;
    assets.themes = Theme::for_terminal(var).context("assets/themes")?;
    let own_keys = wishes.keymap.as_ref().map_or(Ok(()), |path| own_keymap(&mut assets.keymap, path));
    let assets = Arc::new(assets);
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|n| var(n).filter(|v| !v.is_empty()));
    let settings = wishes.settings(&assets.themes, &locale.unwrap_or_default());
    let mut state = State::new(assets, settings, collection);
    if wishes.restore {
        state.own.restore = Restore::Wanted;
    }
    if let Err(error) = own_keys {
        // A slip in a key file is no reason not to read: the built-in keys hold, and the slip is shown.
        state.message = Some(Message { text: error.to_string(), warning: true });
    }

    let mouse = wishes.mouse.unwrap_or(true);
    let session = Session::enter(crate::term::Settings { mouse, ..terminal })?;
    let report = session.report();
    let unknown = report.detection.as_ref().is_some_and(|found| found.terminal == Kind::Unknown);
    if unknown && report.basis == Basis::Found && state.message.as_ref().is_none_or(|m| !m.warning) {
        let text = state.strings().words.unknown_terminal.clone();
        state.tell(text);
    }
    let links = links::are_understood(var("TERM").as_deref());
    let mut terminal = session.terminal()?;
    let (sender, inputs) = channel();
    let to_inputs = sender.clone();
    let to_lost = sender.clone();
    let to_news = sender.clone();
    let worker = Worker::start(
        open,
        move |reply| sender.send(Input::Reply(Box::new(reply))).is_ok(),
        // Nobody listens any more: then nobody misses the library.
        move |error| drop(to_lost.send(Input::Lost(error))),
    )?;
    if let Some(incoming) = incoming {
        state.reading = Some(0);
        incoming.start(move |news| to_news.send(Input::News(news)).is_ok())?;
    }
    events_to(move |event| to_inputs.send(Input::Term(event)).is_ok());

    let queue = VecDeque::new();
    let mut program = Program { links, state, worker, waiting: 0, inputs, queue, lost: None, behind: None };
    let code = program.run(&session, &mut terminal);
    if wishes.restore
        && let Some(place) = OwnSession::of(&program.state)
    {
        program.worker.ask(Request::Own(Box::new(Question::Leave(Some(Box::new(place))))));
    }
    wishes.keep(&settings, &program.state);
    drop(terminal);
    // The shell has its terminal back while the last changes are saved.
    drop(session);
    let unsaved = program.worker.end();
    Ok(Ended { code: code?, unsaved })
}

/// How the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The exit code: 0, or a signal's.
    pub code: i32,
    /// Changes of the reader's own data that could not be saved.
    pub unsaved: Option<Unsaved>,
}

struct Program {
    /// The terminal may be sent addresses behind cells.
    links: bool,
    state: State,
    worker: Worker,
    /// Questions that were not answered yet.
    waiting: usize,
    inputs: Receiver<Input>,
    /// Inputs that came while something else was waited for.
    queue: VecDeque<TermEvent>,
    /// Why there is no library.
    lost: Option<anyhow::Error>,
    /// Since when some pane shows what other filters let pass.
    behind: Option<Instant>,
}

/// What an input means for the loop.
enum Turn {
    On,
    Anew,
    Suspend,
    End(i32),
}

impl Program {
    fn run(&mut self, session: &Session, terminal: &mut Terminal<Screen>) -> anyhow::Result<i32> {
        let size = terminal.size()?;
        self.state.area = Rect::new(0, 0, size.width, size.height);
        loop {
            self.ask_what_is_missing();
            self.wait_for_answers();
            if let Some(error) = self.lost.take() {
                return Err(error);
            }
            self.look_behind();
            self.draw(terminal)?;
            if self.queue.is_empty() {
                match self.next_input() {
                    Ok(input) => self.sort(input),
                    Err(RecvTimeoutError::Timeout) => continue,
                    Err(RecvTimeoutError::Disconnected) => return Ok(0),
                }
            }
            loop {
                while let Ok(input) = self.inputs.try_recv() {
                    self.sort(input);
                }
                let Some(event) = self.queue.pop_front() else { break };
                match self.take(event) {
                    Turn::On => {}
                    Turn::Anew => terminal.clear()?,
                    Turn::Suspend => {
                        session.suspend()?;
                        terminal.clear()?;
                    }
                    Turn::End(code) => return Ok(code),
                }
                // What the next key does may depend on what this one left to be fitted and laid out.
                self.ask_what_is_missing();
            }
        }
    }

    /// Notes since when the screen waits for what the filters let pass, and whether that is to be seen.
    fn look_behind(&mut self) {
        let behind = Pane::ALL.iter().any(|pane| self.state.is_behind(*pane));
        self.behind = behind.then(|| self.behind.unwrap_or_else(Instant::now));
        self.state.late = self.behind.is_some_and(|since| since.elapsed() >= UNNOTICED);
    }

    /// The next input; a timeout when what the screen waits for begins to be late.
    fn next_input(&self) -> Result<Input, RecvTimeoutError> {
        match self.behind.filter(|_| !self.state.late) {
            Some(since) => self.inputs.recv_timeout(UNNOTICED.saturating_sub(since.elapsed())),
            None => self.inputs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn draw(&self, terminal: &mut Terminal<Screen>) -> anyhow::Result<()> {
        let links = terminal.backend().links();
        terminal.draw(|frame| {
            let drawn = view::draw(&self.state, frame.buffer_mut());
            if self.links {
                *links.lock().unwrap_or_else(PoisonError::into_inner) = Links::new(drawn.links);
            }
            if let Some(place) = drawn.cursor {
                frame.set_cursor_position(place);
            }
        })?;
        Ok(())
    }

    fn ask_what_is_missing(&mut self) {
        for request in settle(&mut self.state) {
            self.ask(request);
        }
    }

    fn ask(&mut self, request: Request) {
        if self.worker.ask(request) {
            self.waiting += 1;
        }
    }

    /// Answers are taken at once; events wait for their turn.
    fn sort(&mut self, input: Input) {
        match input {
            Input::Term(event) => self.queue.push_back(event),
            Input::Reply(reply) => {
                self.waiting = self.waiting.saturating_sub(1);
                receive(&mut self.state, *reply);
            }
            Input::News(news) => hear(&mut self.state, news),
            Input::Lost(error) => self.lost = Some(error),
        }
    }

    /// Takes answers that come at once, so that one drawing shows all of what a key changed.
    fn wait_for_answers(&mut self) {
        let until = Instant::now() + PATIENCE;
        while self.waiting > 0 {
            let Some(left) = until.checked_duration_since(Instant::now()) else { break };
            let Ok(input) = self.inputs.recv_timeout(left) else { break };
            self.sort(input);
            self.ask_what_is_missing();
        }
    }

    fn take(&mut self, event: TermEvent) -> Turn {
        match event {
            TermEvent::Key(event) => self.key(event),
            TermEvent::Mouse(event) => {
                let effects = super::mouse::act(&mut self.state, event);
                self.effects(effects)
            }
            TermEvent::Resize(width, height) => {
                self.state.area = Rect::new(0, 0, width, height);
                Turn::On
            }
            TermEvent::Paste(text) => {
                type_text(&mut self.state, &text);
                Turn::On
            }
            TermEvent::Suspend => Turn::Suspend,
            TermEvent::Resume => Turn::Anew,
            TermEvent::Quit(signal) => Turn::End(signal.exit_code()),
        }
    }

    fn key(&mut self, event: KeyEvent) -> Turn {
        let layout = self.state.settings.keyboard;
        let plain = !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        // What is typed into a text field means itself.
        let event = if plain && self.state.context() == Context::Prompt {
            event
        } else if layout.may_join(&event) {
            self.joined(event)
        } else {
            layout.translate(event)
        };
        let effects = press(&mut self.state, Key::from(event));
        self.effects(effects)
    }

    fn effects(&mut self, effects: Vec<Effect>) -> Turn {
        let mut turn = Turn::On;
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.ask(*request),
                Effect::Copy(text) => self.copy(&text),
                Effect::Redraw => turn = Turn::Anew,
                Effect::Suspend => turn = Turn::Suspend,
                Effect::Quit => turn = Turn::End(0),
            }
        }
        turn
    }

    fn copy(&mut self, text: &str) {
        if let Err(error) = crate::term::clipboard::copy(text) {
            self.state.message = Some(Message { text: error.to_string(), warning: true });
        }
    }

    /// The key that sent this character and, at once, the next one; else the key of this one.
    fn joined(&mut self, event: KeyEvent) -> KeyEvent {
        let layout = self.state.settings.keyboard;
        let until = Instant::now() + TOGETHER;
        while self.queue.is_empty() {
            let Some(left) = until.checked_duration_since(Instant::now()) else { break };
            let Ok(input) = self.inputs.recv_timeout(left) else { break };
            self.sort(input);
        }
        if let Some(TermEvent::Key(next)) = self.queue.front()
            && let Some(joined) = layout.join(&event, next)
        {
            self.queue.pop_front();
            return joined;
        }
        layout.translate(event)
    }
}
