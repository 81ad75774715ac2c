//! Distribution documents (배포용 문서): their text is encrypted with a key that the stream itself carries, so that only printing and copying are
//! barred, by programs that heed it.
//!
//! A stream opens with a record of 256 bytes. Its first four seed the generator of random numbers of Microsoft's C library; bytes drawn from it,
//! each used one to sixteen times, hide the rest. In what comes out, at 4 + (seed & 15), stands the hash of the password; its first 16 bytes
//! are the key by which the rest of the stream is encrypted (AES-128, ECB).

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, KeyInit};

/// The tag of the record that opens a stream, and its length.
const TAG: u32 = 28;
const LEN: usize = 256;

/// The stream that a distribution document holds, still compressed.
pub(super) fn decrypt(stream: &[u8]) -> Result<Vec<u8>, &'static str> {
    let no_key = "the key of the distribution document (배포용) is missing";
    let (head, rest) = stream.split_first_chunk::<4>().ok_or(no_key)?;
    let head = u32::from_le_bytes(*head);
    let (hidden, body) = rest.split_first_chunk::<LEN>().ok_or(no_key)?;
    if head & 0x3ff != TAG || (head >> 20) as usize != LEN {
        return Err(no_key);
    }
    let cipher = Aes128::new(&key(*hidden).into());
    // Whole blocks are encrypted; the compressed text ends within the last.
    let mut text = body[..body.len() - body.len() % 16].to_vec();
    for block in text.chunks_exact_mut(16) {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(block);
        let mut whole = bytes.into();
        cipher.decrypt_block(&mut whole);
        block.copy_from_slice(&whole);
    }
    Ok(text)
}

/// The key in the record that opens a stream.
fn key(mut data: [u8; LEN]) -> [u8; 16] {
    let seed = u32::from_le_bytes([data[0], data[1], data[2], data[3]]);
    reveal(&mut data, seed);
    let at = 4 + (seed & 15) as usize;
    let mut key = [0; 16];
    key.copy_from_slice(&data[at..at + 16]);
    key
}

/// Hides or reveals all but the seed.
fn reveal(data: &mut [u8; LEN], seed: u32) {
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        state >> 16 & 0x7fff
    };
    let (mut byte, mut times) = (0, 0);
    for (at, value) in data.iter_mut().enumerate() {
        if times == 0 {
            byte = (random() & 0xff) as u8;
            times = (random() & 15) + 1;
        }
        if at >= 4 {
            *value ^= byte;
        }
        times -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes::cipher::BlockCipherEncrypt;

    #[test]
    fn what_was_encrypted_is_read() {
        let mut data = [7; LEN];
        data[..4].copy_from_slice(&0x1234_5679_u32.to_le_bytes());
        let at = 4 + 9;
        data[at..at + 16].copy_from_slice(b"0123456789abcdef");
        reveal(&mut data, 0x1234_5679);
        let mut block = (*b"text of 16 bytes").into();
        Aes128::new(&(*b"0123456789abcdef").into()).encrypt_block(&mut block);
        let head = (TAG | (LEN as u32) << 20).to_le_bytes();
        let stream = [&head[..], &data, &block].concat();
        assert_eq!(decrypt(&stream).unwrap(), b"text of 16 bytes");
        assert!(decrypt(&stream[..100]).is_err());
    }
}
