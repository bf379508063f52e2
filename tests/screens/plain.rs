//! `rasid --plain`.

use std::io::Write;
use std::process::{Command, Stdio};

/// What the program writes to a pipe when these lines are typed.
fn plain(locale: &str, typed: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasid"));
    command.arg("--plain").env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
    command.env("LC_ALL", locale).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn without_commands_all_views_are_written_as_logical_text() {
    let text = plain("C.UTF-8", "");
    for part in ["Articles: 5", "Names: ", "Timeline: ", "المقاومة العراقية ترفض التسويف الأميركي"]
    {
        assert!(text.contains(part), "{part}");
    }
    // No escape, no joined form, no bidi control.
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{FE70}'..='\u{FEFC}').contains(&c)));
}

#[test]
fn commands_narrow_and_open_in_both_languages() {
    let text = plain(
        "C.UTF-8",
        "only عين الأسد\ntimeline\nclear\ntimeline\nmore\nmore\nmore\nwording US forces\nquit\n",
    );
    assert!(text.contains("Targets: قاعدة عين الأسد") || text.contains("قاعدة عين الأسد"), "{text}");
    assert!(text.contains("How each outlet words it: القوات الأمريكية"), "{text}");
    // Who calls them an occupation, and in which sentence.
    let occupation = text.lines().position(|l| l.contains("الاحتلال الاميركي: 1")).expect("the name");
    assert!(text.lines().nth(occupation + 1).is_some_and(|l| l.contains("إستهداف قواعد الاحتلال الاميركي")));
    // Whose words they are, and who says them.
    let quoted = text.lines().position(|l| l.contains("قوات الاحتلال: 1 · reported 1")).expect("the name");
    assert!(text.lines().nth(quoted + 1).is_some_and(|l| l.contains("العسكري: وأشار العسكري")));
    assert!(text.contains("according to السلطات العراقية. وتقول السلطات العراقية"), "{text}");
    let places = plain("C.UTF-8", "places احتلال\nplaces )\nquit\n");
    assert!(places.contains("RT:") && places.contains("قوات الاحتلال"), "{places}");
    assert!(places.contains("this bracket closes nothing: )"), "{places}");
    let arabic = plain("ar_IQ.UTF-8", "١\nخروج\n");
    assert!(arabic.contains("المقالات: 5") && arabic.contains("استأنفت المقاومة الإسلامية في العراق"));
    // What is no command is said, in the interface's language and with its comma.
    let arabic = plain("ar_IQ.UTF-8", "تسوق\n/عين AND\n");
    assert!(arabic.contains("لا أمر باسم «تسوق»") && arabic.contains("تنقص هنا كلمات"), "{arabic}");
    assert!(arabic.contains("إيلاف، 2024-01-26") && !arabic.contains(", "), "{arabic}");
    let nothing = plain("C.UTF-8", "999\nonly nobody at all\n/kind:nonsense\n");
    assert_eq!(nothing.matches("There is nothing of that number or name").count(), 2, "{nothing}");
}
