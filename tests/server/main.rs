//! The endpoint, asked over HTTP.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail with the test")]

mod endpoint;
mod protocol;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const TOKEN: &str = "a-token-of-the-test";

/// A server that ends with the test.
struct Server {
    child: Child,
    base: String,
    agent: ureq::Agent,
}

/// What a server answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    content_type: String,
    body: String,
}

impl Server {
    fn start(store: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_policygraph"))
            .args(["serve", "--port", "0", "--store"])
            .arg(store)
            .args(arguments)
            .env("POLICYGRAPH_TOKEN", TOKEN)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut talk = BufReader::new(child.stderr.take().unwrap());
        talk.read_line(&mut line).unwrap();
        // What it says later is read, so that it never waits for a reader.
        std::thread::spawn(move || {
            let mut rest = String::new();
            let _ = talk.read_to_string(&mut rest);
        });
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}")).split('/').next().unwrap();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self { child, base: format!("http://{address}"), agent }
    }

    fn get(&self, path: &str, accept: Option<&str>) -> Answer {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        if let Some(accept) = accept {
            request = request.header("accept", accept);
        }
        answer(request.call().unwrap())
    }

    fn query(&self, sparql: &str, accept: &str) -> Answer {
        answer(
            self.agent
                .post(format!("{}/sparql", self.base))
                .header("accept", accept)
                .send_form([("query", sparql)])
                .unwrap(),
        )
    }

    fn update(&self, sparql: &str, token: Option<&str>) -> Answer {
        let mut request =
            self.agent.post(format!("{}/sparql", self.base)).header("content-type", "application/sparql-update");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        answer(request.send(sparql).unwrap())
    }

    /// Asks the server to stop, and waits for it.
    #[cfg(unix)]
    fn stop(mut self) -> std::process::ExitStatus {
        let killed = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
    let content_type = response.headers().get("content-type").map_or("", |v| v.to_str().unwrap()).to_owned();
    Answer {
        status: response.status().as_u16(),
        content_type,
        body: response.body_mut().read_to_string().unwrap_or_default(),
    }
}

/// A store of the bundled example.
fn example(folder: &Path) -> std::path::PathBuf {
    let store = folder.join("s");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let built = Command::new(env!("CARGO_BIN_EXE_policygraph"))
        .arg("build")
        .arg(examples)
        .arg("--quiet")
        .arg("--store")
        .arg(&store)
        .status()
        .unwrap();
    assert!(built.success());
    store
}
