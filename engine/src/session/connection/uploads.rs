//! The frames of uploads: what is asked on the topic of a view, and the channels of single files.

use super::{CloseReason, Connection, Kind, Output, Reason, Refusal, Session, Writing};
use crate::session::frame::{Address, BinaryFrame, Frame};
use crate::session::socket::Socket;
use crate::session::upload::{Answer, Chosen, Token, Upload, UploadFault, chosen};
use serde_json::Value;

/// The topics of files.
pub(super) const TOPIC: &str = "lvu:";

/// Takes in what the payload of an event says was chosen.
pub(super) fn choose(payload: &Value, socket: &Socket) -> Result<(), Refusal> {
    let Some(uploads) = payload.get("uploads").filter(|uploads| !uploads.is_null()) else {
        return Ok(());
    };
    let uploads = uploads.as_object().ok_or(Reason::Malformed)?;
    let all: Option<Vec<(&String, Vec<Chosen>)>> = uploads
        .iter()
        .map(|(id, entries)| Some((id, chosen(entries)?)))
        .collect();
    for (id, entries) in all.ok_or(Reason::Malformed)? {
        // An upload that is not there any more has nothing to choose for.
        if let Some(upload) = socket.uploads.find(id) {
            let refused = upload.choose(entries);
            socket.shared.counters.refused_uploads.add_all(refused);
        }
    }
    Ok(())
}

/// The upload that a payload names.
fn named(payload: &Value, socket: &Socket) -> Option<Upload> {
    let id = payload.get("ref")?.as_str()?;
    socket.uploads.find(id).cloned()
}

impl Connection {
    /// The client asks whether files may come.
    pub(super) fn allow_upload(&mut self, at: usize, frame: &Frame) -> Result<String, Refusal> {
        let Frame {
            address, payload, ..
        } = frame;
        let socket = self.sessions[at].view.socket();
        let upload = named(payload, socket).ok_or(Reason::UnknownUpload)?;
        let wanted = payload.get("entries").and_then(chosen);
        let wanted = wanted.ok_or(Reason::Malformed)?;
        let refused = upload.choose(wanted.clone());
        let (number, now) = (self.sessions[at].number(), self.now);
        let shared = self.endpoint.shared();
        let allowed = upload.allow(&wanted, number, &shared.uploads, now);
        let refused = refused + allowed.busy;
        shared.counters.refused_uploads.add_all(refused);
        self.call(at, |session, writing| {
            session.reply_with(&allowed.members(), address, writing)
        })
    }

    /// The official client tells how far a file has come, which is known here, or that it will not come.
    pub(super) fn progress(&mut self, at: usize, frame: &Frame) -> Result<String, Refusal> {
        let Frame {
            address, payload, ..
        } = frame;
        let session = &mut self.sessions[at];
        let upload = named(payload, session.view.socket());
        let entry = payload.get("entry_ref").and_then(Value::as_str);
        let progress = payload.get("progress").ok_or(Reason::Malformed)?;
        if let (Some(upload), Some(entry), true) = (upload, entry, progress.is_object()) {
            upload.fail_named(entry);
            session.dirty = true;
        }
        Ok(address.reply(|out| out.push_str("{}")))
    }

    /// A frame on the channel of a file.
    pub(super) fn upload_frame(&mut self, frame: &Frame) -> Result<String, Refusal> {
        let address = &frame.address;
        match frame.event.as_str() {
            "phx_join" => self.open_upload(address, &frame.payload),
            "phx_leave" => {
                if let Some((at, upload, serial)) = self.upload_at(address) {
                    upload.leave(serial);
                    self.sessions[at].dirty = true;
                }
                Ok(address.reply(|out| out.push_str("{}")))
            }
            _ => Err(Reason::Malformed.into()),
        }
    }

    fn open_upload(&mut self, address: &Address, payload: &Value) -> Result<String, Refusal> {
        let token = payload.get("token").and_then(Value::as_str);
        let token = token.and_then(Token::of_text).ok_or(Reason::Malformed)?;
        let at = self.position(token.session);
        let at = at.ok_or(Reason::UnknownUpload)?;
        let uploads = &self.sessions[at].view.socket().uploads;
        let upload = uploads.find(&token.upload);
        let upload = upload.ok_or(Reason::UnknownUpload)?;
        match upload.open(token.serial, address, self.now) {
            Ok(Some(offset)) => Ok(stored(address, offset)),
            Ok(None) => Err(Refusal::Silent),
            Err(fault) => Err(fault.reason().into()),
        }
    }

    /// A binary frame: the next bytes of a file.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        let Some(frame) = BinaryFrame::decode(bytes, self.endpoint.limits.frame_bytes) else {
            let is_long = bytes.len() > self.endpoint.limits.frame_bytes;
            return self.close(match is_long {
                true => CloseReason::FrameTooLong,
                false => CloseReason::NotText,
            });
        };
        let reply = self.chunk(&frame);
        self.answer(&frame.address, reply);
    }

    fn chunk(&mut self, frame: &BinaryFrame<'_>) -> Result<String, Refusal> {
        let BinaryFrame {
            address,
            event,
            payload,
        } = frame;
        if *event != "chunk" {
            return Err(Reason::Malformed.into());
        }
        let found = self.upload_at(address);
        let (at, upload, serial) = found.ok_or(Reason::UnknownUpload)?;
        let most = self.endpoint.shared().uploads.most_chunk;
        let counters = &self.endpoint.shared().counters;
        let taken = upload.take(serial, payload, most, address);
        match &taken {
            Ok(_) => counters.upload_bytes.add_all(payload.len()),
            Err(_) => counters.refused_chunks.add(),
        }
        // Started by the call; what is wrong the page shows.
        self.call(at, |session, _| {
            session.dirty |= taken.is_err();
            let chunk = taken?;
            session.view.socket().uploads.writes.push((upload, chunk));
            Ok(())
        })?
        .map_err(|fault: UploadFault| fault.reason())?;
        Err(Refusal::Silent)
    }

    fn upload_at(&mut self, address: &Address) -> Option<(usize, Upload, u64)> {
        let mut sessions = self.sessions.iter_mut().enumerate();
        sessions.find_map(|(at, session)| {
            let (upload, serial) = session.view.socket().uploads.at(address)?;
            Some((at, upload, serial))
        })
    }

    /// Tells clients what became of their chunks.
    pub(super) fn answer_uploads(&mut self, at: usize) {
        let answers = self.sessions[at].view.socket().uploads.take_answers();
        let frames = answers.into_iter().map(|answer| match answer {
            Answer::Told(address, Ok(offset)) => stored(&address, offset),
            Answer::Told(address, Err(fault)) => address.refusal(fault.reason().as_str()),
            Answer::Close(address) => closed(address),
        });
        self.replies.extend(frames.map(Output::Send));
    }
}

impl Session {
    /// A reply with further members beside what is new on the page.
    fn reply_with(
        &mut self,
        members: &[(&'static str, String)],
        address: &Address,
        writing: Writing<'_>,
    ) -> String {
        self.answer(address, |session, out| {
            session.body(Kind::Reply, writing, out);
            out.pop();
            for (name, json) in members {
                super::member(name, json, out);
            }
            out.push('}');
        })
    }
}

fn stored(address: &Address, offset: u64) -> String {
    address.reply(|out| out.push_str(&format!(r#"{{"offset":{offset}}}"#)))
}

fn closed(address: Address) -> String {
    let address = Address {
        message_ref: None,
        ..address
    };
    address.frame("phx_close", |out| out.push_str("{}"))
}
