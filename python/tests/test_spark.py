"""`policygraph.spark` on two executors against `policygraph build`."""

import gzip
import itertools
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator

import networkx as nx
import policygraph as pg
import pyarrow as pa
import pytest
from conftest import PROGRAM
from policygraph import ArgumentError, PolicygraphError, policygraph_native
from policygraph import spark as pgs
from policygraph.spark import tables as spark_tables
from policygraph.spark import writing
from policygraph.spark.__main__ import main
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

BUCKETS = 4
DOCUMENTS = 400

COUNTRIES = ["미국", "일본", "중국", "영국", "독일", "프랑스", "캐나다", "호주"]
AGENCIES = ["총무성", "상무부", "에너지부", "교육부", "국방부", "경제산업성", "환경부"]
TOPICS = ["인공지능", "반도체", "양자", "바이오", "수소", "배터리", "데이터", "로봇"]
SYLLABLES = "가나다라마바사아자하고노도로모보소오조호구누두루무부수우주후강한담솔별빛길샘들온"


def text(number: int, items: int = 3, edition: int = 1) -> str:
    """A text with names of its own."""
    drawn = random.Random(f"{number} {edition}")

    def name(length: int) -> str:
        return "".join(drawn.choice(SYLLABLES) for _ in range(length))

    lines = ["Ⅰ 주요국 정책 동향", ""]
    for item in range(1, items + 1):
        country, agency, topic = drawn.choice(COUNTRIES), drawn.choice(AGENCIES), drawn.choice(TOPICS)
        programme, company, partner = name(4), name(3), name(3)
        lines += [
            f"{item}. {country}, {topic} 전략 동향", "",
            f"○ {country} {agency}은 ‘{programme} {topic} 전략’을 발표({drawn.randint(2015, 2024)}.{drawn.randint(1, 12)}.1.)", "",
            f"- {drawn.randint(2, 9)}년간 {drawn.randint(10, 999)}억 달러를 투입해 {name(5)} 기술의 연구개발을 지원할 계획", "",
            f"○ {company}전자는 {partner}산업과 {topic} 공동 연구 협약을 체결했다고 밝힘", "",
        ]  # fmt: skip
    table = "| 국가 | 비중 |\n| --- | --- |\n| 한국 | 4.5 |\n| 일본 | 3.2 |\n" if number % 9 == 0 else ""
    return "\n".join(lines) + table


def write_documents(folder: pathlib.Path) -> None:
    """Documents of several formats, damaged ones, an archive, copies, a hidden file."""
    for number in range(DOCUMENTS):
        parent = folder / f"부서 {number % 5}"
        parent.mkdir(parents=True, exist_ok=True)
        words = text(number)
        if number % 40 == 7:
            (parent / f"{number}.pdf").write_bytes(b"%PDF-1.7 " + words.encode()[:100])
        elif number % 40 == 8:
            (parent / f"{number}.txt").write_bytes(random.Random(number).randbytes(500))
        elif number % 20 == 3:
            (parent / f"{number}.html").write_text(f"<html><body><p>{words.replace(chr(10) * 2, '</p><p>')}</p></body></html>")
        elif number % 20 == 5:
            (parent / f"{number}.txt").write_bytes(words.encode("cp949", "ignore"))
        else:
            (parent / f"{number}.txt").write_text(words)
    with zipfile.ZipFile(folder / "묶음.zip", "w") as archive:
        for number in range(900, 905):
            archive.writestr(f"안/{number}.txt", text(number))
        archive.writestr("안/copy.txt", text(0))
        archive.writestr("안/bad.docx", b"PK\x03\x04 no")
        archive.writestr(".hidden.txt", "환경부")
    (folder / "zz copy.txt").write_text(text(10))
    (folder / ".hidden.txt").write_text(text(990))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "blank.txt").write_bytes(b"\n")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.executor.memory": "512m",
        # Many tasks, so that one can be stopped in the middle.
        "spark.sql.files.maxPartitionBytes": str(64 << 20),
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("documents") / "in"
    write_documents(folder)
    return folder


def built(folder: pathlib.Path, store: pathlib.Path, *options: object) -> list[bytes]:
    """The N-Quads of a store of a folder, by lines."""
    subprocess.run([PROGRAM, "build", folder, "--store", store, "--quiet", *map(str, options)], stderr=subprocess.DEVNULL)
    dumped = subprocess.run([PROGRAM, "dump", "--store", store], check=True, capture_output=True).stdout
    return sorted(set(dumped.splitlines()))


def quads(tables: pathlib.Path) -> list[bytes]:
    files = [file for part in ("quads", "default", "inferred", "base") for file in (tables / part).rglob("*.gz")]
    return sorted({line for file in files for line in gzip.decompress(file.read_bytes()).splitlines()})


def rows(frame: DataFrame) -> list[tuple[object, ...]]:
    return sorted((tuple(str(value) for value in row) for row in frame.collect()))


def change(spark: SparkSession, source: pathlib.Path, tables: pathlib.Path) -> pgs.Written:
    """Brings tables up to date with a folder."""
    known = pgs.known(spark, str(tables))
    return pgs.write(pgs.extract(pgs.documents(spark, source), known=known, persist=False), str(tables), buckets=None if known else BUCKETS)


@pytest.fixture(scope="module")
def tables(spark: SparkSession, folder: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    tables = tmp_path_factory.mktemp("tables") / "out"
    written = change(spark, folder, tables)
    assert (written.unchanged, written.duplicates) == (0, 2) and written.failed == 22
    assert written.documents == DOCUMENTS - 20 + 5
    return tables


@pytest.fixture(scope="module")
def expected(folder: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return built(folder, tmp_path_factory.mktemp("store") / "store")


def test_tables_hold_what_a_store_would(spark: SparkSession, tables: pathlib.Path, expected: list[bytes]) -> None:
    assert len(expected) > 100_000 and quads(tables) == expected
    read = pgs.read(spark, str(tables))
    documents = {row["document"]: row for row in read["documents"].collect()}
    assert {"부서 1/1.txt", "묶음.zip/안/900.txt"} <= set(documents)
    # Of copies the first by name is there.
    assert {"zz copy.txt", "묶음.zip/안/copy.txt"} <= set(documents)
    assert not {"부서 0/0.txt", "부서 0/10.txt", ".hidden.txt"} & set(documents)
    failures = {row["document"]: row for row in read["failures"].collect()}
    assert failures["blank.txt"]["kind"] == "document" and "damaged" in failures["묶음.zip/안/bad.docx"]["message"]
    relations = {(r["s"], r["p"], r["o"]) for r in read["relations"].where("document = '부서 1/1.txt'").collect()}
    facts = pg.extract(text(1), name="부서 1/1.txt")
    assert relations == {(r["s"], r["p"], r["o"]) for r in facts.relations.to_pylist()} != set()
    # Each table has its document first, and one row for each mention, claim and triple.
    for name in (*pgs.TABLES, "failures"):
        assert read[name].columns[0] == "document" and read[name].count() > 0, name
    stated = {f"<{r['subject']}> <{r['predicate']}> {r['object']} .".encode() for r in read["triples"].collect()}
    assert stated == {line for line in expected if b"policygraph/graph/" not in line[-200:]}


def test_an_executor_that_is_killed_changes_nothing(
    spark: SparkSession, folder: pathlib.Path, tables: pathlib.Path, expected: list[bytes], tmp_path: pathlib.Path
) -> None:
    jvm = int(spark._jvm.java.lang.ProcessHandle.current().pid())  # type: ignore[union-attr]
    killed: list[int] = []

    def kill() -> None:
        while not (tmp_path / "out/.next/rows").exists():
            time.sleep(0.05)
        time.sleep(1)
        found = executors(jvm)
        os.kill(found[0], signal.SIGKILL)
        killed.append(found[0])

    killer = threading.Thread(target=kill)
    killer.start()
    change(spark, folder, tmp_path / "out")
    killer.join()
    assert killed and killed[0] not in executors(jvm)
    assert quads(tmp_path / "out") == expected


def executors(jvm: int) -> list[int]:
    """The processes of the executors of this session."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            parent = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == jvm and b"CoarseGrainedExecutorBackend" in words:
            found.append(int(process.name))
    return found


def test_a_second_run_replaces_changed_documents_only(
    spark: SparkSession, folder: pathlib.Path, tables: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    subprocess.run(["cp", "-r", folder, source], check=True)
    subprocess.run(["cp", "-r", tables, out], check=True)
    changed = [f"부서 {number % 5}/{number}.txt" for number in range(20, 400, 20)]
    for name in changed:
        (source / name).write_text(text(int(name.split("/")[1][:-4]), edition=2))
    (source / "new.txt").write_text(text(5_000))
    before = {name: rows(frame) for name, frame in pgs.read(spark, str(out)).items()}
    written = change(spark, source, out)
    assert (written.documents, written.unchanged) == (20, DOCUMENTS - 20 + 5 - 19)
    assert quads(out) == built(source, tmp_path / "store")
    after = {name: rows(frame) for name, frame in pgs.read(spark, str(out)).items()}
    for name in pgs.TABLES:
        touched = {row[0] for row in set(before[name]) ^ set(after[name])}
        assert touched <= {*changed, "new.txt"}, name
        # The statistics of the documents are the same.
        assert name in ("values", "observations") or touched, name
    # Nothing is to be done the third time, and a document can be removed.
    files = {file: file.stat().st_mtime_ns for file in (out / "claims").rglob("*.parquet")}
    assert change(spark, source, out).documents == 0
    assert files == {file: file.stat().st_mtime_ns for file in (out / "claims").rglob("*.parquet")}
    assert pgs.remove(spark, str(out), ["new.txt", "nothing.txt"]) == 1
    (source / "new.txt").unlink()
    assert quads(out) == built(source, tmp_path / "other")


def test_what_is_too_large_has_its_row(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/small.txt").write_text(text(1))
    (tmp_path / "in/long.txt").write_text(text(2, items=40))
    (tmp_path / "in/large.txt").write_bytes(b"a" * (2 << 20))
    documents = pgs.documents(spark, tmp_path / "in", largest=1 << 20)
    assert documents.where("content IS NULL").count() == 1
    tables = pgs.extract(documents, largest_text=6_000)
    failures = {row["document"]: row["message"] for row in tables.failures.collect()}
    assert set(failures) == {"long.txt", "large.txt"}
    assert "2 MB, more than 1" in failures["large.txt"] and "its text has" in failures["long.txt"]
    assert [row["document"] for row in tables["documents"].collect()] == ["small.txt"]
    facts = pgs.extract(documents, graphs=False)
    assert rows(facts["relations"].where("document = 'small.txt'")) == rows(tables["relations"])
    for what in ("claims", "quads"):
        with pytest.raises(ArgumentError, match="graphs=False"):
            facts.quads if what == "quads" else facts[what]
    assert set(tables.quads.select("value").toPandas()["value"]) == graph_lines("small.txt", text(1))


def test_what_the_file_system_does_not_give_has_its_row(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    source, out = tmp_path / "in", str(tmp_path / "out")
    source.mkdir()
    for name in ("a.txt", "damaged.txt", "gone.txt"):
        (source / name).write_text(text(1, edition=ord(name[0])))
    # A checksum of Hadoop's that is wrong (after its format and the bytes of a block); permission is never refused to root.
    (source / ".damaged.txt.crc").write_bytes(b"crc\0" + (512).to_bytes(4, "big") + b"none" * 8)
    # A backup of an editor is no document.
    (source / "~$b.docx").write_bytes(b"PK")
    documents = pgs.documents(spark, source)
    (source / "gone.txt").unlink()
    failures = pgs.extract(documents).failures.collect()
    assert [row["document"] for row in failures] == ["damaged.txt"]
    written = pgs.write(pgs.extract(documents, persist=False), out, buckets=BUCKETS)
    assert (written.documents, written.failed) == (1, 1)
    assert pgs.read(spark, out)["failures"].collect() == failures
    assert f"{source}/damaged.txt: cannot be read" in failures[0]["message"]
    (source / ".damaged.txt.crc").unlink()
    written = pgs.write(pgs.extract(pgs.documents(spark, source), known=pgs.known(spark, out)), out)
    assert (written.documents, written.unchanged, written.failed) == (1, 1, 0)
    assert pgs.read(spark, out)["failures"].count() == 0


def graph_lines(name: str, words: str) -> set[str]:
    """The graph of a document, as the program makes it."""
    (table,) = policygraph_native.Documents([(name, name, "", words.encode(), None, [], [])], None, False, 1 << 20, False)
    return set(gzip.decompress(pa.table(table)["quads"][0].as_py()).decode().splitlines())


def test_manifest_and_overrides_are_those_of_build(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    source = tmp_path / "in"
    (source / "하위").mkdir(parents=True)
    (source / "a.txt").write_text("가온전자는 누리산업과 협약을 체결했다.")
    (source / "하위/b.txt").write_text("Gaon Electronics는 일본 총무성과 협약을 체결했다.")
    with zipfile.ZipFile(source / "c.zip", "w") as archive:
        archive.writestr("d.txt", "환경부는 2021년 예산을 3조 원으로 늘렸다.")
    manifest, overrides = tmp_path / "manifest.csv", tmp_path / "own.csv"
    manifest.write_text("file,url,publisher,date\na.txt,https://example.org/a,해솔시,2020-03\nb.txt,,,2019\nc.zip/d.txt,,환경부,2021-01-02\n")
    overrides.write_text("action,name,value\nsame-as,Gaon Electronics,가온전자\n")
    tables = pgs.extract(pgs.documents(spark, source, manifest), overrides=overrides)
    pgs.write(tables, str(tmp_path / "out"), buckets=1)
    assert quads(tmp_path / "out") == built(source, tmp_path / "store", "--manifest", manifest, "--overrides", overrides)
    assert {row["document"]: row["issued"] for row in tables["documents"].collect()} == {"a.txt": "2020-03", "하위/b.txt": "2019", "c.zip/d.txt": "2021-01-02"}
    overrides.write_text("action,name,value\nretype,가온,Firm\n")
    with pytest.raises(ArgumentError, match="own.csv:2"):
        pgs.extract(pgs.documents(spark, source), overrides=overrides)


@pytest.mark.parametrize("shape", ["chains", "stars", "circles", "random"])
def test_pairs_are_joined_to_components(spark: SparkSession, shape: str) -> None:
    base, registry = "https://w3id.org/policygraph/id/", sorted(policygraph_native.registry_ids())
    drawn = random.Random(shape)
    graph = nx.Graph()
    for number in range(4):
        nodes = [f"{base}company-{shape}{number}-{drawn.randrange(16**6):06x}" for _ in range(drawn.randint(20, 40))]
        if number % 2:
            nodes[7] = registry[number]
        made = {
            "chains": lambda nodes: itertools.pairwise(nodes),
            "stars": lambda nodes: ((nodes[3], node) for node in nodes if node != nodes[3]),
            "circles": lambda nodes: itertools.pairwise([*nodes, nodes[0]]),
            "random": lambda nodes: ((drawn.choice(nodes), drawn.choice(nodes)) for _ in nodes),
        }[shape]
        graph.add_edges_from(made(nodes))
    pairs = spark.createDataFrame(list(graph.edges), "a string, b string")
    found = {row["old"]: row["new"] for row in pgs.components(pairs).collect()}
    wanted = {}
    for component in nx.connected_components(graph):
        representative = min(component, key=lambda id: (id not in registry, id))
        wanted |= {id: representative for id in component if id != representative}
    assert found == wanted
    if shape == "chains":
        with pytest.raises(PolicygraphError, match="rounds"):
            pgs.components(pairs, rounds=2)


def test_entities_of_documents_are_merged(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text("가온전자는 누리산업과 협약을 체결했다.")
    (source / "b.txt").write_text("가온일렉트로닉스는 해솔산업과 협약을 체결했다.")
    tables = pgs.extract(pgs.documents(spark, source))
    ids = {row["label"]: row["id"] for row in tables["entities"].collect()}
    a, b = ids["가온전자"], ids["가온일렉트로닉스"]
    pairs = spark.createDataFrame([(b, a)], "a string, b string")
    merged = pgs.merge(tables, pairs)
    kept, gone = min(a, b), max(a, b)
    assert {row["s"] for row in merged["relations"].collect()} | {row["o"] for row in merged["relations"].collect()} >= {kept}
    pgs.write(merged, str(out), buckets=2)
    pgs.write(tables, str(tmp_path / "other"), buckets=2)
    pgs.merge_folder(spark, str(tmp_path / "other"), pairs)
    lines = quads(out)
    assert quads(tmp_path / "other") == lines
    assert not any(gone.encode() in line for line in lines)
    assert sum(kept.encode() in line for line in lines) > 4
    # As if the two had had one name: the same relations between the same labels.
    overrides = tmp_path / "own.csv"
    overrides.write_text("action,name,value\nsame-as,가온일렉트로닉스,가온전자\n")
    by_name = pgs.extract(pgs.documents(spark, source), overrides=overrides)
    (id,) = {row["id"] for row in by_name["entities"].where("label LIKE '가온%'").collect()}
    # Which partner comes first depends on their ids.
    relations = {(r["p"], frozenset(end.replace(kept, id) for end in (r["s"], r["o"]))) for r in merged["relations"].collect()}
    assert relations == {(r["p"], frozenset((r["s"], r["o"]))) for r in by_name["relations"].collect()} != set()


def test_a_swap_that_was_interrupted_is_ended(spark: SparkSession, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, source = tmp_path / "out", tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(text(1))
    change(spark, source, out)
    (source / "added.txt").write_text(text(6_000))
    before = quads(out)
    # Before all is complete nothing changes.
    with monkeypatch.context() as patched:
        patched.setattr(writing, "inferences", stop_at(1, lambda *_: None))
        with pytest.raises(InterruptedError):
            change(spark, source, out)
    assert quads(out) == before and (out / ".next").exists()
    for at in ("documents/", "claims/"):
        with monkeypatch.context() as patched:
            patched.setattr(writing.Files, "replace", stop_at(1, writing.Files.replace, path=f"/out/{at}"))
            with pytest.raises(InterruptedError):
                change(spark, source, out)
        assert (out / ".next/_complete").exists()
        known = pgs.known(spark, str(out))
        assert known is not None and known.where("document = 'added.txt'").count() == 1
        assert not (out / ".next").exists()
        assert quads(out) == built(source, tmp_path / f"store of {at[:-1]}")
        assert pgs.remove(spark, str(out), ["added.txt"]) == 1
        assert quads(out) == before


def stop_at(call: int, function, path=""):  # type: ignore[no-untyped-def]
    """A function that fails the given time that it is called for a path that has these words."""
    count = 0

    def stopping(*arguments):  # type: ignore[no-untyped-def]
        nonlocal count
        count += path in str(arguments[1])
        if count == call:
            raise InterruptedError
        return function(*arguments)

    return stopping


def test_what_is_wrong_is_said(spark: SparkSession, tables: pathlib.Path, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ArgumentError, match="no such"):
        pgs.documents(spark, tmp_path / "none")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("환경부")
    read = pgs.extract(pgs.documents(spark, tmp_path / "in"))
    with pytest.raises(ArgumentError, match="no folder of tables"):
        pgs.write(read, str(tmp_path / "in"))
    with pytest.raises(ArgumentError, match="4 buckets, not 8"):
        pgs.write(read, str(tables), buckets=8)
    with pytest.raises(ArgumentError, match="no table 'people'"):
        read["people"]
    with pytest.raises(ArgumentError, match="no folder"):
        pgs.read(spark, str(tmp_path / "none"))


def test_buckets_are_hashes_that_others_can_make(spark: SparkSession) -> None:
    names = ["a.txt", "부서 0/0.txt", "묶음.zip/안/900.txt"]
    frame = spark.createDataFrame([(name,) for name in names], "document string").select(spark_tables.bucket(F.col("document"), 64))
    assert [row[0] for row in frame.collect()] == [f"{zlib.crc32(name.encode()) % 64:02}" for name in names]


def test_the_command_reads_and_says_what_it_did(
    spark: SparkSession, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The session of the tests goes on.
    monkeypatch.setattr(SparkSession, "stop", lambda _: None)
    source, out = tmp_path / "in", str(tmp_path / "out")
    source.mkdir()
    (source / "a.txt").write_text("환경부는 2021년 예산을 3조 원으로 늘렸다.")
    assert main([str(source), out, "--buckets", "1"]) == 0
    assert "1 documents written" in capsys.readouterr().err
    # A table without rows is an empty one.
    assert (tmp_path / "out/values").is_dir() and pgs.read(spark, out)["values"].count() == 0
    (source / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    assert main([str(source), out]) == 1
    said = capsys.readouterr().err
    assert "0 documents written, 1 unchanged, 0 duplicates, 1 failed" in said and "b.pdf: the PDF file is damaged" in said
    assert main([str(tmp_path / "none"), out]) == 2 and "no such file" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main([out])
    assert ended.value.code == 2
