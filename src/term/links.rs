//! Addresses behind cells of the screen (OSC 8), for terminals that open what is clicked on.

use ratatui::layout::{Position, Rect};

/// Cells with the addresses that they lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(Vec<(Rect, String)>);

/// Longer addresses are no addresses of articles.
const MOST: usize = 2_000;

impl Links {
    /// The links among these whose addresses can be sent: `http` and `https`, in printable ASCII, as RFC 3986 has
    /// it. What else a page calls its address would be a command to the terminal, or lead out of the web.
    pub fn new(links: impl IntoIterator<Item = (Rect, String)>) -> Self {
        Self(links.into_iter().filter_map(|(area, address)| Some((area, to_send(&address)?))).collect())
    }

    /// The address behind a cell.
    pub fn at(&self, x: u16, y: u16) -> Option<&str> {
        self.0
            .iter()
            .find(|(area, _)| area.contains(Position::new(x, y)))
            .map(|(_, address)| address.as_str())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An address as it can be sent: letters of other scripts and blanks behind the host percent-encoded (RFC 3987), as
/// browsers do it. None if it is no address of the web, has control characters, or a host that is not in ASCII.
fn to_send(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (before, behind) = address.split_at(address.len() - rest.len() + host);
    let fine =
        host > 0 && before.bytes().all(|b| b.is_ascii_graphic()) && !behind.chars().any(char::is_control);
    let mut out = before.to_owned();
    for byte in behind.bytes().take(MOST + 1) {
        match byte {
            b if b.is_ascii_graphic() => out.push(char::from(b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    (fine && out.len() <= MOST).then_some(out)
}

/// What opens a link; with an empty address it closes the one that is open.
pub fn sequence(address: &str) -> String {
    format!("\x1b]8;;{address}\x1b\\")
}

/// Whether the terminal may be sent links. The Linux console takes other sequences for these.
pub fn are_understood(term: Option<&str>) -> bool {
    term.is_none_or(|term| term != "linux" && !term.starts_with("vt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_sent() {
        let area = Rect::new(2, 1, 3, 1);
        let links = |address: &str| Links::new([(area, address.to_owned())]);
        let good = links("https://example.org/a?b=%D8%B9");
        assert_eq!(good.at(3, 1), Some("https://example.org/a?b=%D8%B9"));
        let arabic = links("https://example.org/أخبار/a b?q=\u{202E}x");
        let sent = "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/a%20b?q=%E2%80%AEx";
        assert_eq!(arabic.at(3, 1), Some(sent));
        assert_eq!((good.at(5, 1), good.at(3, 0)), (None, None));
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://a\x1b\\b",
            "https://a\u{7}",
            "https://ع.org",
            "https://a b",
            "https://a/\u{9c}",
            "https://a/\n",
            "https:///a",
            "",
        ] {
            assert!(links(bad).is_empty(), "{bad:?}");
        }
        assert!(links(&format!("https://{}", "a".repeat(MOST))).is_empty());
        assert!(are_understood(Some("xterm-256color")) && !are_understood(Some("linux")));
    }
}
