//! The lexical field of war news: the same event in the many words that reports have for it, and words of war
//! said of something else.

use super::*;
use crate::model::EventKind;

/// Each text tells at least one strike as a fact.
#[test]
fn strikes_in_many_words() {
    let rows = [
        "أغارت [us_forces/FORCE طائرات أميركية] على مواقع [kh/GROUP كتائب حزب الله] في [qaim/PLACE القائم].",
        "نسف مسلحون منزل قيادي في [pmf/FORCE الحشد الشعبي] بـ[ied/WEAPON عبوات ناسفة].",
        "أمطرت [iran/COUNTRY إيران] [asad/FACILITY قاعدة عين الأسد] بوابل من [missile/WEAPON الصواريخ].",
        "دمرت [coalition/FORCE طائرات التحالف] مخازن أسلحة تابعة لـ[isis/GROUP تنظيم داعش] في [kirkuk/PLACE كركوك].",
        "فتح مسلحون مجهولون النار على دورية لـ[police/FORCE الشرطة] في [diyala/PLACE ديالى].",
        "أردت [army/FORCE قوات الجيش] مسلحين اثنين من [isis/GROUP داعش] في [makhmur/PLACE مخمور].",
        "قتلت [us_forces/FORCE القوات الأميركية] ثلاثة مسلحين في [qaim/PLACE القائم] {2024-02-08 الخميس}.",
        "قضت [army/FORCE القوات العراقية] على خمسة إرهابيين في [hamrin/PLACE حمرين].",
        "ألقت طائرات حربية [bomb/WEAPON قنابل] على معسكر لـ[pkk/GROUP حزب العمال] في [sinjar/PLACE سنجار].",
        "لقي جنديان مصرعهما بانفجار [ied/WEAPON عبوة ناسفة] غربي [anbar/PLACE الأنبار].",
        "لقي جنديان حتفهما برصاص قناص في [mosul/PLACE الموصل].",
        "مقتل شرطي برصاص مجهولين في [basra/PLACE البصرة].",
        "قتل ثلاثة من عناصر الشرطة على يد مسلحين من [isis/GROUP داعش] جنوب [kirkuk/PLACE كركوك].",
        "استشهد مقاتلان من [pmf/FORCE الحشد الشعبي] بـ[mortar/WEAPON قذيفة هاون] في [samarra/PLACE سامراء].",
        "وقع [army/FORCE الجيش] في كمين نصبه [isis/GROUP تنظيم داعش] قرب [hawija/PLACE الحويجة] وقتل أربعة جنود.",
        "نصب مسلحون كمينا لرتل من [us_forces/FORCE القوات الأميركية] في [babil/PLACE بابل].",
        "اندلعت اشتباكات بين [army/FORCE الجيش] و[isis/GROUP داعش] في [diyala/PLACE ديالى] أسفرت عن مقتل ثلاثة جنود.",
        "اشتبكت [saraya/GROUP سرايا السلام] مع [asaib/GROUP عصائب أهل الحق] في [amara/PLACE العمارة] {2024-02-09 أمس}.",
        "انهالت [rocket/WEAPON الصواريخ] على [balad/FACILITY قاعدة بلد الجوية].",
        "تساقطت [mortar/WEAPON قذائف هاون] على [green/PLACE المنطقة الخضراء].",
        "سُجل سقوط [rocket/WEAPON صاروخين] على [victory/FACILITY معسكر فيكتوري].",
        "اطلقت [iri/GROUP المقاومة] [drone/WEAPON مسيرة] باتجاه [harir/FACILITY قاعدة حرير].",
        "اصابت [drone/WEAPON طائرة مسيرة] مبنى داخل [harir/FACILITY قاعدة حرير].",
        "[rocket/WEAPON صاروخان] سقطا قرب [us_embassy/FACILITY السفارة الأميركية] {2024-02-09 أمس}.",
        "[drone/WEAPON مسيرة] مفخخة انفجرت فوق [erbil_airport/FACILITY مطار أربيل].",
        "نفذ [isis/GROUP داعش] عملية انتحارية في [baghdad/PLACE بغداد] {2024-01-21 21 يناير}.",
        "هز انفجار عنيف [green/PLACE المنطقة الخضراء] وأصيب ثلاثة أشخاص.",
        "داهم مسلحون مقر [kdp/ORG الحزب الديمقراطي الكردستاني] وأحرقوه بعد إطلاق النار.",
        "خطف مسلحون من [kh/GROUP كتائب حزب الله] باحثة في [baghdad/PLACE بغداد].",
        "دهس انتحاري بـ[car/WEAPON سيارة مفخخة] نقطة تفتيش لـ[army/FORCE الجيش].",
        "طالت غارات [us_forces/FORCE الطيران الأميركي] مقار [pmf/FORCE الحشد الشعبي] في [anbar/PLACE الأنبار].",
        "شنت [turkish/FORCE تركيا] عدوانا جويا على [sinjar/PLACE سنجار] أدى إلى مقتل خمسة.",
        "خاضت [army/FORCE القوات الأمنية] اشتباكات مع [isis/GROUP داعش] في [diyala/PLACE ديالى].",
        "قنص [isis/GROUP داعش] ضابطا في [army/FORCE الجيش العراقي].",
        "تعرض رتل لـ[coalition/FORCE التحالف] لتفجير بـ[ied/WEAPON عبوة ناسفة] في [dhiqar/PLACE ذي قار].",
    ];
    let silent: Vec<&str> = rows.into_iter().filter(|text| asserted(text).is_empty()).collect();
    assert!(silent.is_empty(), "{} strikes are not found:\n{}", silent.len(), silent.join("\n"));
}

fn asserted(text: &str) -> Vec<String> {
    events_of(text)
        .iter()
        .filter(|e| e.kind == EventKind::Attack)
        .filter(|e| matches!(e.modality, Modality::Asserted | Modality::Claimed))
        .map(written)
        .collect()
}

#[test]
fn words_of_war_said_of_something_else() {
    let rows = [
        "فجر النائب مفاجأة بشأن [us_forces/FORCE القوات الأميركية].",
        "فتح النائب [maliki/PERSON المالكي] النار على الحكومة بسبب [us_forces/FORCE القوات الأميركية].",
        "شن النائب هجوما على الحكومة بسبب بقاء [us_forces/FORCE القوات الأميركية].",
        "ألقت [police/FORCE الشرطة] القبض على متهم بحوزته [ied/WEAPON عبوة ناسفة].",
        "أطلقت [us/COUNTRY الولايات المتحدة] مبادرة لحماية [army/FORCE القوات العراقية].",
        "استهدفت العقوبات الأميركية مصارف تمول [kh/GROUP كتائب حزب الله].",
        "ضرب زلزال مناطق تنتشر فيها [army/FORCE القوات العراقية].",
        "قصفت [us/COUNTRY واشنطن] الأسواق بأرقام جديدة عن [us_forces/FORCE القوات].",
        "شنت وزارة الصحة حملة صحية في معسكرات [army/FORCE الجيش العراقي].",
        "ألقت طائرات [coalition/FORCE التحالف] منشورات على [mosul/PLACE الموصل].",
        "دمر الفساد ثقة الناس في [army/FORCE الجيش].",
        "لقي ثلاثة جنود من [army/FORCE الجيش] مصرعهم في حادث سير.",
        "وقعت اشتباكات كلامية بين نواب [fatah/GROUP تحالف الفتح] حول [us_forces/FORCE القوات الأميركية].",
        "أطلقت [police/FORCE الشرطة] سراح متظاهرين.",
        "شن الإعلام حملة إعلامية على [pmf/FORCE الحشد الشعبي].",
        "تعرضت الحكومة لضربة سياسية بعد تصريحات [kh/GROUP كتائب حزب الله].",
        "فازت قائمة [fatah/GROUP الفتح] بضربة انتخابية موجعة لخصومها.",
        "مقتل جندي من [us_forces/FORCE القوات الأميركية] في تحطم [heli/WEAPON مروحية] بسبب خلل فني.",
    ];
    let wrong: Vec<String> = rows
        .into_iter()
        .map(|text| (text, asserted(text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text}\n  {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} figures are strikes:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn objects_of_later_clauses_are_no_targets() {
    check(&[
        (
            "وقع انفجار في [sadr_city/PLACE مدينة الصدر] {2024-02-08 الخميس} أعطى مبررا للإبقاء على [us_forces/FORCE القوات الأميركية].",
            &["attack @ sadr_city = 2024-02-08"],
        ),
        (
            "قصفت [turkish/FORCE المدفعية التركية] [duhok/PLACE دهوك] للضغط على [kdp/ORG الحزب الديمقراطي].",
            &["attack turkish > duhok = past"],
        ),
    ]);
}

/// Each text tells a step in the presence of foreign forces; `*` before one that it is still to come.
#[test]
fn steps_in_many_words() {
    let rows = [
        "غادر آخر رتل من [us_forces/FORCE القوات الأميركية] [iraq/COUNTRY العراق] عبر [kuwait/COUNTRY الكويت].",
        "قلصت [us/COUNTRY الولايات المتحدة] عدد جنودها في [iraq/COUNTRY العراق] إلى 2500 جندي.",
        "أخلت [us_forces/FORCE القوات الأميركية] [qayyarah/FACILITY قاعدة القيارة].",
        "سُلمت [taji/FACILITY قاعدة التاجي] إلى [isf/FORCE القوات العراقية] بعد خروج [coalition/FORCE التحالف الدولي].",
        "أغلقت [us_forces/FORCE القوات الأميركية] [k1/FACILITY قاعدة كي وان] في [kirkuk/PLACE كركوك].",
        "فككت [us_forces/FORCE القوات الأميركية] معداتها في [harir/FACILITY قاعدة حرير].",
        "أرسلت [uk/COUNTRY بريطانيا] 400 جندي إضافي إلى [iraq/COUNTRY العراق].",
        "دفعت [washington/PLACE واشنطن] بتعزيزات عسكرية إلى [asad/FACILITY قاعدة عين الأسد].",
        "وصلت طلائع [nato/FORCE قوات حلف الناتو] إلى [baghdad/PLACE بغداد] و[iraq/COUNTRY العراق].",
        "أمر [trump/PERSON ترامب] بسحب [us_forces/FORCE القوات الأميركية] من [iraq/COUNTRY العراق].",
        "أوعز [starmer/PERSON رئيس الوزراء البريطاني] بعودة القوات البريطانية وإنهاء مهمتها.",
        "منح [bundestag/ORG البرلمان الألماني] تفويضا لبقاء القوات الألمانية في [iraq/COUNTRY العراق].",
        "مدد [bundestag/ORG البوندستاغ] مهمة القوات الألمانية في [iraq/COUNTRY العراق] عاما.",
        "صادق [cor/ORG مجلس النواب] على قانون إخراج القوات الأجنبية من [iraq/COUNTRY العراق].",
        "وافق [parliament/ORG البرلمان الإيطالي] على تمديد انتشار القوات الإيطالية في [iraq/COUNTRY العراق].",
        "أنهى [coalition/FORCE التحالف الدولي] مهمته القتالية في [iraq/COUNTRY العراق].",
        "وقعت [baghdad/PLACE بغداد] و[washington/PLACE واشنطن] مذكرة تفاهم بشأن وجود القوات الأميركية.",
        "*من المقرر أن تغادر [us_forces/FORCE القوات الأميركية] [harir/FACILITY قاعدة حرير] بحلول {2026-09-01/2026-09-30 أيلول 2026}.",
        "*ستنسحب [us_forces/FORCE القوات الأميركية] من [asad/FACILITY قاعدة عين الأسد] إلى غاية {2025-12-31 31 كانون الأول 2025}.",
        "*يتوقع أن تصل القوات البريطانية إلى [iraq/COUNTRY العراق] خلال {2024-03-01/2024-03-31 آذار المقبل}.",
        "*من المقرر أن يتسلم [army/FORCE الجيش العراقي] [asad/FACILITY قاعدة عين الأسد] من [us_forces/FORCE القوات الأميركية].",
        "اكتمال انسحاب القوات الإسبانية من [iraq/COUNTRY العراق].",
        "بدأ انسحاب [us_forces/FORCE القوات الأميركية] من [asad/FACILITY قاعدة عين الأسد] {2024-02-08 الخميس}.",
        "أعلن [iraq/COUNTRY العراق] بدء انسحاب [coalition/FORCE قوات التحالف الدولي].",
        "عقدت اللجنة العسكرية العليا بين [iraq/COUNTRY العراق] و[us/COUNTRY الولايات المتحدة] جلستها لبحث إنهاء مهمة [coalition/FORCE التحالف الدولي].",
        "ناقشت اللجنة العسكرية العليا انسحاب القوات الأجنبية من [iraq/COUNTRY العراق].",
        "تجتمع اللجنة العسكرية المشتركة {2024-02-10 اليوم} لمناقشة إنهاء مهمة [coalition/FORCE التحالف الدولي].",
        "انتهت المهلة المحددة لخروج القوات الأميركية {2024-01-31 31 كانون الثاني}.",
        "نشرت [france/COUNTRY فرنسا] جنودا إضافيين في [iraq/COUNTRY العراق].",
        "عبر رتل من [us_forces/FORCE القوات الأميركية] الحدود إلى [syria/COUNTRY سوريا].",
        "أقر [cor/ORG مجلس النواب] قرارا يقضي بإنهاء وجود القوات الأجنبية.",
    ];
    let mut wrong = Vec::new();
    for row in rows {
        let (text, planned) = row.strip_prefix('*').map_or((row, false), |t| (t, true));
        let found = events_of(text);
        let step = |e: &&Event| e.kind == EventKind::Milestone && e.planned == planned;
        if found.iter().find(step).is_none() {
            wrong.push(format!("{row}\n  {:?}", found.iter().map(written).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{} steps are not found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn steps_of_others_are_no_steps_of_foreign_forces() {
    let rows = [
        "صوت [cor/ORG مجلس النواب] على قانون الموازنة وسط انتشار [army/FORCE الجيش العراقي].",
        "انسحب [sadr/PERSON مقتدى الصدر] من الانتخابات و[army/FORCE الجيش] في حالة تأهب.",
        "نشرت [police/FORCE الشرطة] عناصرها في [baghdad/PLACE بغداد] لحماية مراكز الاقتراع.",
        "وقعت وزارة النفط اتفاقية مع شركة صينية لتطوير الحقول قرب قاعدة [army/FORCE الجيش].",
        "عقد [cor/ORG مجلس النواب] جلسة لانتخاب رئيسه بعد انسحاب كتلة [fatah/GROUP الفتح].",
        "أغلقت [police/FORCE الشرطة] شوارع وسط [baghdad/PLACE بغداد].",
        "انتهت مهلة تسجيل المرشحين للانتخابات، و[army/FORCE الجيش] يحمي المراكز.",
        "لم تنسحب [us_forces/FORCE القوات الأميركية] من [iraq/COUNTRY العراق].",
        "قرر [sudani/PERSON السوداني] إقالة قائد [police/FORCE الشرطة].",
        "أمر القاضي بسحب رخصة محام دافع عن [pmf/FORCE الحشد].",
    ];
    let wrong: Vec<String> = rows
        .into_iter()
        .map(|text| (text, events_of(text)))
        .filter(|(_, found)| found.iter().any(|e| e.kind == EventKind::Milestone))
        .map(|(text, found)| format!("{text}\n  {:?}", found.iter().map(written).collect::<Vec<_>>()))
        .collect();
    assert!(wrong.is_empty(), "{} steps are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn verbs_of_saying_known_and_unknown() {
    check(&[
        ("طمأن [sudani/PERSON السوداني] المواطنين بأن القوات لن تبقى.", &["statement sudani"]),
        ("وسخر [sadr/PERSON الصدر] من بيان القوات قائلا إن الرد آت.", &["statement sadr"]),
        ("وأصر [amiri/PERSON هادي العامري] على أن القوات يجب أن ترحل.", &["statement amiri"]),
        ("[amiri/PERSON العامري] استذكر أن القوات خاضت الحرب وحدها.", &["statement amiri"]),
        ("واستطرق [amiri/PERSON العامري] إلى أن القوات باقية.", &["statement amiri"]),
        ("صحيفة \"[guardian/MEDIA الغارديان]\" ذكرت أن القوات باقية.", &["statement guardian"]),
        ("رد الخبير الأمني [hashimi/PERSON هشام الهاشمي] قائلا إن القوات ضعيفة.", &["statement hashimi"]),
        ("وحمّل [amiri/PERSON العامري] القوات الأميركية مسؤولية التدهور.", &["statement amiri"]),
        ("واكتفى [rasool/PERSON يحيى رسول] بالقول إن القوات تحقق.", &["statement rasool"]),
        ("[amiri/PERSON العامري] يجب أن يستقيل من قيادة القوات.", &[]),
        ("وحمل [amiri/PERSON العامري] صورة أحد قادة القوات.", &[]),
        ("وتباهى [qaani/PERSON قاآني] بأن القوات انتصرت.", &["statement qaani"]),
        ("وخلص [hashimi/PERSON الهاشمي] إلى أن القوات ستبقى.", &["statement hashimi"]),
    ]);
}

#[test]
fn parts_of_strikes_in_many_words() {
    check(&[
        (
            "فتح مسلحون مجهولون النار على دورية لـ[police/FORCE الشرطة] في [diyala/PLACE ديالى] {2024-02-09 أمس}.",
            &["attack - > police @ diyala = 2024-02-09"],
        ),
        (
            "أغارت [us_forces/FORCE طائرات أميركية] على مواقع [kh/GROUP كتائب حزب الله] في [qaim/PLACE القائم].",
            &["attack us_forces > kh @ qaim = past"],
        ),
        (
            "قتلت [us_forces/FORCE القوات الأميركية] [saadi/PERSON أبو باقر الساعدي] في [baghdad/PLACE بغداد] {2024-02-07 الأربعاء}.",
            &["attack us_forces > saadi @ baghdad = 2024-02-07"],
        ),
        (
            "نفى [pentagon/ORG البنتاغون] إطلاق [rocket/WEAPON صواريخ] على [asad/FACILITY قاعدة عين الأسد].",
            &["statement pentagon"],
        ),
    ]);
}
