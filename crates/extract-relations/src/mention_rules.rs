//! Ids of rules of the entity extractor: how a name was found tells how far it is a name.

/// A name in quotation marks.
pub(crate) const QUOTED: &str = "quoted-name";
/// A member of a list, typed by those beside it.
pub(crate) const LIST_MEMBER: &str = "list-sibling";
/// A line of a budget: what carries a sum of its own.
pub(crate) const BUDGET_LINE: &str = "budget-line";
/// An office in the contact lines of a press release.
pub(crate) const CONTACT_OFFICE: &str = "contact-office";
/// What another name starts with: the country, place or body in its words.
pub(crate) const IN_NAME: &str = "country-in-name";
/// Who runs the plan that the document is, as another section of it says.
pub(crate) const RUNNER: &str = "plan-runner";
