//! Signed tokens: what a page carries so that any process with the same secret can go on with it.
//!
//! `token = base64url(payload) "." base64url(HMAC-SHA256(secret, "session." base64url(payload)))`,
//! the payload is the JSON array `[view, element id, issued at, {session}, [[path param, value]..], {flash},
//! hash of the first page]`.

use super::params::{Params, SessionMap};
use crate::HashKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::fmt;
use std::time::Duration;

/// The key that signs tokens. All processes that serve the same pages share it.
///
/// ```
/// use slotwise::session::Secret;
/// let secret = Secret::new(&[7; 32]).unwrap();
/// let csrf = secret.csrf_token("cookie of this browser");
/// assert!(secret.is_csrf_token("cookie of this browser", &csrf));
/// assert!(!secret.is_csrf_token("another cookie", &csrf));
/// assert!(Secret::new(b"short").is_err());
/// ```
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

/// A secret has to have 32 bytes or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretTooShort {
    /// How many there were.
    pub bytes: usize,
}

impl fmt::Display for SecretTooShort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the secret has {} bytes, expected {} or more",
            self.bytes,
            Secret::MIN_BYTES
        )
    }
}

impl std::error::Error for SecretTooShort {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// The fewest bytes a secret may have.
    pub const MIN_BYTES: usize = 32;

    /// A secret of random bytes.
    ///
    /// # Errors
    /// If there are fewer than [`Secret::MIN_BYTES`].
    pub fn new(bytes: &[u8]) -> Result<Secret, SecretTooShort> {
        let too_short = SecretTooShort { bytes: bytes.len() };
        if bytes.len() < Self::MIN_BYTES {
            return Err(too_short);
        }
        Hmac::new_from_slice(bytes)
            .map(Secret)
            .map_err(|_| too_short)
    }

    /// The token that a page has to show along with the cookie `id`.
    pub fn csrf_token(&self, id: &str) -> String {
        BASE64.encode(self.mac("csrf", id).finalize().into_bytes())
    }

    /// Whether `token` belongs to the cookie `id`. Takes the same time for any token.
    pub fn is_csrf_token(&self, id: &str, token: &str) -> bool {
        self.is_signed("csrf", id, token)
    }

    /// With what the client of a page gets the session of this number back: no other page can.
    pub(crate) fn resume_key(&self, number: u64, page: &str, seed: u64) -> String {
        let mac = self.mac("resume", &format!("{number}.{page}.{seed}"));
        format!("{number}.{}", BASE64.encode(mac.finalize().into_bytes()))
    }

    /// Whether the second part of a key is the right one. Takes the same time for any.
    pub(crate) fn is_resume_mac(&self, number: u64, page: &str, seed: u64, mac: &str) -> bool {
        self.is_signed("resume", &format!("{number}.{page}.{seed}"), mac)
    }

    /// Signs a token.
    pub fn sign(&self, token: &Token) -> String {
        let Token {
            view,
            id,
            issued_at,
            session,
            path,
            flash,
            shown,
        } = token;
        let path: Vec<_> = path.iter().collect();
        let seconds = issued_at.as_secs();
        let payload = json!([
            view,
            id,
            seconds,
            object(session),
            path,
            object(flash),
            shown
        ]);
        self.sign_text("session", &payload.to_string())
    }

    /// The key under which the HTML of pages is hashed, the same in all processes.
    pub(crate) fn page_key(&self) -> HashKey {
        let bytes = self.mac("page", "").finalize().into_bytes();
        let seed = bytes.iter().take(8);
        HashKey::new(seed.fold(0, |seed, byte| seed << 8 | u64::from(*byte)))
    }

    /// Signs messages that go to another page.
    pub(crate) fn sign_flash(&self, flash: &SessionMap, now: Duration) -> String {
        let payload = json!([now.as_secs(), object(flash)]);
        self.sign_text("flash", &payload.to_string())
    }

    /// Reads messages that this secret signed within the last minute.
    pub(crate) fn verify_flash(&self, text: &str, now: Duration) -> Result<SessionMap, TokenError> {
        let payload = self.payload("flash", text)?;
        let malformed = || TokenError::Malformed;
        let issued_at = payload
            .get(0)
            .and_then(Value::as_u64)
            .ok_or_else(malformed)?;
        if now.saturating_sub(Duration::from_secs(issued_at)) > FLASH_AGE {
            return Err(TokenError::Expired);
        }
        payload.get(1).and_then(map).ok_or_else(malformed)
    }

    fn sign_text(&self, purpose: &str, payload: &str) -> String {
        let mut text = BASE64.encode(payload);
        let mac = self.mac(purpose, &text).finalize().into_bytes();
        text.push('.');
        BASE64.encode_string(mac, &mut text);
        text
    }

    /// Reads a token that this secret signed not longer than `max_age` ago.
    ///
    /// # Errors
    /// If it was signed by another secret, changed, or is too old.
    pub fn verify(
        &self,
        text: &str,
        now: Duration,
        max_age: Duration,
    ) -> Result<Token, TokenError> {
        let payload = self.payload("session", text)?;
        let token = Token::of_payload(&payload).ok_or(TokenError::Malformed)?;
        if now.saturating_sub(token.issued_at) > max_age {
            return Err(TokenError::Expired);
        }
        Ok(token)
    }

    /// What was signed for a purpose.
    fn payload(&self, purpose: &str, text: &str) -> Result<Value, TokenError> {
        let (payload, mac) = text.rsplit_once('.').ok_or(TokenError::Malformed)?;
        if !self.is_signed(purpose, payload, mac) {
            return Err(TokenError::Forged);
        }
        let payload = BASE64.decode(payload).map_err(|_| TokenError::Malformed)?;
        serde_json::from_slice(&payload).map_err(|_| TokenError::Malformed)
    }

    /// `purpose` keeps a signature for one thing from being shown for another.
    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        for part in [purpose, ".", text] {
            mac.update(part.as_bytes());
        }
        mac
    }

    fn is_signed(&self, purpose: &str, text: &str, mac: &str) -> bool {
        BASE64
            .decode(mac)
            .is_ok_and(|bytes| self.mac(purpose, text).verify_slice(&bytes).is_ok())
    }
}

/// What a page knows of its view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The name under which the view is registered.
    pub view: String,
    /// The id of the element that holds it.
    pub id: String,
    /// When it was signed, since the Unix epoch; whole seconds.
    pub issued_at: Duration,
    /// What the session remembers.
    pub session: SessionMap,
    /// The parameters in the path of the page.
    pub path: Params,
    /// Messages that the first page shows, and its first session.
    pub flash: SessionMap,
    /// The hash of the HTML that the first page shows.
    pub shown: Option<u64>,
}

/// How long messages may be on their way to another page.
const FLASH_AGE: Duration = Duration::from_secs(60);

fn object(map: &SessionMap) -> serde_json::Map<String, Value> {
    let pairs = map.iter();
    pairs
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect()
}

/// The names and texts of an object.
fn map(object: &Value) -> Option<SessionMap> {
    let mut map = SessionMap::default();
    for (name, value) in object.as_object()? {
        map.put(name, value.as_str()?);
    }
    Some(map)
}

impl Token {
    fn of_payload(payload: &Value) -> Option<Token> {
        let [view, id, issued_at, session, path, flash, shown] = payload.as_array()?.as_slice()
        else {
            return None;
        };
        let mut token = Token {
            view: view.as_str()?.to_owned(),
            id: id.as_str()?.to_owned(),
            issued_at: Duration::from_secs(issued_at.as_u64()?),
            session: map(session)?,
            path: Params::default(),
            flash: map(flash)?,
            shown: shown.as_u64(),
        };
        for pair in path.as_array()? {
            token
                .path
                .push(pair.get(0)?.as_str()?, pair.get(1)?.as_str()?);
        }
        Some(token)
    }
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It is no token.
    Malformed,
    /// It was not signed by this secret, or was changed since.
    Forged,
    /// It is too old.
    Expired,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TokenError::Malformed => "the session token is malformed",
            TokenError::Forged => "the session token was not signed by this server",
            TokenError::Expired => "the session token is too old",
        })
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AGE: Duration = Duration::from_secs(100);

    fn secret(byte: u8) -> Secret {
        Secret::new(&[byte; 32]).unwrap()
    }

    fn token() -> impl Strategy<Value = Token> {
        let pairs = || proptest::collection::vec((any::<String>(), any::<String>()), 0..4);
        let parts = (
            any::<String>(),
            any::<String>(),
            0..u64::MAX / 2,
            pairs(),
            pairs(),
        );
        parts.prop_map(|(view, id, seconds, session, path)| {
            let mut map = SessionMap::default();
            for (name, value) in &session {
                map.put(name, value);
            }
            Token {
                view,
                id,
                issued_at: Duration::from_secs(seconds),
                session: map,
                path: path.into_iter().collect(),
                flash: SessionMap::default(),
                shown: (seconds % 2 == 0).then_some(seconds),
            }
        })
    }

    proptest! {
        #[test]
        fn a_signed_token_comes_back(token in token(), age in 0..=100_u64) {
            let text = secret(1).sign(&token);
            let now = token.issued_at + Duration::from_secs(age);
            prop_assert_eq!(secret(1).verify(&text, now, AGE), Ok(token));
        }

        #[test]
        fn any_flipped_bit_is_refused(token in token(), at in any::<proptest::sample::Index>(), bit in 0..8) {
            let mut bytes = secret(1).sign(&token).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            // Bytes that are no text never get so far as to be a frame.
            if let Ok(text) = String::from_utf8(bytes) {
                prop_assert!(secret(1).verify(&text, token.issued_at, AGE).is_err());
            }
        }

        #[test]
        fn an_old_token_is_refused(token in token(), over in 1..1_000_000_u64) {
            let text = secret(1).sign(&token);
            let now = token.issued_at + AGE + Duration::from_secs(over);
            prop_assert_eq!(secret(1).verify(&text, now, AGE), Err(TokenError::Expired));
        }

        #[test]
        fn another_secret_is_refused(token in token()) {
            let text = secret(2).sign(&token);
            prop_assert_eq!(secret(1).verify(&text, token.issued_at, AGE), Err(TokenError::Forged));
        }

        #[test]
        fn any_text_is_refused(text in any::<String>()) {
            prop_assert!(secret(1).verify(&text, Duration::ZERO, AGE).is_err());
            prop_assert!(!secret(1).is_csrf_token("id", &text));
        }
    }

    #[test]
    fn a_signature_for_one_purpose_is_none_for_another() {
        let payload = BASE64.encode(r#"["v","i",0,{},[]]"#);
        let forged = format!("{payload}.{}", secret(1).csrf_token(&payload));
        assert_eq!(
            secret(1).verify(&forged, Duration::ZERO, AGE),
            Err(TokenError::Forged)
        );
    }
}
