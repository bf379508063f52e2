//! Articles as JSON: one object, a list of objects, or one object on each line.

use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::html::html_text;
use super::record::Record;

/// Which keys of a record mean what. Earlier keys win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMap {
    keys: [Vec<String>; 6],
}

const FIELDS: [&str; 6] = ["title", "text", "published", "source", "url", "id"];
const TITLE: usize = 0;
const TEXT: usize = 1;
const PUBLISHED: usize = 2;
const SOURCE: usize = 3;
const URL: usize = 4;
const ID: usize = 5;

impl Default for FieldMap {
    fn default() -> Self {
        let keys = [
            &["title", "headline"][..],
            &["text", "body", "content", "full_text", "articleBody", "content_html", "content_text"][..],
            &[
                "published",
                "date",
                "published_time",
                "published_at",
                "datePublished",
                "date_published",
                "pubDate",
            ][..],
            &["source", "outlet", "publisher", "site_name"][..],
            &["url", "link", "address"][..],
            &["id", "_id"][..],
        ];
        Self { keys: keys.map(|keys| keys.iter().map(|&k| k.to_owned()).collect()) }
    }
}

impl FieldMap {
    /// Adds what `field=name` says: the key `name` means `field`, before all others. `field` is one of title,
    /// text, published, source, url, id. A name with points leads into objects: `article.body` is the key `body` of
    /// the object `article`, where no key has the whole name.
    ///
    /// # Errors
    /// In words for people, if there is no `=`, no name, or no such field.
    pub fn add(&mut self, rule: &str) -> Result<(), String> {
        let (field, name) =
            rule.split_once('=').ok_or_else(|| format!("{rule:?} is not of the form field=name"))?;
        let index = FIELDS
            .iter()
            .position(|f| *f == field.trim())
            .ok_or_else(|| format!("{field:?} is no field; known are {}", FIELDS.join(", ")))?;
        let name = name.trim();
        if name.is_empty() {
            return Err(format!("{rule:?} names no key"));
        }
        // A key means one thing: what it meant by default it means no more.
        self.keys.iter_mut().for_each(|keys| keys.retain(|k| k != name));
        self.keys[index].insert(0, name.to_owned());
        Ok(())
    }

    /// The field that a key means, and how far behind other keys of this field it stands.
    fn place_of(&self, key: &str) -> Option<(usize, usize)> {
        let rank = |keys: &Vec<String>| keys.iter().position(|k| k == key);
        self.keys.iter().enumerate().find_map(|(field, keys)| Some((field, rank(keys)?)))
    }

    /// The fields that stand within the object that has this key, and where.
    fn within<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (usize, usize, &'a str)> {
        let rest = move |name: &'a str| name.strip_prefix(key)?.strip_prefix('.');
        self.keys.iter().enumerate().flat_map(move |(field, keys)| {
            keys.iter().enumerate().filter_map(move |(rank, name)| Some((field, rank, rest(name)?)))
        })
    }
}

impl FromStr for FieldMap {
    type Err = String;
    /// The default map and one rule.
    fn from_str(rule: &str) -> Result<Self, String> {
        let mut map = Self::default();
        map.add(rule)?;
        Ok(map)
    }
}

/// The fields of one record, each the best of the keys that mean it.
struct Fields<'a> {
    map: &'a FieldMap,
}

type Found = [Option<(usize, Value)>; 6];

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Found, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Found, A::Error> {
        let mut found: Found = Default::default();
        let mut seen: Vec<String> = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            let Some((field, rank)) = self.map.place_of(&key) else {
                if self.map.within(&key).next().is_none() {
                    entries.next_value::<IgnoredAny>()?;
                    continue;
                }
                let value = entries.next_value::<Value>()?;
                for (field, rank, path) in self.map.within(&key) {
                    let inner = path.split('.').try_fold(&value, |value, name| value.get(name));
                    let better = found[field].as_ref().is_none_or(|(best, _)| rank < *best);
                    if let Some(inner) = inner.filter(|inner| !inner.is_null() && better) {
                        found[field] = Some((rank, inner.clone()));
                    }
                }
                continue;
            };
            if seen.contains(&key) {
                return Err(A::Error::custom(format_args!("the field {key:?} stands twice")));
            }
            seen.push(key);
            let value = entries.next_value::<Value>()?;
            let better = found[field].as_ref().is_none_or(|(best, _)| rank < *best);
            if !value.is_null() && better {
                found[field] = Some((rank, value));
            }
        }
        Ok(found)
    }
}

/// Reads one record.
///
/// # Errors
/// In words for people: what is not JSON, lacks a text, or has a field of the wrong type. Positions in it are
/// within `json`.
pub fn json_record(json: &str, map: &FieldMap) -> Result<Record, String> {
    let mut d = serde_json::Deserializer::from_str(json);
    let found = Fields { map }.deserialize(&mut d).map_err(|e| e.to_string())?;
    d.end().map_err(|e| e.to_string())?;
    let mut found = found.map(|entry| entry.map(|(_, value)| value));
    let mut text = |field: usize| found[field].take().map(|value| plain(field, value)).transpose();
    let id = text(ID)?.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let title = text(TITLE)?;
    let body = text(TEXT)?.unwrap_or_default();
    let (published, source, address) = (text(PUBLISHED)?, text(SOURCE)?, text(URL)?);
    if body.trim().is_empty() && title.as_deref().unwrap_or_default().trim().is_empty() {
        return Err("it has neither a title nor a text".to_owned());
    }
    let (text, hints) = if looks_like_html(&body) { html_text(&body) } else { (body, Vec::new()) };
    Ok(Record { id, title: title.map(|t| unescaped(&t)), text, hints, published, source, address })
}

/// A field's value as text: text itself, a list of paragraphs, a number where that makes sense, the name in an
/// object such as `{"name": "رويترز"}`.
fn plain(field: usize, value: Value) -> Result<String, String> {
    let name = FIELDS[field];
    match (field, value) {
        (_, Value::String(text)) => Ok(text),
        (TEXT, Value::Array(paragraphs)) => {
            let mut text = String::new();
            for paragraph in paragraphs {
                let Value::String(paragraph) = paragraph else {
                    return Err(format!("the field `{name}` is a list of other things than text"));
                };
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                text.push_str(&paragraph);
            }
            Ok(text)
        }
        (PUBLISHED | ID, Value::Number(number)) => Ok(number.to_string()),
        (SOURCE, Value::Object(mut object)) => match object.remove("name").or_else(|| object.remove("title"))
        {
            Some(Value::String(text)) => Ok(text),
            _ => Err(format!("the field `{name}` is an object without a name")),
        },
        (_, value) => {
            let kind = match value {
                Value::Null => "null",
                Value::Bool(_) => "true or false",
                Value::Number(_) => "a number",
                Value::String(_) => "text",
                Value::Array(_) => "a list",
                Value::Object(_) => "an object",
            };
            Err(format!("the field `{name}` is {kind} and not text"))
        }
    }
}

/// Whether a text is HTML: it holds a tag that paragraphs are made with.
pub(super) fn looks_like_html(text: &str) -> bool {
    [
        "</p>", "<p>", "<p ", "<br>", "<br/>", "<br />", "</div>", "</span>", "</li>", "</a>", "<P>", "<BR>",
        "</P>",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

/// Character references resolved, where there are any.
fn unescaped(text: &str) -> String {
    if text.contains('&') && text.contains(';') || looks_like_html(text) {
        html_text(text).0
    } else {
        text.to_owned()
    }
}

/// A part of a JSON file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JsonItem<'a> {
    /// The record as it stands in the file.
    pub json: &'a str,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// The records of a JSON value: the elements of a list, those of the first list of objects within an object
/// (`{"articles": […]}`), or the object itself. Each is handed over as it is found, so that those before a
/// damaged place are not lost.
///
/// # Errors
/// In words for people: where the value ends being JSON.
pub fn json_items<'a>(json: &'a str, each: &mut dyn FnMut(JsonItem<'a>)) -> Result<(), String> {
    let start = json.trim_start();
    let base = json.as_ptr() as usize;
    let item = |raw: &'a RawValue| JsonItem {
        json: raw.get(),
        at: (raw.get().as_ptr() as usize).saturating_sub(base),
    };
    if start.starts_with('[') {
        let mut d = serde_json::Deserializer::from_str(json);
        Elements { each: &mut |raw| each(item(raw)) }.deserialize(&mut d).map_err(|e| e.to_string())?;
        return d.end().map_err(|e| e.to_string());
    }
    let mut d = serde_json::Deserializer::from_str(json);
    let list = ListWithin.deserialize(&mut d).map_err(|e| e.to_string())?;
    d.end().map_err(|e| e.to_string())?;
    match list {
        Some(list) => {
            let mut d = serde_json::Deserializer::from_str(list.get());
            Elements { each: &mut |raw| each(item(raw)) }.deserialize(&mut d).map_err(|e| e.to_string())
        }
        None => {
            each(JsonItem { json: start.trim_end(), at: json.len() - start.len() });
            Ok(())
        }
    }
}

/// The elements of a list, one after another.
struct Elements<'e, 'a> {
    each: &'e mut dyn FnMut(&'a RawValue),
}

impl<'a> DeserializeSeed<'a> for Elements<'_, 'a> {
    type Value = ();
    fn deserialize<D: Deserializer<'a>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for Elements<'_, 'a> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of articles")
    }
    fn visit_seq<A: SeqAccess<'a>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(raw) = elements.next_element::<&'a RawValue>()? {
            (self.each)(raw);
        }
        Ok(())
    }
}

/// The list of articles within an object.
struct ListWithin;

impl<'a> DeserializeSeed<'a> for ListWithin {
    type Value = Option<&'a RawValue>;
    fn deserialize<D: Deserializer<'a>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for ListWithin {
    type Value = Option<&'a RawValue>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article or a list of articles")
    }
    fn visit_map<A: MapAccess<'a>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut list = None;
        while let Some(key) = entries.next_key::<String>()? {
            let raw = entries.next_value::<&'a RawValue>()?;
            let names_list = matches!(
                key.as_str(),
                "articles" | "items" | "data" | "results" | "docs" | "documents" | "records" | "news"
            );
            let inner = raw.get().strip_prefix('[').map(str::trim_start);
            if list.is_none() && names_list && inner.is_some_and(|inner| inner.starts_with('{')) {
                list = Some(raw);
            }
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Record, String> {
        json_record(json, &FieldMap::default())
    }

    #[test]
    fn the_usual_names_of_fields_are_known() {
        let record = read(
            r#"{"id": 7, "headline": "عنوان &quot;الخبر&quot;", "full_text": "النص", "published_time": "2024-01-26",
                "publisher": {"name": "رويترز"}, "link": "https://e.org/1", "extra": {"deep": [1, {}]}}"#,
        )
        .unwrap();
        assert_eq!(record.id.as_deref(), Some("7"));
        assert_eq!(record.title.as_deref(), Some("عنوان \"الخبر\""));
        assert_eq!((record.text.as_str(), record.source.as_deref()), ("النص", Some("رويترز")));
        assert_eq!(read(r#"{"text": ["أولى", "ثانية"]}"#).unwrap().text, "أولى\n\nثانية");
        assert_eq!(read(r#"{"text": null, "body": "نص"}"#).unwrap().text, "نص");
        assert_eq!(read(r#"{"text": "<p>أولى</p><p>ثانية</p>"}"#).unwrap().text, "أولى\n\nثانية");
    }

    #[test]
    fn other_names_can_be_mapped() {
        let mut map = FieldMap::default();
        map.add("text=story").unwrap();
        map.add("title=text").unwrap();
        let record = json_record(r#"{"story": "النص", "text": "العنوان"}"#, &map).unwrap();
        assert_eq!((record.title.as_deref(), record.text.as_str()), (Some("العنوان"), "النص"));
        assert!(map.add("body=x").unwrap_err().contains("known are title"));
        assert!(map.add("text").is_err() && map.add("text=").is_err());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |json: &str| read(json).unwrap_err();
        assert_eq!(wrong(r#"{"title": 5, "text": "x"}"#), "the field `title` is a number and not text");
        assert!(wrong(r#"{"text": "a", "text": "b"}"#).contains("\"text\" stands twice"));
        assert_eq!(wrong(r#"{"text": [1]}"#), "the field `text` is a list of other things than text");
        assert_eq!(wrong(r#"{"n": 1}"#), "it has neither a title nor a text");
        assert!(wrong(r#"[1]"#).contains("expected an object"));
        assert!(wrong(r#"{"text": "a"} x"#).contains("trailing"));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(wrong(&format!(r#"{{"text": {deep}}}"#)).contains("recursion limit"));
        // What is not asked for is passed over without recursion.
        assert_eq!(read(&format!(r#"{{"other": {deep}, "text": "a"}}"#)).unwrap().text, "a");
    }

    fn items(json: &str) -> (Vec<(usize, &str)>, Result<(), String>) {
        let mut out = Vec::new();
        let end = json_items(json, &mut |item| out.push((item.at, item.json)));
        (out, end)
    }

    #[test]
    fn lists_and_objects_are_parted() {
        assert_eq!(items(r#" [{"a":1}, {"b":2}]"#), (vec![(2, r#"{"a":1}"#), (11, r#"{"b":2}"#)], Ok(())));
        assert_eq!(items(r#"{"n": 1, "articles": [ {"a":1}]}"#), (vec![(23, r#"{"a":1}"#)], Ok(())));
        assert_eq!(items(r#" {"text": "a"} "#), (vec![(1, r#"{"text": "a"}"#)], Ok(())));
        let (found, end) = items(r#"[{"a":1}, {"b":"#);
        assert_eq!(found, [(1, r#"{"a":1}"#)]);
        assert!(end.is_err());
    }

    #[test]
    fn a_name_with_points_leads_into_objects() {
        let mut map = FieldMap::default();
        for rule in ["text=article.body", "published=meta.when", "source=meta.by.name", "url=a.b"] {
            map.add(rule).unwrap();
        }
        let record = json_record(
            r#"{"headline": "ع", "article": {"body": ["أ", "ب"], "x": 1}, "a.b": "https://example.org/1",
                "meta": {"when": "2021-07-25", "by": {"name": "قناة"}}, "date": "1999-01-01"}"#,
            &map,
        )
        .unwrap();
        assert_eq!((record.title.as_deref(), record.text.as_str()), (Some("ع"), "أ\n\nب"));
        assert_eq!(record.published.as_deref(), Some("2021-07-25"));
        assert_eq!(record.source.as_deref(), Some("قناة"));
        assert_eq!(record.address.as_deref(), Some("https://example.org/1"));
        // What leads nowhere is as if it were not there.
        let record = json_record(r#"{"title": "ع", "article": 5, "meta": {"when": null}}"#, &map).unwrap();
        assert_eq!((record.text.as_str(), record.published), ("", None));
    }
}
