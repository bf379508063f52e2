//! What the reader and the system do, as one stream.

use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::late::Late;
use super::modes;

/// What belongs to an answer of the terminal comes at once; no finger is so fast.
const AT_ONCE: Duration = Duration::from_millis(60);
/// How long the program has to save and leave by itself after it was told to end.
const GRACE: Duration = Duration::from_millis(1500);
/// The same after the terminal has vanished: nobody waits, and the input thread may spin meanwhile.
const GRACE_GONE: Duration = Duration::from_millis(600);

/// Something that happened outside the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermEvent {
    /// A key was pressed (or repeated; releases are left out).
    Key(KeyEvent),
    /// The mouse, if it was asked for.
    Mouse(MouseEvent),
    /// The terminal has a new size: columns, rows.
    Resize(u16, u16),
    /// Text was pasted. It is raw: clean it before it is shown.
    Paste(String),
    /// The reader pressed Ctrl-Z, or the shell wants its terminal back: call [`super::Session::suspend`], then
    /// draw all anew.
    Suspend,
    /// The program goes on after it was stopped: draw all anew.
    Resume,
    /// The program is to end: save, leave, exit with [`Signal::exit_code`]. If that takes too long, the
    /// program is ended.
    Quit(Signal),
}

/// A signal that ends the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGHUP, or the terminal vanished.
    HangUp,
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

impl Signal {
    /// The exit code that shells give to it: 129, 130 or 143.
    pub const fn exit_code(self) -> i32 {
        128 + match self {
            Self::HangUp => SIGHUP,
            Self::Interrupt => SIGINT,
            Self::Terminate => SIGTERM,
        }
    }
}

/// Starts the threads that wait for input, signals and the terminal's end. To be called once in a program,
/// after [`super::Session::enter`]. Nothing wakes up while nothing happens.
pub fn events() -> Receiver<TermEvent> {
    let (sender, receiver) = channel();
    events_to(move |event| sender.send(event).is_ok());
    receiver
}

/// As [`events`], for programs that have a channel of their own: `send` takes each event and says whether
/// anyone still listens.
pub fn events_to<F>(send: F)
where
    F: Fn(TermEvent) -> bool + Clone + Send + 'static,
{
    // Without these threads the program would still work, but not end well: a failure to start them is one
    // of the whole system, and shows up elsewhere soon enough.
    let (to_signals, to_watch, to_input) = (send.clone(), send.clone(), send);
    let size = crossterm::terminal::size().ok();
    let _ = thread::Builder::new().name("signals".into()).spawn(move || watch_signals(&to_signals));
    let _ = thread::Builder::new().name("hang-up".into()).spawn(move || watch_terminal(&to_watch));
    let _ = thread::Builder::new().name("input".into()).spawn(move || read_input(size, &to_input));
}

fn watch_signals(send: &dyn Fn(TermEvent) -> bool) {
    let Ok(mut signals) = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT]) else { return };
    for signal in signals.forever() {
        let signal = match signal {
            SIGTERM => Signal::Terminate,
            SIGINT => Signal::Interrupt,
            SIGHUP => Signal::HangUp,
            SIGTSTP => {
                if modes::which_entered().is_some() && !send(TermEvent::Suspend) {
                    return;
                }
                continue;
            }
            _ => {
                // After a stop that could not be caught (SIGSTOP) the shell has set its own modes.
                if let Some(wanted) = modes::which_entered() {
                    let _ = modes::enter(wanted);
                    if !send(TermEvent::Resume) {
                        return;
                    }
                }
                continue;
            }
        };
        end(signal, GRACE, send);
    }
}

/// Tells the program to end, and ends it if it does not.
fn end(signal: Signal, grace: Duration, send: &dyn Fn(TermEvent) -> bool) {
    if send(TermEvent::Quit(signal)) {
        thread::sleep(grace);
    }
    modes::leave();
    std::process::exit(signal.exit_code());
}

/// Waits until the terminal hangs up. Without this a program whose terminal vanished without a signal reads
/// the end of its input for ever.
fn watch_terminal(send: &dyn Fn(TermEvent) -> bool) {
    let stdout = rustix::stdio::stdout();
    loop {
        let mut waited = [PollFd::new(&stdout, PollFlags::empty())];
        match poll(&mut waited, None) {
            Ok(_) if waited[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
                return end(Signal::HangUp, GRACE_GONE, send);
            }
            // Some systems cannot wait for a terminal in this way.
            Ok(_) => return,
            Err(Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

/// Whether the terminal is gone: whatever failed last failed for that.
pub fn has_hung_up() -> bool {
    let stdout = rustix::stdio::stdout();
    let mut waited = [PollFd::new(&stdout, PollFlags::empty())];
    // Not by an error alone, which a pipe has whose reader went away.
    poll(&mut waited, Some(&Timespec::default())).is_ok() && waited[0].revents().contains(PollFlags::HUP)
}

fn read_input(size: Option<(u16, u16)>, send: &dyn Fn(TermEvent) -> bool) {
    // The first question makes crossterm listen for new sizes. One that came before it is told here.
    let _ = crossterm::event::poll(Duration::ZERO);
    let mut told = size;
    let mut late = Late::default();
    loop {
        // crossterm loses a new size that comes together with a key (it returns the key, and is not woken for the
        // size again): the size is looked at after each event, and told if it is another.
        if let Ok(now) = crossterm::terminal::size()
            && told != Some(now)
        {
            told = Some(now);
            if !send(TermEvent::Resize(now.0, now.1)) {
                return;
            }
        }
        if late.waits() && !crossterm::event::poll(AT_ONCE).unwrap_or(true) {
            if let Some(key) = late.silence()
                && !send(TermEvent::Key(key))
            {
                return;
            }
            continue;
        }
        let event = match crossterm::event::read() {
            Ok(event) => event,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            // The input is gone for good.
            Err(_) => return end(Signal::HangUp, GRACE_GONE, send),
        };
        if let Event::Resize(columns, rows) = event {
            told = Some((columns, rows));
        }
        let events = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                late.feed(key).into_iter().map(Event::Key).collect()
            }
            event => vec![event],
        };
        for event in events.into_iter().filter_map(translate) {
            if !send(event) {
                return;
            }
        }
    }
}

fn translate(event: Event) -> Option<TermEvent> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(key) if key.code == KeyCode::Char('z') && key.modifiers == KeyModifiers::CONTROL => {
            Some(TermEvent::Suspend)
        }
        Event::Key(key) => Some(TermEvent::Key(key)),
        Event::Mouse(mouse) => Some(TermEvent::Mouse(mouse)),
        Event::Resize(columns, rows) => Some(TermEvent::Resize(columns, rows)),
        Event::Paste(text) => Some(TermEvent::Paste(text)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_of_the_shell() {
        assert_eq!(Signal::HangUp.exit_code(), 129);
        assert_eq!(Signal::Interrupt.exit_code(), 130);
        assert_eq!(Signal::Terminate.exit_code(), 143);
    }

    #[test]
    fn control_z_suspends_and_releases_are_left_out() {
        let mut key = KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(translate(Event::Key(key)), Some(TermEvent::Suspend));
        key.kind = KeyEventKind::Release;
        assert_eq!(translate(Event::Key(key)), None);
    }
}
