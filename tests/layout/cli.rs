//! `rasid layout` as a tool in pipes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn rasid(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rasid"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn text_comes_out_in_visual_order_at_its_margin() {
    let output = rasid(&["layout", "--width", "12"], "قال نعم (1)\n\nabc\n");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines, [" (1) \u{FEE2}\u{FECC}\u{FEE7} \u{FEDD}\u{FE8E}\u{FED7}", "", "abc"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn json_gives_the_bytes_of_the_whole_input() {
    let input = "abc\nسلام\n";
    let output = rasid(&["layout", "--format", "json"], input);
    let lines: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let cells = lines[1]["cells"].as_array().unwrap();
    let part = |cell: &serde_json::Value| {
        let at = |name: &str| usize::try_from(cell[name].as_u64().unwrap()).unwrap();
        &input[at("start")..at("end")]
    };
    assert_eq!(cells.iter().map(part).collect::<Vec<_>>(), ["م", "لا", "س"]);
    assert_eq!(lines[1]["rtl"], true);
}

#[test]
fn the_doctor_speaks_without_a_terminal() {
    let output = rasid(&["doctor", "--json", "--bidi", "runs"], "");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found[0]["bidi"], "runs");
    assert_eq!(found[0]["basis"], "set");
    assert_eq!(rasid(&["doctor", "--bidi", "sideways"], "").status.code(), Some(2));
}
