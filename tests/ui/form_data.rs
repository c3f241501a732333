use slotwise::form::FormData;

#[derive(Clone, FormData)]
struct Skills {
    #[form(nest)]
    skills: Vec<u8>,
    #[form(nested, skip)]
    others: Vec<u8>,
    #[form(skip, default = 3)]
    id: u64,
}

#[derive(Clone, FormData)]
#[form(name = "a user")]
struct User {
    name: String,
}

#[derive(Clone, FormData)]
enum Role {
    Admin,
}

fn main() {}
