//! Which terminal this is, and which [`Mode`] it needs.

use super::Mode;
use super::probe::Answers;

/// What is known of the terminal before it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// The variables that tell, with their values.
    pub variables: Vec<(&'static str, String)>,
    /// Inside tmux: the name and type of the terminal that tmux itself stands in.
    pub tmux_client: Option<String>,
}

/// The variables that tell something of the terminal.
const VARIABLES: [&str; 14] = [
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "MLTERM",
    "WT_SESSION",
    "ALACRITTY_WINDOW_ID",
    "XTERM_VERSION",
    "WEZTERM_PANE",
    "TMUX",
    "STY",
];

impl Environment {
    /// The process's own. Inside tmux this asks tmux, which knows the terminal that it stands in.
    pub fn of_process() -> Self {
        let variables =
            VARIABLES.iter().filter_map(|name| Some((*name, std::env::var(name).ok()?))).collect::<Vec<_>>();
        let in_tmux = variables.iter().any(|(name, _)| *name == "TMUX");
        Self { variables, tmux_client: if in_tmux { ask_tmux() } else { None } }
    }

    /// A variable's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

fn ask_tmux() -> Option<String> {
    let mut command = std::process::Command::new("tmux");
    command.args(["display-message", "-p", "#{client_termname} #{client_termtype}"]);
    let output = command.stdin(std::process::Stdio::null()).output().ok()?;
    let client = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !client.is_empty()).then_some(client)
}

/// The program that draws the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// GNOME Terminal, Xfce Terminal, Tilix and others of the library VTE.
    Vte,
    /// xterm.
    Xterm,
    /// Konsole.
    Konsole,
    /// kitty.
    Kitty,
    /// mlterm.
    Mlterm,
    /// alacritty.
    Alacritty,
    /// foot.
    Foot,
    /// Ghostty.
    Ghostty,
    /// WezTerm.
    WezTerm,
    /// mintty.
    Mintty,
    /// Windows Terminal.
    WindowsTerminal,
    /// iTerm2 from version 3.7 on, which reorders.
    ITerm2,
    /// Apple's Terminal.
    AppleTerminal,
    /// PuTTY.
    Putty,
    /// The console of Linux.
    LinuxConsole,
    /// None of these.
    Unknown,
}

impl Terminal {
    /// The name under which its calibration is remembered.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vte => "vte",
            Self::Xterm => "xterm",
            Self::Konsole => "konsole",
            Self::Kitty => "kitty",
            Self::Mlterm => "mlterm",
            Self::Alacritty => "alacritty",
            Self::Foot => "foot",
            Self::Ghostty => "ghostty",
            Self::WezTerm => "wezterm",
            Self::Mintty => "mintty",
            Self::WindowsTerminal => "windows-terminal",
            Self::ITerm2 => "iterm2",
            Self::AppleTerminal => "apple-terminal",
            Self::Putty => "putty",
            Self::LinuxConsole => "linux-console",
            Self::Unknown => "unknown",
        }
    }

    /// What it needs. Measured on xterm, VTE, Konsole, kitty, mlterm and alacritty; by their sources for the
    /// others.
    const fn mode(self) -> Mode {
        match self {
            Self::Konsole | Self::ITerm2 | Self::AppleTerminal => Mode::Runs,
            Self::Kitty => Mode::Tokens,
            _ => Mode::Explicit,
        }
    }

    /// What a person can do where no encoding is right, or more than bidi is amiss.
    pub const fn advice(self) -> Option<&'static str> {
        match self {
            Self::Putty => Some(
                "PuTTY reorders and joins by itself and cannot be asked not to: tick \"Disable Arabic text \
                 shaping\" and \"Disable bidirectional text display\" under Terminal, Features",
            ),
            Self::LinuxConsole => {
                Some("the console of Linux has no Arabic letters: use a terminal in a window, or fbterm")
            }
            _ => None,
        }
    }

    /// By what a terminal says of itself (XTVERSION, or tmux's word for it).
    fn by_version(version: &str) -> Option<Self> {
        let version = version.to_ascii_lowercase();
        let known = [
            ("vte(", Self::Vte),
            ("xterm(", Self::Xterm),
            ("konsole", Self::Konsole),
            ("kitty", Self::Kitty),
            ("mlterm", Self::Mlterm),
            ("alacritty", Self::Alacritty),
            ("foot", Self::Foot),
            ("ghostty", Self::Ghostty),
            ("wezterm", Self::WezTerm),
            ("mintty", Self::Mintty),
            ("windows terminal", Self::WindowsTerminal),
            ("putty", Self::Putty),
        ];
        if let Some(number) = version.split("iterm2").nth(1) {
            return iterm_reorders(number.trim()).then_some(Self::ITerm2);
        }
        known.iter().find(|(name, _)| version.contains(name)).map(|(_, terminal)| *terminal)
    }

    /// By the environment, with the variable that told.
    fn by_environment(environment: &Environment) -> Option<(Self, &'static str)> {
        let by_presence = [
            ("KITTY_WINDOW_ID", Self::Kitty),
            ("KONSOLE_VERSION", Self::Konsole),
            ("MLTERM", Self::Mlterm),
            ("WT_SESSION", Self::WindowsTerminal),
            ("ALACRITTY_WINDOW_ID", Self::Alacritty),
            ("WEZTERM_PANE", Self::WezTerm),
            ("VTE_VERSION", Self::Vte),
            ("XTERM_VERSION", Self::Xterm),
        ];
        let program = match environment.get("TERM_PROGRAM") {
            Some("Apple_Terminal") => Some(Self::AppleTerminal),
            Some("iTerm.app") => {
                environment.get("TERM_PROGRAM_VERSION").filter(|v| iterm_reorders(v)).map(|_| Self::ITerm2)
            }
            Some("WezTerm") => Some(Self::WezTerm),
            Some("ghostty") => Some(Self::Ghostty),
            Some("mintty") => Some(Self::Mintty),
            _ => None,
        };
        let term = match environment.get("TERM").unwrap_or_default() {
            "linux" => Some(Self::LinuxConsole),
            term if term.starts_with("putty") => Some(Self::Putty),
            term if term.starts_with("foot") => Some(Self::Foot),
            term if term.starts_with("alacritty") => Some(Self::Alacritty),
            "xterm-kitty" => Some(Self::Kitty),
            "xterm-ghostty" => Some(Self::Ghostty),
            term if term.starts_with("mlterm") => Some(Self::Mlterm),
            term if term.starts_with("konsole") => Some(Self::Konsole),
            term if term.starts_with("vte") => Some(Self::Vte),
            _ => None,
        };
        program
            .map(|t| (t, "TERM_PROGRAM"))
            .or_else(|| {
                by_presence.into_iter().find(|(name, _)| environment.get(name).is_some()).map(|(n, t)| (t, n))
            })
            .or_else(|| term.map(|t| (t, "TERM")))
    }
}

/// Whether this version of iTerm2 reorders: from 3.7 on, and it cannot be asked not to.
fn iterm_reorders(version: &str) -> bool {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).map(|n| n.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (3, 7)
}

/// Which terminal this is and what it needs, with the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The terminal that draws.
    pub terminal: Terminal,
    /// Whether tmux or screen stands between.
    pub multiplexer: Option<&'static str>,
    /// What it needs.
    pub mode: Mode,
    /// What told, for people.
    pub evidence: String,
}

impl Detection {
    /// The name under which the calibration of this terminal is remembered.
    pub fn key(&self) -> String {
        match self.multiplexer {
            Some(multiplexer) => format!("{multiplexer}/{}", self.terminal.name()),
            None => self.terminal.name().to_owned(),
        }
    }
}

/// Finds out what the terminal needs: by its answer to the question for BDSM, else by its name, else the mode
/// that is right in most.
pub fn detect(environment: &Environment, answers: &Answers) -> Detection {
    let version = answers.version.as_deref().unwrap_or_default();
    let multiplexer = if environment.get("TMUX").is_some() || version.starts_with("tmux") {
        Some("tmux")
    } else if environment.get("STY").is_some() {
        Some("screen")
    } else {
        None
    };
    let (terminal, named_by) = name(environment, version, multiplexer);
    let decided = |mode, evidence| Detection { terminal, multiplexer, mode, evidence };
    if multiplexer.is_none() {
        match answers.bdsm {
            Some(state @ (1 | 2 | 4)) => {
                return decided(
                    Mode::Explicit,
                    format!("it answers that it can be asked not to reorder (8;{state})"),
                );
            }
            Some(3) => return decided(Mode::Runs, "it answers that it always reorders (8;3)".to_owned()),
            _ => {}
        }
    }
    match (terminal, multiplexer) {
        // The request not to reorder does not pass through.
        (Terminal::Vte, Some(multiplexer)) => {
            decided(Mode::VisualLro, format!("{named_by}: VTE behind {multiplexer}"))
        }
        (Terminal::Mlterm, Some(multiplexer)) => {
            decided(Mode::Runs, format!("{named_by}: mlterm behind {multiplexer}"))
        }
        (Terminal::Unknown, _) => decided(Mode::Explicit, "nothing told; this is right in most".to_owned()),
        (terminal, _) => decided(terminal.mode(), format!("{named_by}: {}", terminal.name())),
    }
}

fn name(environment: &Environment, version: &str, multiplexer: Option<&str>) -> (Terminal, &'static str) {
    if multiplexer == Some("tmux") {
        if let Some(client) = &environment.tmux_client {
            let (name, kind) = client.split_once(' ').unwrap_or((client, ""));
            let by_name = || {
                let outer = Environment { variables: vec![("TERM", name.to_owned())], tmux_client: None };
                Terminal::by_environment(&outer).map(|(terminal, _)| terminal)
            };
            if let Some(terminal) = Terminal::by_version(kind).or_else(by_name) {
                return (terminal, "tmux");
            }
        }
    } else if let Some(terminal) = Terminal::by_version(version) {
        return (terminal, "XTVERSION");
    }
    // Inside a multiplexer the variables are those of the terminal in which it was started.
    Terminal::by_environment(environment).unwrap_or((Terminal::Unknown, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&'static str, &str)], version: Option<&str>, bdsm: Option<u8>) -> Detection {
        let variables = variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let environment = Environment { variables, tmux_client: None };
        detect(&environment, &Answers { version: version.map(str::to_owned), bdsm, attributes: None })
    }

    #[test]
    fn the_answer_goes_before_the_name() {
        assert_eq!(found(&[("KONSOLE_VERSION", "221203")], None, Some(1)).mode, Mode::Explicit);
        assert_eq!(found(&[("KONSOLE_VERSION", "221203")], None, Some(0)).mode, Mode::Runs);
        assert_eq!(found(&[], Some("Other(1)"), Some(3)).mode, Mode::Runs);
    }

    #[test]
    fn terminals_are_known_by_name() {
        let mode = |variables: &[(&'static str, &str)], version| found(variables, version, None).mode;
        assert_eq!(mode(&[("TERM", "xterm-256color")], Some("XTerm(379)")), Mode::Explicit);
        assert_eq!(mode(&[("TERM", "xterm-256color")], Some("kitty(0.26.5)")), Mode::Tokens);
        assert_eq!(mode(&[("TERM", "xterm-kitty")], None), Mode::Tokens);
        assert_eq!(mode(&[("MLTERM", "3.9.2")], None), Mode::Explicit);
        assert_eq!(mode(&[("TERM_PROGRAM", "Apple_Terminal")], None), Mode::Runs);
        let iterm = |version| mode(&[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", version)], None);
        assert_eq!(iterm("3.7.1"), Mode::Runs);
        assert_eq!(iterm("3.10.0"), Mode::Runs);
        assert_eq!(iterm("3.5.14"), Mode::Explicit);
        assert_eq!(mode(&[], None), Mode::Explicit);
    }

    #[test]
    fn behind_tmux_the_outer_terminal_counts() {
        let outer = |client: &str| {
            let variables = vec![("TMUX", "/tmp/x,1,0".to_owned()), ("TERM", "tmux-256color".to_owned())];
            let environment = Environment { variables, tmux_client: Some(client.to_owned()) };
            let answers = Answers { version: Some("tmux 3.3a".to_owned()), bdsm: None, attributes: None };
            detect(&environment, &answers)
        };
        assert_eq!(outer("xterm-256color VTE(7006)").mode, Mode::VisualLro);
        assert_eq!(outer("xterm-256color VTE(7006)").key(), "tmux/vte");
        assert_eq!(outer("xterm-256color XTerm(379)").mode, Mode::Explicit);
        assert_eq!(outer("mlterm mlterm(3.9.2)").mode, Mode::Runs);
        assert_eq!(outer("xterm-kitty ").mode, Mode::Tokens);
        assert_eq!(outer("xterm-256color ").mode, Mode::Explicit);
    }
}
