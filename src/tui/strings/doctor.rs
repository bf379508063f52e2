//! The words of `rasid doctor`.

use serde::Deserialize;

/// What `rasid doctor` says. `{}` stands for what is put in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoctorWords {
    /// The terminal.
    pub terminal: String,
    /// How Arabic is sent.
    pub arabic: String,
    /// The mode, then the encoding of rows, put in.
    pub sent: String,
    /// Why.
    pub because: String,
    /// The terminal did not answer a question.
    pub no_answer: String,
    /// The terminal was not asked what it is.
    pub not_asked: String,
    /// The terminal that tmux runs in.
    pub tmux_in: String,
    /// The size of the window.
    pub size: String,
    /// Columns and rows, put in.
    pub size_of: String,
    /// How many colours.
    pub colours: String,
    /// None.
    pub no_colours: String,
    /// All.
    pub all_colours: String,
    /// The locale.
    pub locale: String,
    /// There is none.
    pub none: String,
    /// The keyboard.
    pub keyboard: String,
    /// What is known of the keyboard.
    pub keyboard_is: String,
    /// Where choices are remembered.
    pub remembered: String,
    /// What can be done.
    pub advice: String,
    /// It rests on a setting.
    pub set: String,
    /// It rests on what the reader chose.
    pub recalled: String,
    /// It rests on what was found out.
    pub found: String,
    /// What was chosen is forgotten; the terminal is put in.
    pub forgotten: String,
    /// Nothing was chosen; the terminal is put in.
    pub nothing_remembered: String,
    /// Asks for Enter.
    pub press_enter: String,
    /// Terminal, mode and file are put in.
    pub chosen: String,
    /// Nothing was chosen.
    pub nothing_chosen: String,
    /// Asks for a number.
    pub press_number: String,
    /// What reading right is.
    pub reads_right: String,
    /// No line reads right.
    pub none_of_them: String,
}
