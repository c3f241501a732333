//! Where the users are kept: SQLite, in this process.

use super::{Skill, User};
use rusqlite::{Connection, ErrorCode, Transaction, params};
use std::env::VarError;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The environment variable that says where the database is.
pub const VARIABLE: &str = "DATABASE_URL";
/// Where it is if nothing else is said.
pub const DEFAULT: &str = "sqlite:gallery.sqlite";
/// How many users a page lists.
pub const SHOWN: usize = 50;

/// The database.
pub struct Store(Mutex<Connection>);

/// A user with the number that the database gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub id: i64,
    pub user: User,
}

/// Why something could not be stored or read.
#[derive(Debug)]
pub enum StoreError {
    /// Another user has this e-mail address.
    EmailTaken,
    /// The address of the database is none that this program knows.
    Address(String),
    /// The environment variable is no text.
    Variable,
    Database(rusqlite::Error),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::EmailTaken => f.write_str("another user has this e-mail address"),
            StoreError::Address(found) => write!(
                f,
                "{VARIABLE}: found `{found}`, expected `sqlite:` and a path, such as `{DEFAULT}`, or `sqlite::memory:`"
            ),
            StoreError::Variable => write!(f, "{VARIABLE} is not UTF-8"),
            StoreError::Database(error) => write!(f, "database: {error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            // The only constraint that a valid user can break.
            Some(ErrorCode::ConstraintViolation) => StoreError::EmailTaken,
            _ => StoreError::Database(error),
        }
    }
}

const SCHEMA: &str = "
    PRAGMA foreign_keys = ON;
    CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT NOT NULL UNIQUE COLLATE NOCASE
    );
    CREATE TABLE IF NOT EXISTS skills (
        user INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        level INTEGER NOT NULL,
        PRIMARY KEY (user, position)
    );
";

impl Store {
    /// The database that the environment says, made if it is not there yet.
    pub fn from_env() -> Result<Store, StoreError> {
        match std::env::var(VARIABLE) {
            Ok(address) => Store::open(&address),
            Err(VarError::NotPresent) => Store::open(DEFAULT),
            Err(VarError::NotUnicode(_)) => Err(StoreError::Variable),
        }
    }

    /// The database at an address such as `sqlite:gallery.sqlite` or `sqlite::memory:`.
    pub fn open(address: &str) -> Result<Store, StoreError> {
        let path = address
            .strip_prefix("sqlite:")
            .filter(|path| !path.is_empty());
        let path = path.ok_or_else(|| StoreError::Address(address.to_owned()))?;
        let path = path.strip_prefix("//").unwrap_or(path);
        let connection = match path {
            ":memory:" => Connection::open_in_memory()?,
            path => Connection::open(path)?,
        };
        connection.execute_batch(SCHEMA)?;
        Ok(Store(Mutex::new(connection)))
    }

    /// Stores a user, all or nothing.
    pub fn add(&self, user: &User) -> Result<Stored, StoreError> {
        let mut connection = self.connection();
        let change = connection.transaction()?;
        let id = insert(&change, user)?;
        change.commit()?;
        let user = user.clone();
        Ok(Stored { id, user })
    }

    /// The users stored last, newest first.
    pub fn latest(&self) -> Result<Vec<Stored>, StoreError> {
        let connection = self.connection();
        let mut users =
            connection.prepare("SELECT id, name, email FROM users ORDER BY id DESC LIMIT ?1")?;
        let mut skills = connection
            .prepare("SELECT name, level FROM skills WHERE user = ?1 ORDER BY position")?;
        let mut found = Vec::new();
        let mut rows = users.query([SHOWN as i64])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let skill = |row: &rusqlite::Row<'_>| {
                Ok(Skill {
                    name: row.get(0)?,
                    level: row.get(1)?,
                })
            };
            let skills: Result<_, _> = skills.query_map([id], skill)?.collect();
            let user = User {
                name: row.get(1)?,
                email: row.get(2)?,
                skills: skills?,
            };
            found.push(Stored { id, user });
        }
        Ok(found)
    }

    /// A panic while the database was locked leaves nothing half done: changes are transactions.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn insert(change: &Transaction<'_>, user: &User) -> Result<i64, rusqlite::Error> {
    change.execute(
        "INSERT INTO users (name, email) VALUES (?1, ?2)",
        [&user.name, &user.email],
    )?;
    let id = change.last_insert_rowid();
    let mut skills = change
        .prepare("INSERT INTO skills (user, position, name, level) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, skill) in user.skills.iter().enumerate() {
        skills.execute(params![id, position as i64, skill.name, skill.level])?;
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> User {
        let skill = |name: &str, level| Skill {
            name: name.to_owned(),
            level,
        };
        User {
            name: "Ada'); DROP TABLE users; --".to_owned(),
            email: "ada@example.org".to_owned(),
            skills: vec![skill("Engines", 10), skill("Poetry", 3)],
        }
    }

    #[test]
    fn users_are_kept() -> Result<(), StoreError> {
        let store = Store::open("sqlite::memory:")?;
        let stored = store.add(&ada())?;
        assert_eq!(stored.user, ada());
        let mut other = ada();
        other.email = "ADA@example.org".to_owned();
        assert!(matches!(store.add(&other), Err(StoreError::EmailTaken)));
        assert_eq!(store.latest()?, std::slice::from_ref(&stored));
        other.email = "other@example.org".to_owned();
        let newest = store.add(&other)?;
        assert_eq!(store.latest()?, [newest, stored]);
        Ok(())
    }

    #[test]
    fn other_databases_are_refused_in_words() {
        for address in ["", "sqlite:", "postgres://localhost/x", "gallery.sqlite"] {
            let problem = Store::open(address)
                .err()
                .map(|problem| problem.to_string());
            let problem = problem.unwrap_or_default();
            assert!(problem.contains(&format!("found `{address}`")), "{problem}");
        }
    }
}
