//! The workloads of the benchmarks: views, their states and the operations on them.
//!
//! Every workload is built as the figures it is compared with were: same template, same data.

pub mod table;
