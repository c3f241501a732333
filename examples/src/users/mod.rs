//! Users with their skills: a form whose entries are added, removed and moved, and the users stored so far.

pub mod store;

use slotwise::form::{
    Errors, FieldError, Form, FormData, add_button, error, form, input, inputs_for, row_button,
};
use slotwise::session::{Event, Flash, Live, LiveView, Params};
use slotwise::{Cmd, Tracked, View, h};
use std::sync::Arc;
use store::{SHOWN, Store, StoreError, Stored};

/// What the form is about.
#[derive(Clone, Debug, PartialEq, FormData)]
pub struct User {
    pub name: String,
    pub email: String,
    #[form(nested)]
    pub skills: Vec<Skill>,
}

#[derive(Clone, Debug, PartialEq, FormData)]
pub struct Skill {
    pub name: String,
    #[form(default = 5)]
    pub level: u8,
}

const LONGEST_NAME: usize = 100;
/// RFC 5321, section 4.5.3.1.3.
const LONGEST_EMAIL: usize = 254;

/// The state behind one tab.
pub struct Users {
    form: Form<User>,
    users: Tracked<Vec<Stored>>,
    /// What came of the last attempt to store a user.
    flash: Flash,
    store: Arc<Store>,
}

/// What happens to the form.
#[derive(Event)]
pub enum UsersEvent {
    Change(Params),
    Save(Params),
}

impl LiveView for Users {
    type Event = UsersEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Users {
        let mut users = Users {
            form: Form::<User>::blank().with_rules(rules),
            users: Tracked::default(),
            flash: cx.flash(),
            store: cx.state().expect("the program gives a store to its views"),
        };
        users.read(cx);
        users
    }

    fn handle_event(&mut self, event: UsersEvent, cx: &mut Live<Self>) {
        match event {
            UsersEvent::Change(values) => self.form.validate(&values),
            UsersEvent::Save(values) => {
                cx.clear_flash(None);
                if let Ok(user) = self.form.submit(&values) {
                    self.save(user, cx);
                }
            }
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="users-page">
              <header>
                <h1>Users</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <section aria-labelledby="new">
                <h2 id="new">New user</h2>
                <.form for={@form} class="user-form" phx-change="change" phx-submit="save" novalidate autocomplete="off">
                  <.input field={@form.name} label="Name" required maxlength={LONGEST_NAME} phx-debounce="100" />
                  <.input field={@form.email} label="E-mail" type="email" required maxlength={LONGEST_EMAIL} phx-debounce="100" />
                  <fieldset class="skills">
                    <legend>Skills</legend>
                    <.inputs_for field={@form.skills} :let={skill}>
                      <div class="skill" id={format!("skill-{}", skill.index())}>
                        <.input field={skill.name} label="Skill" required maxlength={LONGEST_NAME} phx-debounce="100" />
                        <.input field={skill.level} label="Level" type="number" required min="1" max="10" phx-debounce="100" />
                        <.row_button row={skill} action="up" aria-label="Move up">&uarr;</.row_button>
                        <.row_button row={skill} action="down" aria-label="Move down">&darr;</.row_button>
                        <.row_button row={skill} action="drop" then={Some(Cmd::focus("#add-skill"))} aria-label="Remove">&times;</.row_button>
                      </div>
                    </.inputs_for>
                    <.error field={@form.skills} />
                    <.add_button field={@form.skills} id="add-skill">Add a skill</.add_button>
                  </fieldset>
                  <button class="save" phx-disable-with="Saving...">Save</button>
                </.form>
                <div class="notice" role="status">{#if let Some(text) = self.flash.get("info")}<p class="saved">{text}</p>{/if}{#if let Some(text) = self.flash.get("error")}<p class="problem">{text}</p>{/if}</div>
              </section>
              <section aria-labelledby="stored">
                <h2 id="stored">Stored</h2>
                <p class="empty" :if={@users.is_empty()}>Nobody yet.</p>
                <ul class="stored" id="users">
                  <li :for={stored in @users} :key={stored.id}>
                    <b>{stored.user.name}</b> <span class="email">{stored.user.email}</span>
                    <ul class="levels"><li :for={skill in &stored.user.skills}>{skill.name} <b>{skill.level}</b></li></ul>
                  </li>
                </ul>
              </section>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Users {
    fn read(&mut self, cx: &mut Live<Self>) {
        match self.store.latest() {
            Ok(users) => *self.users = users,
            Err(problem) => fail(&problem, cx),
        }
    }

    fn save(&mut self, user: User, cx: &mut Live<Self>) {
        match self.store.add(&user) {
            Ok(stored) => {
                cx.put_flash("info", &format!("{} is stored.", user.name));
                self.users.insert(0, stored);
                self.users.truncate(SHOWN);
                self.form.reset();
            }
            Err(StoreError::EmailTaken) => self.form.error("email", "is taken by another user"),
            Err(problem) => fail(&problem, cx),
        }
    }
}

/// What went wrong is for those who run the program; users learn that it did.
fn fail(problem: &StoreError, cx: &mut Live<Users>) {
    eprintln!("{problem}");
    let text = "The users cannot be read or stored at the moment.";
    cx.put_flash("error", text);
}

/// What a user has to be.
fn rules(user: &User, errors: &mut Errors) {
    check_name("name", &user.name, errors);
    check_email(&user.email, errors);
    if user.skills.is_empty() {
        errors.add("skills", "at least one is needed");
    }
    for (i, skill) in user.skills.iter().enumerate() {
        check_name(&format!("skills[{i}].name"), &skill.name, errors);
        if !(1..=10).contains(&skill.level) {
            errors.add(format!("skills[{i}].level"), "must be from 1 to 10");
        }
    }
}

fn check_name(path: &str, name: &str, errors: &mut Errors) {
    if name.trim().is_empty() {
        errors.add(path, FieldError::Missing);
    } else if name.chars().count() > LONGEST_NAME {
        errors.add(path, format!("may have {LONGEST_NAME} characters at most"));
    }
}

fn check_email(email: &str, errors: &mut Errors) {
    if email.is_empty() {
        errors.add("email", FieldError::Missing);
    } else if !is_email(email) {
        errors.add(
            "email",
            "must be an e-mail address, such as ada@example.org",
        );
    }
}

/// Whether mail could go there. Only sending some tells whether it does.
fn is_email(email: &str) -> bool {
    let Some((user, host)) = email.rsplit_once('@') else {
        return false;
    };
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    email.len() <= LONGEST_EMAIL
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && !user.is_empty()
        && !user.contains('@')
        && host.contains('.')
        && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_for_mail() {
        for email in ["ada@example.org", "a+b@c.d.e", "ö@ü.de"] {
            assert!(is_email(email), "{email}");
        }
        let long = format!("{}@example.org", "a".repeat(LONGEST_EMAIL));
        for email in [
            "", "ada", "@", "@a.b", "a@b", "a@b.", "a@.b", "a b@c.d", "a@b@c.d", "a@-b.c", &long,
        ] {
            assert!(!is_email(email), "{email}");
        }
    }
}
