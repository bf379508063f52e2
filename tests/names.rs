//! Names in texts: what is marked and what is not, in small texts made for the purpose, and what holds for all texts.
//!
//! The articles of `tests/articles/` measure how well names are found; here is why they are.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use rasid::analyse::{Analyser, Lexicon};
use rasid::model::{Analysis, Block, Document, Origin, Role, Span};

static ANALYSER: LazyLock<Analyser> =
    LazyLock::new(|| Analyser::new(Arc::new(Lexicon::built_in().expect("the built-in lexicon is right"))));

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        if !line.trim().is_empty() {
            blocks.push(Block { role: Role::Paragraph, span });
        }
        start += line.len();
    }
    Document {
        id: "x".into(),
        origin: Origin::default(),
        text: text.into(),
        blocks,
        outlet: None,
        address: None,
        published: None,
    }
}

fn analyse(text: &str) -> Analysis {
    ANALYSER.analyse(&document(text))
}

/// The mentions of a text as `[name=entity]` in place.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mention in analyse(text).mentions {
        out += &text[at..mention.span.start];
        out += &format!("[{}={}]", mention.span.of(text), mention.entity);
        at = mention.span.end;
    }
    out + &text[at..]
}

/// Checks that exactly the names in brackets are found.
fn check(expected: &str) {
    let mut text = String::new();
    let mut rest = expected;
    while let Some((before, after)) = rest.split_once('[') {
        let (mention, after) = after.split_once(']').expect("a closing bracket");
        let (name, _) = mention.split_once('=').expect("an entity after =");
        text += before;
        text += name;
        rest = after;
    }
    text += rest;
    assert_eq!(marked(&text), expected);
}

fn entities(text: &str) -> Vec<String> {
    analyse(text).mentions.iter().map(|m| m.entity.to_string()).collect()
}

#[test]
fn names_are_words_and_no_parts_of_words() {
    check("تبحث اللجنة مستقبل العراقيين والسورية الجميلة");
    check("عاد إلى [بغداد=baghdad] وفد من [العراق=iraq]");
}

#[test]
fn proclitics_stay_outside_and_the_article_inside() {
    check("و[واشنطن=washington] ل[لقوات الأمريكية=us_forces] ب[العراق=iraq] ف[إيران=iran] ك[لبنان=lebanon]");
    check("هجوم لـ[داعش=islamic_state] في [كركوك=kirkuk]");
}

#[test]
fn common_words_are_never_parted() {
    check("كشفت الفرقة وكيل وجودها بلد كبير");
    check("بحث عنه على الطريق");
}

#[test]
fn class_nouns_of_a_name_belong_to_it() {
    check("في [محافظة الأنبار=anbar] قرب [قاعدة عين الأسد الجوية=ain_al_asad_air_base]");
    check("قصف [تنظيم \"داعش\"=islamic_state] مواقع");
    check("انسحبت [حركة حماس الفلسطينية=hamas]");
    check("ذكرت صحيفة \"[وول ستريت جورنال=wall_street_journal]\" ذلك");
}

#[test]
fn the_longest_name_wins() {
    check("بيان [المقاومة الإسلامية في العراق=islamic_resistance_in_iraq]");
    check("[المقاومة الإسلامية كتائب سيد الشهداء=kataib_sayyid_al_shuhada]");
    check("[القيادة المركزية الأمريكية=us_central_command]");
}

#[test]
fn a_nationality_makes_the_entity() {
    check("اتهمت [القوات التركية=turkish_armed_forces] ونفت [الخارجية الإيرانية=iranian_foreign_ministry]");
    check("أعلنت [وزارة الدفاع البريطانية=british_defense_ministry] ذلك");
    // An office is no ministry, and an adjective of another gender belongs to another noun.
    check("التقى وزير الخارجية الإيراني نظيره");
}

#[test]
fn a_ministry_without_a_nation_is_of_where_the_sentence_plays() {
    let us = "في [واشنطن=washington] قال متحدث باسم [وزارة الدفاع=us_department_of_defense] إن القرار قريب";
    check(us);
    check("وصل الوفد إلى [بغداد=baghdad] أمس. وقالت [وزارة الدفاع=iraqi_defense_ministry] إنها تتابع");
}

#[test]
fn short_names_need_the_full_one() {
    check("قالت التنسيقية إن الوقت مبكر");
    check(
        "بيان [تنسيقية المقاومة العراقية=resistance_coordination]. وقالت [التنسيقية=resistance_coordination] ذلك",
    );
}

#[test]
fn persons_are_found_after_titles_and_verbs_of_saying() {
    check("قال المحلل السياسي، [جبار المشهداني=jabbar_al_mashhadani]، إن الأمر معقد");
    check("وأوضح [كمال الربيعي=kamal_al_rubaie] أن الاجتماع تأجل. وأضاف [الربيعي=kamal_al_rubaie] أنه قريب");
    let two = "أكد مستشار رئيس الوزراء، [مصطفى الكاظمي=mustafa_al_kadhimi]، [حسين علاوي=hussein_allawi]، ذلك";
    check(two);
    // A description is no name.
    check("قال مصدر أمني رفيع إن الهجوم فشل");
    check("قال المسؤول العسكري إن العملية انتهت");
}

#[test]
fn what_rules_make_is_marked_so() {
    let analysis = analyse("قال النائب رعد الجليلاوي إن الجلسة تأجلت");
    let entity = analysis.entities.first().expect("a person");
    assert!(entity.by_rule);
    assert_eq!(entity.name_en, None);
    assert_eq!(entity.id.as_str(), "raad_al_jalilawi");
    assert_eq!(analysis.mentions[0].why.rule, "person-after-title");
}

#[test]
fn groups_and_facilities_are_found_by_their_class_noun() {
    let text = "أعلنت سرايا ثوار الوطن هجوما على مطار الضبعة العسكري";
    let kinds: Vec<_> = analyse(text).mentions.iter().map(|m| m.kind.as_str()).collect();
    assert_eq!(kinds, ["GROUP", "FACILITY"]);
    check("توقفت حركة المرور قرب قاعدة عسكرية ومطار مدني");
}

#[test]
fn spellings_of_one_name_are_one_entity() {
    let base =
        "هاجمت كتائب حزب الله القوات الأمريكية في قاعدة عين الأسد الجوية بمحافظة الأنبار، وقال مقتدى الصدر";
    let expected = entities(base);
    assert_eq!(expected.len(), 5, "{}", marked(base));
    let variants = [
        base.replace("الأمريكية", "الأميركية"),
        base.replace("الأمريكية", "الاميركية"),
        base.replace('أ', "ا"),
        base.replace('ة', "ه"),
        base.replace(' ', "\u{A0}"),
        base.replace(' ', "  "),
        base.replace("كتائب حزب الله", "كتائب \"حزب الله\""),
        base.replace("كتائب حزب الله", "«كتائب حزب الله»"),
        base.replace("القوات الأمريكية", "القوات\u{A0}الأمريكية"),
        base.chars().flat_map(|c| [Some(c), (c == 'ك').then_some('\u{64E}')]).flatten().collect(),
        base.chars().flat_map(|c| [Some(c), (c == 'ت').then_some('\u{640}')]).flatten().collect(),
    ];
    for variant in variants {
        assert_eq!(entities(&variant), expected, "{}", marked(&variant));
    }
}

/// Words, names, signs and rubbish.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "القوات",
            "الأمريكية",
            "للقوات",
            "وواشنطن",
            "\"",
            "«",
            "»",
            "كتائب",
            "حزب",
            "الله",
            "أبو",
            "عبد",
            "قال",
            "الرئيس",
            "جو",
            "بايدن",
            "بايدن",
            "،",
            ".",
            "قاعدة",
            "عين",
            "الأسد",
            "الجوية",
            "في",
            "وزارة",
            "الدفاع",
            "البرلمان",
            "مدينة",
            "الصدر",
            "تنظيم",
            "داعش",
            "\n",
            "محمد",
            "العبيدي",
            "اللواء",
            "24",
            "RT",
            "لـ",
            "المقاومة",
            "-",
            "_",
            "…",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        proptest::collection::vec(any::<char>(), 0..4).prop_map(|c| c.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mentions_are_in_order_apart_and_within_the_text(
        pieces in proptest::collection::vec(piece(), 0..40),
        joint in proptest::sample::select(vec![" ", "", "\u{A0}"]),
    ) {
        let text = pieces.join(joint);
        let analysis = analyse(&text);
        let mut last = 0;
        for mention in &analysis.mentions {
            let span = mention.span;
            prop_assert!(span.start >= last && !span.is_empty());
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(!mention.span.of(&text).starts_with(char::is_whitespace));
            prop_assert!(!mention.why.rule.is_empty());
            prop_assert!(analysis.entities.iter().any(|e| e.id == mention.entity));
            last = span.end;
        }
    }

    #[test]
    fn a_name_of_the_lexicon_means_itself_when_it_stands_alone(
        pieces in proptest::collection::vec(piece(), 0..30),
    ) {
        let text = pieces.join(" ");
        for mention in analyse(&text).mentions.iter().filter(|m| m.why.rule == "lexicon") {
            let name = mention.span.of(&text);
            // The article of لل… is written without its alef, and a ministry without a nation needs the text.
            if name.starts_with("ل") || matches!(name, "البرلمان" | "وزارة الدفاع") {
                continue;
            }
            let alone = analyse(name);
            prop_assert!(
                alone.mentions.iter().any(|m| m.entity == mention.entity),
                "{name:?} is {} and alone {}", mention.entity, marked(name)
            );
        }
    }
}

/// The ids of the outlets that pages are known to come from, and those of the lexicon.
#[test]
fn an_outlet_has_one_id_whether_it_published_the_page_or_is_named_in_it() {
    let file: serde_json::Value = serde_json::from_str(include_str!("../assets/outlets.json")).expect("JSON");
    let lexicon = ANALYSER.lexicon();
    let mut ids = std::collections::BTreeMap::new();
    for outlet in file["outlets"].as_array().expect("outlets") {
        let id = outlet["id"].as_str().expect("an id");
        let known = lexicon.entity(id).unwrap_or_else(|| panic!("{id} is not in the lexicon"));
        assert_eq!(known.kind, rasid::model::EntityType::Media, "{id}");
        let more = outlet["names"].as_array().into_iter().flatten();
        for name in std::iter::once(&outlet["ar"]).chain(more) {
            ids.entry(name.as_str().expect("a name")).or_insert(id);
        }
    }
    let media: serde_json::Value =
        serde_json::from_str(include_str!("../assets/lexicon/media.json")).expect("JSON");
    for entry in media["entries"].as_array().expect("entries") {
        let id = entry["id"].as_str().expect("an id");
        let forms = entry["forms"].as_array().into_iter().flatten();
        for name in std::iter::once(&entry["ar"]).chain(forms) {
            let same = ids.get(name.as_str().expect("a name"));
            assert!(same.is_none_or(|&same| same == id), "{name}: {id} and {same:?}");
        }
        assert!(ids.values().any(|&i| i == id), "{id} has no entry among the outlets");
    }
}

#[test]
fn foreign_names_of_three_parts_end_where_the_clause_begins() {
    check("وقال السفير [لويس فيرنانديز مارتينوفيتش=louis_firnandiz_martinovic] إن القرار قريب");
    // An initial is part of the name.
    check("وقال الجنرال [كيفن دبليو تراوتمان=kevin_w_tarautman] إن المهمة انتهت");
    // Two accusatives are no name.
    check("ومنح الرئيس انتدابا جديدا.");
}

#[test]
fn ranks_and_adjectives_of_an_office_lead_to_the_name() {
    check("وأوضح السرجنت [مايكل ستيفنز=michael_stevens] ذلك");
    check("وقال وزير الدفاع الياباني [شيجيرو إيشيبا=shijiru_aishiba].");
}

#[test]
fn a_name_by_class_noun_is_no_clause_no_adjective_and_nothing_possessed() {
    check("على قاعدة تضم [القوات الأميركية=us_forces]");
    check("استهدفت قاعدة خلفية وسترسل كتائب إضافية، وتحدث قائد كتيبة بلاده عن مركز القضاء");
}

#[test]
fn a_country_after_a_name_is_a_name_of_its_own() {
    check("هددت [كتائب حزب الله=kataib_hezbollah] في [العراق=iraq]");
}

#[test]
fn councils_and_parties_are_called_after_what_follows() {
    check("أعلن [مجلس محافظة بابل=babil_provincial_council] الحداد");
    check("وانتقد [حزب اليسار=hizb_al_yasar] الحرب");
}

#[test]
fn a_facility_has_the_id_of_the_place_that_it_is_called_after() {
    check("وصل الرتل إلى [مطار القامشلي=qamishli_airport] ثم [القامشلي=qamishli]");
    check("في [معسكر الشهيد أبو كرار العبودي=al_shahid_abu_karrar_al_aboudi_camp] قرب");
}

#[test]
fn short_names_of_groups_follow_the_full_ones() {
    check("أعلنت [كتائب حزب الله=kataib_hezbollah] ذلك. وأكدت [الكتائب=kataib_hezbollah] موقفها");
    check("وأكدت الكتائب موقفها");
}

#[test]
fn units_are_called_by_their_number() {
    check("قتل آمر [اللواء ٤٥=45th_brigade] في الغارة");
}

#[test]
fn a_family_name_goes_with_the_name_that_the_lexicon_knows() {
    check("أعلن النائب [عدنان فيحان الدليمي=adnan_fayhan] ذلك");
}

#[test]
fn an_outlet_in_quotation_marks_is_one_even_if_nobody_knows_it() {
    check("وذكرت صحيفة \"[صدى النهرين=sadi_al_nahrin]\" ذلك");
    check("استهدف موقع \"المشاة\" صباحا");
}

#[test]
fn quarters_and_areas_bear_names_with_the_article() {
    check("انفجار في منطقة [البوعيثة=al_buaitha] وفي منطقة عازلة");
}

#[test]
fn adjectives_of_a_base_belong_to_its_name_and_whose_it_is_does_not() {
    check("أصابت [قاعدة \"كي وان\" العسكرية=k1_air_base] قرب [كركوك=kirkuk]");
    check("استهدفوا قاعدة [الاحتلال الأميركي=us_forces] غربي [العراق=iraq]");
    check("هددت [كتائب حزب الله=kataib_hezbollah] العراقية بالرد");
}

#[test]
fn a_name_told_by_its_company_is_known_again_without_it() {
    check(
        "قال الخبير [سكوت سترازيك=scott_satrazik]، إن الأمر معقد. ثم عاد [سكوت سترازيك=scott_satrazik] صامتا",
    );
    check("التقى [نوري المالكي=nouri_al_maliki] و[فاضل الشمري=fadhel_al_shammari] الوفد");
    check("تقول [أم علاء=um_alaa] إن ابنها قتل");
    check("هذا أم ذاك");
}

#[test]
fn a_known_family_name_after_another_given_name_is_another_man() {
    check("قال [أحمد المالكي=ahmed_al_maliki] إن [نوري المالكي=nouri_al_maliki] غادر");
}

#[test]
fn one_name_has_one_id_in_every_case_and_spelling() {
    check("التقى [أبا فدك المحمداوي=abu_fadak] ثم [أبي فدك المحمداوي=abu_fadak]");
    check(
        "قال النائب [عبدالكريم البصري=abdul_karim_al_basri] ثم قال النائب [عبد الكريم البصري=abdul_karim_al_basri]",
    );
    check("قال الناشط [إلياس الشمري=elias_al_shammari] ذلك");
}

#[test]
fn what_is_spelled_as_a_place_or_a_weapon_and_is_none() {
    check("قال في حديثه للصحفيين إن الوفد وصل إلى [حديثة=haditha]");
    check("أسقطت [مسيّرة=drone] قرب القاعدة");
    check("خرجت مسيرة احتجاجية");
    check("قصفا تركيًا استهدف القرية");
    check("مقتل عشرة في [البوكمال=abu_kamal] و[الميادين=al_mayadin]");
}

#[test]
fn hospitals_universities_quarters_and_villages_bear_names() {
    check("نقلوا إلى [مستشفى البصرة العام=basra_general_hospital]");
    check("نقلوا إلى [مستشفى البصرة=basra_hospital] العام الماضي");
    check("قال أستاذ في [جامعة بغداد=university_of_baghdad] [إحسان الشمري=ihsan_al_shammari] إنه باق");
    check("انفجار في [حي هرابش=harabsh] وفي قرية [البو عبيد=al_bu_obaid]");
}
