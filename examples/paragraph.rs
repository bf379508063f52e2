//! Arabic text in a ratatui program of one's own: a wrapped paragraph with styled words, drawn right on
//! terminals that know nothing of right-to-left text. `cargo run --example paragraph`, then q to leave.
//! An argument sets how rows are encoded (explicit, visual, visual-lro, runs, tokens).

use crossterm::event::KeyCode;
use rasid::layout::Base;
use rasid::layout::widget::{Text, draw_line};
use rasid::model::Span;
use rasid::term::{Session, Settings, TermEvent, events};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Block;

const TEXT: &str = "أعلنت القوات الأميركية (United States Forces) في 31.07.2021 الانسحابَ من \"العراق\" بنسبة 50%، \
                    وقال المتحدّث: «لا بقاء بعد الآن».";

fn main() -> anyhow::Result<()> {
    let bidi =
        std::env::args().nth(1).unwrap_or_else(|| "auto".to_owned()).parse().map_err(anyhow::Error::msg)?;
    let session = Session::enter(Settings { bidi, ..Settings::default() })?;
    let mut terminal = session.terminal()?;
    let events = events();
    let word = TEXT.find("الانسحاب").map_or(Span::default(), |at| Span::new(at, at + "الانسحاب".len()));
    let styles = [(word, Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED))];
    loop {
        terminal.draw(|frame| {
            let [head, body] =
                Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(frame.area());
            draw_line(
                frame.buffer_mut(),
                head,
                "عنوان المقال",
                Style::new(),
                &[],
                Base::Rtl,
                Default::default(),
            );
            let block = Block::bordered();
            let inner = block.inner(body);
            frame.render_widget(block, body);
            frame.render_widget(Text::new(TEXT).base(Base::Rtl).styles(&styles), inner);
        })?;
        match events.recv()? {
            TermEvent::Key(key) if key.code == KeyCode::Char('q') => return Ok(()),
            TermEvent::Suspend => {
                session.suspend()?;
                terminal.clear()?;
            }
            TermEvent::Resume => terminal.clear()?,
            TermEvent::Quit(signal) => {
                drop(session);
                std::process::exit(signal.exit_code());
            }
            _ => {}
        }
    }
}
