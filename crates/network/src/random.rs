//! Random numbers.

/// The random numbers of one of many draws. Seeds that differ little would give numbers that go together, so they are mixed first
/// (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014).
#[must_use]
pub fn random(seed: u64, draw: u64) -> fastrand::Rng {
    let mut z = seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(draw.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    fastrand::Rng::with_seed(z ^ (z >> 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_do_not_go_together() {
        let numbers = |draw| {
            let mut random = random(0, draw);
            (0..1000).map(|_| random.f64() - 0.5).collect::<Vec<_>>()
        };
        let (a, b) = (numbers(1), numbers(2));
        let product: f64 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
        // Twelve times the mean product is their correlation, here within three standard errors of 0.
        assert!((12.0 * product / 1000.0).abs() < 3.0 / 1000_f64.sqrt(), "{product}");
    }
}
