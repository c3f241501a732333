//! The exponent of growth.

/// The slope of the line through the logarithms of the points, by least squares.
pub(crate) fn exponent(points: &[(f64, f64)]) -> f64 {
    let logarithms: Vec<(f64, f64)> = points
        .iter()
        .map(|(x, y)| (x.ln(), y.max(1e-9).ln()))
        .collect();
    let mean =
        |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
    let (mut covariance, mut variance) = (0.0, 0.0);
    for (x, y) in &logarithms {
        covariance += (x - x_mean) * (y - y_mean);
        variance += (x - x_mean).powi(2);
    }
    if variance == 0.0 {
        0.0
    } else {
        covariance / variance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_found() {
        let of = |f: fn(f64) -> f64| {
            let points: Vec<_> = [10.0, 100.0, 1000.0].map(|x| (x, f(x))).into();
            (exponent(&points) * 1000.0).round()
        };
        assert_eq!(of(|x| 3.0 * x), 1000.0);
        assert_eq!(of(|x| x * x), 2000.0);
        assert_eq!(of(|_| 7.0), 0.0);
    }

    #[test]
    fn one_point_has_no_slope() {
        assert_eq!(exponent(&[(10.0, 3.0)]), 0.0);
    }
}
