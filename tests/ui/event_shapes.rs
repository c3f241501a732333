use slotwise::Event;

#[derive(Event)]
struct Clicked {
    x: u32,
}

#[derive(Event)]
union Bits {
    a: u32,
    b: f32,
}

#[derive(Event)]
enum Shapes {
    Pair(u32, u32),
    None(),
    Named(#[event("x")] u32),
    Fine { id: u32 },
}

fn main() {}
