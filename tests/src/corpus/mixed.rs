//! Whole pages.

use super::{Case, Page, case, record, state};
use crate::json::Scalar;
use slotwise::{Slot, Slots, Tracked, View, component, h};

pub(super) const CASES: &[Case] = &[
    case::<MixedChat>("mixed_chat"),
    case::<MixedRootChange>("mixed_root_change"),
    case::<MixedLayoutSlots>("mixed_layout_slots"),
    case::<RenderManyDynamics33>("render_many_dynamics_33"),
];

state! { MixedChat { room: String, msgs: Vec<Message>, typing: Vec<String>, users: Vec<String> } }

impl Page for MixedChat {
    fn view(&self) -> impl View {
        h!(
            r#"<div id="chat"><h1>{@room}</h1><ul><li :for={m in @msgs} :key={m.id} id={format!("m{}", m.id)}><b>{m.user}</b>: {m.text}</li></ul><p :if={!@typing.is_empty()}>{@typing.join(", ")} typing…</p><aside><span :for={u in @users} :key={u}>{u}</span></aside></div>"#
        )
    }
}

state! { MixedLayoutSlots { user: User, nav: Vec<String>, cur: String, body: String } }

impl Page for MixedLayoutSlots {
    fn view(&self) -> impl View {
        h!(
            r#"<.layout user={@user}><:nav :for={n in @nav} active={*n == *@cur}>{n}</:nav><.card><:title>{@cur}</:title>{@body}</.card></.layout>"#
        )
    }
}

#[component]
fn layout(user: &User, #[slot(active: bool)] nav: Slots, inner_block: Slot) -> impl View {
    h!(
        r#"<header>{@user.name}</header><nav><a :for={n in @nav} class={[("on", *n.active)]}>{n}</a></nav><main>{@inner_block}</main>"#
    )
}

#[component]
fn card(title: Slot, inner_block: Slot) -> impl View {
    h! { <div class="card"><h2>{@title}</h2>{@inner_block}</div> }
}

record! { User { name: String } }

state! { MixedRootChange { m: bool, x: i64 } }

impl Page for MixedRootChange {
    fn view(&self) -> impl View {
        let part: Box<dyn View> = match *self.m {
            true => Box::new(paragraph(&self.x)),
            false => Box::new(division(&self.x)),
        };
        h! { {part} }
    }
}

state! { RenderManyDynamics33 { v1: Scalar, v2: Scalar, v3: Scalar, v4: Scalar, v5: Scalar, v6: Scalar, v7: Scalar, v8: Scalar, v9: Scalar, v10: Scalar, v11: Scalar, v12: Scalar, v13: Scalar, v14: Scalar, v15: Scalar, v16: Scalar, v17: Scalar, v18: Scalar, v19: Scalar, v20: Scalar, v21: Scalar, v22: Scalar, v23: Scalar, v24: Scalar, v25: Scalar, v26: Scalar, v27: Scalar, v28: Scalar, v29: Scalar, v30: Scalar, v31: Scalar, v32: Scalar, v33: Scalar, v34: Scalar, v35: Scalar, v36: Scalar, v37: Scalar, v38: Scalar, v39: Scalar, v40: Scalar } }

impl Page for RenderManyDynamics33 {
    fn view(&self) -> impl View {
        h! { <i>{@v1}</i><i>{@v2}</i><i>{@v3}</i><i>{@v4}</i><i>{@v5}</i><i>{@v6}</i><i>{@v7}</i><i>{@v8}</i><i>{@v9}</i><i>{@v10}</i><i>{@v11}</i><i>{@v12}</i><i>{@v13}</i><i>{@v14}</i><i>{@v15}</i><i>{@v16}</i><i>{@v17}</i><i>{@v18}</i><i>{@v19}</i><i>{@v20}</i><i>{@v21}</i><i>{@v22}</i><i>{@v23}</i><i>{@v24}</i><i>{@v25}</i><i>{@v26}</i><i>{@v27}</i><i>{@v28}</i><i>{@v29}</i><i>{@v30}</i><i>{@v31}</i><i>{@v32}</i><i>{@v33}</i><i>{@v34}</i><i>{@v35}</i><i>{@v36}</i><i>{@v37}</i><i>{@v38}</i><i>{@v39}</i><i>{@v40}</i> }
    }
}

record! { Message { id: i64, user: String, text: String } }

fn paragraph(x: &Tracked<i64>) -> impl View {
    h! { <p>{x}</p> }
}

fn division(x: &Tracked<i64>) -> impl View {
    h! { <div>{x}</div> }
}
