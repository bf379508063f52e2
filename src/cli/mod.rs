//! The command line: one file for each subcommand.
//!
//! What is written to a terminal went through [`crate::text::Clean`] and, where it may hold Arabic, through
//! the layout. What is written to a pipe or file is logical text without escapes.
//!
//! Exit codes: 0; 1 where something could not be read (the rest came out); 2 for wrong use.

mod company;
mod config;
mod context;
mod corpus;
mod doctor;
mod entities;
mod explain;
mod export;
mod failure;
mod filter;
mod import;
mod layout;
mod lexicon;
mod list;
mod listing;
mod marks;
mod output;
mod plain;
mod search;
mod show;
mod sources;
mod table;
mod timeline;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  rasid                              read the built-in corpus on the screen
  rasid news/ more.txt               read your own files and folders
  rasid list                         the built-in articles, the newest first
  rasid show 000_bd47d08d15ba8ac1    one article as text
  rasid timeline --kind attack       attacks in order of time
  rasid search '\"عين الأسد\" OR حرير'  articles with these words, in any spelling
  rasid export --format json news/ -o found.json

The name of a subcommand is taken as one: for a folder called `list`, write `./list`.";

/// Reads collections of Arabic news: right-to-left text, names, and a timeline with its sources.
#[derive(Debug, Parser)]
#[command(name = "rasid", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    sources: sources::Sources,
    /// How Arabic is sent: auto, explicit, visual, visual-lro, runs or tokens; `rasid doctor` helps to choose
    #[arg(long, value_name = "MODE")]
    bidi: Option<crate::term::Bidi>,
    /// The views as plain lines, for screen readers and simple terminals; commands are typed
    #[arg(long)]
    plain: bool,
    /// Lam and alef as one sign; by default on
    #[arg(long, value_enum, value_name = "WHETHER")]
    ligatures: Option<layout::OnOff>,
    /// Harakat and other Arabic marks; by default show
    #[arg(long, value_enum, value_name = "WHETHER")]
    harakat: Option<layout::ShowHide>,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Args),
    Show(show::Args),
    Entities(entities::Args),
    Timeline(timeline::Args),
    Search(search::Args),
    Context(context::Args),
    Company(company::Args),
    Export(export::Args),
    Import(import::Args),
    Layout(layout::Args),
    Doctor(doctor::Args),
    Explain(explain::Args),
    Marks(marks::Args),
    Config(config::Args),
}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::term::clean_panics();
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; clap knows which is which, and where each goes.
            if !error.use_stderr() {
                // Nobody is left to be told if this fails.
                let _ = error.print();
                return ExitCode::SUCCESS;
            }
            // What was typed stands in the message.
            failure::say_lines(&error.render().to_string());
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = match cli.command {
        None => screen(&cli),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Entities(args)) => entities::run(&args),
        Some(Command::Timeline(args)) => timeline::run(&args),
        Some(Command::Search(args)) => search::run(&args),
        Some(Command::Context(args)) => context::run(&args),
        Some(Command::Company(args)) => company::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Layout(args)) => layout::run(&args),
        Some(Command::Doctor(args)) => doctor::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Marks(args)) => marks::run(&args),
        Some(Command::Config(args)) => config::run(&args),
    };
    match done {
        Ok(complete) => complete.code(),
        // What failed failed because the terminal is gone, and nobody is there to be told.
        Err(_) if crate::term::has_hung_up() => {
            ExitCode::from(u8::try_from(crate::term::Signal::HangUp.exit_code()).unwrap_or(1))
        }
        Err(failure) => failure.report(),
    }
}

/// The program on the screen.
fn screen(cli: &Cli) -> failure::Done {
    let sources = &cli.sources;
    let config = config::read()?;
    let folders = crate::config::Folders::of_reader();
    let (screen, text) = (config.screen, config.text);
    if cli.plain || plain::is_needed() {
        let (library, complete) = sources.library()?;
        let var = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(var).unwrap_or_default();
        let language = screen.language.unwrap_or_else(|| crate::tui::strings::Language::of_locale(&locale));
        return plain::run(&library, complete, language, cli.plain);
    }
    // What the command line says goes before the file.
    let wishes = crate::tui::Preferences {
        language: screen.language,
        theme: screen.theme,
        keyboard: screen.keyboard,
        mouse: screen.mouse,
        harakat: cli.harakat.map(layout::ShowHide::is_shown).or(text.harakat),
        ligatures: cli.ligatures.map(layout::OnOff::is_on).or(text.ligatures),
        justify: text.justify,
        text_width: text.width,
        restore: screen.restore.unwrap_or(true),
        looks: folders.as_ref().map(|folders| folders.state.join("screen.json")),
        spaced: text.spaced,
        english: text.english,
        digits: screen.digits,
        months: screen.months,
        hijri: screen.hijri,
        keymap: folders.as_ref().map(|folders| folders.config.join("keymap.json")),
    };
    let name = match (sources.paths.as_slice(), &sources.which.library) {
        ([path], _) | ([], Some(path)) => path.display().to_string(),
        ([], None) => String::new(),
        ([path, ..], _) => format!("{} …", path.display()),
    };
    let remembered = folders.map(|folders| folders.terminals());
    let bidi = cli.bidi.or(text.bidi).unwrap_or_default();
    let terminal = crate::term::Settings { bidi, remembered, ..Default::default() };
    let end = match sources.on_screen()? {
        // Nothing of these can be missing, so the screen need not wait for them.
        sources::OnScreen::BuiltIn => {
            let own = sources.which.lexicon.own()?;
            let articles = move || corpus::for_screen(&own);
            crate::tui::run(articles, None, name, &wishes, terminal)
        }
        sources::OnScreen::Library(library, incoming) => {
            let left_out = incoming.as_ref().map(|i| i.left_out.clone()).unwrap_or_default();
            let end = crate::tui::run(move || Ok(*library), incoming, name, &wishes, terminal);
            // What could not be read is told when the screen no longer covers it.
            let left_out = left_out.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            left_out.iter().for_each(failure::warn);
            end
        }
    };
    match end {
        Ok(crate::tui::Ended { code, unsaved }) => {
            if let Some(unsaved) = &unsaved {
                failure::warn(format!("changes not saved: {} ({})", unsaved.changes, unsaved.why));
            }
            match (code, unsaved) {
                (0, None) => Ok(failure::Complete::Yes),
                (0, Some(_)) => Ok(failure::Complete::No),
                // A signal: the terminal was left, and nothing else is to be done.
                _ => std::process::exit(code),
            }
        }
        Err(error) => Err(match error.downcast::<crate::term::Refused>() {
            Ok(refused) => failure::Failure::usage(refused.to_string()),
            Err(error) => error.into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
