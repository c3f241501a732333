//! Fifteen ways to break out of a template: none works.

use slotwise_tests::probes::PROBES;

#[test]
fn no_probe_is_unsafe() {
    let reports = PROBES.map(|probe| probe.run());
    let wrong: Vec<String> = reports
        .iter()
        .filter(|report| report.is_unsafe())
        .map(|report| report.to_string())
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of 15 unsafe\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
