//! Rules by the crate `garde`.

use super::errors::Errors;
use ::garde::Validate;

/// The rules that a type has by `#[derive(garde::Validate)]`, for [`Form::with_rules`](super::Form::with_rules).
///
/// ```
/// use garde::Validate;
/// use slotwise::form::{self, Form, FormData};
/// use slotwise::session::Params;
///
/// #[derive(Clone, FormData, Validate)]
/// struct Skill {
///     #[garde(range(min = 1, max = 10))]
///     level: u8,
/// }
///
/// #[derive(Clone, FormData, Validate)]
/// struct User {
///     #[form(nested)]
///     #[garde(dive, length(min = 1))]
///     skills: Vec<Skill>,
/// }
///
/// let mut form = Form::<User>::blank().with_rules(form::garde);
/// form.validate(&Params::from_query("user[skills][0][level]=11"));
/// let skill = form.skills.iter().next().unwrap();
/// assert_eq!(skill.level.errors()[0].to_string(), "greater than 10");
/// ```
pub fn garde<T: Validate<Context: Default>>(value: &T, errors: &mut Errors) {
    if let Err(report) = value.validate() {
        for (path, error) in report.iter() {
            errors.add(path.to_string(), error.message().to_owned());
        }
    }
}
