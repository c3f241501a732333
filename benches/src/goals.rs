//! What updates are to take in bytes, and what they take with others.

/// The bytes of one update.
pub struct Bytes {
    /// Name of the workload.
    pub workload: &'static str,
    /// Name of the operation.
    pub operation: &'static str,
    /// What LiveView 1.2.10 sends.
    pub liveview: usize,
    /// What its format needs if nothing is sent that the client knows.
    pub needs: Option<usize>,
    /// The most that the native dialect is to take.
    pub native: Option<usize>,
}

impl Bytes {
    /// Those of an update, if something is known of them.
    pub fn of(workload: &str, operation: &str) -> Option<&'static Bytes> {
        BYTES
            .iter()
            .find(|bytes| (bytes.workload, bytes.operation) == (workload, operation))
    }
}

const fn goal(
    workload: &'static str,
    operation: &'static str,
    liveview: usize,
    needs: Option<usize>,
    native: Option<usize>,
) -> Bytes {
    Bytes {
        workload,
        operation,
        liveview,
        needs,
        native,
    }
}

/// Exact, the patch alone. LiveView's figures for *form* are for the same shape with longer class names.
#[rustfmt::skip]
pub const BYTES: &[Bytes] = &[
    goal("chat", "append_1, component", 320, Some(144), Some(100)),
    goal("chat", "append_1_drop_oldest", 509, Some(501), Some(110)),
    goal("chat", "typing_on", 77, Some(65), Some(16)),
    goal("chat", "typing_off", 8, Some(8), Some(6)),
    goal("chat", "join", 6_927, None, Some(1_000)),
    goal("table", "change_1_cell", 45, Some(45), Some(20)),
    goal("table", "swap_100_900", 51, Some(51), Some(16)),
    goal("table", "prepend", 9_925, Some(9_925), Some(90)),
    goal("table", "delete", 5_032, Some(5_032), Some(15)),
    goal("table", "reverse", 9_813, Some(9_813), Some(16)),
    goal("table", "prepend, unkeyed", 128_065, Some(121_079), Some(90)),
    goal("table", "select_row_2", 14_916, Some(52), Some(28)),
    goal("table", "join", 128_231, None, Some(1_000)),
    goal("table_slots", "change_1_cell", 279, Some(82), Some(30)),
    goal("table_slots", "col_label_change", 226_100, Some(44), Some(24)),
    goal("table_slots", "prepend", 248_365, Some(248_242), Some(140)),
    goal("table_slots", "delete", 124_537, Some(124_537), Some(20)),
    goal("form", "change_1_value", 217, Some(40), Some(20)),
    goal("form", "change_1_value_add_error", 512, Some(191), Some(60)),
    goal("form", "title_change", 95, Some(9), Some(9)),
    goal("dashboard", "change_1", 13, Some(13), Some(10)),
    goal("dashboard", "change_all", 2_331, Some(2_331), Some(900)),
    goal("static50k", "join", 50_893, None, Some(1_000)),
    goal("chat", "reconnect", 6_927, None, Some(100)),
    goal("table", "reconnect", 128_231, None, Some(100)),
    goal("static50k", "reconnect", 50_893, None, Some(100)),
    goal("corpus", "updates", 12_465, Some(10_953), None),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::updates;

    #[test]
    fn every_goal_is_that_of_an_update() {
        let updates = updates();
        let not_updates = ["join", "reconnect", "updates"];
        for Bytes {
            workload,
            operation,
            ..
        } in BYTES
        {
            let known = updates
                .iter()
                .any(|case| (case.workload, case.operation) == (workload, operation));
            assert!(
                known || not_updates.contains(operation),
                "{workload} {operation}"
            );
        }
    }
}
