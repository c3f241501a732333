use slotwise::Event;

struct Point;

#[derive(Event)]
enum Moved {
    To { point: Point },
    By(Point),
}

fn main() {}
