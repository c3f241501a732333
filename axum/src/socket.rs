//! The WebSocket, as a [`Transport`].

use crate::admission;
use crate::app::Shared;
use crate::driver::{self, Driver, Gone, Incoming, Transport};
use crate::headers;
use axum::body::Body;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use slotwise::session::CloseReason;

/// Answers the request for a WebSocket.
pub(crate) fn serve<L>(
    shared: &Shared<L>,
    parts: &Parts,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let peer = match admission::connect(&shared.endpoint, &shared.settings, parts) {
        Ok(peer) => peer,
        Err((status, text)) => return headers::of_refusal(status, text),
    };
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let endpoint = shared.endpoint.clone();
    let Ok(driver) = Driver::new(endpoint.clone(), &shared.settings, peer) else {
        return headers::of_refusal(StatusCode::INTERNAL_SERVER_ERROR, "no random bytes");
    };
    let frame_bytes = endpoint.limits().frame_bytes;
    upgrade
        .max_message_size(frame_bytes)
        .max_frame_size(frame_bytes)
        .on_upgrade(move |socket| driver::serve(endpoint, driver, socket))
}

impl Transport for WebSocket {
    async fn recv(&mut self) -> Incoming {
        match WebSocket::recv(self).await {
            Some(Ok(Message::Text(text))) => Incoming::Frame(text),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Incoming::Nothing,
            Some(Ok(Message::Binary(bytes))) => Incoming::Bytes(bytes),
            Some(Err(error)) if is_too_long(&error) => Incoming::Refused(CloseReason::FrameTooLong),
            Some(Ok(Message::Close(_)) | Err(_)) | None => Incoming::Gone,
        }
    }

    async fn send(&mut self, text: String) -> Result<(), Gone> {
        let sent = WebSocket::send(self, Message::Text(text.into())).await;
        sent.map_err(|_| Gone)
    }

    async fn close(&mut self, reason: Option<CloseReason>) {
        let frame = reason.map(|reason| CloseFrame {
            code: reason.code(),
            reason: reason.as_str().into(),
        });
        let _ = WebSocket::send(self, Message::Close(frame)).await;
    }
}

/// axum tells the kinds of errors apart by their texts alone.
fn is_too_long(error: &axum::Error) -> bool {
    error.to_string().starts_with("Space limit exceeded")
}
