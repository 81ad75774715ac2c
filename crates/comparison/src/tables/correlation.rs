//! D9: whether layers go together (QAP), and which predicts the shared actors beside the others (MRQAP).

use super::{DIMENSION, MEASURE, Work};
use crate::draws::{affordable, draw, p_value};
use crate::layers::Layer;
use crate::table::{Bilingual, Cell, Table};
use nalgebra::{DMatrix, DVector};
use policygraph_model::ClaimId;
use policygraph_network::{Monitor, Stopped};
use rayon::prelude::*;

/// Matrices of more programmes are not needed for a test, and would take long: so many are drawn.
const MOST: usize = 300;

/// A symmetric matrix without its diagonal: the upper triangle of what is not 0, and all values by row.
struct Matrix {
    name: Bilingual,
    claims: Vec<ClaimId>,
    entries: Vec<(usize, usize, f64)>,
    dense: Vec<f64>,
    n: usize,
}

impl Matrix {
    fn new(name: Bilingual, n: usize, entries: Vec<(usize, usize, f64)>, claims: Vec<ClaimId>) -> Self {
        let mut dense = vec![0.0; n * n];
        for &(a, b, value) in &entries {
            dense[a * n + b] = value;
            dense[b * n + a] = value;
        }
        Self { name, claims, entries, dense, n }
    }

    fn cells(&self) -> f64 {
        (self.n * (self.n - 1)) as f64 / 2.0
    }

    fn sum(&self) -> f64 {
        self.entries.iter().map(|e| e.2).sum()
    }

    fn squares(&self) -> f64 {
        self.entries.iter().map(|e| e.2 * e.2).sum()
    }

    /// The sum of products with a matrix whose rows and columns are in another order.
    fn product(&self, dense: &[f64], order: &[usize]) -> f64 {
        self.entries.iter().map(|&(a, b, value)| value * dense[order[a] * self.n + order[b]]).sum()
    }

    /// Whether all cells are alike.
    fn is_constant(&self) -> bool {
        self.squares() - self.sum().powi(2) / self.cells() < 1e-12
    }
}

pub(crate) fn table(work: &Work<'_>, monitor: &dyn Monitor) -> Result<Table, Stopped> {
    let mut table = Table::new(
        9,
        "layer-correlation",
        ("층 간 상관", "Correlation of layers"),
        &[
            ("test", "검정", "test", DIMENSION),
            ("layer_a", "층 A", "layer A", DIMENSION),
            ("layer_b", "층 B", "layer B", DIMENSION),
            ("value", "값", "value", MEASURE),
            ("p", "p", "p", MEASURE),
        ],
    );
    let all = work.programmes.all.len();
    let mut random = policygraph_network::random(work.options.seed, 0);
    let mut chosen: Vec<usize> = (0..all).collect();
    if all > MOST {
        random.shuffle(&mut chosen);
        chosen.truncate(MOST);
        chosen.sort_unstable();
    }
    let n = chosen.len();
    if n < work.options.least_programmes.max(3) {
        return Ok(table.noted("프로그램이 적어 검정하지 않는다.", "Too few programmes for a test."));
    }
    let matrices = matrices(work, &chosen);
    let identity: Vec<usize> = (0..n).collect();
    let most = matrices.iter().map(|m| m.entries.len()).max().unwrap_or(0);
    let count = affordable(work.options.permutations, most * matrices.len() * matrices.len());
    for (i, x) in matrices.iter().enumerate() {
        for y in &matrices[i + 1..] {
            let (sparse, other) = if x.entries.len() <= y.entries.len() { (x, y) } else { (y, x) };
            let mean = x.sum() * y.sum() / x.cells();
            let norm =
                ((x.squares() - x.sum().powi(2) / x.cells()) * (y.squares() - y.sum().powi(2) / x.cells())).sqrt();
            let r = |order: &[usize]| (sparse.product(&other.dense, order) - mean) / norm;
            let observed = r(&identity);
            let permuted = draw(count, work.options.seed ^ 0x9a9, monitor, |random| {
                let mut order = identity.clone();
                random.shuffle(&mut order);
                r(&order)
            })?;
            let p = p_value(observed.abs(), permuted.into_iter().map(f64::abs));
            let cells = vec![
                Cell::code("QAP r"),
                Cell::text(&x.name),
                Cell::text(&y.name),
                Cell::number(observed),
                Cell::number(p),
            ];
            table.push(cells, [&x.claims[..], &y.claims].concat());
        }
    }
    // What predicts shared actors.
    if let Some((first, others)) = matrices.split_first()
        && first.name == Layer::Actors.name()
        && !others.is_empty()
    {
        let others: Vec<&Matrix> = others.iter().collect();
        let coefficients = regression(first, &others, (count, work.options.seed), monitor)?;
        for (matrix, Coefficient { value, p }) in others.iter().zip(coefficients) {
            let cells = vec![
                Cell::code("MRQAP b"),
                Cell::text(&first.name),
                Cell::text(&matrix.name),
                Cell::number(value),
                Cell::number(p),
            ];
            table.push(cells, [&first.claims[..], &matrix.claims].concat());
        }
    }
    let sample = if all > MOST {
        (format!("{all}개 중 {MOST}개 프로그램을 추출. "), format!("{MOST} of {all} programmes, drawn. "))
    } else {
        Default::default()
    };
    Ok(table.noted(
        &format!("{}프로그램 쌍의 행렬을 {count}회 순열. QAP r(Krackhardt 1988)은 두 층의 상관, MRQAP b는 공유 행위자를 다른 층으로 회귀한 계수이며 이중 준편상관 순열(Dekker 외 2007)로 검정한다.", sample.0),
        &format!("{}Matrices of programme pairs, {count} permutations. QAP r (Krackhardt 1988) is the correlation of two layers; MRQAP b the coefficients of a regression of shared actors on the other layers, tested by double semi-partialling (Dekker et al. 2007).", sample.1),
    ))
}

/// The layers in which some pair is tied and not all are, and whether two programmes are of one country.
fn matrices(work: &Work<'_>, chosen: &[usize]) -> Vec<Matrix> {
    let n = chosen.len();
    let mut place = vec![None; work.programmes.all.len()];
    chosen.iter().enumerate().for_each(|(i, &p)| place[p] = Some(i));
    let links: Vec<_> = work.links.all.iter().filter_map(|l| Some((place[l.a]?, place[l.b]?, l))).collect();
    let mut matrices = Vec::new();
    for layer in Layer::SHARED {
        let shared = links.iter().filter(|(_, _, l)| l.shared[layer as usize] > 0);
        let entries = shared.map(|&(a, b, l)| (a, b, f64::from(l.shared[layer as usize]))).collect();
        let held = chosen.iter().flat_map(|&p| work.programmes.all[p].held(layer));
        matrices.push(Matrix::new(layer.name(), n, entries, held.flat_map(|h| h.support.claims()).collect()));
    }
    let tied = |layer: Layer| {
        let (mut entries, mut claims) = (Vec::new(), Vec::new());
        for &(a, b, link) in &links {
            let mut value = 0.0;
            for part in work.links.parts(link.a, link.b).iter().filter(|p| p.layer == layer) {
                value += part.value;
                claims.extend(part.support.claims());
            }
            if value > 0.0 {
                entries.push((a, b, value));
            }
        }
        (entries, claims)
    };
    for layer in [Layer::Direct, Layer::References] {
        let (entries, claims) = tied(layer);
        matrices.push(Matrix::new(layer.name(), n, entries, claims));
    }
    let same = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    let entries = same.filter(|&(a, b)| !work.across(chosen[a], chosen[b])).map(|(a, b)| (a, b, 1.0)).collect();
    let claims = chosen.iter().flat_map(|&p| work.programmes.all[p].assigned.claims()).collect();
    matrices.push(Matrix::new(Bilingual::new("같은 국가", "same country"), n, entries, claims));
    matrices.retain(|m| !m.is_constant());
    matrices
}

/// A coefficient of a regression; nothing where the matrices are not independent.
#[derive(Debug, Clone, Copy, Default)]
struct Coefficient {
    value: Option<f64>,
    p: Option<f64>,
}

/// The coefficients of a regression of one matrix on others, with p values by double semi-partialling: for each, what the others leave of it is permuted, and its t statistic
/// compared (Dekker, Krackhardt and Snijders, Sensitivity of MRQAP tests to collinearity and autocorrelation conditions, 2007).
fn regression(
    y: &Matrix,
    xs: &[&Matrix],
    (permutations, seed): (usize, u64),
    monitor: &dyn Monitor,
) -> Result<Vec<Coefficient>, Stopped> {
    let (n, k, cells) = (y.n, xs.len() + 1, y.cells());
    let identity: Vec<usize> = (0..n).collect();
    // Products of the columns, of which the first is the constant.
    let gram = DMatrix::from_fn(k, k, |i, j| match (i, j) {
        (0, 0) => cells,
        (0, m) | (m, 0) => xs[m - 1].sum(),
        _ => xs[i - 1].product(&xs[j - 1].dense, &identity),
    });
    let with_y = DVector::from_fn(k, |i, _| if i == 0 { y.sum() } else { y.product(&xs[i - 1].dense, &identity) });
    let fit = |gram: &DMatrix<f64>, with_y: &DVector<f64>, place: usize| {
        let inverse = gram.clone().try_inverse()?;
        let b = &inverse * with_y;
        let rest = y.squares() - b.dot(with_y);
        let error = (rest / (cells - k as f64) * inverse[(place, place)]).sqrt();
        Some((b[place], b[place] / error))
    };
    let one = |place: usize| -> Result<Coefficient, Stopped> {
        let Some((b, t)) = fit(&gram, &with_y, place) else { return Ok(Coefficient::default()) };
        // What the other columns leave of this one.
        let others: Vec<usize> = (0..k).filter(|&i| i != place).collect();
        let small = DMatrix::from_fn(k - 1, k - 1, |i, j| gram[(others[i], others[j])]);
        let right = DVector::from_fn(k - 1, |i, _| gram[(others[i], place)]);
        let Some(inverse) = small.try_inverse() else { return Ok(Coefficient { value: Some(b), p: None }) };
        let by = inverse * right;
        let mut rest = xs[place - 1].dense.clone();
        for (i, &other) in others.iter().enumerate() {
            for (cell, value) in rest.iter_mut().enumerate() {
                *value -= by[i] * if other == 0 { 1.0 } else { xs[other - 1].dense[cell] };
            }
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        for a in 0..n {
            for value in &rest[a * n + a + 1..(a + 1) * n] {
                sum += value;
                squares += value * value;
            }
        }
        let permuted = draw(permutations, seed ^ place as u64, monitor, |random| {
            let mut order = identity.clone();
            random.shuffle(&mut order);
            let (mut gram, mut with_y) = (gram.clone(), with_y.clone());
            for &other in &others {
                let product = if other == 0 { sum } else { xs[other - 1].product(&rest, &order) };
                gram[(place, other)] = product;
                gram[(other, place)] = product;
            }
            gram[(place, place)] = squares;
            with_y[place] = y.product(&rest, &order);
            fit(&gram, &with_y, place).map_or(0.0, |(_, t)| t.abs())
        })?;
        Ok(Coefficient { value: Some(b), p: Some(p_value(t.abs(), permuted)) })
    };
    (1..k).into_par_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A matrix of random cells.
    fn random(n: usize, seed: u64) -> Vec<(usize, usize, f64)> {
        let mut random = policygraph_network::random(seed, 0);
        (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).map(|(a, b)| (a, b, random.f64())).collect()
    }

    #[test]
    fn what_predicts_is_found_and_what_does_not_is_not() {
        let n = 30;
        let (x, z, noise) = (random(n, 1), random(n, 2), random(n, 3));
        let y = x.iter().zip(&noise).map(|(x, e)| (x.0, x.1, 2.0 * x.2 + 0.1 * e.2)).collect();
        let matrix = |entries| Matrix::new(Bilingual::default(), n, entries, Vec::new());
        let (y, x, z) = (matrix(y), matrix(x), matrix(z));
        let found = regression(&y, &[&x, &z], (499, 7), &()).unwrap();
        assert!((found[0].value.unwrap() - 2.0).abs() < 0.05 && found[0].p.unwrap() < 0.01, "{found:?}");
        assert!(found[1].value.unwrap().abs() < 0.05 && found[1].p.unwrap() > 0.05, "{found:?}");
    }
}
