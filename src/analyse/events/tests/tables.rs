//! How strikes, speakers and steps are told.

use super::*;

#[test]
fn strikes_told_as_facts() {
    check(&[
        (
            "أعلنت [iri/GROUP المقاومة الإسلامية في العراق]، {2024-02-10 السبت}، استهداف [asad/FACILITY قاعدة عين الأسد] غربي [iraq/COUNTRY العراق] [drone/WEAPON بطائرة مسيرة].",
            &["statement iri", "attack!claimed iri > asad @ iraq + drone"],
        ),
        (
            "استهدفت ثلاث [drone/WEAPON طائرات مسيرة] مفخخة [harir/FACILITY قاعدة حرير] قرب [erbil/PLACE أربيل] {2024-02-09 أمس الجمعة}.",
            &["attack > harir @ erbil + drone = 2024-02-09"],
        ),
        (
            "وتعرضت [asad/FACILITY قاعدة عين الأسد] التي تضم [us_forces/FORCE القوات الأميركية] لهجوم بـ[rocket/WEAPON صواريخ] [katyusha/WEAPON كاتيوشا] {2024-01-20 السبت 20 يناير}.",
            &["attack > asad + rocket,katyusha = 2024-01-20"],
        ),
        (
            "قُتل ثلاثة جنود أميركيين وأصيب 34 آخرون في هجوم بـ[drone/WEAPON طائرة مسيّرة] على [tower22/FACILITY البرج 22] في [jordan/COUNTRY الأردن] {2024-01-28 الأحد 28 يناير}.",
            &["attack > tower22 @ jordan + drone = 2024-01-28 k3 i34"],
        ),
        (
            "شنت [us_forces/FORCE القوات الأميركية] غارات جوية على مواقع لـ[kh/GROUP كتائب حزب الله] في [qaim/PLACE القائم] و[jurf/PLACE جرف الصخر]، ما أسفر عن مقتل 16 شخصا.",
            &["attack us_forces > kh @ qaim,jurf = past k16"],
        ),
        (
            "سقطت ثلاثة [rocket/WEAPON صواريخ] [katyusha/WEAPON كاتيوشا] داخل [green/PLACE المنطقة الخضراء] وسط [baghdad/PLACE بغداد] {2024-02-09 مساء الجمعة}.",
            &["attack @ green,baghdad + rocket,katyusha = 2024-02-09"],
        ),
        (
            "انفجرت [ied/WEAPON عبوة ناسفة] استهدفت رتلا لـ[coalition/FORCE التحالف الدولي] في [diwaniya/PLACE الديوانية].",
            &["attack > coalition @ diwaniya + ied = past"],
        ),
        (
            "اغتال مسلحون مجهولون ناشطا في [basra/PLACE البصرة] {2024-02-08 الخميس} بحسب مصدر في [police/FORCE الشرطة].",
            &["attack - @ basra = 2024-02-08"],
        ),
        (
            "قصفت [idf/FORCE القوات الإسرائيلية] [damascus_airport/FACILITY مطار دمشق الدولي] فجر {2024-02-10 اليوم}.",
            &["attack idf > damascus_airport"],
        ),
        (
            "قتل [soleimani/PERSON قاسم سليماني] و[muhandis/PERSON أبو مهدي المهندس] في ضربة أميركية قرب [bia/FACILITY مطار بغداد] في {2020-01-03 3 كانون الثاني 2020}.",
            &["attack > soleimani,muhandis @ bia = 2020-01-03"],
        ),
        (
            "وتبنت [iri/GROUP المقاومة الإسلامية في العراق] الهجوم على [tower22/FACILITY البرج 22].",
            &["attack!claimed iri > tower22 = past"],
        ),
        (
            "نفذ [isis/GROUP تنظيم \"داعش\"] هجوما على نقطة لـ[army/FORCE الجيش العراقي] في [diyala/PLACE ديالى] أدى إلى مقتل 11 جنديا.",
            &["attack isis > army @ diyala = past k11"],
        ),
        (
            "أطلقت [iran/COUNTRY إيران] أكثر من 12 [missile/WEAPON صاروخا باليستيا] على [asad/FACILITY قاعدة عين الأسد] في {2020-01-08 8 يناير 2020}.",
            &["attack iran > asad + missile = 2020-01-08"],
        ),
        (
            "[turkish/FORCE الجيش التركي] قصف مواقع [pkk/GROUP حزب العمال الكردستاني] في [duhok/PLACE دهوك] {2024-02-09 أمس}.",
            &["attack turkish > pkk @ duhok = 2024-02-09"],
        ),
        (
            "أسقطت الدفاعات الجوية [drone/WEAPON طائرة مسيرة] حاولت استهداف [asad/FACILITY قاعدة عين الأسد].",
            &["attack!foiled > asad + drone = past"],
        ),
    ]);
}

#[test]
fn who_struck_and_with_what() {
    check(&[
        (
            "شن عناصر من [isis/GROUP تنظيم داعش] هجوما على قرية في [kirkuk/PLACE كركوك] {2024-02-09 أمس}.",
            &["attack isis @ kirkuk = 2024-02-09"],
        ),
        (
            "وقصفت مقاتلات [turkish/FORCE الجيش التركي] مواقع [pkk/GROUP حزب العمال] فجر {2024-02-10 اليوم}.",
            &["attack turkish > pkk"],
        ),
        (
            "وقالت [centcom/FORCE القيادة المركزية الأميركية] إنها هاجمت بـ[missile/WEAPON صواريخ] مخازن [kh/GROUP كتائب حزب الله] في [jurf/PLACE جرف الصخر].",
            &["statement centcom", "attack!claimed centcom > kh @ jurf + missile = past"],
        ),
        (
            "وقالت [kh/GROUP الكتائب] في بيان: \"استهدفنا {2024-02-09 أمس} [harir/FACILITY قاعدة حرير] بـ[drone/WEAPON مسيرتين] ردا على الغارات\".",
            &["statement kh", "attack!claimed kh > harir + drone = 2024-02-09"],
        ),
        (
            "وأفاد مصدر أمني بسقوط [rocket/WEAPON صاروخين] على [balad/FACILITY قاعدة بلد الجوية].",
            &["statement -", "attack > balad + rocket = past"],
        ),
        (
            "وشهدت [diyala/PLACE ديالى] ثلاث هجمات لـ[isis/GROUP تنظيم داعش] منذ {2024-01-01/2024-01-31 مطلع العام}.",
            &["attack isis @ diyala = 2024-01-01/2024-02-10 #3"],
        ),
        (
            "[ied/WEAPON عبوة ناسفة] انفجرت مستهدفة دورية قرب [samarra/PLACE سامراء] {2024-02-08 الخميس}.",
            &["attack @ samarra + ied = 2024-02-08"],
        ),
    ]);
}

#[test]
fn what_was_told_before_dates_what_follows() {
    check(&[
        (
            "استهدفت [iri/GROUP المقاومة] [asad/FACILITY قاعدة عين الأسد] بـ[drone/WEAPON مسيرة] {2024-02-05 الاثنين}.\nوبعد ذلك بأيام قصفت [us_forces/FORCE القوات الأميركية] مواقع [kh/GROUP الكتائب].",
            &["attack iri > asad + drone = 2024-02-05", "attack us_forces > kh = 2024-02-05/2024-02-10"],
        ),
        (
            "تعرضت [harir/FACILITY قاعدة حرير] لهجوم بـ[drone/WEAPON طائرة مسيرة] {2024-02-07 الأربعاء}.\nوتبنت [iri/GROUP المقاومة الإسلامية] الهجوم.",
            &["attack > harir + drone = 2024-02-07", "attack!claimed iri = 2024-02-07"],
        ),
    ]);
}

#[test]
fn strikes_that_did_not_happen_are_not_asserted() {
    for text in [
        "نفت [coalition/FORCE قيادة التحالف الدولي] وقوع أي هجوم على [asad/FACILITY قاعدة عين الأسد].",
        "هددت [kh/GROUP كتائب حزب الله] بشن هجمات جديدة على [us_forces/FORCE القوات الأميركية] إذا لم تنسحب.",
        "وقال المتحدث إن الفصائل قد تستهدف [asad/FACILITY قاعدة عين الأسد] بـ[rocket/WEAPON الصواريخ].",
        "حذر [sudani/PERSON السوداني] من أن أي هجوم على [us_forces/FORCE القوات الأميركية] سيجر البلاد إلى الحرب.",
        "وقالت [nujaba/GROUP حركة النجباء] إنها ستستهدف [us_forces/FORCE القوات الأميركية] في كل مكان.",
        "لم تتعرض [asad/FACILITY قاعدة عين الأسد] لأي هجوم {2024-02-09 أمس}.",
        "نفذ [army/FORCE الجيش العراقي] مناورات تحاكي صد هجوم بـ[drone/WEAPON الطائرات المسيرة] على [asad/FACILITY قاعدة عين الأسد].",
        "تعهدت [iri/GROUP المقاومة الإسلامية في العراق] مواصلة هجماتها ضد [coalition/FORCE التحالف الدولي].",
        "إذا استهدفت [us/COUNTRY الولايات المتحدة] قادة [kh/GROUP كتائب حزب الله] فسيكون الرد قاسيا.",
        "وتخشى [baghdad/PLACE بغداد] من ضربات إسرائيلية على فصائل مسلحة في [iraq/COUNTRY العراق].",
        "شن النائب هجوما لاذعا على [us/COUNTRY الولايات المتحدة] بسبب وجود القوات في [iraq/COUNTRY العراق].",
        "لا صحة للأنباء عن قصف [baghdad_airport/FACILITY مطار بغداد] بـ[rocket/WEAPON صواريخ].",
        "وأوقفت الفصائل هجماتها على [us_forces/FORCE القوات الأميركية] لتجنب إحراج الحكومة.",
        "ونفى مصدر في [asaib/GROUP العصائب] أن تكون الحركة قد استهدفت [airport/FACILITY مطار أربيل].",
        "وتوقعت مصادر أمنية أن تتعرض [asad/FACILITY قاعدة عين الأسد] لهجمات جديدة.",
        "وجددت [kh/GROUP كتائب حزب الله] تهديدها باستهداف [us_forces/FORCE القوات الأميركية].",
        "وشنت فرق الصحة حملة لتعقيم مخيمات [army/FORCE الجيش] بعد هجوم الحمى على قرى [basra/PLACE البصرة].",
        "ودعا إلى وقف الهجمات على [us_embassy/FACILITY السفارة الأميركية].",
    ] {
        let asserted: Vec<String> = events_of(text)
            .iter()
            .filter(|e| e.kind == crate::model::EventKind::Attack)
            .filter(|e| matches!(e.modality, Modality::Asserted | Modality::Claimed))
            .map(written)
            .collect();
        assert!(asserted.is_empty(), "{text}\n{asserted:?}");
    }
}

#[test]
fn football_and_markets_have_no_events() {
    for text in [
        "شن [iraq/COUNTRY المنتخب العراقي] هجوما كاسحا على مرمى [japan/COUNTRY اليابان] في الشوط الثاني من المباراة، وقال المدرب إن الهجوم كان فعالا.",
        "قصف اللاعب مرمى الخصم بقذيفة صاروخية من خارج المنطقة ليسجل هدف المباراة الوحيد في الدوري.",
        "تعرضت الأسهم لضربة قوية {2024-02-09 أمس} في البورصة، وقال محللون إن أسعار النفط تراجعت إلى 80 دولارا للبرميل.",
        "أصيب المريض بنوبة قلبية وأكد الطبيب أن حالته مستقرة.",
    ] {
        let found: Vec<String> = events_of(text).iter().map(written).collect();
        assert!(found.is_empty(), "{text}\n{found:?}");
    }
}

#[test]
fn speakers_are_found_before_and_after_the_verb() {
    check(&[
        ("أكد مصدر أمني، {2024-02-10 السبت}، أن القوات عززت مواقعها.", &["statement -"]),
        ("وقال المتحدث باسم [pmf/FORCE الحشد الشعبي] إن القوات لن تنسحب.", &["statement pmf"]),
        (
            "وقال المتحدث باسم [pentagon/ORG البنتاغون]، [ryder/PERSON بات رايدر]، في مؤتمر صحفي، إن القوات تعرضت لـ160 هجوما منذ {2023-10-17 17 أكتوبر}.",
            &["statement ryder", "attack > - = 2023-10-17/2024-02-10 #160"],
        ),
        ("[khazali/PERSON قيس الخزعلي] أكد أن القوات الأجنبية يجب أن تغادر.", &["statement khazali"]),
        (
            "قال رئيس الوزراء العراقي [sudani/PERSON محمد شياع السوداني] إن القوات جاهزة. وأضاف [sudani/PERSON السوداني] أن الحوار مستمر.\nوشدد على أن القوات ستبقى.",
            &["statement sudani", "statement sudani", "statement sudani"],
        ),
        ("ونقلت [reuters/MEDIA وكالة رويترز] عن مسؤول أميركي قوله إن القوات باقية.", &["statement reuters"]),
        (
            "ونقلت [ina/MEDIA وكالة الأنباء العراقية] عن [rasool/PERSON يحيى رسول] قوله إن القوات سيطرت على الموقف.",
            &["statement rasool"],
        ),
        (
            "من جانبه، دعا زعيم [sadrist/GROUP التيار الصدري] [sadr/PERSON مقتدى الصدر] إلى إغلاق [us_embassy/FACILITY السفارة الأميركية] في [baghdad/PLACE بغداد].",
            &["statement sadr"],
        ),
        ("ونفت [kh/GROUP كتائب حزب الله] مسؤوليتها عن الهجوم.", &["statement kh"]),
        (
            "ودانت [mofa/ORG وزارة الخارجية العراقية] القصف التركي على [duhok/PLACE دهوك].",
            &["statement mofa"],
        ),
    ]);
}

#[test]
fn steps_of_the_withdrawal() {
    check(&[
        (
            "واتفقت [baghdad/PLACE بغداد] و[washington/PLACE واشنطن] على إنهاء مهمة [coalition/FORCE التحالف الدولي] بحلول {2025-09-01/2025-09-30 أيلول 2025}.",
            &["milestone baghdad,washington = past", "milestone* coalition = 2025-09"],
        ),
        (
            "صوت [cor/ORG مجلس النواب العراقي] في {2020-01-05 5 كانون الثاني 2020} على قرار يلزم الحكومة بإنهاء وجود القوات الأجنبية.",
            &["milestone cor = 2020-01-05"],
        ),
        (
            "انسحبت [us_forces/FORCE القوات الأميركية] من [taji/FACILITY معسكر التاجي] في {2020-08-23 23 آب 2020} وسلمته إلى [isf/FORCE القوات العراقية].",
            &["milestone us_forces = 2020-08-23"],
        ),
        (
            "انطلقت في [baghdad/PLACE بغداد] {2024-01-27 السبت 27 كانون الثاني} الجولة الأولى من الحوار الثنائي بين [iraq/COUNTRY العراق] و[us/COUNTRY الولايات المتحدة] لإنهاء مهمة [coalition/FORCE التحالف الدولي].",
            &["milestone iraq,us @ baghdad = 2024-01-27"],
        ),
    ]);
}
