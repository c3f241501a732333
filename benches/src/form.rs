//! *form*: 20 calls of an input component.

use crate::workload::{Operation, State, tracked_and_plain};
use slotwise::{Attrs, View, component, h};
use slotwise_html::{escape_attribute, escape_text};

#[component]
fn input(
    id: &str,
    name: &str,
    #[prop(default)] label: &str,
    r#type: &str,
    value: &str,
    errors: &[String],
    #[prop(rest, include("required"))] rest: Attrs,
) -> impl View {
    h!(r#"
<div class="field"><label for={@id}><span :if={!@label.is_empty()}>{@label}</span><input type={@r#type} name={@name} id={@id} value={@value} class={["input", ("input-error", !@errors.is_empty())]} {..@rest} /></label><p :for={e in @errors} class="error"><span class="icon"></span> {e}</p></div>
"#)
}

tracked_and_plain! {
    /// The state of the form.
    #[derive(Clone)]
    pub struct Form {
        title: Of<String>,
        field0: Of<Field>,
        field1: Of<Field>,
        field2: Of<Field>,
        field3: Of<Field>,
        field4: Of<Field>,
        field5: Of<Field>,
        field6: Of<Field>,
        field7: Of<Field>,
        field8: Of<Field>,
        field9: Of<Field>,
        field10: Of<Field>,
        field11: Of<Field>,
        field12: Of<Field>,
        field13: Of<Field>,
        field14: Of<Field>,
        field15: Of<Field>,
        field16: Of<Field>,
        field17: Of<Field>,
        field18: Of<Field>,
        field19: Of<Field>,
    }

    impl State for Form {
        const WORKLOAD: &'static str = "form";

        const OPERATIONS: &'static [Operation<Form>] = &[
            Operation::new("change_1_value", |form| form.field7.value = "new".to_string()),
            Operation::new("change_1_value_add_error", |form| {
                form.field7.value = "new".to_string();
                form.field7.errors.push("is invalid".to_string());
            }),
            Operation::new("remove_errors_1", |form| {
                form.field8.value = "ok".to_string();
                form.field8.errors.clear();
            }),
            Operation::new("title_change", |form| form.title = "x".to_string().into()),
            Operation::new("no_change", |_| {}),
        ];

        fn first() -> Form {
            Form {
                title: "Edit".to_string().into(),
                field0: field(0).into(),
                field1: field(1).into(),
                field2: field(2).into(),
                field3: field(3).into(),
                field4: field(4).into(),
                field5: field(5).into(),
                field6: field(6).into(),
                field7: field(7).into(),
                field8: field(8).into(),
                field9: field(9).into(),
                field10: field(10).into(),
                field11: field(11).into(),
                field12: field(12).into(),
                field13: field(13).into(),
                field14: field(14).into(),
                field15: field(15).into(),
                field16: field(16).into(),
                field17: field(17).into(),
                field18: field(18).into(),
                field19: field(19).into(),
            }
        }

        fn view(&self) -> impl View {
            h!(r#"
<form id="f" phx-change="validate" phx-submit="save"><h1>{@title}</h1>
  <.input id="f_field0" name="f[field0]" label="Field 0" type="text" value={@field0.value.as_str()} errors={&@field0.errors[..]} required />
  <.input id="f_field1" name="f[field1]" label="Field 1" type="text" value={@field1.value.as_str()} errors={&@field1.errors[..]} required />
  <.input id="f_field2" name="f[field2]" label="Field 2" type="text" value={@field2.value.as_str()} errors={&@field2.errors[..]} required />
  <.input id="f_field3" name="f[field3]" label="Field 3" type="text" value={@field3.value.as_str()} errors={&@field3.errors[..]} required />
  <.input id="f_field4" name="f[field4]" label="Field 4" type="text" value={@field4.value.as_str()} errors={&@field4.errors[..]} required />
  <.input id="f_field5" name="f[field5]" label="Field 5" type="text" value={@field5.value.as_str()} errors={&@field5.errors[..]} required />
  <.input id="f_field6" name="f[field6]" label="Field 6" type="text" value={@field6.value.as_str()} errors={&@field6.errors[..]} required />
  <.input id="f_field7" name="f[field7]" label="Field 7" type="text" value={@field7.value.as_str()} errors={&@field7.errors[..]} required />
  <.input id="f_field8" name="f[field8]" label="Field 8" type="text" value={@field8.value.as_str()} errors={&@field8.errors[..]} required />
  <.input id="f_field9" name="f[field9]" label="Field 9" type="text" value={@field9.value.as_str()} errors={&@field9.errors[..]} required />
  <.input id="f_field10" name="f[field10]" label="Field 10" type="text" value={@field10.value.as_str()} errors={&@field10.errors[..]} required />
  <.input id="f_field11" name="f[field11]" label="Field 11" type="text" value={@field11.value.as_str()} errors={&@field11.errors[..]} required />
  <.input id="f_field12" name="f[field12]" label="Field 12" type="text" value={@field12.value.as_str()} errors={&@field12.errors[..]} required />
  <.input id="f_field13" name="f[field13]" label="Field 13" type="text" value={@field13.value.as_str()} errors={&@field13.errors[..]} required />
  <.input id="f_field14" name="f[field14]" label="Field 14" type="text" value={@field14.value.as_str()} errors={&@field14.errors[..]} required />
  <.input id="f_field15" name="f[field15]" label="Field 15" type="text" value={@field15.value.as_str()} errors={&@field15.errors[..]} required />
  <.input id="f_field16" name="f[field16]" label="Field 16" type="text" value={@field16.value.as_str()} errors={&@field16.errors[..]} required />
  <.input id="f_field17" name="f[field17]" label="Field 17" type="text" value={@field17.value.as_str()} errors={&@field17.errors[..]} required />
  <.input id="f_field18" name="f[field18]" label="Field 18" type="text" value={@field18.value.as_str()} errors={&@field18.errors[..]} required />
  <.input id="f_field19" name="f[field19]" label="Field 19" type="text" value={@field19.value.as_str()} errors={&@field19.errors[..]} required />
  <button>Save</button>
</form>
"#)
        }

        fn by_hand(&self, out: &mut String) {
            out.push_str("<form id=\"f\" phx-change=\"validate\" phx-submit=\"save\"><h1>");
            escape_text(&self.title, out);
            out.push_str("</h1>\n  ");
            let fields: [&Field; 20] = [&self.field0, &self.field1, &self.field2, &self.field3, &self.field4, &self.field5, &self.field6, &self.field7, &self.field8, &self.field9, &self.field10, &self.field11, &self.field12, &self.field13, &self.field14, &self.field15, &self.field16, &self.field17, &self.field18, &self.field19];
            for (i, field) in fields.into_iter().enumerate() {
                field.by_hand(i, out);
                out.push_str("\n  ");
            }
            out.push_str("<button>Save</button>\n</form>");
        }
    }
}

/// What a field holds.
#[derive(Clone)]
pub struct Field {
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub errors: Vec<String>,
}

fn field(i: u32) -> Field {
    let errors = ["can't be blank", "should be at least 3 character(s)"];
    let faulty = i.is_multiple_of(4);
    Field {
        value: format!("value {i}"),
        errors: errors
            .iter()
            .filter(|_| faulty)
            .map(|error| error.to_string())
            .collect(),
    }
}

impl Field {
    fn by_hand(&self, i: usize, out: &mut String) {
        out.push_str(&format!(
            "<div class=\"field\"><label for=\"f_field{i}\"><span>Field {i}</span>\
             <input type=\"text\" name=\"f[field{i}]\" id=\"f_field{i}\" value=\""
        ));
        escape_attribute(&self.value, out);
        out.push_str("\" class=\"input ");
        out.push_str(if self.errors.is_empty() {
            ""
        } else {
            "input-error"
        });
        out.push_str("\" required></label>");
        for error in &self.errors {
            out.push_str("<p class=\"error\"><span class=\"icon\"></span> ");
            escape_text(error, out);
            out.push_str("</p>");
        }
        out.push_str("</div>");
    }
}
