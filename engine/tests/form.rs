//! Forms as their users drive them: what a browser sends in, what a page shows out.

#![cfg(feature = "session")]

use proptest::prelude::*;
use slotwise::form::{
    Errors, Field, FieldError, Form, FormData, Invalid, MAX_ROWS, Text, add_button, error, form,
    input, inputs_for, row_button,
};
use slotwise::session::Params;
use slotwise::{Dialect, HashKey, Mirror, View, h};
use std::fmt;
use std::str::FromStr;

#[derive(Clone, Debug, Default, PartialEq, FormData)]
struct User {
    #[form(skip)]
    id: u64,
    name: String,
    age: Option<u8>,
    admin: bool,
    tags: Vec<String>,
    role: Role,
    #[form(nested)]
    home: Place,
    #[form(nested)]
    skills: Vec<Skill>,
}

#[derive(Clone, Debug, Default, PartialEq, FormData)]
struct Place {
    town: String,
    distance: f64,
}

#[derive(Clone, Debug, Default, PartialEq, FormData)]
struct Skill {
    name: String,
    #[form(default = 5)]
    level: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Role {
    #[default]
    Guest,
    Admin,
}

impl FromStr for Role {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Role, &'static str> {
        match text {
            "guest" => Ok(Role::Guest),
            "admin" => Ok(Role::Admin),
            _ => Err("must be guest or admin"),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Guest => "guest",
            Role::Admin => "admin",
        })
    }
}

impl Text for Role {
    fn stand_in() -> Option<Role> {
        Some(Role::Guest)
    }
}

/// A list whose names are short.
#[derive(Clone, Debug, Default, PartialEq, FormData)]
#[form(name = "l")]
struct List {
    #[form(nested)]
    rows: Vec<Item>,
}

#[derive(Clone, Debug, Default, PartialEq, FormData)]
struct Item {
    text: String,
}

fn list(texts: &[&str]) -> Form<List> {
    let rows = texts.iter().map(|text| Item {
        text: text.to_string(),
    });
    Form::new(List {
        rows: rows.collect(),
    })
}

/// The texts of the list, with the indices.
fn shown(form: &Form<List>) -> Vec<String> {
    let row = |row: &slotwise::form::Row<Item>| format!("{}{}", row.index(), row.text.value());
    form.rows.iter().map(row).collect()
}

fn texts(field: &Field) -> Vec<String> {
    field.errors().iter().map(FieldError::to_string).collect()
}

fn query(text: &str) -> Params {
    Params::from_query(text)
}

/// What a browser sends of a form once a control of the form was used that has this name and value.
fn with(form: &Form<List>, name: &str, value: &str) -> Params {
    let params = form.params();
    let pairs = params.iter().chain([(name, value)]);
    pairs.collect()
}

#[test]
fn what_was_typed_stays_beside_what_is_wrong_with_it() {
    let mut form = Form::new(User::default());
    form.validate(&query(
        "user[age]=x&user[home][distance]=far&user[role]=king&user[name]=A",
    ));
    assert_eq!(form.age.value(), "x");
    assert_eq!(texts(&form.age), ["must be a whole number"]);
    assert_eq!(form.home.distance.value(), "far");
    assert_eq!(texts(&form.home.distance), ["must be a number"]);
    assert_eq!(texts(&form.role), ["must be guest or admin"]);
    assert_eq!(form.name.parsed(), Some(&"A".to_owned()));
    assert_eq!(form.age.parsed(), None);
    assert_eq!(form.value(), None);
    form.validate(&query("user[age]=300"));
    assert_eq!(texts(&form.age), ["must be from 0 to 255"]);
}

#[test]
fn what_is_not_in_the_form_stays() {
    let user = User {
        id: 7,
        name: "Ada".into(),
        tags: vec!["a".into()],
        skills: vec![Skill::default()],
        ..User::default()
    };
    let mut form = Form::new(user.clone());
    let sent = form.submit(&query(
        "user[age]=36&user[id]=8&user[other]=x&_target=user[age]",
    ));
    let wanted = User {
        age: Some(36),
        ..user
    };
    assert_eq!(sent, Ok(wanted));
}

#[test]
fn checkboxes_and_selects_of_several() {
    let mut form = Form::new(User::default());
    form.validate(&query(
        "user[admin]=false&user[admin]=true&user[tags][]=&user[tags][]=a&user[tags][]=b",
    ));
    assert!(form.admin.is_checked());
    assert!(form.tags.has("a") && form.tags.has("b") && !form.tags.has(""));
    form.validate(&query("user[admin]=false&user[tags][]="));
    assert!(!form.admin.is_checked());
    assert_eq!(form.tags.parsed(), Some(&vec![]));
}

#[test]
fn errors_are_shown_where_a_field_was_used_and_everywhere_once_sent() {
    let rules = |user: &User, errors: &mut Errors| {
        if user.name.is_empty() {
            errors.add("name", FieldError::Missing);
        }
        if user.skills.is_empty() {
            errors.add("skills", "needs one at least");
        }
        errors.add("", "of the form");
        errors.add("skills[9].level", "of nobody");
    };
    let mut form = Form::<User>::blank().with_rules(rules);
    assert!(form.name.errors().is_empty() && form.errors().is_empty());
    form.validate(&query(
        "user[_unused_name]=&user[name]=&user[age]=x&user[skills_drop][]=",
    ));
    assert!(form.name.errors().is_empty());
    assert_eq!(form.name.all_errors(), [FieldError::Missing]);
    assert_eq!(texts(&form.age), ["must be a whole number"]);
    assert!(form.skills.errors().is_empty());
    assert_eq!(form.errors().len(), 2);
    assert_eq!(form.submit(&query("user[name]=")), Err(Invalid));
    assert_eq!(texts(&form.name), ["is required"]);
    assert_eq!(texts(&form.skills), ["needs one at least"]);
    assert_eq!(texts(&form.role), ["is required"]);

    form.reset();
    assert!(form.name.errors().is_empty() && form.errors().is_empty());
    // The client goes on saying that all are used: they were, before.
    form.validate(&query("user[name]=&user[age]=x&user[role]="));
    assert!(form.name.errors().is_empty());
    assert_eq!(texts(&form.age), ["must be a whole number"]);
    form.validate(&query("user[name]=a&user[age]=&user[role]="));
    form.validate(&query("user[name]=&user[age]=&user[role]="));
    assert_eq!(texts(&form.name), ["is required"]);
}

#[test]
fn rules_are_asked_though_a_field_cannot_be_read() {
    let rules = |user: &User, errors: &mut Errors| {
        if user.name.is_empty() {
            errors.add("name", "is required");
        }
        if user.skills.iter().any(|skill| skill.level == 0) {
            errors.add("skills[0].level", "is too low");
        }
    };
    let mut form = Form::new(User::default()).with_rules(rules);
    form.validate(&query("user[name]=&user[skills][0][level]=x"));
    assert_eq!(texts(&form.name), ["is required"]);
    let level = texts(&form.skills.iter().next().unwrap().level);
    assert_eq!(level, ["must be a whole number"]);
}

#[test]
fn a_list_is_added_to() {
    let mut form = list(&["a"]);
    form.validate(&with(&form, "l[rows_sort][]", "new"));
    assert_eq!(shown(&form), ["0a", "1"]);
    // In front: the control stands before the others.
    let params = form.params();
    let first = [("l[rows_sort][]", "on")].into_iter();
    form.validate(&first.chain(params.iter()).collect());
    assert_eq!(shown(&form), ["2", "0a", "1"]);
    let user = Form::<User>::blank();
    let mut user = user.named("u");
    user.validate(&query("u[skills_sort][]=new"));
    assert_eq!(user.skills.iter().next().unwrap().level.value(), "5");
}

#[test]
fn entries_go_and_do_not_come_back() {
    let mut form = list(&["a", "b", "c"]);
    let before = form.params();
    form.validate(&with(&form, "l[rows_drop][]", "1"));
    assert_eq!(shown(&form), ["0a", "2c"]);
    // A change that was sent before the client heard of that.
    form.validate(&before);
    assert_eq!(shown(&form), ["0a", "2c"]);
    form.validate(&with(&form, "l[rows_sort][]", "new"));
    assert_eq!(shown(&form), ["0a", "2c", "3"]);
    form.validate(&query("l[rows_drop][]="));
    // The client has not heard of the new one, and shows no others any more.
    assert_eq!(shown(&form), ["3"]);
    form.validate(&with(&form, "l[rows_drop][]", "3"));
    assert_eq!(shown(&form), [""; 0]);
}

#[test]
fn two_quick_clicks_add_two_entries() {
    let mut form = list(&["a"]);
    let add = with(&form, "l[rows_sort][]", "new");
    form.validate(&add);
    form.validate(&add);
    assert_eq!(shown(&form), ["0a", "1", "2"]);
}

#[test]
fn entries_move_and_keep_their_names() {
    let mut form = list(&["a", "b", "c"]);
    form.validate(&with(&form, "l[rows_up][]", "2"));
    assert_eq!(shown(&form), ["0a", "2c", "1b"]);
    form.validate(&with(&form, "l[rows_down][]", "0"));
    assert_eq!(shown(&form), ["2c", "0a", "1b"]);
    for (name, index) in [
        ("l[rows_up][]", "2"),
        ("l[rows_down][]", "1"),
        ("l[rows_up][]", "9"),
    ] {
        form.validate(&with(&form, name, index));
        assert_eq!(shown(&form), ["2c", "0a", "1b"]);
    }
    form.validate(&query(
        "l[rows_sort][]=1&l[rows_sort][]=2&l[rows_sort][]=1&l[rows][0][text]=a&l[rows][1][text]=x&l[rows][2][text]=c",
    ));
    assert_eq!(shown(&form), ["0a", "1x", "2c"]);
    let names: Vec<&str> = form.rows.iter().map(|row| row.text.name()).collect();
    assert_eq!(
        names,
        ["l[rows][0][text]", "l[rows][1][text]", "l[rows][2][text]"]
    );
}

#[test]
fn a_form_is_recovered_by_a_server_that_knows_nothing_of_it() {
    let mut form = list(&["a", "b"]);
    for (name, value) in [
        ("l[rows_sort][]", "new"),
        ("l[rows_up][]", "2"),
        ("l[rows_drop][]", "0"),
    ] {
        form.validate(&with(&form, name, value));
    }
    assert_eq!(shown(&form), ["2", "1b"]);
    let mut other = list(&["a", "b"]);
    for _ in 0..2 {
        other.validate(&form.params());
        assert_eq!(shown(&other), shown(&form));
        assert_eq!(other.params(), form.params());
    }
}

#[derive(Clone, FormData)]
#[form(max_rows = 3)]
struct Seat {
    guest: String,
}

#[derive(Clone, FormData)]
struct Table {
    #[form(nested)]
    seats: Vec<Seat>,
}

#[test]
fn a_list_has_as_many_entries_as_their_type_says() {
    for (sent, taken) in [(3, 3), (4, 3), (3_000, 3)] {
        let pairs = (0..sent).map(|i| (format!("table[seats][{i}][guest]"), "x"));
        let mut form = Form::new(Table { seats: vec![] });
        form.validate(&pairs.collect());
        assert_eq!(form.seats.len(), taken);
        let is_refused = sent > taken;
        let errors = form.seats.errors().to_vec();
        let expected = FieldError::TooMany { most: 3 };
        assert_eq!(errors.contains(&expected), is_refused, "{sent}");
    }
}

#[test]
fn hostile_lists_stay_within_bounds() {
    let pairs = (0..10_000).map(|i| (format!("l[rows][{i}][text]"), "x"));
    let mut form = list(&[]);
    form.validate(&pairs.collect());
    assert_eq!(form.rows.len(), MAX_ROWS);
    assert_eq!(texts(&form.rows), ["may have 1000 entries at most"]);
    assert_eq!(form.submit(&Params::default()), Err(Invalid));

    let mut form = list(&[]);
    let adds = (0..10_000).map(|_| ("l[rows_sort][]", "new"));
    form.validate(&adds.collect());
    assert_eq!(form.rows.len(), MAX_ROWS);

    let mut form = list(&["a"]);
    let ups = (0..10_000).map(|_| ("l[rows_up][]", "0"));
    form.validate(&ups.chain([("l[rows][0][text]", "a")]).collect());
    assert_eq!(shown(&form), ["0a"]);

    for index in [
        "4294967296",
        "4294967295",
        "99999999999999999999",
        "-1",
        "+1",
        "01",
        "x",
        "1e3",
        "",
    ] {
        let mut form = list(&[]);
        form.validate(
            &[(format!("l[rows][{index}][text]"), "x")]
                .into_iter()
                .collect(),
        );
        assert_eq!(shown(&form), [""; 0], "{index}");
    }
    let mut form = list(&[]);
    form.validate(&query("l[rows][999999999][text]=x&l[rows_sort][]=new"));
    assert_eq!(shown(&form), ["999999999x", "1000000000"]);

    let deep = format!("user{}", "[skills][0]".repeat(50_000));
    let mut form = Form::new(User::default());
    form.validate(&[(deep, "x")].into_iter().collect());
    assert!(form.skills.is_empty());
    // A text where a list belongs, a list where a text does.
    form.validate(&query("user[skills]=x&user[name][a]=y&user[home]=z"));
    assert_eq!(form.name.value(), "");
}

struct Page {
    user: Form<User>,
}

impl Page {
    fn render(&self) -> impl View {
        h! {
            <.form for={@user} phx-change="change" phx-submit="save">
                <.input field={@user.name} label="Name" />
                <.input field={@user.age} label="Age" type="number" />
                <.input field={@user.admin} label="Admin" type="checkbox" />
                <.input field={@user.role} label="Role" type="select" options={[("guest", "Guest"), ("admin", "Admin")]} />
                <.input field={@user.home.town} label="Town" type="textarea" />
                <.inputs_for field={@user.skills} :let={skill}>
                    <.input field={skill.name} label="Skill" />
                    <.input field={skill.level} label="Level" type="number" />
                    <.row_button row={skill} action="up">Up</.row_button>
                </.inputs_for>
                <.error field={@user.skills} />
                <.add_button field={@user.skills}>Add</.add_button>
            </.form>
        }
    }
}

/// The patch for a change of one name and value, beside all else that the form has.
fn patch(dialect: Dialect, name: &str, value: &str) -> String {
    let skill = |name: &str| Skill {
        name: name.into(),
        level: 3,
    };
    let user = User {
        name: "Ada".into(),
        skills: vec![skill("Rust"), skill("Elm")],
        ..User::default()
    };
    let mut page = Page {
        user: Form::new(user),
    };
    let mut mirror = Mirror::new(dialect, HashKey::new(1));
    mirror.patch(&page.render(), &mut String::new());
    let mut params = page
        .user
        .params()
        .iter()
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect::<Vec<_>>();
    match params.iter_mut().find(|pair| pair.0 == name) {
        Some(pair) => pair.1 = value.to_owned(),
        None => params.push((name.to_owned(), value.to_owned())),
    }
    page.user.validate(&params.into_iter().collect());
    let mut patch = String::new();
    mirror.patch(&page.render(), &mut patch);
    patch
}

#[test]
fn a_change_of_one_field_sends_that_field_and_nothing_else() {
    use Dialect::{Native, Phoenix};
    for (name, value, native, phoenix) in [
        (
            "user[name]",
            "Ada L.",
            r#"[0,2,0,0,1,4,"Ada L."]"#,
            r#"{"0":{"2":{"0":{"0":{"1":{"4":" value=\"Ada L.\""}}}}}}"#,
        ),
        (
            "user[skills][1][name]",
            "Elixir",
            r#"[0,2,5,0,1,2,0,0,1,4,"Elixir"]"#,
            r#"{"0":{"2":{"5":{"0":{"k":{"1":{"2":{"0":{"0":{"1":{"4":" value=\"Elixir\""}}}}},"kc":2}}}}}}"#,
        ),
        // With the shape of an error, which has not been sent yet, before the change in the native dialect.
        (
            "user[age]",
            "x",
            concat!(
                r#"[{"17":[["span",["class","field-error"],0]]},"#,
                r#"0,2,1,0,0,"invalid",1,4,"x",5,"true",-1,2,1,[-18,"must be a whole number"]]"#
            ),
            concat!(
                r#"{"0":{"2":{"1":{"0":{"0":"invalid","1":{"4":" value=\"x\"","5":" aria-invalid=\"true\""},"#,
                r#""2":{"1":{"k":{"0":{"0":"must be a whole number"},"kc":1},"#,
                r#""s":["<span class=\"field-error\">","</span>"]}}}}}}}"#
            ),
        ),
    ] {
        assert_eq!(patch(Native, name, value), native);
        assert_eq!(patch(Phoenix, name, value), phoenix);
    }
    assert_eq!(patch(Native, "user[name]", "Ada"), "");
}

fn texts_of_any_kind() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,5}", "\\PC{0,8}", Just("[x][0]=&".to_owned())]
}

fn skills() -> impl Strategy<Value = Vec<Skill>> {
    let skill = (texts_of_any_kind(), any::<i32>());
    proptest::collection::vec(skill.prop_map(|(name, level)| Skill { name, level }), 0..6)
}

fn users() -> impl Strategy<Value = User> {
    let tags = proptest::collection::vec("[a-z&=\\[\\]]{1,5}", 0..4);
    let scalars = (
        any::<u64>(),
        texts_of_any_kind(),
        any::<Option<u8>>(),
        any::<bool>(),
    );
    let place = (texts_of_any_kind(), -1e9..1e9);
    (scalars, tags, any::<bool>(), place, skills()).prop_map(
        |((id, name, age, admin), tags, is_admin, (town, distance), skills)| User {
            id,
            name,
            age,
            admin,
            tags,
            role: if is_admin { Role::Admin } else { Role::Guest },
            home: Place { town, distance },
            skills,
        },
    )
}

/// What a user does to a list.
#[derive(Clone, Debug)]
enum Deed {
    Add,
    Drop(usize),
    Up(usize),
    Down(usize),
    Type(usize, String),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        Just(Deed::Add),
        any::<usize>().prop_map(Deed::Drop),
        any::<usize>().prop_map(Deed::Up),
        any::<usize>().prop_map(Deed::Down),
        (any::<usize>(), "[a-z]{1,4}").prop_map(|(at, text)| Deed::Type(at, text)),
    ];
    proptest::collection::vec(deed, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What a browser sends of a value is that value, also to a form that began otherwise, and as text.
    #[test]
    fn a_value_comes_back_as_it_went(user in users(), before in users()) {
        let form = Form::new(user.clone());
        let text = form.params().iter().fold(String::new(), |text, (name, value)| {
            let bytes = |of: &str| of.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
            format!("{text}&{}={}", bytes(name), bytes(value))
        });
        let params = Params::from_query(&text);
        prop_assert_eq!(&params, &form.params());
        let id = before.id;
        // As on another machine: the indices are those of the form that was sent.
        let mut other = Form::new(User { skills: vec![], ..before });
        prop_assert_eq!(other.submit(&params), Ok(User { id, ..user }));
        prop_assert_eq!(other.params(), params);
    }

    /// A list of texts, changed by hand, is what the form holds, and what was typed stays in its entry.
    #[test]
    fn lists_are_what_was_done_to_them(deeds in deeds()) {
        let mut form = list(&["a", "b"]);
        let mut model = vec![(0, "a".to_owned()), (1, "b".to_owned())];
        let mut next = 2;
        for deed in deeds {
            let count = model.len();
            let at = |at: usize| at % count.max(1);
            let index = |at: usize| model.get(at).map_or(String::new(), |row| row.0.to_string());
            let params = match &deed {
                Deed::Add => with(&form, "l[rows_sort][]", "new"),
                Deed::Drop(i) => with(&form, "l[rows_drop][]", &index(at(*i))),
                Deed::Up(i) => with(&form, "l[rows_up][]", &index(at(*i))),
                Deed::Down(i) => with(&form, "l[rows_down][]", &index(at(*i))),
                Deed::Type(i, text) => with(&form, &format!("l[rows][{}][text]", index(at(*i))), text),
            };
            match deed {
                Deed::Add => {
                    model.push((next, String::new()));
                    next += 1;
                }
                Deed::Drop(i) if count > 0 => drop(model.remove(i % count)),
                Deed::Up(i) if count > 0 && i % count > 0 => model.swap(i % count, i % count - 1),
                Deed::Down(i) if count > 0 && i % count + 1 < count => model.swap(i % count, i % count + 1),
                Deed::Type(i, text) if count > 0 => model[i % count].1 = text,
                _ => {}
            }
            form.validate(&params);
            let wanted: Vec<String> = model.iter().map(|(index, text)| format!("{index}{text}")).collect();
            prop_assert_eq!(shown(&form), wanted);
        }
        // Saying the same again changes nothing.
        let params = form.params();
        form.validate(&params);
        prop_assert_eq!(form.params(), params);
    }

    /// Whatever comes, nothing panics, and what is kept can be sent again.
    #[test]
    fn anything_may_come(pairs in proptest::collection::vec(("user(\\[(skills|name|home|[0-9]{1,12}|level|skills_sort|skills_drop|skills_up|_unused_name|)\\]){0,4}", "[0-9a-z]{0,3}"), 0..20)) {
        let mut form = Form::new(User::default());
        form.validate(&pairs.into_iter().collect());
        let params = form.params();
        form.validate(&params);
        prop_assert_eq!(form.params(), params);
    }
}
