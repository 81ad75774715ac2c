//! Documents made at random, the same each time: each with names of its own, so that no dictionary flatters, and of 1 to 300 kilobytes.

use fastrand::Rng;
use std::fmt::Write;
use std::io;
use std::path::Path;

/// Bytes of the smallest and of the largest document.
const SIZES: (f64, f64) = (1e3, 300e3);

/// Syllables that names are made of.
const SYLLABLES: [&str; 40] = [
    "가", "나", "다", "라", "마", "바", "사", "아", "자", "하", "고", "노", "도", "로", "모", "보", "소", "오", "조",
    "호", "구", "누", "두", "루", "무", "부", "수", "우", "주", "후", "강", "한", "담", "솔", "별", "빛", "길", "샘",
    "들", "온",
];
const COUNTRIES: [&str; 10] = ["미국", "일본", "중국", "영국", "독일", "프랑스", "캐나다", "호주", "인도", "스웨덴"];
const AGENCIES: [&str; 8] = ["총무성", "상무부", "에너지부", "교육부", "국방부", "경제산업성", "과학기술부", "환경부"];
const TOPICS: [&str; 10] =
    ["인공지능", "반도체", "양자", "우주", "바이오", "수소", "배터리", "데이터", "사이버보안", "로봇"];
const CURRENCIES: [&str; 5] = ["달러", "엔", "위안", "유로", "파운드"];
const ENDINGS: [&str; 5] = ["계획", "전략", "프로그램", "이니셔티브", "사업"];

/// Writes documents, `00000.txt` and on, into a folder; returns their bytes together.
pub(crate) fn write(count: usize, folder: &Path) -> io::Result<u64> {
    std::fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for number in 0..count {
        let text = document(number);
        bytes += text.len() as u64;
        std::fs::write(folder.join(format!("{number:05}.txt")), text)?;
    }
    Ok(bytes)
}

fn document(number: usize) -> String {
    let mut random = Rng::with_seed(number as u64 + 1);
    // As many of 1 to 2 kilobytes as of 100 to 200: sizes of files are spread over their logarithm.
    let size = (SIZES.0.ln() + random.f64() * (SIZES.1 / SIZES.0).ln()).exp();
    let mut text = String::from("Ⅰ 주요국 정책 동향\n");
    let mut item = 0;
    while (text.len() as f64) < size {
        item += 1;
        write_item(&mut text, item, &mut random);
    }
    text
}

fn write_item(text: &mut String, number: usize, random: &mut Rng) {
    let mut pick = |list: &[&'static str]| list[random.usize(..list.len())];
    let (country, agency, topic, currency) = (pick(&COUNTRIES), pick(&AGENCIES), pick(&TOPICS), pick(&CURRENCIES));
    let (first, second) = (pick(&ENDINGS), pick(&ENDINGS));
    let mut name =
        |length: usize| -> String { (0..length).map(|_| SYLLABLES[random.usize(..SYLLABLES.len())]).collect() };
    let (programme, part, company, partner) = (name(4), name(5), name(3), name(3));
    let (words, more) = (name(6), name(7));
    let (years, amount, share) = (random.u8(2..10), random.u32(10..9000), random.u32(10..99));
    let (year, month, day) = (random.u16(2015..2025), random.u8(1..13), random.u8(1..28));
    let item = format!(
        "\n{number}. {country}, {topic} {first} 동향\n\n\
         ○ {country} {agency}은 ‘{programme} {topic} {first}’을 발표({year}.{month}.{day}.)\n\n\
         - {years}년간 {amount}억 {currency}를 투입해 {words} 기술의 연구개발을 지원할 계획이며, {topic} 분야의 인력 양성도 \n포함\n\n\
         - {company}전자와 {partner}산업이 ‘{part} {second}’에 참여해 {more} 실증을 추진\n\n\
         ※ {country} 정부는 {topic} 예산을 {year}년 {share}억 {currency}로 늘린 바 있음\n\n\
         ○ {company}전자는 {partner}산업과 {topic} 공동 연구 협약을 체결했다고 밝힘\n\n\
         출처 : {country} {agency} ({year}.{month}.{day}.)\n\nhttps://www.example.org/{number}/{share}\n"
    );
    // Writing to a string cannot fail.
    let _ = text.write_str(&item);
}
