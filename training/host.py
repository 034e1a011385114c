"""A client of our own model host, so that a model is checked in the program that will run it."""
import json
import os
import socket
import subprocess
import tempfile
from pathlib import Path

PROTOCOL = 3    # HostProtocol.Version


class Host:
    """Starts `codeassist-host` from a folder with the built product and speaks to it until it is closed."""

    def __init__(self, product, threads=1):
        self._folder = tempfile.TemporaryDirectory(prefix="host-")
        self._threads, self._calls = threads, 0
        product, folder = Path(product).resolve(), self._folder.name
        self._process = subprocess.Popen(
            [product / "codeassist-host", "serve", "--runtime-dir", folder, "--build", "training", "--libraries", product / "llama",
             "--idle-exit-seconds", "0", "--log-file", f"{folder}/host.log", "--cache-dir", folder],
            cwd=product, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
            env={name: value for name, value in os.environ.items() if not name.startswith(("GGML_", "VK_", "LD_"))})
        if self._process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"the host of {product} did not start; run npm start once to build it")

        place, = Path(folder).glob("host-*.sock")
        if not place.name.startswith(f"host-{PROTOCOL}-"):
            raise RuntimeError(f"{place.name}: this client speaks protocol {PROTOCOL}, the host another; training/host.py is to follow it")

        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(place))
        self._stream = self._socket.makefile("rwb")
        self.call("host/hello", {"protocol": PROTOCOL, "client": "training"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stream.close()
        self._socket.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)
        self._folder.cleanup()

    def call(self, method, parameters):
        self._calls += 1
        body = json.dumps({"jsonrpc": "2.0", "id": self._calls, "method": method, "params": parameters}).encode()
        self._stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._stream.flush()
        while True:
            message = self._read()
            if message.get("id") == self._calls and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def load(self, path):
        """Loads a GGUF file on the CPU under its own path; returns the host's description of it."""
        options = {"device": "Cpu", "threads": self._threads, "contextTokens": None, "sequences": 1}
        result = self.call("model/load", {"modelId": str(path), "path": str(Path(path).resolve()), "options": options})
        return _or_fail(result, "model")

    def unload(self, path):
        self.call("model/unload", {"modelId": str(path)})

    def count_tokens(self, model, texts):
        return _or_fail(self.call("text/countTokens", {"modelId": str(model), "texts": texts}), "counts")

    def complete(self, model, path, prefix, suffix, max_tokens=48, stop=("\n",)):
        """Greedy answer to the server's own prompt: (text, joint log-probability, usage). `prefix` is told without its held-back space."""
        parts = [_special("FileSeparator"), _text(path + "\n", "Never", 2147483647), _special("FimSuffix"), _text(suffix, "KeepStart", 1),
                 _special("FimPrefix"), _text(prefix, "KeepEnd", 2)]
        result = _or_fail(self.call("text/generate", {
            "modelId": str(model), "slot": "training", "parts": parts, "priority": "Background",
            "limits": {"maxTokens": max_tokens, "stopTexts": list(stop)},
            "sampling": {"temperature": 0, "topK": 0, "topP": 1, "seed": 0}, "streamId": None}), "generation")
        return result["text"], result["logProbability"], result["usage"]

    def _read(self):
        length = 0
        while (line := self._stream.readline().strip()) or not length:
            if not line:
                raise ConnectionError("the host closed the connection")
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self._stream.read(length))


def _or_fail(result, part):
    if result.get("failure"):
        raise RuntimeError(f"{result['failure']['message']} {result['failure']['nextStep']}")
    return result[part]


def _special(token):
    return {"special": token, "text": None, "trim": "Never", "priority": 2147483647}


def _text(text, trim, priority):
    return {"special": None, "text": text, "trim": trim, "priority": priority}
