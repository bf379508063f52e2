//! The built-in files, and what is said of the reader's own.

use std::collections::HashMap;

use super::*;
use crate::model::EntityType;
use crate::text::{Fold, fold};

#[test]
fn the_built_in_files_are_right() {
    let lexicon = Lexicon::built_in().unwrap();
    assert!(lexicon.entity("kataib_hezbollah").is_some());
    assert_eq!(lexicon.entity("turkish_armed_forces").map(|e| e.kind.as_str()), Some("FORCE"));
    for file in entries().unwrap() {
        for entry in &file.entries {
            entry.check().unwrap_or_else(|wrong| panic!("{}: {wrong:?}", entry.id));
        }
    }
}

#[test]
fn institutions_are_made_when_they_are_asked_for() {
    let lexicon = Lexicon::built_in().unwrap();
    let ministry = lexicon.entity("japanese_foreign_ministry").unwrap();
    assert_eq!(ministry.name_ar, "وزارة الخارجية اليابانية");
    assert_eq!(lexicon.at(lexicon.index_of("japanese_foreign_ministry").unwrap()), Some(ministry));
    assert_eq!(
        lexicon.entity("government_of_japan").unwrap().name_en.as_deref(),
        Some("Government of Japan")
    );
    // Institutions with a name of their own have one id only.
    assert!(lexicon.entity("us_department_of_energy").is_some());
    assert!(lexicon.entity("us_oil_ministry").is_none());
    assert!(lexicon.entity("atlantis_foreign_ministry").is_none());
    let mut ids: Vec<_> = lexicon.entities().map(|e| e.id.as_str()).collect();
    assert!(ids.len() > 8_000);
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    let known = |id: &str| lexicon.named(id).is_some();
    assert!(twice.iter().all(|id| known(id)), "{twice:?}");
}

#[test]
fn no_id_is_given_to_two_kinds_of_things() {
    let mut kinds: HashMap<String, Option<EntityType>> = HashMap::new();
    for entry in entries().unwrap().into_iter().flat_map(|file| file.entries) {
        let kind = *kinds.entry(entry.id.to_string()).or_insert(entry.kind);
        assert_eq!(kind, entry.kind, "{}", entry.id);
    }
}

#[test]
fn no_form_names_two_entities_of_one_kind() {
    let mut owners: HashMap<(String, EntityType), String> = HashMap::new();
    let mut twice = Vec::new();
    for entry in entries().unwrap().into_iter().flat_map(|file| file.entries) {
        let kind = entry.kind.unwrap();
        let name = (!entry.bare).then_some(&entry.ar);
        for form in name.into_iter().chain(&entry.forms) {
            let words: Vec<String> = fold(form, Fold::Loose)
                .text
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_owned)
                .collect();
            let owner = owners.entry((words.join(" "), kind)).or_insert_with(|| entry.id.to_string());
            if **owner != *entry.id {
                twice.push(format!("{form}: {owner} and {}", entry.id));
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

fn own(json: &str) -> OwnFile {
    OwnFile { name: "mine.json".into(), json: json.into() }
}

#[test]
fn an_own_file_adds_overrides_and_takes_away() {
    let file = own(r#"{"about": "mine", "entries": [
            {"id": "my_brigade", "type": "GROUP", "ar": "لواء الفجر الصادق"},
            {"id": "kataib_hezbollah", "en": "KH", "forms": ["حزب الله الأحمر"], "without": ["حزب الله العراقي"]},
            {"id": "raba_allah", "remove": true},
            {"id": "a_coruna", "en": "Corunna"}
        ]}"#);
    let plain = Lexicon::built_in().unwrap();
    let lexicon = Lexicon::with(std::slice::from_ref(&file)).unwrap();
    assert!(lexicon.entity("my_brigade").is_some());
    let changed = lexicon.entity("kataib_hezbollah").unwrap();
    assert_eq!(changed.name_en.as_deref(), Some("KH"));
    assert_eq!(changed.name_ar, plain.entity("kataib_hezbollah").unwrap().name_ar);
    assert!(changed.other_names.iter().any(|form| form == "حزب الله الأحمر"));
    assert!(changed.other_names.iter().all(|form| form != "حزب الله العراقي"));
    assert!(lexicon.entity("raba_allah").is_none());
    assert_eq!(lexicon.entity("a_coruna").unwrap().name_en.as_deref(), Some("Corunna"));
    assert_ne!(plain.fingerprint(), lexicon.fingerprint());
    assert_eq!(
        lexicon.fingerprint(),
        Lexicon::with(&[OwnFile { name: "x".into(), ..file }]).unwrap().fingerprint()
    );
}

#[test]
fn errors_say_the_line_the_field_and_what_was_meant() {
    let head = "{\"entries\": [\n  {\"id\": \"fine\", \"type\": \"ORG\", \"ar\": \"دار\"},\n";
    for (entry, line, field, said) in [
        ("{\"id\": \"x\", \"type\": \"GRUOP\", \"ar\": \"لواء\"}", 3, "type", "did you mean `GROUP`?"),
        (
            "{\"id\": \"x\",\n \"type\": \"GROUP\",\n \"form\": [\"لواء\"]}",
            5,
            "form",
            "did you mean `forms`?",
        ),
        ("{\"id\": \"x\",\n \"type\": \"GROUP\",\n \"ar\": 7}", 5, "ar", "a string"),
        ("{\"id\": \"X Y\", \"type\": \"GROUP\", \"ar\": \"لواء\"}", 3, "id", "Latin"),
        ("{\"id\": \"x\", \"type\": \"GROUP\"}", 3, "ar", "missing"),
        ("{\"id\": \"x\", \"ar\": \"لواء\"}", 3, "type", "missing"),
        ("{\"type\": \"GROUP\", \"ar\": \"لواء\"}", 3, "id", "missing"),
        (
            "{\"id\": \"x\", \"type\": \"GROUP\", \"ar\": \"لواء\",\n \"forms\": [\"\\\"\"]}",
            4,
            "forms",
            "no word",
        ),
        (
            "{\"id\": \"x\", \"type\": \"GROUP\", \"ar\": \"لواء\", \"wikidata\": \"796\"}",
            3,
            "wikidata",
            "Q796",
        ),
        ("{\"id\": \"kataib_hizbollah\", \"remove\": true}", 3, "id", "did you mean `kataib_hezbollah`?"),
        (
            "{\"id\": \"x\", \"type\": \"PERSON\", \"ar\": \"فلان\",\n \"offices\": [{\"ar\": \"وزير\",\n \"from\": \"2020-13\"}]}",
            5,
            "offices",
            "no date",
        ),
        (
            "{\"id\": \"x\", \"type\": \"GROUP\", \"ar\": \"لواء\",\n \"beside\": [{\"forms\": [\"ل م\"],\n \"with\": [\"hamass\"]}]}",
            5,
            "beside",
            "did you mean `hamas`?",
        ),
    ] {
        let Err(error) = Lexicon::with(&[own(&format!("{head}  {entry}\n]}}"))]) else { panic!("{entry}") };
        let message = error.to_string();
        assert_eq!((error.line, error.field.as_deref()), (Some(line), Some(field)), "{entry}: {message}");
        assert!(message.starts_with("mine.json, line "), "{message}");
        assert!(error.message.contains(said), "{entry}: {message}");
    }
    let broken = Lexicon::with(&[own("{\"entries\": [\n{\"id\": \"x\"\n")]).err().unwrap();
    assert_eq!(broken.line, Some(3));
    let list = Lexicon::with(&[own("{\"entrys\": []}")]).err().unwrap();
    assert!(list.to_string().contains("did you mean `entries`?"), "{list}");
}
