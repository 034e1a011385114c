"""python3 -m unittest, in this folder; with the `toy` of recipe.py run by npm run test:long."""
import random
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import cpu_ops
import model as model_room
from evaluate import interval, share
from layout import held_back, prompt, spaces_for_tabs
from licences import CopyrightFile, is_permissive
from model import Config, Model, attention
from pack import Document, caret, sample, snippets_of, most_alike
from prepare import Duplicates, cleaned
from sources import read_sources
from tokenizer import END, FILE, PIECES, PREFIX, REPOSITORY, SUFFIX
from train import Trainer, options

HERE = Path(__file__).parent
FILE_OF_CODE = "namespace A;\n\npublic sealed class Greeter\n{\n" + "".join(
    f"    public string Name{i}(string first{i}) => first{i} + \"{'x' * (i % 5)}\";\n" for i in range(40)) + "}\n"


class Letters:
    """A tokenizer of one id per character, so that a test can read what was packed."""

    def encode(self, text):
        return [256 + ord(character) for character in text]

    def decode(self, ids):
        return "".join(chr(id - 256) if id >= 256 else f"<{id}>" for id in ids)


class Prompts(unittest.TestCase):
    def test_the_prompt_is_the_servers(self):
        ids = prompt(Letters(), "A.cs", "x = ", ";\n", "demo", [("B.cs", "int b;\n")])
        self.assertEqual(f"<{REPOSITORY}>demo\n<{FILE}>B.cs\nint b;\n<{FILE}>A.cs\n<{SUFFIX}>;\n<{PREFIX}>x =", Letters().decode(ids))

    def test_one_space_is_held_back_and_no_more(self):
        self.assertEqual(("", " ", " "), tuple(held_back(text) for text in ("x", "x ", "x  ")))

    def test_only_leading_tabs_become_spaces(self):
        self.assertEqual("        a\tb\n    c", spaces_for_tabs("\t\ta\tb\n\tc"))

    def test_the_split_keeps_a_dot_apart_from_the_word_behind_it(self):
        self.assertEqual(["foo", ".", "Bar", "(", "1", "2", ")"], PIECES.findall("foo.Bar(12)"))


class Packing(unittest.TestCase):
    def test_a_sample_joins_to_the_file_again(self):
        document = Document("demo", "src/A.cs", FILE_OF_CODE)
        for seed in range(200):
            told = Letters().decode(sample(Letters(), random.Random(seed), document, FILE_OF_CODE, []))
            told = told.removeprefix(f"<{FILE}>src/A.cs\n").removesuffix(f"<{END}>")
            if told.startswith(f"<{SUFFIX}>"):
                suffix, _, rest = told.removeprefix(f"<{SUFFIX}>").partition(f"<{PREFIX}>")
                told = rest + suffix
            self.assertEqual(FILE_OF_CODE, told)

    def test_a_caret_lies_in_the_text_and_before_its_end(self):
        for seed in range(500):
            start, end = caret(FILE_OF_CODE, random.Random(seed))
            self.assertTrue(0 <= start <= end <= len(FILE_OF_CODE))

    def test_the_likest_snippet_comes_last(self):
        snippets = [*snippets_of(Document("d", "B.cs", "class Unrelated { int Something, Entirely, Different; }\n" * 4)),
                    *snippets_of(Document("d", "C.cs", FILE_OF_CODE))]
        self.assertEqual("C.cs", most_alike(FILE_OF_CODE[:800], "A.cs", snippets, 2)[-1][0])
        self.assertEqual([], most_alike(FILE_OF_CODE[:800], "C.cs", snippets[1:], 2))


class Sources(unittest.TestCase):
    def test_every_archive_is_pinned_and_permissively_labelled(self):
        for source in read_sources(HERE / "sources.tsv"):
            self.assertRegex(source.sha256, "^[0-9a-f]{64}$")
            if source.split != "copyright":
                self.assertTrue(is_permissive(source.licence), source.licence)

    def test_no_package_is_both_learned_from_and_held_out(self):
        files = read_sources(HERE / "sources.tsv")
        held = {source.file for source in files if source.split == "held"}
        self.assertTrue(held)
        self.assertFalse(held & {source.file for source in files if source.split not in ("held", "copyright")})

    def test_the_last_matching_paragraph_of_a_copyright_file_counts(self):
        copyright_file = CopyrightFile(
            "Format: x\n\nFiles: *\nLicense: MIT\n\nFiles: a/*,\n b/c.cs\nLicense: GPL-2+\n\nFiles: a/z/*\nLicense: other\n"
            " Permission is granted to anyone to use this software for any purpose\n")
        self.assertEqual(["MIT", "GPL-2+", "GPL-2+", "Zlib"], [copyright_file.licence_of(path) for path in ("x.cs", "a/x.cs", "b/c.cs", "a/z/x.cs")])

    def test_a_choice_is_permissive_and_a_copyleft_is_not(self):
        self.assertTrue(all(map(is_permissive, ("MIT", "Apache-2.0", "MIT or GPL-2", "BSD-3-clause and MIT"))))
        self.assertFalse(any(map(is_permissive, ("GPL-2+", "MIT and GPL-2", "LGPL-2.1", "other", "GPLWithACException"))))

    def test_files_are_cleaned_or_left_out_with_a_reason(self):
        text, reason = cleaned(b"// Copyright (c) Somebody\n// MIT licence\n\n" + FILE_OF_CODE.replace("    ", "\t").encode())
        self.assertEqual((FILE_OF_CODE, None), (text, reason))
        self.assertEqual("copyleft header", cleaned(b"// GNU General Public License\n" + FILE_OF_CODE.encode())[1])
        self.assertEqual("generated", cleaned(b"// <auto-generated/>\n" + FILE_OF_CODE.encode())[1])
        self.assertEqual("not UTF-8", cleaned(b"\xff\xfe" + FILE_OF_CODE.encode())[1])

    def test_copies_of_held_out_lines_are_not_learned_from(self):
        duplicates = Duplicates()
        self.assertIsNone(duplicates.reason(FILE_OF_CODE, "held"))
        half = FILE_OF_CODE[:len(FILE_OF_CODE) // 2] + "".join(f"    private readonly int _value{i} = {i};\n" for i in range(20))
        self.assertEqual("overlaps a held-out project", duplicates.reason(half, "train"))
        self.assertEqual("duplicate", duplicates.reason(FILE_OF_CODE + "\n", "train"))


class Training(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        torch.set_num_threads(1)
        np.random.default_rng(0).integers(7, 512, (40, 65)).astype(np.uint16).tofile(self.path("rows.bin"))

    def path(self, name):
        return str(Path(self._folder.name) / name)

    def trainer(self, *more):
        return Trainer(options(["--size", "toy", "--vocabulary", "512", "--context", "64", "--rows", self.path("rows.bin"), "--held", self.path("rows.bin"),
                                "--steps", "8", "--step-tokens", "512", "--micro-tokens", "256", "--out", self.path("out.pt"), *more]))

    def test_a_resumed_run_ends_where_an_unbroken_one_does(self):
        whole = self.trainer()
        losses = [whole.train_step() for _ in range(8)]

        first = self.trainer()
        for _ in range(3):
            first.train_step()
        first.save()
        second = self.trainer("--resume", self.path("out.pt"))
        self.assertEqual(losses[3:], [second.train_step() for _ in range(5)])
        for name, weight in second.model.state_dict().items():
            self.assertTrue(torch.equal(weight, whole.model.state_dict()[name]), name)

    def test_a_further_run_keeps_weights_and_optimiser_but_not_the_schedule(self):
        first = self.trainer()
        for _ in range(3):
            first.train_step()
        first.save()
        further = self.trainer("--init", self.path("out.pt"))
        self.assertEqual((first.tokens, 0), (further.tokens, further.step))
        self.assertTrue(all(torch.equal(first.muon.state[shape], further.muon.state[shape]) for shape in first.muon.state))

    def test_learning_lowers_the_loss(self):
        trainer = self.trainer("--warm", "1")
        losses = [trainer.train_step() for _ in range(8)]
        self.assertLess(losses[-1], losses[0] - 0.1)

    @unittest.skipUnless(cpu_ops.LIBRARY, "this processor has no AVX-512 with bf16")
    def test_the_kernels_agree_with_pytorch(self):
        torch.manual_seed(0)
        model, ids = Model(Config(vocabulary=512, context=128, width=128, layers=2, heads=2, kv_heads=1, inner=256)), torch.randint(0, 512, (2, 128))
        for weight in model.parameters():
            if weight.dim() == 2:
                torch.nn.init.normal_(weight, std=0.06)

        def gradients():
            model.zero_grad(set_to_none=True)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = model(ids, ids.roll(-1))
            loss.backward()
            return float(loss), {name: weight.grad.clone() for name, weight in model.named_parameters()}

        fast_loss, fast = gradients()
        model_room.KERNELS = False
        self.addCleanup(setattr, model_room, "KERNELS", True)
        slow_loss, slow = gradients()
        self.assertAlmostEqual(slow_loss, fast_loss, delta=0.01)
        for name, gradient in slow.items():
            self.assertLess(float((fast[name] - gradient).norm() / gradient.norm()), 0.06, name)

    def test_attention_sees_no_future(self):
        qkv = torch.randn(1, 64, 256)
        cos, sin = torch.ones(64, 32), torch.zeros(64, 32)
        before = attention(qkv, cos, sin, 2, 1)[0, 10]
        qkv[0, 11:] = 7
        self.assertTrue(torch.equal(before, attention(qkv, cos, sin, 2, 1)[0, 10]))


class Figures(unittest.TestCase):
    def test_an_interval_holds_the_share_and_narrows_with_the_files(self):
        few, many = ([[i % 4 == 0] for i in range(count)] for count in (40, 4000))
        (low, high), (lower, higher) = interval(few, share), interval(many, share)
        self.assertTrue(low < 0.25 < high and lower < 0.25 < higher and higher - lower < (high - low) / 4)


if __name__ == "__main__":
    unittest.main()
