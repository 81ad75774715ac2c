document.getElementById("app")!.textContent = "policygraph";
