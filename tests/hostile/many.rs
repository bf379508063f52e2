//! Many files: nothing grows with their number but the time.

use std::time::{Duration, Instant};

use super::pty::Terminal;
use super::{PROGRAM, text};

/// They are imported, listed, and opened on the screen.
#[test]
fn twenty_thousand_tiny_files() {
    let count = 20_000;
    let home = tempfile::tempdir().unwrap();
    let news = home.path().join("news");
    for n in 0..count {
        let folder = news.join(format!("{:03}", n / 256));
        if n % 256 == 0 {
            std::fs::create_dir_all(&folder).unwrap();
        }
        std::fs::write(folder.join(format!("{n}.txt")), format!("عنوان رقم {n}\n\nقتل {n} في بغداد.\n"))
            .unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(PROGRAM);
        command.args(arguments).env("HOME", home.path()).current_dir(home.path());
        command.stdin(std::process::Stdio::null()).output().unwrap()
    };
    let begun = Instant::now();
    let output = run(&["import", "--library", "many.db", "news"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    println!("{count} files in {:.1} s", begun.elapsed().as_secs_f64());
    let listed = run(&["list", "--library", "many.db"]);
    assert_eq!(text(&listed.stdout).lines().count(), count);
    // A second import reads nothing again.
    let begun = Instant::now();
    let output = run(&["import", "--library", "many.db", "news"]);
    assert!(text(&output.stdout).contains("were not read again"), "{}", text(&output.stdout));
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let arguments = ["--bidi", "explicit", "--library", "many.db"];
    let mut terminal = Terminal::start(PROGRAM, &arguments, home.path(), 120);
    terminal.wait_for("Articles");
    for key in ["G", "g", "J", "3", "4", "G", "1", "/"] {
        terminal.press(key);
    }
    terminal.press("رقم");
    terminal.press("\r");
    assert_eq!(terminal.end("\x03"), 0, "{}", terminal.screen());
}
