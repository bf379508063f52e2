//! What words of the table can be and mean; the names are those of `assets/triggers.json`.

use serde::Deserialize;

/// What a word can do in a sentence that tells of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    // Verbs.
    Say,
    SayWithContent,
    Explain,
    Announce,
    PassOn,
    Threaten,
    Deny,
    Attack,
    CarryOut,
    Suffer,
    Fire,
    Fall,
    Resume,
    Foil,
    Claim,
    Agree,
    Vote,
    Decide,
    BeginEnd,
    Withdraw,
    Deploy,
    Meet,
    HandOver,
    Kill,
    Wound,
    Result,
    May,
    Other,
    // Nouns.
    Operation,
    Talks,
    Deal,
    EndBegin,
    Presence,
    Forces,
    Weapon,
    Killed,
    Wounded,
    Hypothesis,
    Drill,
    Agent,
    Foiling,
    Launch,
    Thing,
    Suicide,
    Suffering,
    Carrying,
    Base,
    // Roles of speakers.
    Source,
    Spokesman,
    Person,
    Body,
    Outlet,
    Text,
    // Particles and marks of subject matter.
    That,
    Preposition,
    Against,
    Place,
    By,
    Relative,
    If,
    Not,
    Often,
    Peaceful,
    Number,
    Metaphor,
    GovernsOn,
    Attributed,
    Planned,
    Figure,
    Quantity,
    Accident,
}

/// What a word says a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Armed conflict and foreign forces.
    Topic,
    /// Sport.
    Sport,
    /// Markets.
    Market,
    /// Films, books, the stage.
    Culture,
    /// Computers and those who break into them.
    Cyber,
    /// Storms, floods, earthquakes.
    Weather,
}

/// What sets some lemmas of a class apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// A noun of striking that has its target after it: `استهداف القاعدة`.
    NamesTarget,
    /// A verb said of armed strikes only.
    ArmedOnly,
    /// A verb whose passive is often written like its active.
    MayBePassive,
    /// A verb that tells a strike with nothing but a weapon as its subject.
    StrikesByItself,
    /// Forces on the move.
    Convoy,
    /// A verb that judges its object: `اعتبرته مماطلة`.
    Judges,
    /// A verb whose subject is where the strike happened: `شهدت كركوك هجومين`.
    Witnesses,
    /// A verb of telling what happened: `أفاد بسقوط صواريخ`.
    Reports,
    /// A verb whose deed stands after `ب`: `ردت بغارات`, `قام بقصف`.
    Deeds,
    /// A verb that is nobody's word without a subject: `يذكر أن`.
    Impersonal,
    /// A verb that tells a strike only with fire as its object: `فتح النار`.
    OpensFire,
    /// A verb that tells a strike only with a weapon or a strike beside it: `نصب كمينا`.
    NeedsAWeapon,
    /// A verb that is a word only with `المسؤولية`: `حمل الحكومة مسؤولية …`.
    Blames,
    /// A verb that is a word only with the words themselves: `رد بأن`, `رد قائلا`.
    NeedsWords,
    /// A verb that is a word of its own where it is denied: `لا يستبعد`, `لا يعتقد`.
    Negatable,
    /// A verb that tells a step only of a number of forces or bases: `انخفض عدد القوات`.
    OfNumber,
    /// A verb of staying, which is a step only where it is to come: `تبقى القوات حتى أيلول`.
    Stays,
    /// A verb of leaving for good, with what is packed for its object: `طوت القوات أعلامها`.
    PacksUp,
    /// A verb of returning, which is a withdrawal where home is named.
    GoesHome,
    /// A verb that sets up a base.
    SetsUp,
    /// A verb that changes what forces are there for: `انتقلت … إلى دور استشاري`.
    ChangesRole,
    /// A verb that gives out a text, whose words are its subject's: `أصدرت بيانا أكدت فيه`.
    Issues,
    /// A verb of bringing down what flies.
    ShootsDown,
    /// A verb of counting and writing down, whose object is what happened.
    Counts,
    /// A verb of saying whose hearer is its object: `أخبر العراق`.
    ObjectFirst,
    /// A verb of growing less: `خفتت الهجمات`.
    Ebbs,
    /// A verb of ordering, with the order after `ب`: `وجه بفتح تحقيق`.
    Orders,
    /// A verb of bringing what goes on to a halt: `أوقف هجماته`.
    Stops,
    /// A verb of asking for or doubting what its object names, which is then no fact: `طالب بانسحاب …`.
    Doubts,
    /// A verb of taking over or handing over, be it a base or the security of a city.
    TakesOver,
    /// A verb of putting off what was to come.
    PutsOff,
    /// Armed men of no army.
    Irregular,
    /// Somebody who is named in news for what he says: `خبير`, `باحث`.
    Expert,
}

/// Beginnings or middles of words that mean a thing in every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Stem {
    /// Of foreign forces.
    Foreign,
    /// A state that sends forces abroad, its capital or its ministry of war.
    State,
    /// Between two states.
    Bilateral,
}
